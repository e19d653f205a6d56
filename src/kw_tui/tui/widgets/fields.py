"""A column of a table in two languages: what it is called, how wide it is, how its values read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal

from kw_tui.core.metrics.coverage import COVERAGE, RESTING_ON_GOODS, is_partly
from kw_tui.tui import figures
from kw_tui.tui.widgets.table_page import GAP, GUTTER, TableColumn
from kw_tui.vocabulary.phrases import AT_MOST
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

Writer = Callable[[Any, Lang], str]
IDS = 1000
"""Different values up to which a column may hold ids that are shown in words."""
WIDEST_NAME = 46
"""Cells that hold nearly every name whole."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a frame as a table shows it.

    `is_signed` sets losses apart; `adds_up` says that the sum over some rows tells something. `widest` is how wide
    it may become where there is room to spare; 0: as wide as there is room.
    """

    id: str
    label: Text
    width: int
    write: Writer
    align: Literal["left", "right"] = "left"
    is_signed: bool = False
    adds_up: bool = False
    widest: int = 0

    def column(self, lang: Lang) -> TableColumn:
        """Return the table's column in a language."""

        def write(values: "pl.Series") -> list[str]:
            return [self.write(value, lang) for value in values]

        style = losses if self.is_signed else None
        column = TableColumn(self.id, self.label.in_(lang), self.width, self.align, write, style, self.widest)
        return replace(column, beside=COVERAGE, marks=at_most) if self.id in RESTING_ON_GOODS else column


def at_most(shares: "pl.Series") -> list[str]:
    """Return what stands before figures of rows of whose goods these shares are known."""
    return [AT_MOST if is_partly(share) else "" for share in shares]


def signed_sum(id_: str, label: Text) -> Field:
    """Return a column of amounts that may be losses and that add up."""
    return Field(id_, label, 9, figures.amount, "right", is_signed=True, adds_up=True)


def is_percent(field: Field, dtype: "pl.DataType") -> bool:
    """Whether ratios are shown as per cent, so that whoever compares them types per cent."""
    return dtype.is_float() and field.write(0.5, "en").endswith("%")


def losses(values: "pl.Series") -> list[str | None]:
    """Return the look of each value: that of losses where it is below zero."""
    return ["page-table--negative" if value is not None and value < 0 else None for value in values]


def table_columns(fields: Iterable[Field], lang: Lang, flex: str = "", width: int = 0) -> list[TableColumn]:
    """Return the columns of a table in a language.

    Where they do not all fit into `width` cells, the column named `flex` takes what those that fit leave over:
    a figure is shown whole or not at all.
    """
    columns = [field.column(lang) for field in fields]
    ends = list(accumulate((column.width + GAP for column in columns), initial=GUTTER))
    edge = width - 2  # a scroll bar may come, and the last cell of the header says that there is more
    spare = edge - max((end for end in ends if end <= edge), default=edge)
    if ends[-1] <= width or not spare:
        return columns
    return [replace(one, width=one.width + spare) if one.id == flex else one for one in columns]


def text(value: object, _lang: Lang) -> str:
    """Write text; what is not known is a dash."""
    return figures.UNKNOWN if value is None else str(value)


def in_words(values: "pl.Series", write: "Callable[[pl.Series], list[str]]") -> "pl.Series":
    """Return texts as they are shown, each different one written once; left alone where they are too many for ids."""
    import polars as pl

    different = values.unique().drop_nulls()
    if not 0 < different.len() <= IDS:
        return values
    shown = pl.Series(write(different), dtype=pl.String)
    return values.replace_strict(different, shown, default=None, return_dtype=pl.String)


def words(texts: Mapping[str, Text]) -> Writer:
    """Return a writer that says an id in words; an id without words is shown as it is."""

    def write(value: object, lang: Lang) -> str:
        if value is None:
            return figures.UNKNOWN
        known = texts.get(str(value))
        return str(value) if known is None else known.in_(lang)

    return write
