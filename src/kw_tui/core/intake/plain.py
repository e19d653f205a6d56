"""The fast lane: lines whose every cell is written in the plainest form its column has.

A first look at some lines (`shares`) tells each column's plainest form (`choose`); a line that has another one anywhere
is left to the careful reading of `intake.typed`, which knows all forms. Both give the same values: here one pattern
proves a cell, there a dozen explain it.
"""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from kw_tui.core.intake import cells, checks, dates
from kw_tui.core.intake.formats import Formats
from kw_tui.core.intake.intake import LINE, MAY_LIE_AHEAD, raw_name
from kw_tui.core.intake.mapping import Mapping
from kw_tui.vocabulary.table import Column, Kind, Table

IS_PLAIN, CELLS = "is_plain", "cells"
_ENOUGH = 0.97
"""Share of cells that must be plain, or the lane would only be a detour."""
_LONGEST_DAY = 10
_MOST_DIGITS, _LONGEST = 10, 13
"""Bytes of a whole number, and of one with two decimals, that is small enough to be believed."""
_TENS = {".": r"^-?[0-9]{1,10}(?:\.[0-9]{1,4})?$", ",": r"^-?[0-9]{1,10}(?:,[0-9]{1,4})?$"}
_GROUPED = {
    ".": r"^-?[0-9]{1,10}(?:\.[0-9]{1,4})?$|^-?[0-9]{1,3}(?:,[0-9]{3}){1,2}(?:\.[0-9]{1,4})?$",
    ",": r"^-?[0-9]{1,10}(?:,[0-9]{1,4})?$|^-?[0-9]{1,3}(?:\.[0-9]{3}){1,2}(?:,[0-9]{1,4})?$",
}
Forms = AnyMapping[str, str]
"""Field -> the form its cells must have: `whole`, `cents`, `tens` or `grouped` of numbers, the codes of a day."""


@dataclass(frozen=True, slots=True)
class Lane:
    """What the plain reading of a file needs to know. `is_trimmed`: no cell has blanks around it."""

    mapping: Mapping
    table: Table
    formats: Formats
    forms: Forms
    is_trimmed: bool
    latest: date | None

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns of the plain lines, in the table's order."""
        return tuple(field for field in self.table.column_ids if field in self.mapping)


def is_possible(mapping: Mapping, table: Table, keyed: bool) -> bool:
    """Whether lines of this file can be read one by one: nothing is derived, no key must be unique."""
    needed = [column.id for column in table.columns if column.required]
    return not keyed and all(field in mapping and field in table.column_ids for field in (*needed, *mapping.headers))


def shares(mapping: Mapping, table: Table, formats: Formats) -> dict[str, pl.Expr]:
    """For some lines of `raw_cells`: the share of plain cells by `field|form`."""
    found = {}
    for field, header in mapping.headers.items():
        cell = pl.col(raw_name(header))
        forms = _possible(table[field], formats)
        if not forms and (table[field].kind.is_numeric or table[field].kind is Kind.DATE):
            found[f"{field}|none"] = pl.lit(0.0)
        for form in forms:
            is_plain = _is_written(cell, table[field], form, formats)
            found[f"{field}|{form}"] = (is_plain | cell.is_null()).fill_null(value=False).mean()
    return found


def choose(found: AnyMapping[str, float | None]) -> Forms | None:
    """The first form of each column that nearly all cells have; None where some column has none."""
    forms: dict[str, str] = {}
    fields = {name.partition("|")[0] for name in found}
    for name, share in found.items():
        field, _, form = name.partition("|")
        if field not in forms and (share or 0.0) >= _ENOUGH:
            forms[field] = form
    return forms if fields == set(forms) else None


def _possible(column: Column, formats: Formats) -> tuple[str, ...]:
    if column.kind.is_numeric:
        return ("whole", "cents", "tens", "grouped") if column.id in formats.proven else ("whole",)
    if column.kind is Kind.DATE:
        return dates.codes(formats.dates[column.id])
    return ()


def _is_written(cell: pl.Expr, column: Column, form: str, formats: Formats) -> pl.Expr:
    if column.kind is Kind.DATE:
        # Two digits of a year would be the first century.
        return dates.is_usable(_day(cell, form)) & _is_tidy(cell)
    mark = formats.numbers[column.id].mark
    if form == "whole":
        return cell.cast(pl.Int64, strict=False).is_not_null() & (cell.str.len_bytes() <= _MOST_DIGITS)
    if form == "cents":  # a look at the end costs a fifth of a pattern
        is_short = cell.str.len_bytes() <= _LONGEST
        return cell.str.tail(3).str.starts_with(mark) & is_short & _number(cell, mark, form).is_not_null()
    return cell.str.contains({"tens": _TENS, "grouped": _GROUPED}[form][mark])


