"""What is computed of a session: portfolio, queue, segments, findings, and one customer's whole story."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.decisions.claims import Claim, HitRate, claim_frame, claims, hit_rate, run_out, standing
from kw_tui.core.metrics.coverage import overstated
from kw_tui.core.metrics.cross_selling import CROSS_SETTINGS
from kw_tui.core.metrics.lifetime import LIFETIME_SETTINGS, outlook
from kw_tui.core.metrics.new_need import recent_periods
from kw_tui.core.metrics.scoring import OWN as OWN_CRITERION
from kw_tui.core.segmentation.segments import OWN
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.own_segments import OwnSegment, parse_segments
from kw_tui.vocabulary.sources import CUSTOMER
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
    from kw_tui.core.cross_selling.affinity import Affinity
    from kw_tui.workbench.lifetimes import Lifetimes

MOST_GROUPS = 5
"""Product groups proposed to one customer."""


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

    def cross_selling(self, customer_id: str) -> pl.DataFrame:
        """Return the product groups to sell a customer besides, the largest contribution to expect first."""
        from kw_tui.core.cross_selling.affinity import groups_for

        row = self._known_row(customer_id)
        spent = float(row["revenue"] or 0) / (row["period_years"] or 1)
        return groups_for(self._affinity(), customer_id, max(spent, 0.0), MOST_GROUPS)

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
            cross_selling=self.cross_selling(customer_id),
            outcomes=story.outcomes(row, proposal),
            lines=lines.reverse(),
            monthly=story.monthly_amounts(lines, self.as_of),
            hit_rate=self.hit_rate(),
            decisions=tuple(one for one in self._decisions.history() if one.customer_id == customer_id),
        )

    def _inputs(self) -> tuple[Hashable, ...]:
        """What the analysis rests on: a frame computed for the same is the same."""
        return (
            self.store.fingerprint(),
            self.as_of,
            self.period,
            tuple(self.settings.items()),
            self.settings.rfm,
            repr(self.session.scoring),
        )

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
            facts=facts.pipe(self._with_own_criteria),
            recent=self.store.facts(*recent_periods(as_of), as_of).lazy(),
            assortment=self._assortment().lazy(),
        )
        models = (self._outlook(facts), self._estimates(facts))
        told = computed(pipeline.portfolio(reduced, self.settings, as_of, period, *models, self.session.scoring))
        from kw_tui.workbench.similar import with_clusters

        return with_clusters(told, self.store)

    def _estimates(self, facts: pl.LazyFrame) -> pipeline.Estimates:
        """What models say of wallets and cross-selling, and people of potential."""
        from kw_tui.workbench.estimates import best_to_sell, wallets  # with an engine of its own, not needed to start

        business = pipeline.year_of_business(facts, self.as_of, self.period)
        best = best_to_sell(self.store, business, self._when(), self._cross_asked(), self._affinity)
        return pipeline.Estimates(
            wallets=wallets(self.store, business, self._when(), self.settings),
            claims=claim_frame(*self._claims_now()).lazy(),
            cross=best,
        )

    def claims(self) -> Sequence[Claim]:
        """Return every claim of potential ever made, oldest first."""
        return self._kept.get("claims", self._decisions.stamp(), lambda: claims(self._decisions.history()))

    def hit_rate(self) -> HitRate:
        """Return how many of the claims that have run out came true."""
        due = run_out(self.claims(), self.as_of)
        return self._kept.get("hits", (self.store.fingerprint(), due), lambda: hit_rate(due, self._sales_of(due)))

    def _claims_now(self) -> tuple[Mapping[str, Claim], HitRate]:
        return standing(self.claims(), self.as_of), self.hit_rate()

    def _sales_of(self, due: Sequence[Claim]) -> pl.DataFrame:
        """Net revenue by day of the customers concerned; nothing is read where nobody is."""
        if not due:
            return pl.DataFrame()
        concerned = pl.col("customer_id").is_in([claim.customer_id for claim in due])
        later = [pl.col(name).fill_null(0) for name in ("cash_discount", "bonus")]
        net = (pl.col("net_amount") - later[0] - later[1]).sum()
        sold = self.store.scan("sales_line").filter(concerned).group_by("customer_id", "invoice_date").agg(net=net)
        return sold.collect(engine="streaming")

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

    def _when(self) -> tuple[Hashable, ...]:
        return (self.as_of, self.period)

    def _cross_asked(self) -> tuple[Hashable, ...]:
        return tuple(self.settings[id_] for id_ in CROSS_SETTINGS)

    def _affinity(self) -> "Affinity":
        from kw_tui.workbench.estimates import basket_affinity

        key = (self.store.fingerprint(), self.period, *self._cross_asked())
        return self._kept.get("affinity", key, lambda: basket_affinity(self._assortment(), self.settings))

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
        key = (self.store.fingerprint(), self.period)
        return self._kept.get("assortment", key, lambda: self.store.assortment(self.period))

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
