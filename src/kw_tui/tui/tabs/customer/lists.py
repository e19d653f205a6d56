"""The tables of one customer: its invoice lines, and the customers most like it."""

from typing import TYPE_CHECKING

from kw_tui.tui.tabs.customer.alike import ALIKE, NOBODY_ALIKE
from kw_tui.tui.tabs.customer.view import LINE_FIELDS
from kw_tui.tui.widgets.fields import table_columns
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl


def list_lines(table: PageTable, lines: "pl.DataFrame", lang: Lang) -> None:
    """Show invoice lines, as far as their columns are known."""
    table.set_columns(table_columns([one for one in LINE_FIELDS if one.id in lines.columns], lang))
    table.flex = "product_name"
    table.empty_message = Text("keine Rechnungszeilen", "no invoice lines").in_(lang)
    table.set_frame(lines)


def list_alike(table: PageTable, alike: "pl.DataFrame", lang: Lang, width: int) -> None:
    """Show a customer and those most like it."""
    table.set_columns(table_columns([one for one in ALIKE if one.id in alike.columns], lang, "name", width))
    table.empty_message = NOBODY_ALIKE.in_(lang)
    table.set_frame(alike, key="customer_id")
    if alike.height > 1 and table.cursor_row == 0:
        table.cursor_row = 1  # the first row is the customer itself
