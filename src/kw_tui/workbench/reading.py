"""Import one file: read it, map and type its columns, split its lines, and account for every one of them."""

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl

from kw_tui.core.intake import checks, intake
from kw_tui.core.intake.mapping import (
    Confidence,
    Mapping,
    guess_table,
    override,
    propose,
    require_complete,
)
from kw_tui.core.intake.reconcile import Reconciliation, control_notes, refuse_unbalanced
from kw_tui.storage.readers.formats import read_any
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.storage.readers.staging import staged_room
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.sources import table_by_id
from kw_tui.vocabulary.table import Table
from kw_tui.vocabulary.texts import Text

Progress = Callable[[int, int], None]
_SAMPLE_ROWS = 1000
_PREVIEW_ROWS = 50
_ZERO = Decimal(0)
_AHEAD = timedelta(days=366)
"""How far a document may be dated ahead before its day is taken for a slip."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Imported:
    """One file, read and accounted for. The lazy frames hold canonical columns and live in the staging folder.

    `mapping` is field -> header, `guesses` the fields whose column is only likely, `currency` the one of its lines.
    """

    path: Path
    sha256: str
    size: int
    table: Table
    mapping: dict[str, str]
    guesses: frozenset[str]
    notes: tuple[Text, ...]
    reconciliation: Reconciliation
    accepted: pl.LazyFrame
    without_customer: pl.LazyFrame
    rejects: pl.DataFrame
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do with a file: its layout, the table it fits, the columns it would use, its first rows."""

    path: Path
    encoding: str
    delimiter: str
    is_quoted: bool
    lines: int
    preamble: tuple[str, ...]
    header_line: int | None
    headers: tuple[str, ...]
    table: Table
    mapping: dict[str, str]
    confidence: dict[str, Confidence]
    unused: tuple[str, ...]
    rows: pl.DataFrame
    """The first rows as text under the file's own headers."""


def preview(path: Path, table_id: str | None, staging: Path) -> Preview:
    """Read a file's layout and guess what it is; raises SourceError where it cannot be read."""
    with staged_room(path, staging):
        raw = read_any(path, staging)
        sample = _sample(raw)
    table = _table(raw, sample, table_id)
    mapping = override(propose(_first_of_name(raw), sample, table), {}, raw.headers, table)
    return Preview(
        path=path,
        encoding=raw.encoding,
        delimiter=raw.delimiter,
        is_quoted=raw.is_quoted,
        lines=raw.lines,
        preamble=raw.preamble,
        header_line=raw.header_line,
        headers=raw.headers,
        table=table,
        mapping=mapping.headers,
        confidence=mapping.confidence,
        unused=mapping.unused,
        rows=sample.head(_PREVIEW_ROWS),
    )


def read_file(
    path: Path,
    table_id: str | None,
    mapping: AnyMapping[str, str] | None,
    staging: Path,
    progress: Progress | None = None,
    today: date | None = None,
) -> Imported:
    """Import a file up to the point of storing it. `staging` must outlive the returned frames.

    `table_id` None lets the columns decide; `mapping` (field -> header) goes before what is proposed. Documents dated
    more than a year after `today` are rejected. Raises SourceError where the file cannot be read, changes meanwhile,
    lacks a required column, mixes currencies or does not reconcile, or where the disk is full.
    """
    with staged_room(path, staging):
        raw = read_any(path, staging, progress=progress)
        sample = _sample(raw)
        table = _table(raw, sample, table_id)
        pairs = override(propose(_first_of_name(raw), sample, table), mapping or {}, raw.headers, table)
        require_complete(table, pairs, raw.headers, path)
        try:
            return _Job(raw, table, pairs, staging, today + _AHEAD if today else None).run()
        except pl.exceptions.PolarsError:
            raw.require_unchanged()
            raise


def _sample(raw: RawText) -> pl.DataFrame:
    return raw.frame.drop(LINE).head(_SAMPLE_ROWS).collect()


def _table(raw: RawText, sample: pl.DataFrame, table_id: str | None) -> Table:
    return table_by_id(table_id) if table_id else guess_table(_first_of_name(raw), sample)


def _first_of_name(raw: RawText) -> list[str]:
    """The columns that may be proposed: of several with one name, the first."""
    doubles = frozenset(raw.doubles)
    return [header for header in raw.headers if header not in doubles]


