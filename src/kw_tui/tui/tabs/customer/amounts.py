"""Amounts of one customer in cells of a fixed width. Pure."""

from typing import Any

from kw_tui.tui import figures
from kw_tui.tui.lines import Role, filled
from kw_tui.vocabulary.texts import Lang

AMOUNT = 11
"""Cells of an amount."""


def amount(
    value: Any, lang: Lang, *, strong: bool = False, dim: bool = False, is_assumed: bool = False
) -> tuple[str, Role]:
    """Return an amount in its cells; one that rests on an assumption says so, unless it is unknown or nothing."""
    mark = figures.ASSUMED if is_assumed and value else ""
    shown = filled(mark + figures.amount(value, lang), AMOUNT, right=True)
    if value is not None and value < 0:
        return shown, "negative"
    return shown, "strong" if strong else "dim" if dim else ""


def changed(value: Any, lang: Lang, *, is_sum: bool = False) -> tuple[str, Role]:
    """Return a change in its cells, with its sign; only of a sum less is worse."""
    shown = filled(figures.signed_amount(value, lang), AMOUNT, right=True)
    return shown, "negative" if is_sum and value is not None and value < 0 else "" if is_sum else "dim"
