"""A table on a stage of its own, and what it holds."""

import polars as pl
from textual.app import App, ComposeResult

from kw_tui.tui.widgets.table import PageTable, TableColumn

HOSTILE = [
    "[/Müller",
    "\x1b]52;c;YQ==\x07",
    "ab\u202ecd",
    "x" * 10_000,
    "👩‍👩‍👧 Café",
    "日本語株式会社",
    "e\u0301" * 40,
    "[red]",
]


class Counted:
    """A formatter that remembers how many values it was given."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def __call__(self, values: pl.Series) -> list[str]:
        self.sizes.append(len(values))
        return [str(value) for value in values]


def plain(values: pl.Series) -> list[str]:
    return [str(value) for value in values]


def negative(values: pl.Series) -> list[str | None]:
    return ["page-table--negative" if value < 0 else None for value in values]


COLUMNS = (
    TableColumn("id", "Kunde", 6, "left", plain),
    TableColumn("name", "Name", 10, "left", plain),
    TableColumn("revenue", "Umsatz", 9, "right", plain),
    TableColumn("contribution", "DB", 9, "right", plain, negative),
)


def customers(rows: int) -> pl.DataFrame:
    numbers = pl.int_range(rows, eager=True)
    return pl.DataFrame({"id": [f"K{number:04d}" for number in range(rows)]}).with_columns(
        name="N" + pl.col("id"), revenue=numbers * 10, contribution=50 - numbers
    )


class Stage(App[None]):
    """One table and the messages it posted."""

    def __init__(self, columns=COLUMNS) -> None:
        super().__init__()
        self.table = PageTable(columns, id="customers")
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.table

    def on_page_table_row_highlighted(self, message: PageTable.RowHighlighted) -> None:
        self.heard.append(("highlighted", message.key, message.row))

    def on_page_table_row_selected(self, message: PageTable.RowSelected) -> None:
        self.heard.append(("selected", message.key, message.row))

    def on_page_table_sort_requested(self, message: PageTable.SortRequested) -> None:
        self.heard.append(("sort", message.column))


def lines(table: PageTable) -> list[str]:
    return [table.render_line(y).text for y in range(table.size.height)]
