"""Ledgers as texts, and what the lanes make of them."""

import tempfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kw_tui.core.intake import checks, plain
from kw_tui.core.intake.formats import Formats
from kw_tui.core.intake.settled import Settled
from kw_tui.storage.staged import LINE_KEY
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.workbench import interpreting, lanes, opened
from kw_tui.workbench.opened import Asked, Opened, open_file

LATEST = date(2027, 12, 31)
COLUMNS = ("Kundennummer", "Rechnungsnummer", "Rechnungsdatum", "Nettobetrag", "Menge", "Rabatt %", "Fällig am", "Text")
PLAIN = ("1001", "R1", "31.01.2024", "1,50", "2", "2,5", "15.02.2024", "Dübel")
WHOLE = 10**9
"""A sample so large that it holds all lines."""


@dataclass(frozen=True)
class Outcome:
    """What became of the lines: rows with their line, faults as (line, bucket, code by field), and the sum."""

    accepted: pl.DataFrame
    anonymous: pl.DataFrame
    trouble: tuple[tuple[object, ...], ...]
    parsed_sum: Decimal
    formats: Formats
    settled: Settled


def text(*lines: tuple[str, ...], columns: int = 8) -> str:
    """A ledger of the first columns."""
    return "".join(";".join(cells[:columns]) + "\n" for cells in (COLUMNS, *lines))


def line(cells: dict[int, str], base: tuple[str, ...] = PLAIN) -> tuple[str, ...]:
    """A plain line with some other cells."""
    return tuple(cells.get(place, cell) for place, cell in enumerate(base))


def open_text(
    folder: Path, content: str, name: str = "ledger.csv", options: ImportOptions = DEFAULT, table: str = "sales_line"
) -> Opened:
    """Write a ledger down and open it."""
    path = folder / name
    path.write_text(content, encoding="utf-8", newline="")
    return open_file(path, Asked(table, {}, options), folder)


def passed(content: str, sample: int = WHOLE, *, is_careful: bool = False) -> Outcome:
    """Read a ledger of which `sample` lines are looked at first; `is_careful` closes the plain lane."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(opened, "SAMPLE_ROWS", sample)
        if is_careful:
            patch.setattr(plain, "is_possible", lambda *_: False)
        one = open_text(Path(folder), content)
        reading = interpreting.reading_of(one, interpreting.first_formats(one), LATEST)
        kept = lanes.kept_lines(one, reading, Path(folder) / "kept")
        faults = pl.col("line", checks.BUCKET), pl.col(r"^code:.*$")
        return Outcome(
            accepted=kept.accepted.scan().collect().sort(LINE_KEY) if kept.accepted.files else pl.DataFrame(),
            anonymous=kept.anonymous.collect().sort("line"),
            trouble=tuple(kept.trouble.select(*faults).collect().sort("line").rows()),
            parsed_sum=kept.parsed_sum,
            formats=kept.reading.formats,
            settled=kept.reading.settled,
        )


def difference(one: Outcome, other: Outcome) -> str:
    """The first thing in which two outcomes differ, "" if there is none."""
    for what in ("accepted", "anonymous"):
        mine, theirs = (getattr(each, what) for each in (one, other))
        if mine.height and theirs.height and mine.columns != theirs.columns:
            return f"{what}: columns {mine.columns} instead of {theirs.columns}"
        if mine.rows() != theirs.rows():
            only = [row for row in mine.rows() if row not in theirs.rows()][:1]
            lacking = [row for row in theirs.rows() if row not in mine.rows()][:1]
            return f"{what}: {only} instead of {lacking}"
    if one.trouble != other.trouble:
        return f"trouble: {set(one.trouble) ^ set(other.trouble)}"
    return "" if one.parsed_sum == other.parsed_sum else f"sum: {one.parsed_sum} instead of {other.parsed_sum}"