def plain_lines(cells_: pl.LazyFrame, lane: Lane) -> pl.LazyFrame:
    """The fields of all lines of `raw_cells` with `line` and `is_plain`; they are right only where that is true.

    `cells` are those of the file, for whoever reads the others.
    """
    columns = [lane.table[field] for field in lane.fields]
    values, beside = [_value(column, lane) for column in columns], [_kept(column, lane) for column in columns]
    tests = [_is_plain(column, lane) for column in columns]
    told = cells_.select(LINE, *values, *beside, pl.struct(pl.exclude(LINE)).alias(CELLS))
    is_plain = pl.all_horizontal(tests).fill_null(value=False).alias(IS_PLAIN)
    return told.select(LINE, *lane.fields, is_plain, CELLS)


def _cell(column: Column, lane: Lane) -> pl.Expr:
    cell = pl.col(raw_name(lane.mapping.headers[column.id]))
    is_text = not (column.kind.is_numeric or column.kind is Kind.DATE)
    return cells.words(cell) if is_text and not lane.is_trimmed else cell


def _kept(column: Column, lane: Lane) -> pl.Expr:
    """The cell beside its value, as far as the test of it needs it."""
    return _cell(column, lane).alias(raw_name(column.id))


def _value(column: Column, lane: Lane) -> pl.Expr:
    cell = _cell(column, lane)
    if column.kind.is_numeric:
        form = lane.formats.numbers[column.id]
        value = _number(cell, form.mark, lane.forms[column.id])
        value = value if form.scale == 1 else (value * form.scale).cast(pl.Decimal(18, 4), strict=False)
    elif column.kind is Kind.DATE:
        value = _day(cell, lane.forms[column.id])
    elif column.kind is Kind.FLAG:
        value = cells.flag(cell, column.values)
    elif column.values:
        value = cells.choice(cell, column.values, pl.lit(None, dtype=pl.String))
    else:
        value = cell
    return value.alias(column.id)


def _is_tidy(cell: pl.Expr) -> pl.Expr:
    """No blanks or signs, which are passed over when a day is read: `1. 2. 2024` is for the careful reading."""
    return ~cell.str.contains(" ", literal=True) & (cell.str.len_bytes() <= _LONGEST_DAY)


def _number(cell: pl.Expr, mark: str, form: str) -> pl.Expr:
    if form == "whole":
        return cell.cast(pl.Int64, strict=False).cast(pl.Decimal(18, 4), strict=False)
    digits = cell.str.replace_all("." if mark == "," else ",", "", literal=True) if form == "grouped" else cell
    digits = digits.str.replace(",", ".", literal=True) if mark == "," else digits
    return digits.cast(pl.Decimal(18, 4), strict=False)


def _day(cell: pl.Expr, codes: str) -> pl.Expr:
    day = cell.str.to_date(codes, strict=False)
    return pl.when(cell.str.len_bytes() == 8).then(day) if codes == "%Y%m%d" else day


def _is_plain(column: Column, lane: Lane) -> pl.Expr:
    cell, value = pl.col(raw_name(column.id)), pl.col(column.id)
    if column.kind.is_numeric:
        is_plain = _is_plain_number(cell, value, column, lane)
    elif column.kind is Kind.DATE:
        last = None if column.id in MAY_LIE_AHEAD else lane.latest
        is_plain = dates.is_usable(value, last) & _is_tidy(cell)
    elif column.kind is Kind.ID:
        return _is_plain_id(cell, column, lane.formats.ids[column.id])
    elif column.kind is Kind.FLAG or column.values:
        is_plain = value.is_not_null()
    else:
        return cell.is_not_null() if column.required else pl.lit(value=True)
    return is_plain if column.required else is_plain | cell.is_null()


def _is_plain_number(cell: pl.Expr, value: pl.Expr, column: Column, lane: Lane) -> pl.Expr:
    """As `_is_written`, with the value at hand."""
    form, mark = lane.forms[column.id], lane.formats.numbers[column.id].mark
    if form == "whole":
        return value.is_not_null() & (cell.str.len_bytes() <= _MOST_DIGITS)
    if form == "cents":
        return cell.str.tail(3).str.starts_with(mark) & (cell.str.len_bytes() <= _LONGEST) & value.is_not_null()
    return value.is_not_null() & _is_written(cell, column, form, lane.formats)


def _is_plain_id(cell: pl.Expr, column: Column, facts: AnyMapping[str, int]) -> pl.Expr:
    """No formula or totals row, no `17850.0` where all ids may be numbers, and no customer left out."""
    odd = [cell.str.starts_with(start) for start in ("=", "#")]
    odd.append(cells.may_be_odd_id(cell, column.id in checks.SUMMED_BY))
    if facts["whole"] == facts["filled"]:
        odd += [cell.str.ends_with(end) for end in (".0", ",0")]
    is_plain = ~pl.any_horizontal(odd)
    return is_plain if column.required else is_plain | cell.is_null()
