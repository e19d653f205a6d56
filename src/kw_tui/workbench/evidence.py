"""The findings about a customer's conditions with the rows that show them, and the imported lines behind each row."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.evidence.case import Case, Compared, compared_with
from kw_tui.core.evidence.evidence import FILE, LINE, Evidence, said
from kw_tui.core.evidence.found import EVIDENCE
from kw_tui.core.evidence.orders import ORDER_FACTS, order_rows
from kw_tui.core.metrics.findings import FINDINGS, Finding
from kw_tui.core.reduction.digests import with_amounts
from kw_tui.core.reduction.lines import told_lines
from kw_tui.core.reduction.prices import priced_products, prices, tells_prices
from kw_tui.storage.engines import native, portable
from kw_tui.storage.staged import LINE_KEY, SOURCE_KEY
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.meant import meant
from kw_tui.vocabulary.phrases import MEANT
from kw_tui.vocabulary.sources import table_by_id
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.kept import computed
from kw_tui.workbench.tracing import Rows, Tracing

PRICED: Mapping[str, Any] = {
    "customer_id": pl.String,
    "product_id": pl.String,
    "price_since": pl.Date,
    "priced_amount": MONEY,
    "price_days": pl.Float64,
    "repriced_amount": MONEY,
}


_NOT_FOUND = Text("kein Befund; Wert {value}, Grenze {limit}", "no finding; value {value}, limit {limit}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A check of a customer's conditions with its evidence. Where nothing was found, it shows why not."""

    finding: Finding
    is_found: bool
    value: float | None
    limit: float | None
    evidence: tuple[Evidence, ...]

    @property
    def says(self) -> Text:
        """The finding in a sentence, with value and limit; or that there is none."""
        kind = self.finding.kind
        return said(
            self.finding.evidence if self.is_found else _NOT_FOUND, value=(self.value, kind), limit=(self.limit, kind)
        )

    def table(self, id_: str | None) -> Evidence:
        """A piece of evidence by id, the first without; raise UsageError if there is none such."""
        for one in self.evidence:
            if id_ in {None, one.id}:
                return one
        message = Text("Belege {id!r} gibt es hier nicht", "There is no evidence {id!r} here").format(id=id_)
        known = ", ".join(one.id for one in self.evidence)
        raise UsageError(message, Text("es gibt {known}", "there is {known}").format(known=known))


class Evidencing(Tracing):
    """What a person asks who does not believe a finding."""

    def condition_totals(self) -> pl.DataFrame:
        """Return one row a check of conditions: how many customers, their revenue, and the amount a year."""
        return computed(pipeline.condition_totals(self.portfolio().lazy()))

    def shown(self, customer_id: str, finding_id: str | None = None) -> tuple[Shown, ...]:
        """Return the findings about a customer with their evidence; of one check, whether it found anything or not.

        Raise DecisionError if there is no such customer, UsageError if there is no such finding.
        """
        row = self._known_row(customer_id)
        asked = [one for one in FINDINGS if (row[one.id] if finding_id is None else one.id == finding_id)]
        if not asked:
            if finding_id is not None:
                raise _no_finding(finding_id)
            return ()
        case = self._case(row)
        return tuple(self._shown(one, case) for one in asked)

    def evidence(self, customer_id: str, fact_id: str) -> Rows | None:
        """Return the rows a fact, or a compared discount, of a customer is made of; None where it is none of rows."""
        if fact_id not in ORDER_FACTS:
            return super().evidence(customer_id, fact_id)
        row = self._known_row(customer_id)
        if row[fact_id] is None:
            return None
        columns, frame, made = order_rows(self._case(row), fact_id)
        return Rows(table_by_id("sales_line").label, self.period, made, columns, frame, row[fact_id])

    def _shown(self, finding: Finding, case: Case) -> Shown:
        row = case.row
        limit = case.settings.number(finding.limit) if finding.is_limit_a_setting else row[finding.limit]
        value = None if row[finding.value] is None else float(row[finding.value])
        is_found = bool(row[finding.id])
        return Shown(finding, is_found, value, limit, EVIDENCE[finding.id](case))

    def _case(self, row: Mapping[str, Any]) -> Case:
        key = (*self._inputs(), row["customer_id"])
        return self._kept.get("case", key, lambda: self._case_now(row))

    def _case_now(self, row: Mapping[str, Any]) -> Case:
        customer, files = str(row["customer_id"]), self._files()
        rows = {table: self.store.customer_rows(table, customer) for table in ("sales_line", "concession", "customer")}
        placed = {table: _placed(frame, files) for table, frame in rows.items()}
        held = self.store.columns("sales_line") | {"customer_id", FILE, LINE}
        lines = portable(
            placed["sales_line"].lazy().select(name for name in placed["sales_line"].columns if name in held)
        )
        told = computed(native(with_amounts(told_lines(lines))))
        return Case(
            row,
            self.settings,
            self.as_of,
            self.period,
            told,
            placed["concession"],
            placed["customer"].tail(1),
            self._priced(told),
            self._compared(row),
        )

    def _priced(self, told: pl.DataFrame) -> pl.DataFrame:
        if not tells_prices(told.columns):
            return pl.DataFrame(schema=PRICED)
        return computed(native(priced_products(prices(portable(told.lazy())), self.as_of)))

    def _compared(self, row: Mapping[str, Any]) -> Compared:
        portfolio, shared = self.portfolio(), None
        if row["discount_own_shared"] is not None:
            from kw_tui.core.like_for_like.comparison import shared_products  # with an engine of its own

            classes = portfolio.select("customer_id", "abc").sort("customer_id")
            place = classes["customer_id"].index_of(row["customer_id"])
            if place is not None:
                shared = shared_products(self._paid(), classes["abc"] == "A", place)
                shared = shared.with_columns(product_id=self.store.products().gather(shared["product"]))
        return compared_with(portfolio, row["revenue_bracket"], shared)

    def _files(self) -> Mapping[int, str]:
        """The names of the imported files by what stands for them beside their rows."""
        from kw_tui.workbench.lanes import source_key

        return {source_key(one.sha256): PurePath(one.path).name for one in self.session.sources}


def _placed(rows: pl.DataFrame, files: Mapping[int, str]) -> pl.DataFrame:
    """Rows with the name of their file and their line there."""
    names = pl.col(SOURCE_KEY).cast(pl.Int64).replace_strict(dict(files), default=None, return_dtype=pl.String)
    return rows.with_columns(names.alias(FILE), pl.col(LINE_KEY).cast(pl.Int64).alias(LINE)).drop(LINE_KEY, SOURCE_KEY)


def _no_finding(finding_id: str) -> UsageError:
    message = Text("Befund {id!r} gibt es nicht", "There is no finding {id!r}").format(id=finding_id)
    ids = [one.id for one in FINDINGS]
    return UsageError(message, meant(finding_id, ids, MEANT.format(near=", ".join(ids))))