def _doubles(raw: RawText) -> list[Text]:
    if not raw.doubles:
        return []
    first = list(dict.fromkeys(double.rpartition(" (")[0] for double in raw.doubles))
    names = ", ".join(first[:_NAMED]) + (" ..." if len(first) > _NAMED else "")
    return [_NAMED_TWICE.format(names=names)]


class _Job:
    """One import under way."""

    def __init__(self, raw: RawText, table: Table, pairs: Mapping, staging: Path, latest: date | None) -> None:
        self._raw, self._table, self._pairs, self._latest = raw, table, pairs, latest
        self._cells = intake.raw_cells(raw.frame, raw.headers)
        self._key = raw.sha256[:8]
        self._stem = staging / raw.sha256[:16]
        self._amount = checks.amount_field(table, checks.canonical_fields(table, pairs))

    def run(self) -> Imported:
        """Read, split, account."""
        formats = self._formats()
        typed = intake.typed(self._cells, self._pairs, self._table, formats, self._key, self._latest)
        kept = self._stage(checks.split(typed, self._pairs, self._table))
        self._raw.require_unchanged()
        currency = self._currency(kept.accepted)
        totals = self._totals(kept, formats)
        account = self._account(kept, totals, self._rejects(kept.trouble, totals))
        refuse_unbalanced(account, self._raw.path)
        notes = [
            *_doubles(self._raw),
            *formats.notes,
            *intake.derivation_notes(self._table, self._pairs),
            *control_notes(account),
        ]
        return Imported(
            path=self._raw.path,
            sha256=self._raw.sha256,
            size=self._raw.size,
            table=self._table,
            mapping=self._pairs.headers,
            guesses=self._pairs.guesses,
            notes=(*notes, *self._duplicates(kept.accepted)),
            reconciliation=account,
            accepted=kept.accepted.drop(LINE),
            without_customer=kept.anonymous.drop(LINE),
            rejects=account.rejects,
            currency=currency,
        )

    def _formats(self) -> intake.Formats:
        counted = (
            intake.statistics(self._cells, self._pairs, self._table).collect(engine="streaming").row(0, named=True)
        )
        return intake.decide(counted, self._pairs, self._table, self._raw.delimiter)

    def _stage(self, parts: checks.Split) -> "_Kept":
        """Write every bucket in one pass."""
        frames = (parts.accepted, parts.without_customer, parts.trouble)
        paths = [self._stem.with_suffix(f".{name}.parquet") for name in ("accepted", "anonymous", "trouble")]
        sinks = [
            frame.sink_parquet(path, lazy=True, compression="lz4") for frame, path in zip(frames, paths, strict=True)
        ]
        *_, summary = pl.collect_all([*sinks, parts.summary], engine="streaming")
        accepted, anonymous = (pl.scan_parquet(path, glob=False) for path in paths[:2])
        return _Kept(accepted, anonymous, pl.read_parquet(paths[2], glob=False), summary["parsed_sum"].item() or _ZERO)

    def _totals(self, kept: "_Kept", formats: intake.Formats) -> checks.Totals:
        if self._amount is None:
            return checks.Totals()
        columns = [LINE, self._amount]
        candidates = kept.trouble.filter(pl.col(checks.BUCKET) == "candidate").select(columns).rows()
        if form := formats.numbers.get(self._amount):
            broken = checks.broken_totals(self._raw.rejects.lazy(), self._raw.separator, form)
            candidates = sorted([*candidates, *broken.collect().rows()])
        if not candidates:
            return checks.Totals()
        marks = [line for line, _ in candidates]
        sold = pl.concat([kept.accepted.select(columns), kept.anonymous.select(columns)])
        refused = kept.trouble.lazy().filter(pl.col(checks.BUCKET) == "rejected").select(columns)
        sums = [
            dict(checks.running_sums(lines, self._amount, marks).collect().rows())
            for lines in (sold, pl.concat([sold, refused]))
        ]
        return checks.settle_totals(candidates, sums)

    def _rejects(self, trouble: pl.DataFrame, totals: checks.Totals) -> pl.DataFrame:
        """Records of all faults, those of the reader and those of cells; warnings included."""
        mapping, table, raw = self._pairs, self._table, self._raw
        judged = trouble.filter(~pl.col(LINE).is_in(list(totals.lines)))
        cells = checks.records(judged.lazy(), mapping, table, raw.headers, raw.delimiter).collect()
        structural = self._structural(totals)
        given = {name: pl.col(name) for name in structural.columns} | {"severity": pl.lit("error")}
        absent = {name: pl.lit(None, dtype=dtype) for name, dtype in checks.RECORD_SCHEMA.items() if name not in given}
        columns = given | absent
        structural = structural.select(columns[name].alias(name) for name in checks.RECORD_SCHEMA)
        both = pl.concat([structural, cells]).sort("line_first", maintain_order=True)
        return both.select(pl.lit(raw.path.name).alias("file"), *checks.RECORD_SCHEMA)

    def _structural(self, totals: checks.Totals) -> pl.DataFrame:
        return self._raw.rejects.filter(~pl.col("line_first").is_in(list(totals.lines)))

    def _account(self, kept: "_Kept", totals: checks.Totals, rejects: pl.DataFrame) -> Reconciliation:
        raw, is_total = self._raw, pl.col(LINE).is_in(list(totals.lines))
        set_apart = kept.trouble.filter(pl.col(checks.BUCKET).is_in(["rejected", "candidate"]))
        refused = set_apart.filter(~is_total)
        accepted_lines, net_sum = self._counted(kept.accepted)
        anonymous_lines, anonymous_sum = self._counted(kept.anonymous)
        return Reconciliation(
            lines=raw.lines,
            preamble=len(raw.preamble),
            header=raw.header,
            blank=raw.blank,
            continuation=raw.continuation,
            totals=len(totals.lines),
            accepted=accepted_lines,
            rejected=self._structural(totals).height + refused.height,
            without_customer=anonymous_lines,
            net_sum=net_sum,
            without_customer_sum=anonymous_sum,
            rejected_sum=self._counted(refused.lazy())[1] if self._amount and refused.height else None,
            totals_sum=self._counted(set_apart.filter(is_total).lazy())[1],
            parsed_sum=kept.parsed_sum,
            control_total=totals.control,
            rejects=rejects,
        )

    def _counted(self, lines: pl.LazyFrame) -> tuple[int, Decimal]:
        amount = pl.col(self._amount).sum() if self._amount else pl.lit(0)
        count, total = (
            lines.select(count=pl.len(), total=amount.cast(pl.Decimal(38, 4))).collect(engine="streaming").row(0)
        )
        return count, total or Decimal(0)

    def _currency(self, accepted: pl.LazyFrame) -> str | None:
        """The currency of all lines; raise SourceError naming each with its first line where there are several."""
        if "currency" not in self._pairs:
            return None
        code = pl.col("currency").str.to_uppercase().replace({"€": "EUR", "$": "USD", "£": "GBP", "EURO": "EUR"})
        found = accepted.group_by(code).agg(pl.col(LINE).min()).drop_nulls().sort(LINE).collect().rows()
        if len(found) < 2:
            return found[0][0] if found else None
        listed = Text(*(", ".join(f"{name} ({word} {line})" for name, line in found) for word in ("Zeile", "line")))
        message = Text("{path}: mehrere Währungen: {all}", "{path}: more than one currency: {all}")
        hint = Text(
            "je Währung eine Datei exportieren, oder vorher umrechnen",
            "export one file per currency, or convert them first",
        )
        raise SourceError(message.format(path=self._raw.path, all=listed), hint)

    def _duplicates(self, accepted: pl.LazyFrame) -> list[Text]:
        """Say how many lines of a sales ledger repeat another one exactly; they are kept."""
        if self._table.id != "sales_line" or "invoice_no" not in self._pairs:
            return []
        lines = accepted.select(pl.struct(pl.exclude(LINE)).hash().alias("line"))
        count, distinct = lines.select(pl.len(), pl.col("line").n_unique().alias("distinct")).collect().row(0)
        if count == distinct:
            return []
        return [_DUPLICATES.format(count=count - distinct)]


@dataclass(frozen=True, slots=True)
class _Kept:
    """The staged buckets; `parsed_sum` was taken over all lines before the split."""

    accepted: pl.LazyFrame
    anonymous: pl.LazyFrame
    trouble: pl.DataFrame
    parsed_sum: Decimal


_NAMED_TWICE = Text(
    "Spaltennamen, die mehrfach vorkommen: {names} (die jeweils erste Spalte zählt)",
    "column names that occur more than once: {names} (the first column of each counts)",
)
_DUPLICATES = Text(
    "Zeilen, die eine andere genau wiederholen: {count} (behalten)",
    "lines that repeat another exactly: {count} (kept)",
)
