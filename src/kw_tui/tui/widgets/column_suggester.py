"""While a condition is typed: the name of a column completed, as it stands over the column or as its id."""

import re
from collections.abc import Sequence

from textual.suggester import Suggester
from textual.widgets import Input

from kw_tui.vocabulary.condition import is_keyword
from kw_tui.vocabulary.headings import Headings
from kw_tui.vocabulary.texts import Lang

LEAST = 2
"""Letters typed before a name is completed."""
_WORDS = re.compile(r"(?:(?<=[\s(])|^)\w")
_VALUE = re.compile(r"[=<>]\s*$")


class ColumnSuggester(Suggester):
    """Completes the last name typed."""

    def __init__(self, headings: Headings, lang: Lang) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = tuple(headings.words(lang))

    async def get_suggestion(self, value: str) -> str | None:
        """Return what was typed with its last name completed."""
        return completed(value, self._names)


def suggest(field: Input, headings: Headings | None, lang: Lang) -> None:
    """Complete the names of columns in a field, once they are known."""
    field.suggester = None if headings is None else ColumnSuggester(headings, lang)


def completed(typed: str, names: Sequence[str]) -> str | None:
    """Return a condition with its last name completed, the longest that names begin with; None where none does."""
    if typed.count("'") % 2 or typed[-1:].isspace():
        return None
    after = max((found.end() for found in re.finditer(r"['=<>+*/,]", typed)), default=0)
    for start in _WORDS.finditer(typed, after):
        begun = typed[start.start() :].casefold()
        if len(begun) < LEAST or is_keyword(begun.split()[0]) or _VALUE.search(typed[: start.start()]):
            continue
        if name := min((name for name in names if name.casefold().startswith(begun)), key=len, default=""):
            return typed + name[len(begun) :] if len(name) > len(begun) else None
    return None
