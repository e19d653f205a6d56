"""Cells of a sheet as exact text: numbers with a dot and at most 15 digits, days as ISO, failed formulas by their name.

A sheet holds numbers as numbers or as text, and nobody knows yet which decimal mark the text has. So columns are told
apart, and among text a true number is written so that it cannot be read in two ways.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

import numpy as np
import polars as pl

from kw_tui.storage.readers.workbooks.xlsx_styles import PERCENT

Verdict = Literal["none", "true", "text", "mixed"]
"""Which numbers with a decimal or thousands mark a column may hold: none, true ones, ones in text, both.

Whole numbers without a mark tell nothing; a column of true numbers is `true` all the same.
"""

HUGE = 1e21
PLAIN = r"^-?(?:0|[1-9]\d*)(?:\.\d+)?$"
"""How true numbers are written."""
OPEN = r"^-?[1-9]\d{0,2}\.\d{3}$"
"""Of those, what could be thousands if it were text."""
_NINE = r"\.\d{9}$"
_LIKE_NUMBER = r"^[-+(]?[€$£]?\s*\d[\d.,'’\s\u00a0\u202f]*[-)]?\s*(?:[€$£%]|EUR|CHF|USD)?$"
_MARKED = r"\d[.,]\d"
_MIDNIGHT = r"^([+-]?\d{4,}-\d\d-\d\d)[ T]00:00:00(?:\.0+)?$"
_TIME_ALONE = r"^1899-12-3[01][ T](\d\d:\d\d:\d\d)"


def shown(value: float) -> str:
    """A number as a spreadsheet shows it: 15 digits, without the noise beyond; an exponent only from HUGE on."""
    text = f"{value:.15g}"
    if "e" in text and abs(value) < HUGE:
        text = f"{Decimal(text):f}"
    return "0" if text == "-0" else text


def per_cent(value: float) -> str:
    """A share in per cent: 0.075 is `7.5%`."""
    return f"{shown(float(Decimal(shown(value)) * 100))}%"


def is_deep(text: pl.Series) -> pl.Series:
    """Which cells, if they are numbers, have too few digits or too many: fastexcel writes up to nine decimals."""
    return _true(text.str.contains(_NINE)) | (_true(text.str.len_bytes() > 15) & _true(text.str.contains(PLAIN)))


def is_doubtful(text: pl.Series) -> pl.Series:
    """Which cells mean, or are written, one thing as numbers and another as text."""
    return _true(text.str.contains(OPEN)) | is_deep(text)


def clean(text: pl.Series) -> pl.Series:
    """No midnight behind a day, no day before a time, no minus before zero; nothing is null."""
    frame = text.rename("cell").to_frame().lazy()
    cell = pl.col("cell")
    if _true(text.str.ends_with("00:00:00")).any():
        frame = frame.with_columns(cell.str.replace(_MIDNIGHT, "${1}"))
    if _true(text.str.starts_with("1899-12-3")).any():
        frame = frame.with_columns(cell.str.replace(_TIME_ALONE, "${1}"))
    kept = pl.when(cell == "-0").then(pl.lit("0")).when(cell != "").then(cell)
    return frame.select(kept.alias(text.name)).collect().to_series()


def rewritten(text: pl.Series, mask: pl.Series, values: Mapping[str, str]) -> pl.Series:
    """Replace the cells in `mask` by what `values` says."""
    if not values:
        return text
    new = text.filter(mask).replace_strict(values, return_dtype=pl.String)
    return text.clone().scatter(mask.arg_true(), new)  # scatter changes the series it is called on


def as_shown(text: pl.Series, style: str, places: pl.Series) -> pl.Series:
    """Write the true numbers among the cells at `places` (from 0) as a style of `xlsx_styles` shows them."""
    mask = pl.Series(np.zeros(len(text), dtype=bool)).scatter(places, True) & _true(text.str.contains(PLAIN))
    if style == PERCENT:
        return rewritten(text, mask, {cell: per_cent(float(cell)) for cell in text.filter(mask).unique()})
    whole = mask & _true(text.str.contains(r"^\d+$"))
    return rewritten(text, whole, {cell: cell.zfill(len(style)) for cell in text.filter(whole).unique()})


def settle(text: pl.Series, is_number: pl.Series | None = None) -> tuple[pl.Series, Verdict]:
    """Judge a column, and write its true numbers so that no decimal mark changes them.

    `is_number` says which cells are true numbers; without it all those are that are written like one.
    """
    number = _true(text.str.contains(PLAIN)) if is_number is None else is_number
    marked = _true(text.str.contains(_LIKE_NUMBER)) & ~number & _true(text.str.contains(_MARKED))
    if not (number.any() and marked.any()):
        return text, "true" if number.any() else "text" if marked.any() else "none"
    open_ = number & _true(text.str.contains(OPEN))
    unmistakable = {value: f"{value}0" for value in text.filter(open_).unique()}
    return rewritten(text, open_, unmistakable), "mixed"


def _true(mask: pl.Series) -> pl.Series:
    return mask.fill_null(value=False)
