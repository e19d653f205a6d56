"""Every figure of a customer traced to its inputs, and every fact to the rows it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.like_for_like.paid import COMPARED
from kw_tui.core.metrics.new_need import recent_periods
from kw_tui.core.metrics.scoring import OWN, POINTS, WEIGHT, score_parts
from kw_tui.core.metrics.trace import Ground, Traced, below, criterion, figures, read, trace
from kw_tui.core.reduction.evidence import ADDS, Evidence, Made, evidence
from kw_tui.core.reduction.reduce import FACTS, Scope
from kw_tui.storage.engines import native, portable
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.meant import meant
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.sources import CUSTOMER, table_by_id
from kw_tui.vocabulary.table import Column
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.analysis import Analysis
from kw_tui.workbench.kept import computed
from kw_tui.workbench.model_notes import ModelNotes
from kw_tui.workbench.sharing import ADDS_COLUMN, COLUMNS, products_shared

_RECENT = {
    f"{name}_{span}": (name, place) for name in ("orders", "tickets") for place, span in enumerate(("recent", "before"))
} | {"products_new_recent": ("products_new", 0), "products_before": ("products", 1)}
ADDS_LABEL = Text("zählt", "counts")


@dataclass(frozen=True)
class Rows:
    """The rows a fact is made of: those of a table within a period, and what they come to.

    `made` tells how `total` comes of the last of the columns, `adds`: a sum, a count, a mean or an extreme.
    """

    table: Text
    period: Period
    made: Made
    columns: tuple[Column, ...]
    frame: pl.DataFrame
    total: Any


class Tracing(Analysis):
    """What a person asks who does not believe a figure."""

    def figures(self, customer_id: str) -> list[Traced]:
        """Return every figure of a customer with value, unit and meaning; raise DecisionError if there is none such."""
        return figures(self._ground(customer_id))

    def trace(self, customer_id: str, metric_id: str) -> Traced:
        """Return a figure with all it is computed from; raise UsageError if there is no such figure."""
        ground = self._ground(customer_id)
        if metric_id not in ground.metrics:
            raise _no_figure(metric_id, ground.metrics)
        told = {one.id for one in below(trace(metric_id, ground)) if one.nature not in {"metric", "fact", "setting"}}
        notes = ModelNotes(self, ground.row).about(told)
        return trace(metric_id, replace(ground, notes=notes))

    def evidence(self, customer_id: str, fact_id: str) -> Rows | None:
        """Return the rows a fact, or a compared discount, of a customer is made of; None where it is none of rows."""
        if fact_id in COMPARED:
            return self._shared(customer_id, fact_id)
        row, found = self._known_row(customer_id), self._evidence(fact_id)
        held = self.store.columns(found.table) if found is not None else frozenset()
        if found is None or not self.store.has(found.table) or not found.base.is_known(held):
            return None
        shown = [*dict.fromkeys(["customer_id", found.day, *table_by_id(found.table).column_ids])]
        rows = self._rows_of(found.table, customer_id).select(one for one in shown if one in held or one == found.day)
        frame = computed(native(found.rows(portable(rows.lazy()), held)))
        columns = _columns(found, frame)
        total = None if row.get(fact_id) is None else _total(frame[ADDS], found)
        return Rows(
            table_by_id(found.table).label,
            found.period,
            found.made,
            columns,
            frame.select(one.id for one in columns),
            total,
        )

    def fitted_model(self, name: str) -> Mapping[str, Any] | None:
        """Return a lifetime model with its parameters; None where nothing can be fitted."""
        return self._all_lifetimes().fitted(name)

    def spending_model(self) -> str | None:
        """Return which model of an order's value is used: the one that missed orders held out by the least."""
        return self._all_lifetimes().spending()

    def _shared(self, customer_id: str, column: str) -> Rows | None:
        """The products a discount is compared on; None where there are none."""
        from kw_tui.core.like_for_like.comparison import shared_products  # with an engine of its own

        value, paid = self._known_row(customer_id)[column], self._paid()
        classes = self.portfolio().select("customer_id", "abc").sort("customer_id")
        place = classes["customer_id"].index_of(customer_id)
        if value is None or place is None:
            return None
        shared = shared_products(paid, classes["abc"] == "A", place)
        frame = products_shared(shared, column, self.store.products(), self.store.customer_lines(customer_id))
        columns = (*(one for one in COLUMNS if frame[one.id].count()), ADDS_COLUMN)
        rows = frame.select(one.id for one in columns)
        return Rows(table_by_id("sales_line").label, self.period, "sum", columns, rows, value)

    def _evidence(self, fact_id: str) -> Evidence | None:
        if fact_id in _RECENT:
            name, place = _RECENT[fact_id]
            recent, before = recent_periods(self.as_of)
            now, previous = (recent, before) if place == 0 else (before, None)
            return evidence(name, Scope(now, previous, self.as_of))
        return evidence(fact_id, Scope(self.period, self.period.previous, self.as_of)) if fact_id in FACTS else None

    def _rows_of(self, table: str, customer_id: str) -> pl.DataFrame:
        if table == "sales_line":
            return self.store.customer_lines(customer_id)
        return computed(self.store.scan(table).filter(pl.col("customer_id") == customer_id))

    def _ground(self, customer_id: str) -> Ground:
        row = self._known_row(customer_id)
        key = (*self._inputs(), self._decisions.stamp(), customer_id)
        return self._kept.get("ground", key, lambda: self._ground_of(row))

    def _ground_of(self, row: Mapping[str, Any]) -> Ground:
        days = computed(pipeline.clock(self.portfolio().lazy(), self.as_of, self.period)).row(0, named=True)
        metrics, assumed = {one.id: one for one in self.metrics()}, frozenset(self.assumptions())
        return self._with_criteria(Ground({**row, **days}, metrics, self.settings, self.currency, assumed), row)

    def _with_criteria(self, ground: Ground, row: Mapping[str, Any]) -> Ground:
        """Add the criteria of the scoring, and the columns only they know."""
        master = computed(self.store.scan("customer").filter(pl.col("customer_id") == row["customer_id"])).head(1)
        wanted = [one.column for one in self.session.scoring if one.column not in CUSTOMER]
        own = {OWN + name: master[name].first() for name in wanted if name in master.columns}
        schema = {**self.portfolio().schema, **{name: master.schema[name.removeprefix(OWN)] for name in own}}
        frame = pl.LazyFrame([{**row, **own}], schema=schema)
        parts = computed(score_parts(frame, self.session.scoring)).row(0, named=True)
        known = replace(ground, row={**ground.row, **own, POINTS: parts[POINTS], WEIGHT: parts[WEIGHT]})
        named = {
            one.column: OWN + one.column if OWN + one.column in own else one.column for one in self.session.scoring
        }
        nodes = (
            criterion(one.label, one.weight, parts[str(place)], read(named[one.column], known))
            for place, one in enumerate(self.session.scoring)
        )
        return replace(known, criteria=tuple(nodes))


def _columns(found: Evidence, frame: pl.DataFrame) -> tuple[Column, ...]:
    """Of a table's columns those that say something, its day first; at the end what a row adds."""
    known = {one.id: one for one in table_by_id(found.table).columns if one.id != "customer_id"}
    shown = [found.day, *(one for one in known if one != found.day)]
    told = [known[one] for one in shown if one in frame.columns and frame[one].count()]
    kind = known[found.day].kind if found.made in {"min", "max"} and found.base.kind.name == "DATE" else found.base.kind
    return (*told, Column(ADDS, kind, ADDS_LABEL))


def _total(adds: pl.Series, found: Evidence) -> Any:
    if found.made == "count" or (adds.is_empty() and found.base.is_zero_without_rows):
        return adds.len()
    return getattr(adds, found.made)()


def _no_figure(metric_id: str, known: Mapping[str, Any]) -> UsageError:
    message = Text("Kennzahl {id!r} gibt es nicht", "There is no figure {id!r}").format(id=metric_id)
    return UsageError(message, meant(metric_id, known, Text("`kw columns` zeigt alle", "`kw columns` shows them all")))
