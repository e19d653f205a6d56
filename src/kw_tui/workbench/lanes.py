"""The lines of an opened file into the staging folder: accepted ones as canonical rows, the others with what is wrong.

Two lanes: lines that are plain throughout are typed in one streaming pass; all others, or all of a file that is not
plain at all, go the careful way. Memory holds neither.
"""

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import polars as pl

from kw_tui.core.intake import checks, doubts, intake, plain
from kw_tui.core.intake.currency import is_named
from kw_tui.core.intake.derivation import changes_nothing
from kw_tui.core.intake.formats import Facts, pooled
from kw_tui.core.intake.intake import Reading
from kw_tui.core.intake.turning import comes_back
from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.staged import LINE_KEY, SOURCE_KEY, Staged, parts_for, sink
from kw_tui.workbench.interpreting import anew, decided, first_formats, reading_of, reads_otherwise, settled_by_all
from kw_tui.workbench.marked import Marked
from kw_tui.workbench.opened import Opened, in_named_currency

Watch = Callable[[int], None]
"""Told how many lines have passed; may raise to stop."""
_HELD = 200_000
"""Lines that may be held in memory."""
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Kept:
    """The staged buckets. `trouble` is lazy; `parsed_sum` was taken over all lines before they were split.

    `opened` is the file as it was read: with a column of currencies where only a late line names one.
    """

    opened: Opened
    reading: Reading
    accepted: Staged
    anonymous: pl.LazyFrame
    trouble: pl.LazyFrame
    parsed_sum: Decimal


def source_key(sha256: str) -> int:
    """What stands for a file beside its rows in the store."""
    return int(sha256[:8], 16)


def kept_lines(opened: Opened, reading: Reading, folder: Path, watch: Watch | None = None) -> Kept:
    """Stage all lines of a file below `folder`."""
    passage = _Passage(opened, settled_by_all(opened, reading), folder, watch)
    kept = passage.run()
    if kept is not None:
        return passage.doubted(kept)
    named = in_named_currency(opened)
    return kept_lines(named, reading_of(named, first_formats(named), reading.latest), folder / "named", watch)


