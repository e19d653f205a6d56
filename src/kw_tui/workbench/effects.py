"""What came of past measures, held while the ledger and the day are the same: the queue rests on it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from kw_tui.core.afterwards.measures import Measure, due, measure_frame
from kw_tui.core.afterwards.prices import realised
from kw_tui.core.afterwards.rung import corrected, failed_steps
from kw_tui.core.afterwards.table import HISTORY, SCHEMA, STEP_SCHEMA, measured, timed
from kw_tui.core.afterwards.windows import by_window, spans
from kw_tui.core.afterwards.worth import worth
from kw_tui.core.decisions import State
from kw_tui.core.reduction import reduce
from kw_tui.core.reduction.lines import told_lines
from kw_tui.storage.engines import arrived, fitting_amounts, native, portable
from kw_tui.vocabulary.session import Period
from kw_tui.workbench.kept import computed
from kw_tui.workbench.told import Told

EFFECTS_VERSION = 2
"""Raised with every change of what is kept of past measures."""
_SERVED = {"ticket": "opened_at", "activity": "date", "concession": "date"}
_REPORTED = ("ticket", "activity")
"""Tables that come regularly, so that one which ends early has not come yet."""
_NOT_READ = frozenset({"name", "region", "industry", "product_name", "product_group", "channel", "sales_rep"})


class Known(NamedTuple):
    """The measures looked at, and what came of them."""

    measures: frozenset[Measure]
    frame: pl.DataFrame


class Effects(Told):
    """A session that looks back at its decisions. Nothing is read where none has taken effect."""

    def _effects(self, state: State | None = None) -> pl.DataFrame:
        """One row a past measure, as `SCHEMA`. A row rests on its own measure alone: one undone needs no new look."""
        measures = due(state or self.state(), self.as_of, int(self.settings.number("notice_days")))
        if not measures:
            return pl.DataFrame(schema=SCHEMA)
        key = (self.store.fingerprint(), self.as_of, tuple(self.settings.items()))
        box = self._kept.get("effects", key, list[Known])
        known = next((one for one in box if one.measures.issuperset(measures)), None)
        if known is None:
            known = Known(frozenset(measures), self._measured(measures))
            box[:] = [known]
        if len(known.measures) == len(measures):
            return known.frame
        return known.frame.filter(pl.col("decision_id").is_in([one.decision_id for one in measures]))

    def _state_frame(self) -> pl.LazyFrame:
        """What the decisions amount to; a price step that was not carried out is no rung passed."""
        state = self.state()
        return corrected(state, failed_steps(self._effects(state)))

    def _measured(self, measures: Sequence[Measure]) -> pl.DataFrame:
        history = self._facts().select("customer_id", *HISTORY)
        with_days = computed(timed(measure_frame(tuple(measures)), history.lazy(), self.as_of))
        what = (EFFECTS_VERSION, reduce.REDUCTION_VERSION, self.as_of, tuple(measures))
        with fitting_amounts():
            steps = self.store.remembered(("steps", *what), lambda: self._steps(with_days))
            facts = self.store.remembered(("measured facts", *what), lambda: self._facts_by_window(with_days))
            brought = worth(
                facts.lazy(), spans(with_days.lazy()), with_days.lazy(), self.settings, self._served_until()
            )
            return computed(measured(with_days.lazy(), steps.lazy(), brought, self.settings, self.as_of))

    def _steps(self, with_days: pl.DataFrame) -> pl.DataFrame:
        told = native(told_lines(portable(self._lines(with_days).lazy())))
        found = computed(realised(told, with_days.lazy(), self.store.columns("sales_line")))
        return found.select(pl.col(name).cast(kind) for name, kind in STEP_SCHEMA.items())

    def _lines(self, with_days: pl.DataFrame) -> pl.DataFrame:
        """The lines of the customers concerned, from the year before their first measure."""
        columns = sorted((self.store.columns("sales_line") - _NOT_READ) | {"customer_id", "invoice_date"})
        concerned = pl.col("customer_id").is_in(with_days["customer_id"].unique().to_list())
        first: Any = with_days["year_first"].min()
        lines = self.store.scan("sales_line").filter(concerned, pl.col("invoice_date") >= first)
        return lines.select(columns).collect(engine="streaming").sort("customer_id", "invoice_date")

    def _facts_by_window(self, with_days: pl.DataFrame) -> pl.DataFrame:
        """The facts with a row for each window of each measure, as if it were a customer of its own."""
        windows, scope = spans(with_days.lazy()), reduce.Scope(Period(None, self.as_of), None, self.as_of)
        columns = {table: self.store.columns(table) for table in ("sales_line", *_SERVED)} | {
            "customer": frozenset({"customer_id"})
        }
        sold = by_window(self._lines(with_days).lazy(), windows, "invoice_date")
        sales = reduce.sales_facts(reduce.digests(portable(sold)), scope, columns["sales_line"])
        tables = {"customer": portable(windows.select(customer_id="window_key"))}
        for table, day in _SERVED.items():
            if self.store.has(table):
                rows = self.store.scan(table).select(sorted(columns[table] | {"customer_id", day}))
                tables[table] = portable(by_window(rows, windows, day))
        found = native(reduce.facts(sales, tables, scope, columns))
        return computed(arrived(found.sort("customer_id"), reduce.FACTS))

    def _served_until(self) -> date | None:
        """The day up to which both tickets and activities are told; None where neither is imported."""
        days = [
            computed(self.store.scan(table).select(pl.col(_SERVED[table]).max())).item()
            for table in _REPORTED
            if self.store.rows(table)
        ]
        return min((day for day in days if day is not None), default=None)
