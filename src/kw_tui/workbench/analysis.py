"""What is computed of a session: portfolio, queue, segments, findings, and one customer's whole story."""

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.metrics.coverage import overstated
from kw_tui.core.metrics.lifetime import LIFETIME_SETTINGS, outlook
from kw_tui.core.metrics.new_need import recent_periods
from kw_tui.core.segmentation.segments import OWN
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.own_segments import OwnSegment, parse_segments
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import segmenting, story
from kw_tui.workbench.buying import Buying
from kw_tui.workbench.kept import computed
from kw_tui.workbench.segmenting import Matched
from kw_tui.workbench.session_at_work import SessionAtWork
from kw_tui.workbench.spread import Spread, spread_of
from kw_tui.workbench.story import CustomerStory
from kw_tui.workbench.summary import Summary, summarise

if TYPE_CHECKING:
    from kw_tui.workbench.lifetimes import Lifetimes


NEIGHBOURS = 10
"""Similar customers that are shown beside one."""


class Analysis(SessionAtWork):
    """The only place where analysis is collected; a frame is computed when asked and kept until an input changes."""

    def portfolio(self) -> pl.DataFrame:
        """Return one row a customer with every metric."""
        return self._kept.get("portfolio", self._inputs(), self._portfolio)

    def queue(self) -> pl.DataFrame:
        """Return one row a proposal, ranked by money at stake, with what people decided."""
        minute = self._clock().replace(second=0, microsecond=0)  # claims run out with time
        return self._kept.get("queue", (*self._inputs(), self._decisions.stamp(), minute), self._queue)

    def segments(self) -> pl.DataFrame:
        """Return one row a segment: customers and money; those the session names are by `own`."""
        return self._kept.get("segments", (*self._inputs(), self.session.segments), self._segments)

    def own_segments(self) -> tuple[OwnSegment, ...]:
        """Return the segments the session names."""
        return parse_segments(self.session.segments)

    def members(self) -> pl.DataFrame:
        """Return one row per own segment and customer in it: segment, customer_id."""
        return self._own().members

    def matching(self, where: str) -> Matched:
        """Return how many customers a condition matches and their money; raise UsageError where it does not work."""
        return segmenting.matched(self.portfolio(), where)

    def segment_notes(self, by: str | None = None) -> tuple[Text, ...]:
        """Return what is to be known of the segments of one way, or all: what does not work, overlaps, is empty."""
        empty = tuple(segmenting.empty_classes(self.portfolio(), self.settings)) if by in {None, "rfm_segment"} else ()
        return (*empty, *(self._own().notes if by in {None, OWN} else ()))

    def compare(self, names: Sequence[str]) -> pl.DataFrame:
        """Return one row a segment named: sums and medians; raise UsageError for a name that is none."""
        return segmenting.compared(self.portfolio(), names, self.own_segments(), self.settings)

    def migration(self) -> pl.DataFrame:
        """Return one row a pair of classes, before and now: customers and revenue."""
        return computed(pipeline.migration(self.portfolio().lazy()))

    def why_no_migration(self) -> Text | None:
        """Return why there are no classes of the period before; None where there are."""
        if self.portfolio()["abc_prev"].count():
            return None
        return next(metric.absent for metric in self.metrics() if metric.id == "abc_prev")

    def conditions(self) -> pl.DataFrame:
        """Return one row a finding of the standing check."""
        return self._kept.get("conditions", self._inputs(), self._conditions)

    def models(self) -> pl.DataFrame:
        """Return one row a fitted lifetime model, with what it foretold of orders held out."""
        return self._all_lifetimes().compared()

    def model_tracking(self) -> pl.DataFrame:
        """Return one row a unit of time: repeat orders so far, as they came and as each model says."""
        return self._all_lifetimes().tracked()

    def model_errors(self) -> pl.DataFrame | None:
        """Return what the model of the settings foretold by number of orders before, and what came."""
        return self._all_lifetimes().errors(self.settings.choice("clv_model"))

    def why_no_model(self) -> Text | None:
        """Return why no lifetime model can be fitted; None where it can."""
        return self._all_lifetimes().why_not()

    def cohort_regularity(self) -> tuple[float | None, int]:
        """Return k of the gaps of all customers together (1 random, above regular; None: none), and of how many."""
        facts = self.store.facts(self.period, self.period.previous, self.as_of).lazy()
        k, customers = computed(pipeline.cohort_regularity(facts)).row(0)
        return k, customers

    def spread(self, measure: str) -> Spread:
        """Return how a measure is spread over the customers."""
        return spread_of(self.portfolio().lazy(), measure)

    def served(self) -> pl.DataFrame:
        """Return who is served how: one row a class and channel."""
        return computed(pipeline.served(self.portfolio().lazy()))

    def capacity(self) -> pl.DataFrame:
        """Return the time-driven cost rates of the settings, and what of each resource nobody used."""
        return computed(pipeline.capacity(self.portfolio().lazy(), self.settings))

    def neighbours(self, customer_id: str, count: int = NEIGHBOURS) -> pl.DataFrame:
        """Return a customer and those most like it, nearest first: customer_id, name, distance and features.

        Raise DecisionError if there is none with this id; no row where it has no sales in the period.
        """
        from kw_tui.core.similar.space import space
        from kw_tui.workbench.similar import beside

        self._known_row(customer_id)
        of = self._kept.get("space", self._inputs(), lambda: space(self.portfolio()))
        return beside(self.portfolio(), of, customer_id, count)

    def summary(self) -> Summary:
        """Return the totals of portfolio and queue."""
        return summarise(self.portfolio(), self.queue(), self.as_of, self.period, self.currency)

    def customer(self, customer_id: str) -> CustomerStory:
        """Return everything about one customer; raise DecisionError if there is none with this id."""
        row = self._known_row(customer_id)
        mine = pl.LazyFrame([row], schema=self.portfolio().schema)
        proposal, lines = row_of(self.queue(), customer_id), self.store.customer_lines(customer_id)
        before = computed(pipeline.previous(mine, self.settings)).row(0, named=True)
        return CustomerStory(
            row=row,
            reasons=story.reasons(row, self.metrics()),
            overstated=overstated(row),
            assumptions=self.assumptions(),
            **story.steps(row, before, self.settings),
            outlook=outlook(row, self.settings),
            findings=computed(pipeline.conditions(mine, self.settings)),
            proposal=proposal,
            verdicts=computed(pipeline.verdicts(mine, self.state().frame(), self.settings, self.as_of)),
            outcomes=story.outcomes(row, proposal),
            lines=lines.reverse(),
            monthly=story.monthly_amounts(lines, self.as_of),
            decisions=tuple(one for one in self._decisions.history() if one.customer_id == customer_id),
        )

    def _inputs(self) -> tuple[Hashable, ...]:
        """What the analysis rests on: a frame computed for the same is the same."""
        return (self.store.fingerprint(), self.as_of, self.period, tuple(self.settings.items()), self.settings.rfm)

    def _segments(self) -> pl.DataFrame:
        portfolio = self.portfolio().lazy()
        own = pipeline.own_segments(portfolio, *self._own().table)
        return computed(pl.concat([pipeline.segments(portfolio, self.settings), own]))

    def _own(self) -> segmenting.Own:
        named = self.own_segments()
        return self._kept.get("own", (*self._inputs(), named), lambda: segmenting.own(self.portfolio(), named))

    def _conditions(self) -> pl.DataFrame:
        return computed(pipeline.conditions(self.portfolio().lazy(), self.settings))

    def _portfolio(self) -> pl.DataFrame:
        period, as_of = self.period, self.as_of
        facts = self.store.facts(period, period.previous, as_of).lazy()
        reduced = pipeline.Reduced(
            facts=facts,
            recent=self.store.facts(*recent_periods(as_of), as_of).lazy(),
            assortment=self._kept.get("assortment", (self.store.fingerprint(), period), self._assortment).lazy(),
        )
        told = computed(pipeline.portfolio(reduced, self.settings, as_of, period, self._outlook(facts)))
        from kw_tui.workbench.similar import with_clusters

        return with_clusters(told, self.store)

    def _outlook(self, facts: pl.LazyFrame) -> pipeline.Outlook:
        """What the lifetime models say, kept as long as the ledger, the day and their own settings are the same."""
        asked = tuple(self.settings[id_] for id_ in LIFETIME_SETTINGS)
        key = (self.store.fingerprint(), self.as_of, asked)
        return self._kept.get("outlook", key, lambda: self._looked_ahead(facts))

    def _looked_ahead(self, facts: pl.LazyFrame) -> pipeline.Outlook:
        """Where nothing can be foretold, the engine that does is not loaded."""
        is_told = Buying(self.store, facts, self.as_of, self.settings).why_not() is None
        return self._lifetimes(facts).outlook() if is_told else pipeline.NO_OUTLOOK

    def _all_lifetimes(self) -> "Lifetimes":
        return self._lifetimes(self.store.facts(self.period, self.period.previous, self.as_of).lazy())

    def _lifetimes(self, facts: pl.LazyFrame) -> "Lifetimes":
        from kw_tui.workbench.lifetimes import Lifetimes  # with an engine of its own, which a start does not need

        return Lifetimes(self.store, facts, self.as_of, self.settings)

    def _assortment(self) -> pl.DataFrame:
        return self.store.assortment(self.period)

    def _queue(self) -> pl.DataFrame:
        plan = pipeline.queue(self.portfolio().lazy(), self.state().frame(), self.settings, self.as_of)
        return computed(plan)

    def _known_row(self, customer_id: str) -> dict[str, Any]:
        row = row_of(self.portfolio(), customer_id)
        if row is None:
            message = Text("Kunde {id} kommt nicht vor", "There is no customer {id}").format(id=customer_id)
            raise DecisionError(message, Text("`kw customers` zeigt alle", "`kw customers` shows them all"))
        return row


def row_of(frame: pl.DataFrame, customer_id: str) -> dict[str, Any] | None:
    """Return a customer's row, None if it has none."""
    found = frame.filter(pl.col("customer_id") == customer_id)
    return found.row(0, named=True) if found.height else None
