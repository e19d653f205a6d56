"""The figures of a session that are kept while it is at work; of a changed threshold only what rests on it is made."""

from collections.abc import Collection, Hashable
from typing import NamedTuple

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.metrics.recipe import Recipe
from kw_tui.core.metrics.scoring import OWN as OWN_CRITERION
from kw_tui.vocabulary.sources import CUSTOMER
from kw_tui.workbench import doing
from kw_tui.workbench.criteria import check_criteria
from kw_tui.workbench.effects import Effects
from kw_tui.workbench.kept import computed


class Portfolio(NamedTuple):
    """A portfolio and what it was made of: facts, the same with all that metrics read besides, and the recipe."""

    frame: pl.DataFrame
    facts: pl.DataFrame
    ready: pl.DataFrame
    recipe: Recipe


class Figures(Effects):
    """The portfolio and the queue."""

    _made: Portfolio | None = None

    def portfolio(self) -> pl.DataFrame:
        """Return one row a customer with every metric."""
        return self._kept.get("portfolio", self._inputs(), self._portfolio)

    def known_customers(self) -> int | None:
        """Return how many customers the portfolio had when it was last computed; None if it was not yet."""
        latest = self._kept.latest("portfolio", ())
        return None if latest is None else int(latest.height)

    def queue(self) -> pl.DataFrame:
        """Return one row a proposal, ranked by money at stake, with what people decided."""
        state = self.state()
        passing = (state.now.date(), tuple(sorted(state.claims)))  # claims and decisions run out with time
        return self._kept.get("queue", (*self._inputs(), self._decisions.stamp(), *passing), self._queue)

    def _inputs(self) -> tuple[Hashable, ...]:
        """What the analysis rests on: a frame computed for the same is the same."""
        return (*self._told_key(), tuple(self.settings.items()), self.settings.rfm, repr(self.session.scoring))

    def _portfolio(self) -> pl.DataFrame:
        self.check_scoring()
        facts, ready = self._facts(), self._ready()
        recipe = pipeline.recipe(self.settings, self._paid(), self.session.scoring, self._orders())
        changed = None if self._made is None else _changed(self._made, facts, ready)
        if self._made is None or changed is None:
            with self._doing(doing.METRICS):
                frame = computed(pipeline.made(ready.lazy(), recipe))
            frame = self._with_clusters(frame, recipe)
        else:
            frame = self._afresh(self._made, ready, recipe, changed)
        self._made = Portfolio(frame, facts, ready, recipe)
        return frame

    def _afresh(self, before: Portfolio, ready: pl.DataFrame, recipe: Recipe, changed: Collection[str]) -> pl.DataFrame:
        from kw_tui.workbench.similar import READ_BY_CLUSTERS

        stale = recipe.stale_since(before.recipe, changed)
        if not stale:
            return before.frame
        frame = computed(recipe.made_afresh(ready, before.frame, stale).select(before.frame.columns))
        return self._with_clusters(frame, recipe) if READ_BY_CLUSTERS & stale else frame

    def _with_clusters(self, portfolio: pl.DataFrame, recipe: Recipe) -> pl.DataFrame:
        from kw_tui.workbench.similar import READ_BY_CLUSTERS, with_clusters

        with self._doing(doing.CLUSTERS):
            return with_clusters(portfolio, self.store, (*self._told_what(), recipe.fingerprint(READ_BY_CLUSTERS)))

    def _ready(self) -> pl.DataFrame:
        """The facts with all that metrics read besides."""
        key = (*self._told_key(), repr(self.session.scoring))
        plan = self._told().lazy().pipe(self._with_own_criteria).pipe(pipeline.add_clock, self.as_of, self.period)
        return self._kept.get("ready", key, lambda: computed(plan))

    def _with_own_criteria(self, facts: pl.LazyFrame) -> pl.LazyFrame:
        """Add the columns of the customer master that only the scoring knows."""
        master = self.store.scan("customer")
        wanted = {one.column for one in self.session.scoring}
        own = [name for name in master.collect_schema().names() if name in wanted and name not in CUSTOMER]
        if not own:
            return facts
        named = master.select("customer_id", *(pl.col(name).alias(OWN_CRITERION + name) for name in own))
        return facts.join(
            named.unique("customer_id", keep="first"), on="customer_id", how="left", maintain_order="left"
        )

    def check_scoring(self) -> None:
        """Raise UsageError for a criterion of a column there is none of."""
        master = self.store.scan("customer").collect_schema().names()
        check_criteria(self.session.scoring, self.metrics(), master, is_whole=self.store.has("customer"))

    def _queue(self) -> pl.DataFrame:
        plan = pipeline.queue(self._ranking().lazy(), self._state_frame(), self.settings, self.as_of)
        return computed(plan)

    def _ranking(self) -> pl.DataFrame:
        """The queue without what is decided about its rows: most decisions leave it as it is."""
        return self._kept.get("ranking", self._weighed_key(), self._rank)

    def _rank(self) -> pl.DataFrame:
        plan = pipeline.ranking(self.portfolio().lazy(), self._state_frame(), self.settings, self.as_of)
        return computed(plan)

    def _weighed_key(self) -> tuple[Hashable, ...]:
        """What proposals rest on: a decision that waits changes none of them."""
        days = computed(pipeline.rungs_passed(self._state_frame(), self.settings, self.as_of))
        told = days.filter(pl.any_horizontal(pl.exclude("customer_id").is_not_null()))
        return (*self._inputs(), tuple(told.rows()))


def _changed(before: Portfolio, facts: pl.DataFrame, ready: pl.DataFrame) -> frozenset[str] | None:
    """The columns beside the facts that are not as before; None where the facts themselves may be others."""
    if before.facts is not facts:
        return None
    if before.ready is ready:
        return frozenset()
    besides = [name for name in ready.columns if name not in facts.columns]
    same = (name for name in besides if name in before.ready.columns and ready[name].equals(before.ready[name]))
    return frozenset(besides).difference(same)
