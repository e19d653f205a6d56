"""Rows as text for a spreadsheet of a person's language: exact numbers, no thousands marks, nothing that could act.

Numbers have the decimal mark of the language, dates its form, ids their words, and what is not known is empty.
"""

from collections.abc import Sequence
from io import BytesIO

import polars as pl

from kw_tui.tui.figures import NO, YES
from kw_tui.tui.widgets.fields import in_words
from kw_tui.tui.widgets.table_page import TableColumn
from kw_tui.vocabulary.harmless import FORMULA, GUARD, PLAIN_NUMBER, harmless
from kw_tui.vocabulary.texts import BIDI, CONTROLS, FOR_BIDI, FOR_CONTROL, Lang

DIGITS = 12
"""Digits of a ratio that mean something."""


def written(frame: pl.DataFrame, columns: Sequence[TableColumn], lang: Lang) -> pl.DataFrame:
    """Return a column of texts for each of a table's columns that has a title and that the frame has."""
    shown = [one for one in columns if one.title and one.id in frame.columns]
    cells = {str(place): _texts(frame[one.id], one, lang) for place, one in enumerate(shown)}
    return pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))


def titles(frame: pl.DataFrame, columns: Sequence[TableColumn]) -> list[str]:
    """Return the titles of the same columns."""
    return [harmless(one.title) for one in columns if one.title and one.id in frame.columns]


def tsv(frame: pl.DataFrame, columns: Sequence[TableColumn], lang: Lang) -> str:
    """Return rows as spreadsheets paste them: tabs between cells, titles first."""
    return _lines(frame, columns, lang, "\t", "\n").decode()


def csv(frame: pl.DataFrame, columns: Sequence[TableColumn], lang: Lang) -> bytes:
    """Return rows as a file that a spreadsheet of the language opens: UTF-8 with its mark, `;` where `,` is decimal."""
    return b"\xef\xbb\xbf" + _lines(frame, columns, lang, ";" if lang == "de" else ",", "\r\n")


def _lines(frame: pl.DataFrame, columns: Sequence[TableColumn], lang: Lang, separator: str, end: str) -> bytes:
    cells = written(frame, columns, lang)
    heads = pl.DataFrame([titles(frame, columns)], schema=cells.schema, orient="row")
    sink = BytesIO()
    pl.concat([heads, cells]).write_csv(sink, include_header=False, separator=separator, line_terminator=end)
    return sink.getvalue()


def _texts(values: pl.Series, column: TableColumn, lang: Lang) -> pl.Series:
    dtype = values.dtype
    if dtype.is_numeric():
        return _numbers(values, lang)
    if dtype == pl.Boolean:
        return values.replace_strict({True: YES.in_(lang), False: NO.in_(lang)}, default=None, return_dtype=pl.String)
    if dtype == pl.Date:
        return values.dt.to_string("%d.%m.%Y" if lang == "de" else "%Y-%m-%d")
    if isinstance(dtype, pl.List) and dtype.inner == pl.String:
        return _safe(values.list.join("; "))
    if dtype.is_nested():
        return _safe(pl.Series([None if one is None else str(one) for one in values], dtype=pl.String))
    return _safe(in_words(values.cast(pl.String), column.format))


def _numbers(values: pl.Series, lang: Lang) -> pl.Series:
    if isinstance(values.dtype, pl.Decimal):
        texts = values.cast(pl.String)
        texts = texts.str.strip_chars_end("0").str.strip_chars_end(".") if values.dtype.scale else texts
    elif values.dtype.is_float():
        finite = values.cast(pl.Float64).round_sig_figs(DIGITS)
        texts = finite.set(~finite.is_finite().fill_null(value=True), None).cast(pl.String)
        texts = texts.str.strip_suffix(".0")
    else:
        texts = values.cast(pl.String)
    return texts.str.replace(".", ",", literal=True) if lang == "de" else texts


def _safe(texts: pl.Series) -> pl.Series:
    cell = pl.col("text")
    safe = cell.str.replace_all(CONTROLS, FOR_CONTROL).str.replace_all(BIDI, FOR_BIDI)
    is_formula = cell.str.contains(FORMULA) & ~cell.str.contains(PLAIN_NUMBER)
    safe = pl.when(safe != "").then(safe)
    guarded = pl.when(is_formula).then(pl.concat_str(pl.lit(GUARD), safe)).otherwise(safe)
    return texts.alias("text").to_frame().select(guarded).to_series()
