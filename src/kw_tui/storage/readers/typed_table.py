"""Typed values into exact text: numbers with a decimal point, ISO days and times, and nothing rounded."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

import polars as pl
import polars.selectors as cs

from kw_tui.storage.readers.fingerprint import Fingerprint
from kw_tui.storage.readers.heading import column_names
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.storage.readers.rejects import no_rejects
from kw_tui.vocabulary.texts import Text

OTHER_MARK = r"^\s*[-+(]?\s*(?:\d[\d.]*,\d+|\d{1,3}(?:\.\d{3})+$)"
"""A text that is a number with a decimal comma, or with dots between thousands."""
OPEN = r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$"
"""How a true number is written that could be thousands if it were text."""
_SAMPLE_ROWS = 1000
_EXPONENT = r"^(?<sign>-?)(?<first>\d)(?:\.(?<rest>\d+))?e(?<power>[-+]?\d{1,2})$"


_EPOCH = date(1970, 1, 1)
_FIRST_DAY, _LAST_DAY = (date(2, 1, 1) - _EPOCH).days, (date(9999, 12, 30) - _EPOCH).days
_PER_DAY = {"ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
_DAY_NS = _PER_DAY["ns"]


@dataclass(frozen=True, slots=True)
class TextTable:
    """`frame` has `line` and one String column per header; `doubles` and `typed` as in RawText."""

    frame: pl.LazyFrame
    headers: tuple[str, ...]
    doubles: tuple[str, ...]
    typed: frozenset[str]
    notes: tuple[Text, ...]


def text_table(frame: pl.LazyFrame) -> TextTable:
    """Turn a typed frame into text, its rows numbered from 1. Columns that are no single values are left out."""
    schema = frame.collect_schema()
    kept = [place for place, dtype in enumerate(schema.dtypes()) if is_value(dtype)]
    gone = [name for name, dtype in schema.items() if not is_value(dtype)]
    headers, doubles = column_names([schema.names()[place] for place in kept], len(kept))
    dtypes = [schema.dtypes()[place] for place in kept]
    # Called by place first: a name may look like a pattern, or be the one that the row number needs.
    cells = frame.select(cs.by_index(place).alias(f"cell {place}") for place in kept).with_row_index(LINE, 1)
    texts = [as_text(pl.col(f"cell {place}"), dtype) for place, dtype in zip(kept, dtypes, strict=True)]
    named = [text.alias(header) for text, header in zip(texts, headers, strict=True)]
    text = cells.select(pl.col(LINE).cast(pl.Int64), *named)
    typed = frozenset(header for header, dtype in zip(headers, dtypes, strict=True) if dtype.is_numeric())
    return TextTable(text, headers, doubles, typed, (*left_out(gone), *_zones(dtypes)))


def raw_table(
    known: Fingerprint,
    kind: str,
    frame: pl.LazyFrame,
    headers: Sequence[str],
    lines: int,
    typed: frozenset[str] = frozenset(),
) -> RawText:
    """What a reader of machine-made tables hands over: no header line, no preamble, the decimal mark where it can."""
    return RawText(
        path=known.path,
        size=known.size,
        sha256=known.sha256,
        encoding="",
        delimiter="",
        is_quoted=False,
        headers=tuple(headers),
        header_line=None,
        preamble=(),
        lines=lines,
        blank=0,
        repeated_headers=0,
        continuation=0,
        frame=frame,
        rejects=no_rejects(),
        stamp=known.stamp,
        format=kind,
        mark=_mark(frame, headers, typed),
        typed=typed,
    )


def _mark(frame: pl.LazyFrame, headers: Sequence[str], typed: frozenset[str]) -> Literal["."] | None:
    """The dot of the typed columns, unless some column of texts writes its numbers in another way."""
    texts = [place for place, header in enumerate(headers, 1) if header not in typed]
    if not typed or not texts:
        return "." if typed else None
    sample = frame.head(_SAMPLE_ROWS).select(cs.by_index(texts)).collect()
    return None if any(column.str.contains(OTHER_MARK).any() for column in sample) else "."


def is_value(dtype: pl.DataType) -> bool:
    """Whether cells of this type are single values that have a text."""
    return not (dtype.is_nested() or dtype in {pl.Binary, pl.Object, pl.Unknown})


def as_text(cell: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """The exact text of a typed cell; an empty text is null, midnight is left off its day.

    A time beyond the calendar is the number it is stored as.
    """
    if dtype.is_float():
        return float_text(cell.cast(pl.String))
    if dtype.is_temporal():
        return _time_text(cell, dtype)
    text = cell.cast(pl.String)
    if dtype in {pl.String, pl.Categorical, pl.Enum}:
        return pl.when(text != "").then(text)
    return text


def _time_text(cell: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    stored = cell.to_physical()
    if isinstance(dtype, pl.Duration):
        return cell.dt.to_string("iso")
    if isinstance(dtype, pl.Time):
        usual = stored.is_between(0, _DAY_NS - 1)
    else:
        per_day = _PER_DAY[dtype.time_unit] if isinstance(dtype, pl.Datetime) else 1
        usual = stored.is_between(_FIRST_DAY * per_day, (_LAST_DAY + 1) * per_day, closed="left")
    known = pl.when(usual).then(cell)  # the engine panics at years it cannot write
    text = _moment(known) if isinstance(dtype, pl.Datetime) else known.cast(pl.String)
    return pl.coalesce(text, stored.cast(pl.String))


def _moment(cell: pl.Expr) -> pl.Expr:
    moment = cell.dt.to_string("iso:strict").str.replace(r"\.0+($|[-+Z])", "${1}")
    return pl.when(cell.dt.time() == time(0)).then(cell.dt.date().cast(pl.String)).otherwise(moment)


def float_text(shortest: pl.Expr) -> pl.Expr:
    """The shortest text of a number, without its exponent where that is below a hundred places."""
    parts = pl.when(shortest.str.contains("e", literal=True)).then(shortest).str.extract_groups(_EXPONENT)
    sign, first, rest, power = (parts.struct.field(name) for name in ("sign", "first", "rest", "power"))
    digits, power = first + rest.fill_null(""), power.str.strip_prefix("+").cast(pl.Int64)
    large = digits.str.pad_end(pl.max_horizontal(power + 1, 0), "0")
    small = "0." + digits.str.pad_start(pl.max_horizontal(digits.str.len_chars() - power - 1, 0), "0")
    return pl.coalesce(sign + pl.when(power < 0).then(small).otherwise(large), shortest)


def value_texts(values: Sequence[object]) -> pl.Series:
    """The exact texts of a column of Python values of any types; bytes and empty texts are null."""
    kinds = set(map(type, values)) - {type(None)}
    if kinds <= {str}:
        texts = _strings(values)
        return texts.set(texts == "", None) if "" in values else texts
    if kinds == {int}:
        return pl.Series(values, dtype=pl.Int64).cast(pl.String)
    if kinds == {float}:
        return _float_texts(pl.Series(values, dtype=pl.Float64))
    return _mixed(values)


def unmistakable(texts: pl.Series, values: Sequence[object]) -> pl.Series:
    """The texts of a column whose true numbers stand beside texts: `1.234`, if a number, is `1.2340`."""
    is_number = pl.Series([type(value) is float for value in values])
    could_be_thousands = texts.str.contains(OPEN).fill_null(value=False)
    return (
        texts.to_frame("cell")
        .select(
            pl.when(is_number & could_be_thousands).then(pl.col("cell") + "0").otherwise(pl.col("cell")).alias("cell")
        )
        .to_series()
    )


def _float_texts(values: pl.Series) -> pl.Series:
    texts = values.cast(pl.String)
    if texts.str.contains("e", literal=True).any():
        return texts.to_frame("cell").select(float_text(pl.col("cell")).alias("cell")).to_series()
    return texts


def _strings(values: Sequence[object]) -> pl.Series:
    try:
        return pl.Series(values, dtype=pl.String)
    except UnicodeEncodeError:  # half of a character that takes two
        return pl.Series([_whole(value) for value in values], dtype=pl.String)


def _whole(value: object) -> object:
    return re.sub("[\ud800-\udfff]", "\ufffd", value) if isinstance(value, str) else value


def _mixed(values: Sequence[object]) -> pl.Series:
    numbers = value_texts([value if type(value) is float else None for value in values])
    others = [None if type(value) in {float, bytes} else _plain(value) for value in values]
    return pl.select(pl.coalesce(numbers, value_texts(others))).to_series()


def _plain(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def left_out(names: Sequence[str]) -> tuple[Text, ...]:
    """Say which columns are not read; nothing where all are."""
    return (_LEFT_OUT.format(names=", ".join(names[:5]) + (" ..." if len(names) > 5 else "")),) if names else ()


def _zones(dtypes: Sequence[pl.DataType]) -> list[Text]:
    zones = sorted({dtype.time_zone for dtype in dtypes if isinstance(dtype, pl.Datetime) and dtype.time_zone})
    return [_IN_ZONE.format(zones=", ".join(zones))] if zones else []


_LEFT_OUT = Text(
    "Spalten ohne einzelne Werte sind ausgelassen: {names}", "columns that hold no single values are left out: {names}"
)
_IN_ZONE = Text("Zeiten gelten in der Zeitzone der Datei: {zones}", "times are in the time zone of the file: {zones}")
