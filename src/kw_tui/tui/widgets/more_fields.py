"""Every column a table could show, as fields: what it is called, how its values read, whether they add up."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kw_tui.tui import figures
from kw_tui.tui.figures import NO, YES
from kw_tui.tui.widgets.fields import Field, Writer, text, words
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.core.metrics.metric import Metric

WIDEST = 18
WIDTHS: dict[Kind, int] = {
    Kind.MONEY: 11,
    Kind.NUMBER: 9,
    Kind.DATE: 10,
    Kind.FLAG: 5,
    Kind.TEXT: 16,
    Kind.CATEGORY: 16,
}


def _flag(value: Any, lang: Lang) -> str:
    return figures.UNKNOWN if value is None else (YES if value else NO).in_(lang)


def _texts(value: Any, lang: Lang) -> str:
    return text(value, lang) if not isinstance(value, list | tuple) else ", ".join(map(str, value)) or figures.UNKNOWN


def _series(value: Any, lang: Lang) -> str:
    import polars as pl

    return _texts(value.to_list() if isinstance(value, pl.Series) else value, lang)


_WRITERS: dict[Kind, Writer] = {
    Kind.MONEY: figures.amount,
    Kind.NUMBER: figures.number,
    Kind.COUNT: figures.count,
    Kind.RATIO: figures.ratio,
    Kind.SCORE: figures.score,
    Kind.DATE: figures.date_or_dash,
    Kind.FLAG: _flag,
}


def field_of(column: Column, dtype: "pl.DataType", meanings: "Mapping[str, Text] | None" = None) -> Field:
    """Return a column as a field; `meanings` say what its ids are called."""
    is_right = dtype.is_numeric()
    write = words(meanings) if meanings is not None else _writer(column.kind, dtype)
    width = max(WIDTHS.get(column.kind, 8), min(WIDEST, max(len(column.label.de), len(column.label.en))))
    is_signed = column.kind is Kind.MONEY and is_right
    return Field(column.id, column.label, width, write, "right" if is_right else "left", is_signed, column.adds_up)


def _writer(kind: Kind, dtype: "pl.DataType") -> Writer:
    """The writer of a kind, unless the column holds something else than its kind promises."""
    import polars as pl

    if dtype.is_nested():
        return _series
    if dtype.is_numeric():
        return _WRITERS[kind] if kind.is_numeric else figures.number
    fits = {Kind.FLAG: dtype == pl.Boolean, Kind.DATE: dtype == pl.Date}
    return _WRITERS[kind] if fits.get(kind) else text


def more_fields(frame: "pl.DataFrame", metrics: "Iterable[Metric]") -> tuple[Field, ...]:
    """Return the columns of a frame there are words for, by whole names."""
    from kw_tui.workbench.known_columns import columns_by_id, words_of_ids

    known, meanings = columns_by_id(metrics), words_of_ids()
    return tuple(
        field_of(known[name], dtype, meanings[name] if _is_text(dtype) and name in meanings else None)
        for name, dtype in frame.schema.items()
        if name in known
    )


def _is_text(dtype: "pl.DataType") -> bool:
    import polars as pl

    return dtype in (pl.String, pl.Categorical, pl.Enum)
