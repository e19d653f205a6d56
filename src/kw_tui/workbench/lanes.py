"""The lines of an opened file into the staging folder: accepted ones as canonical rows, the others with what is wrong.

Two lanes: lines that are plain throughout are typed in one streaming pass; all others, or all of a file that is not
plain at all, go the careful way. Memory holds neither.
"""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from kw_tui.core.intake import checks, doubts, intake, plain
from kw_tui.core.intake.before_discount import product_facts
from kw_tui.core.intake.currency import is_named
from kw_tui.core.intake.derivation import changes_nothing, moved_formats
from kw_tui.core.intake.formats import Facts, Formats, decide, is_settled, pooled
from kw_tui.core.intake.intake import Reading
from kw_tui.core.intake.repeated import repeat_facts
from kw_tui.core.intake.settling import Given, Settled, open_questions, settle
from kw_tui.core.intake.signs import comes_back, needs_all_lines
from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.staged import LINE_KEY, SOURCE_KEY, Staged, parts_for, sink
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


def reading_of(opened: Opened, formats: Formats, latest: date | None) -> Reading:
    """Settle what the columns mean - unit or line, net or gross, plus or minus - from what the first lines prove.

    Documents dated after `latest` are rejected.
    """
    pairs, table = opened.pairs, opened.table
    settled = _settled(opened, opened.sample.lazy(), formats, latest)
    reading = Reading.of(pairs, table, formats, settled)
    return replace(reading, key=opened.raw.sha256[:8], latest=latest, faults=opened.faults)


def _settled(opened: Opened, cells: pl.LazyFrame, formats: Formats, latest: date | None) -> Settled:
    pairs, table, said = opened.pairs, opened.table, opened.options
    may_be_fractions = said.discount is None and _has_fractions(formats)
    if may_be_fractions:  # counted as they are written
        formats = moved_formats(formats, Settled(pairs, in_points=True))
    probe = Reading(pairs, table, formats, Settled(pairs), "", latest, opened.faults)
    lines, first = (intake.typed_only(frame, probe) for frame in (cells, opened.sample.lazy()))
    asked = [open_questions(lines, pairs, table), repeat_facts(first, pairs.headers, table)]
    asked += [product_facts(lines, pairs.headers)] if may_be_fractions else []
    counts: dict[str, float] = {}
    for frame in asked:
        counts |= {} if frame is None else frame.collect(engine="streaming").row(0, named=True)
    return settle(counts, pairs, table, Given(said.sale, said.amounts, may_be_fractions))


def _has_fractions(formats: Formats) -> bool:
    return "discount_pct" in formats.numbers and formats.numbers["discount_pct"].scale != 1


def _settled_by_all(opened: Opened, reading: Reading) -> Reading:
    """The same reading, settled by all lines where a later one could change sums without a word.

    A mark or kind of paper may turn only late lines; a reading that changes lines changes all of them.
    """
    is_at_stake = needs_all_lines(opened.pairs) or not changes_nothing(reading.settled, reading.table)
    if opened.is_whole or opened.table.id != "sales_line" or not is_at_stake:
        return reading
    formats = first_formats(opened)
    settled = _settled(opened, opened.cells, formats, reading.latest)
    found = Reading.of(opened.pairs, opened.table, formats, settled)
    return replace(found, key=reading.key, latest=reading.latest, faults=reading.faults)


def kept_lines(opened: Opened, reading: Reading, folder: Path, watch: Watch | None = None) -> Kept:
    """Stage all lines of a file below `folder`."""
    passage = _Passage(opened, _settled_by_all(opened, reading), folder, watch)
    kept = passage.run()
    if kept is not None:
        return passage.doubted(kept)
    named = in_named_currency(opened)
    return kept_lines(named, reading_of(named, first_formats(named), reading.latest), folder / "named", watch)


def first_formats(opened: Opened) -> Formats:
    """Decide how the columns are written: from the first lines where they settle it, else from all."""
    facts = opened.first_facts
    if not is_settled(facts, opened.pairs, opened.table, opened.said):
        facts = opened.facts
    return decide(facts, opened.pairs, opened.table, opened.said)


def answered_by(opened: Opened, others: Sequence[Opened]) -> Opened:
    """Answer what a file leaves open by what other files with the same columns prove; the answers become options."""
    asks = first_formats(opened).asks
    if not (asks and others):
        return opened
    facts = pooled(one.facts for one in (opened, *others))
    together = decide(facts, opened.pairs, opened.table, opened.said)
    still_open = {ask.option for ask in together.asks}
    answers: dict[str, Any] = {
        ask.option: together.numbers[ask.field].mark if ask.option == "decimal" else together.dates[ask.field].order
        for ask in asks
        if ask.option not in still_open
    }
    return replace(opened, options=replace(opened.options, **answers))


class _Passage:
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
            settled = self._decided(facts)
            if self._is_named_late(facts):
                return None
            if _reads_otherwise(settled, reading.formats):
                return self._by_all()
            self._reading = replace(reading, formats=settled)
        kept = self._careful(cells)
        return replace(kept, accepted=self._staged("plain", "careful"), parsed_sum=kept.parsed_sum + parsed)

    def _by_all(self) -> Kept | None:
        """All lines the careful way, decided by what all of them say."""
        if not self._opened.is_whole:
            if self._is_named_late(self._opened.facts):
                return None
            self._decide_anew(self._opened.facts)
        return self._careful(self._opened.cells)

    def _decide_anew(self, facts: AnyMapping[str, Facts]) -> None:
        """Read as all lines tell; what only late ones say of discounts is to be proven by all."""
        opened, reading = self._opened, self._reading
        formats = decide(facts, opened.pairs, opened.table, opened.said)
        if _has_fractions(formats) and not _has_fractions(first_formats(opened)):
            found = _settled(opened, opened.cells, formats, reading.latest)
            again = Reading.of(opened.pairs, opened.table, formats, found)
            self._reading = replace(again, key=reading.key, latest=reading.latest, faults=reading.faults)
        else:
            self._reading = replace(reading, formats=self._decided(facts))

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

    def _decided(self, facts: AnyMapping[str, Facts]) -> Formats:
        opened = self._opened
        formats = decide(facts, opened.pairs, opened.table, opened.said)
        return moved_formats(formats, self._reading.settled)

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


def _reads_otherwise(one: Formats, other: Formats) -> bool:
    """Whether any column would be read differently."""

    def ways(formats: Formats) -> Any:
        marks = {field: (form.mark, form.scale) for field, form in formats.numbers.items()}
        orders = {field: (form.order, form.dotted) for field, form in formats.dates.items()}
        whole = {
            field: bool(each["zero_ended"] and each["whole"] == each["filled"]) for field, each in formats.ids.items()
        }
        return marks, orders, whole

    return bool(ways(one) != ways(other))