class _Passage:
    """The way of one file's lines: those that are plain at once, the others the careful way."""

    def __init__(self, opened: Opened, reading: Reading, folder: Path, watch: Watch | None) -> None:
        self._opened, self._reading, self._folder, self._watch = opened, reading, folder, watch
        self._returned: list[int] = []
        self._table = opened.table
        self._parts = parts_for(opened.raw.lines) if opened.table.id == "sales_line" else 1

    def run(self) -> Kept | None:
        """Stage the lines; None where a late one names a currency: then all are to be read with a column of it."""
        reading = self._reading
        forms = self._forms()
        if forms is None:
            return self._by_all()
        is_trimmed = self._opened.raw.is_trimmed
        lane = plain.Lane(reading.mapping, self._table, reading.formats, forms, is_trimmed, reading.latest)
        others, parsed = self._plain(lane)
        if not others.count:
            return Kept(self._opened, reading, self._staged("plain"), *self._nothing(), parsed)
        few = others.cells
        cells = self._opened.cells.filter(others.among(pl.col(LINE))) if few is None else few.lazy()
        if not self._opened.is_whole:
            facts = self._reconsidered(cells)
            settled = decided(self._opened, self._reading, facts)
            if self._is_named_late(facts):
                return None
            if reads_otherwise(settled, reading.formats):
                return self._by_all()
            self._reading = replace(reading, formats=settled)
        kept = self._careful(cells)
        return replace(kept, accepted=self._staged("plain", "careful"), parsed_sum=kept.parsed_sum + parsed)

    def _by_all(self) -> Kept | None:
        """All lines the careful way, decided by what all of them say."""
        if not self._opened.is_whole:
            if self._is_named_late(self._opened.facts):
                return None
            self._reading = anew(self._opened, self._reading, self._opened.facts)
        return self._careful(self._opened.cells)

    def _is_named_late(self, facts: AnyMapping[str, Facts]) -> bool:
        return self._opened.is_unnamed and is_named(facts)

    def doubted(self, kept: Kept) -> Kept:
        """The same lines, with what all of them together give to ask."""
        if not (count := sum(self._returned)):
            return kept
        settled = kept.reading.settled
        asks = (*settled.asks, doubts.ASK_RETURNED.format(count=count))
        return replace(kept, reading=replace(kept.reading, settled=replace(settled, asks=asks)))

    def _forms(self) -> plain.Forms | None:
        reading, keyed = self._reading, self._table.id in checks.KEYED_BY
        is_derived = reading.faults or not changes_nothing(reading.settled, self._table)
        if is_derived or not plain.is_possible(reading.mapping, self._table, keyed):
            return None
        shares = plain.shares(reading.mapping, self._table, reading.formats)
        return plain.choose(self._opened.sample.select(**shares).row(0, named=True) if shares else {})

    def _reconsidered(self, others: pl.LazyFrame) -> AnyMapping[str, Facts]:
        """What the first lines say, and those that are not plain."""
        later = others.filter(~pl.col(LINE).is_in(self._opened.sample[LINE].implode()))
        return pooled([self._opened.first_facts, self._opened.facts_of(later)])

    def _plain(self, lane: plain.Lane) -> tuple[Marked, Decimal]:
        """Stage the plain lines; return which are the others, and the sum of amounts.

        All three are taken from each batch as it passes: as plans of their own they would read the file three times.
        Batches pass in several threads, so each only adds to a list.
        """
        others = Marked(self._opened.raw.lines, _HELD)
        sums: list[Decimal] = []
        amount = checks.amount_field(self._table, lane.fields)
        summed = pl.col(amount).sum().cast(pl.Decimal(38, 4)) if amount else pl.lit(_ZERO)
        told = (summed.alias("sum"), comes_back(lane.fields).sum().alias("returned"))

        def keep_plain(batch: pl.DataFrame) -> pl.DataFrame:
            fine = batch
            if not batch[plain.IS_PLAIN].all():
                others.mark(LINE, batch.filter(~pl.col(plain.IS_PLAIN)).select(LINE, plain.CELLS).unnest(plain.CELLS))
                fine = batch.filter(plain.IS_PLAIN)
            total, returned = fine.select(told).row(0)
            sums.append(total or _ZERO)
            self._returned.append(returned or 0)
            return fine

        lines = self._watched(plain.plain_lines(self._opened.cells, lane)).map_batches(keep_plain, streamable=True)
        pl.collect_all([self._sink(lines.select(LINE, *lane.fields), "plain")], engine="streaming")
        return others, sum(sums, _ZERO)

    def _careful(self, cells: pl.LazyFrame) -> Kept:
        parts, fields = self._split(self._watched(cells)), checks.canonical_fields(self._table, self._reading.mapping)
        anonymous, trouble = (self._folder / f"{name}.parquet" for name in ("anonymous", "trouble"))
        *_, summary = pl.collect_all(
            [
                self._sink(parts.accepted, "careful"),
                parts.without_customer.sink_parquet(anonymous, lazy=True, compression="lz4", mkdir=True),
                parts.trouble.sink_parquet(trouble, lazy=True, compression="lz4", mkdir=True),
                parts.summary,
            ],
            engine="streaming",
        )
        staged = self._staged("careful")
        if staged.files and {"quantity", "net_amount"} <= set(fields):
            self._returned.append(staged.scan().select(comes_back(fields).sum()).collect().item() or 0)
        return Kept(
            self._opened,
            self._reading,
            staged,
            pl.scan_parquet(anonymous, glob=False),
            pl.scan_parquet(trouble, glob=False),
            summary["parsed_sum"].item() or _ZERO,
        )

    def _split(self, cells: pl.LazyFrame) -> checks.Split:
        return checks.split(intake.typed(cells, self._reading), self._reading.mapping, self._table)

    def _nothing(self) -> tuple[pl.LazyFrame, pl.LazyFrame]:
        """What there is without a customer and with trouble where all lines are plain."""
        parts = self._split(self._opened.sample.limit(0).lazy())
        return parts.without_customer, parts.trouble

    def _sink(self, rows: pl.LazyFrame, lane: str) -> pl.LazyFrame:
        source = pl.lit(source_key(self._opened.raw.sha256), dtype=pl.UInt32).alias(SOURCE_KEY)
        keyed = rows.select(pl.col(LINE).cast(pl.UInt32).alias(LINE_KEY), source, pl.exclude(LINE))
        return sink(keyed, self._folder / lane, self._parts)

    def _staged(self, *lanes: str) -> Staged:
        return Staged.at([self._folder / lane for lane in lanes], self._parts)

    def _watched(self, lines: pl.LazyFrame) -> pl.LazyFrame:
        """Count the lines as they pass; whoever watches may stop them."""
        if self._watch is None:
            return lines
        watch, passed = self._watch, [0]

        def pass_on(batch: pl.DataFrame) -> pl.DataFrame:
            passed.append(batch.height)
            watch(sum(passed))
            return batch

        return lines.map_batches(pass_on, streamable=True)
