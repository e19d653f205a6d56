"""Numbers of JSON beside numbers in texts: 1.234 is a true number, "1.234,50" is none, and one mark cannot read both.

So where a file holds both, true numbers that could be thousands are written so that they cannot be: `1.2340`.
"""

import re

import polars as pl

_OPEN = r"[:\[,]\s*-?[1-9][0-9]{0,2}\.[0-9]{3}\s*[,}\]]"
_TEXT = r'"\s*[-+(]?\s*(?:[0-9][0-9.]*,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)[^"0-9]{0,5}"'
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|(?<![0-9.+\-eE])(-?[1-9][0-9]{0,2}\.[0-9]{3})(?=[\s,}\]])')


class Mixture:
    """Looks through the text of a file, in pieces of whole lines, for numbers of both ways."""

    def __init__(self) -> None:
        self._has_open = self._has_text = False

    def note(self, text: str) -> None:
        """Look at some more of it."""
        piece = pl.Series([text])
        self._has_open = self._has_open or bool(piece.str.contains(_OPEN).item())
        self._has_text = self._has_text or bool(piece.str.contains(_TEXT).item())

    @property
    def is_mixed(self) -> bool:
        """Whether some number could be thousands if it were a text, and some text is a number in another way."""
        return self._has_open and self._has_text


def unmistakable(text: str) -> str:
    """Write the true numbers that could be thousands with one more place; texts stay as they are."""
    return _TOKEN.sub(lambda found: f"{found[1]}0" if found[1] else found[0], text)
