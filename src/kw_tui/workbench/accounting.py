"""The account of one file: every line in one bucket, sums that agree, and the reasons for what was refused."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import polars as pl

from kw_tui.core.intake import checks, intake
from kw_tui.core.intake.currency import by_currency
from kw_tui.core.intake.reconcile import Reconciliation, control_notes, refuse_unbalanced
from kw_tui.core.intake.verifying import contradictions, control_facts
from kw_tui.storage.readers.raw import LINE, RAW_LIMIT
from kw_tui.storage.staged import LINE_KEY
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.imported import Imported, InCurrency
from kw_tui.workbench.lanes import Kept
from kw_tui.workbench.opened import Opened
from kw_tui.workbench.refusing import write_refused

RECORDS_KEPT = 10_000
"""Faults that are listed one by one; all are counted, and all can be saved."""
_NAMED = 3
_ZERO = Decimal(0)


def account(opened: Opened, kept: Kept, folder: Path) -> Imported:
    """Account for every line of a file; raise SourceError where lines or sums do not agree.

    `folder` takes the refused lines.
    """
    return _Account(opened, kept).imported(folder)


class _Account:
    """The account of one file while it is drawn up."""

    def __init__(self, opened: Opened, kept: Kept) -> None:
        self._opened, self._kept = opened, kept
        self._raw, self._table, self._pairs = opened.raw, opened.table, kept.reading.mapping
        self._amount = checks.amount_field(self._table, checks.canonical_fields(self._table, self._pairs))

    def imported(self, folder: Path) -> Imported:
        """The file with its account; what is kept of its lines lies below `folder`."""
        raw, kept = self._raw, self._kept
        totals = self._totals()
        reconciliation = self._reconciled(totals)
        refuse_unbalanced(reconciliation, raw.path)
        notes = [
            *raw.notes,
            *self._opened.notes,
            *_doubles(raw.doubles),
            *kept.reading.formats.notes,
            *kept.reading.settled.notes,
            *kept.reading.settled.asks,
            *(self._pairs.program.notes if self._pairs.program else ()),
            *intake.derivation_notes(self._table, self._pairs),
            *control_notes(reconciliation),
            *self._contradictions(),
        ]
        return Imported(
            path=raw.path,
            sha256=raw.sha256,
            size=raw.size,
            table=self._table,
            sheet=raw.sheet,
            mapping=kept.reading.settled.mapping.headers,
            guesses=kept.reading.settled.mapping.guesses,
            header_set=self._opened.header_set,
            options=self._opened.options,
            notes=tuple(notes),
            reconciliation=reconciliation,
            staged=kept.accepted,
            anonymous=kept.anonymous,
            rejects=reconciliation.rejects,
            faults=self._faults(totals),
            refused=self._refused(totals, folder / "refused.csv") if reconciliation.rejected else None,
            currencies=self._currencies(),
            sheets=raw.sheets,
        )

    def _contradictions(self) -> list[Text]:
        """What was decided on the first lines, held against all that were accepted."""
        facts = control_facts(checks.canonical_fields(self._table, self._pairs), self._table)
        accepted = self._kept.accepted.scan()
        if not facts or not self._kept.accepted.files:
            return []
        return contradictions(accepted.select(**facts).collect(engine="streaming").row(0, named=True))

    def _judged(self, totals: checks.Totals) -> pl.LazyFrame:
        """Lines with a fault, but for those that turned out to be totals."""
        return self._kept.trouble.filter(~pl.col(LINE).is_in(list(totals.lines)))

    def _refused(self, totals: checks.Totals, target: Path) -> Path:
        write_refused(self._opened, self._pairs, self._judged(totals), self._structural(totals), target)
        return target

    def _faults(self, totals: checks.Totals) -> pl.DataFrame:
        columns = ("line_first", "code", "field", "severity", "value")
        records = checks.records(self._judged(totals), self._pairs, self._table, self._opened.source)
        nothing, error = pl.lit(None, dtype=pl.String), pl.lit("error")
        lost = self._structural(totals)
        broken = lost.with_columns(field=nothing, severity=error, value=pl.col("raw")).select(columns)
        counted = (
            pl.concat([records.select(columns), broken])
            .group_by("code", "field", "severity")
            .agg(pl.len().alias("count"), pl.col("line_first").min(), pl.col("value").min_by("line_first"))
        )
        return counted.sort(["count", "code"], descending=[True, False]).collect(engine="streaming")

    def _accepted(self, *fields: str) -> pl.LazyFrame:
        rows = self._kept.accepted.scan()
        present = rows.collect_schema().names()
        known = [pl.col(field) for field in fields if field in present]
        if not present:
            return pl.LazyFrame(
                schema={LINE: pl.Int64} | {name: self._table.schema[name] for name in fields if name != LINE}
            )
        return rows.select(pl.col(LINE_KEY).cast(pl.Int64).alias(LINE), *known)

    def _totals(self) -> checks.Totals:
        if self._amount is None:
            return checks.Totals()
        columns = [LINE, self._amount]
        trouble = self._kept.trouble.filter(pl.col(checks.BUCKET) == "candidate").select(columns)
        candidates = trouble.collect(engine="streaming").sort(LINE).rows()
        if form := self._kept.reading.formats.numbers.get(self._amount):
            broken = checks.broken_totals(self._raw.rejects, self._raw.separator, form)
            candidates = sorted([*candidates, *broken.collect(engine="streaming").rows()])
        if not candidates:
            return checks.Totals()
        marks = [line for line, _ in candidates]
        sold = pl.concat([self._accepted(self._amount), self._kept.anonymous.select(columns)])
        refused = self._kept.trouble.filter(pl.col(checks.BUCKET) == "rejected").select(columns)
        sums = [
            dict(checks.running_sums(lines, self._amount, marks).collect(engine="streaming").rows())
            for lines in (sold, pl.concat([sold, refused]))
        ]
        return checks.settle_totals(candidates, sums)

    def _rejects(self, totals: checks.Totals) -> pl.DataFrame:
        """The first records of all faults, those of the reader and those of cells; warnings included."""
        raw = self._raw
        few = self._judged(totals).sort(LINE).head(RECORDS_KEPT)
        records = checks.records(few, self._pairs, self._table, self._opened.source)
        cells = records.sort(checks.RECORD_ORDER, maintain_order=True).collect()
        few_broken = self._structural(totals).head(RECORDS_KEPT)
        structural = few_broken.with_columns(pl.col("raw").str.slice(0, RAW_LIMIT)).collect()
        given = {name: pl.col(name) for name in structural.columns} | {"severity": pl.lit("error")}
        absent = {name: pl.lit(None, dtype=dtype) for name, dtype in checks.RECORD_SCHEMA.items() if name not in given}
        columns = given | absent
        structural = structural.select(columns[name].alias(name) for name in checks.RECORD_SCHEMA)
        both = pl.concat([structural, cells]).sort("line_first", maintain_order=True)
        return both.select(pl.lit(raw.path.name).alias("file"), *checks.RECORD_SCHEMA)

    def _structural(self, totals: checks.Totals) -> pl.LazyFrame:
        """Lines that are no records; lazy, as their texts may be many and are needed one after the other only."""
        return self._raw.rejects.filter(~pl.col("line_first").is_in(list(totals.lines)))

    def _reconciled(self, totals: checks.Totals) -> Reconciliation:
        raw, is_total = self._raw, pl.col(LINE).is_in(list(totals.lines))
        apart = self._kept.trouble.filter(pl.col(checks.BUCKET).is_in(["rejected", "candidate"]))
        accepted_lines, net_sum = self._counted(self._accepted(self._amount or LINE))
        anonymous_lines, anonymous_sum = self._counted(self._kept.anonymous)
        refused_lines, refused_sum = self._counted(apart.filter(~is_total))
        return Reconciliation(
            lines=raw.lines,
            preamble=len(raw.preamble),
            header=raw.header,
            blank=raw.blank,
            continuation=raw.continuation,
            totals=len(totals.lines),
            accepted=accepted_lines,
            rejected=self._structural(totals).select(pl.len()).collect(engine="streaming").item() + refused_lines,
            without_customer=anonymous_lines,
            net_sum=net_sum,
            without_customer_sum=anonymous_sum,
            rejected_sum=refused_sum if self._amount and refused_lines else None,
            totals_sum=self._counted(apart.filter(is_total))[1],
            parsed_sum=self._kept.parsed_sum,
            control_total=totals.control,
            rejects=self._rejects(totals),
            aside=self._opened.aside,
        )

    def _counted(self, lines: pl.LazyFrame) -> tuple[int, Decimal]:
        amount = pl.col(self._amount).sum() if self._amount else pl.lit(0)
        count, total = (
            lines.select(count=pl.len(), total=amount.cast(pl.Decimal(38, 4))).collect(engine="streaming").row(0)
        )
        return count, total or _ZERO

    def _currencies(self) -> tuple[InCurrency, ...]:
        if self._table.id != "sales_line" or not ("currency" in self._pairs or self._opened.options.currency):
            return ()
        fields = ("currency", "net_amount")
        lines = pl.concat([self._accepted(*fields), self._kept.anonymous], how="diagonal")
        if "currency" not in self._pairs:
            lines = lines.with_columns(currency=pl.lit(None, dtype=pl.String))
        return tuple(InCurrency(*row) for row in by_currency(lines).collect(engine="streaming").rows())


def _doubles(doubles: Sequence[str]) -> list[Text]:
    if not doubles:
        return []
    first = list(dict.fromkeys(double.rpartition(" (")[0] for double in doubles))
    names = ", ".join(first[:_NAMED]) + (" ..." if len(first) > _NAMED else "")
    return [_NAMED_TWICE.format(names=names)]


_NAMED_TWICE = Text(
    "Spaltennamen, die mehrfach vorkommen: {names} (die jeweils erste Spalte zählt)",
    "column names that occur more than once: {names} (the first column of each counts)",
)
