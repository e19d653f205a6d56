"""What is computed of a session: portfolio, queue, segments, findings, and one customer's whole story."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.metrics.capacity import in_hours, lower_bounds
from kw_tui.core.metrics.coverage import overstated
from kw_tui.core.metrics.lifetime import outlook
from kw_tui.core.segmentation.segments import OWN
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.own_segments import OwnSegment, parse_segments
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import segmenting, story, trying
from kw_tui.workbench.about_settings import About, about
from kw_tui.workbench.kept import computed
from kw_tui.workbench.parts import parts
from kw_tui.workbench.reasons import Reasoning
from kw_tui.workbench.scored import Scored, scored
from kw_tui.workbench.segmenting import Matched
from kw_tui.workbench.session_fields import own_values
from kw_tui.workbench.spread import Spread, spread_of
from kw_tui.workbench.story import CustomerStory
from kw_tui.workbench.summary import Summary, summarise
from kw_tui.workbench.trying import Tried
from kw_tui.workbench.value_map import ValueMap, value_map_of

MOST_GROUPS = 5
"""Product groups proposed to one customer."""

NEIGHBOURS = 10
"""Similar customers that are shown beside one."""


class Analysis(Reasoning):
    """All that is asked of a session; a frame is computed when asked and kept until an input changes."""

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
        return segmenting.matched(self.portfolio(), where, self.headings(self.portfolio()))

    def segment_notes(self, by: str | None = None) -> tuple[Text, ...]:
        """Return what is to be known of the segments of one way, or all: what does not work, overlaps, is empty."""
        empty = tuple(segmenting.empty_classes(self.portfolio(), self.settings)) if by in {None, "rfm_segment"} else ()
        return (*empty, *(self._own().notes if by in {None, OWN} else ()))

    def compare(self, names: Sequence[str]) -> pl.DataFrame:
        """Return one row a segment named: sums and medians; raise UsageError for a name that is none."""
        portfolio = self.portfolio()
        return segmenting.compared(portfolio, names, self.own_segments(), self.settings, self.headings(portfolio))

    def adjustable(self, by: str) -> dict[str, object]:
        """Return all that a way of cutting the portfolio can be adjusted by, with what holds now."""
        return trying.adjustable(by, self.session, self.settings)

    def try_out(self, changes: Mapping[str, object]) -> Tried:
        """Return what these settings would change; nothing is saved. Raise UsageError if they cannot be."""
        self.as_if(changes)  # what is impossible is refused before anything is computed
        now, queue = self.portfolio(), self.queue()  # first, for what would be is made of it afresh
        other = self.as_if(changes)
        members = self.members(), other.members()
        return trying.tried((now, other.portfolio()), (queue, other.queue()), members)

    def about_settings(self) -> tuple[About, ...]:
        """Return everything that can be set, with what holds now and what rests on it."""
        return about(self.session, self.settings, self.tables(), self.metrics())

    def own_values(self, ids: Collection[str]) -> dict[str, object]:
        """Return what the session itself says of each setting; None where the default holds."""
        return own_values(self.session, ids)

    def rfm_map(self) -> pl.DataFrame:
        """Return one row a pair of points of recency and frequency: customers and revenue."""
        return computed(pipeline.rfm_map(self.portfolio().lazy()))

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

    def brackets(self) -> pl.DataFrame:
        """Return one row a bracket of yearly revenue: its customers, and the discounts they get."""
        return computed(pipeline.brackets(self.portfolio().lazy()))

    def cohort_regularity(self) -> tuple[float | None, int]:
        """Return k of the gaps of all customers together (1 random, above regular; None: none), and of how many."""
        k, customers = computed(pipeline.cohort_regularity(self._facts().lazy())).row(0)
        return k, customers

    def cross_selling(self, customer_id: str) -> pl.DataFrame:
        """Return the product groups to sell a customer besides, the largest contribution to expect first."""
        row = self._known_row(customer_id)
        return self._groups_besides(row, self.store.customer_lines(customer_id))

    def _groups_besides(self, row: Mapping[str, Any], lines: pl.DataFrame) -> pl.DataFrame:
        from kw_tui.core.cross_selling.relations import bought_groups, groups_besides  # with an engine of its own
        from kw_tui.workbench.estimates import related_groups

        related = related_groups(self.store, self._when(), self._cross_asked(), self._affinity)
        spent = max(float(row["revenue"] or 0) / (row["period_years"] or 1), 0.0)
        first, last = self.period.first or date.min, self.period.last
        own = bought_groups(lines.filter(pl.col("invoice_date").is_between(first, last)))
        return groups_besides(related, own, spent, self.settings.number("cross_lift"), MOST_GROUPS)

    def spread(self, measure: str) -> Spread:
        """Return how a measure is spread over the customers."""
        return spread_of(self.portfolio().lazy(), measure)

    def served(self) -> pl.DataFrame:
        """Return who is served how: one row a class and channel."""
        return computed(pipeline.served(self._done()))

    def covered(self) -> pl.DataFrame:
        """Return how customers are covered: one row a channel."""
        return computed(pipeline.covered(self._done()))

    def value_map(self) -> ValueMap:
        """Return where customers stand by value and potential, and the limits that part the fields."""
        return self._kept.get("value map", self._inputs(), lambda: value_map_of(self.portfolio(), self.settings))

    def capacity(self) -> pl.DataFrame:
        """Return the time-driven cost rates of the settings, and what of each resource nobody used."""
        return computed(pipeline.capacity(self.portfolio().lazy(), self._untimed().lazy(), self.settings))

    def capacity_hours(self) -> pl.DataFrame:
        """Return of each resource the hours there are, and how much of them is used."""
        return computed(in_hours(self.capacity().lazy()))

    def capacity_notes(self) -> list[Text]:
        """Return what is to be known of the minutes used: where they leave out events that tell none."""
        return lower_bounds(self.capacity().iter_rows(named=True))

    def untimed_activities(self) -> int:
        """Return how many activities of the period tell no minutes, and so are in no hours."""
        return int(computed(pipeline.untimed_activities(self.store.scan("activity"), self.period)).item())

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
        reason = self._reason_of(proposal, mine) if proposal else None
        before = computed(pipeline.previous(mine, self.settings)).row(0, named=True)
        metrics, assumed = self.metrics(), self.assumptions()
        why = story.reasons(row, metrics)
        return CustomerStory(
            row=row,
            reasons=why,
            parts=parts(row, metrics, why, assumed),
            scoring=self._scored(mine),
            claim=self.claim_of(customer_id),
            overstated=overstated(row),
            assumptions=assumed,
            **story.steps(row, before, self.settings),
            outlook=outlook(row, self.settings),
            findings=computed(pipeline.conditions(mine, self.settings)),
            proposal=story.told(proposal, reason),
            options=tuple(reason.options) if reason else (),
            risks=reason.risks if reason else {},
            verdicts=computed(pipeline.verdicts(mine, self._state_frame(), self.settings, self.as_of)),
            cross_selling=self._groups_besides(row, lines),
            outcomes=story.outcomes(row, proposal),
            lines=lines.reverse(),
            monthly=story.monthly_amounts(lines, self.as_of),
            hit_rate=self.hit_rate(),
            decisions=tuple(one for one in self._decisions.history() if one.customer_id == customer_id),
            afterwards=self._effects().filter(pl.col("customer_id") == customer_id),
        )

    def _done(self) -> pl.LazyFrame:
        """The portfolio with all activities, those with a booked cost among them."""
        return pipeline.with_booked(self.portfolio().lazy(), self.store.scan("activity"), self.period)

    def _untimed(self) -> pl.DataFrame:
        key = (self.store.fingerprint(), self.period)
        tables = (self.store.scan("ticket"), self.store.scan("activity"))
        return self._kept.get("untimed", key, lambda: computed(pipeline.untimed(*tables, self.period)))

    def _scored(self, mine: pl.LazyFrame) -> tuple[Scored, ...]:
        criteria = self.session.scoring
        return scored(computed(pipeline.scored(self._with_own_criteria(mine), criteria)), criteria)

    def _segments(self) -> pl.DataFrame:
        portfolio = self.portfolio().lazy()
        own = pipeline.own_segments(portfolio, *self._own().table)
        return computed(pl.concat([pipeline.segments(portfolio, self.settings), own]))

    def _own(self) -> segmenting.Own:
        named, portfolio = self.own_segments(), self.portfolio()

        def found() -> segmenting.Own:
            return segmenting.own(portfolio, named, self.headings(portfolio))

        return self._kept.get("own", (*self._inputs(), named), found)

    def _conditions(self) -> pl.DataFrame:
        return computed(pipeline.conditions(self.portfolio().lazy(), self.settings))

    def _known_row(self, customer_id: str) -> dict[str, Any]:
        row = row_of(self.portfolio(), customer_id)
        if row is None:
            message = Text("Kunde {id} kommt nicht vor", "There is no customer {id}").format(id=customer_id)
            hint = Text("`kw customers --where {where}` sucht", "`kw customers --where {where}` finds one")
            raise DecisionError(message, hint.format(where="\"name ilike '%...%'\""))
        return row


def row_of(frame: pl.DataFrame, customer_id: str) -> dict[str, Any] | None:
    """Return a customer's row, None if it has none."""
    found = frame.filter(pl.col("customer_id") == customer_id)
    return found.row(0, named=True) if found.height else None
