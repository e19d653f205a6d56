"""The tables of one customer: its invoice lines, and the customers most like it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kw_tui.tui.lines import Line, clipped
from kw_tui.tui.tabs.customer.alike import ALIKE, NOBODY_ALIKE
from kw_tui.tui.tabs.customer.view import LINE_FIELDS
from kw_tui.tui.widgets.browser import Browser
from kw_tui.tui.words import NOBODY
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl


LINES = Text("Rechnungszeilen", "Invoice lines")


def lines_heading(row: Mapping[str, Any], lang: Lang, width: int) -> Line:
    """Say whose invoice lines they are."""
    named = f"{row['name'] or NOBODY.in_(lang)} ({row['customer_id']})"
    heading = f"{LINES.in_(lang)}: "
    return ((heading, "dim"), (clipped(named, max(1, width - len(heading))), "strong"))


def list_lines(browser: Browser, lines: "pl.DataFrame", lang: Lang, currency: str) -> None:
    """Show invoice lines, as far as their columns are known."""
    fields = [one for one in LINE_FIELDS if one.id in lines.columns]
    browser.set_fields(fields, lang, "product_name", currency=currency)
    browser.tell_nothing(Text("keine Rechnungszeilen", "no invoice lines").in_(lang))
    browser.set_frame(lines)


def list_alike(browser: Browser, alike: "pl.DataFrame", lang: Lang, currency: str) -> None:
    """Show a customer and those most like it."""
    browser.set_fields([one for one in ALIKE if one.id in alike.columns], lang, currency=currency)
    browser.tell_nothing(NOBODY_ALIKE.in_(lang))
    browser.set_frame(alike)
    table = browser.table
    if browser.count > 1 and table.cursor_row == 0:
        table.cursor_row = 1  # the first row is the customer itself
