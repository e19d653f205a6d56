"""Texts for other programs: no spreadsheet takes them for formulas, no terminal for commands."""

import re

from kw_tui.vocabulary.texts import BIDI, CONTROLS, FOR_BIDI, FOR_CONTROL, FOR_NO_TEXT, NO_TEXT

FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
"""What a spreadsheet takes for a formula, in wide letters too; a pattern for `re` as well as for Polars."""
PLAIN_NUMBER = r"^-\d+([.,]\d+)?(e[+-]?\d+)?$"
"""What it takes for a number does no harm."""
GUARD = "'"


def harmless(text: str) -> str:
    """Return a text whose controls are visible and that begins no formula."""
    safe = re.sub(NO_TEXT, FOR_NO_TEXT, re.sub(BIDI, FOR_BIDI, re.sub(CONTROLS, FOR_CONTROL, text)))
    is_formula = re.search(FORMULA, text) and not re.search(PLAIN_NUMBER, text)
    return GUARD + safe if is_formula else safe
