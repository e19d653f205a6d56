"""How an opened file is to be read: how its columns are written and what they mean, from as few lines as prove it."""

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from kw_tui.core.intake import intake
from kw_tui.core.intake.before_discount import product_facts
from kw_tui.core.intake.derivation import changes_nothing, moved_formats
from kw_tui.core.intake.formats import Facts, Formats, decide, is_settled, pooled
from kw_tui.core.intake.intake import Reading
from kw_tui.core.intake.repeated import repeat_facts
from kw_tui.core.intake.settled import Settled
from kw_tui.core.intake.settling import Given, open_questions, settle
from kw_tui.core.intake.signs import needs_all_lines
from kw_tui.workbench.opened import Opened


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


def reading_of(opened: Opened, formats: Formats, latest: date | None) -> Reading:
    """Settle what the columns mean - unit or line, net or gross, plus or minus - from what the first lines prove.

    Documents dated after `latest` are rejected.
    """
    return _proven_by(opened.sample.lazy(), opened, formats, latest)


def _proven_by(cells: pl.LazyFrame, opened: Opened, formats: Formats, latest: date | None) -> Reading:
    settled = _settled(opened, cells, formats, latest)
    reading = Reading.of(opened.pairs, opened.table, formats, settled)
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


def settled_by_all(opened: Opened, reading: Reading) -> Reading:
    """The same reading, settled by all lines where a later one could change sums without a word.

    A mark or kind of paper may turn only late lines; a reading that changes lines changes all of them.
    """
    is_at_stake = needs_all_lines(opened.pairs) or not changes_nothing(reading.settled, reading.table)
    if opened.is_whole or opened.table.id != "sales_line" or not is_at_stake:
        return reading
    return _proven_by(opened.cells, opened, first_formats(opened), reading.latest)


def decided(opened: Opened, reading: Reading, facts: AnyMapping[str, Facts]) -> Formats:
    """How the columns are written that the reading has found out about, by what was counted."""
    formats = decide(facts, opened.pairs, opened.table, opened.said)
    return moved_formats(formats, reading.settled)


def anew(opened: Opened, reading: Reading, facts: AnyMapping[str, Facts]) -> Reading:
    """Read as all lines tell; what only late ones say of discounts is to be proven by all."""
    formats = decide(facts, opened.pairs, opened.table, opened.said)
    if not _has_fractions(formats) or _has_fractions(first_formats(opened)):
        return replace(reading, formats=moved_formats(formats, reading.settled))
    return _proven_by(opened.cells, opened, formats, reading.latest)


def reads_otherwise(one: Formats, other: Formats) -> bool:
    """Whether any column would be read differently."""

    def ways(formats: Formats) -> Any:
        marks = {field: (form.mark, form.scale) for field, form in formats.numbers.items()}
        orders = {field: (form.order, form.dotted) for field, form in formats.dates.items()}
        whole = {
            field: bool(each["zero_ended"] and each["whole"] == each["filled"]) for field, each in formats.ids.items()
        }
        return marks, orders, whole

    return bool(ways(one) != ways(other))
