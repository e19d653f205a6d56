"""Words and signs people join a condition with, what the engine reads for each, and why one cannot be read."""

import re

from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

SPOKEN = re.compile(
    r"(?:ist\s+nicht\s+leer|ist\s+leer|is\s+not\s+empty|is\s+empty|und|oder|nicht|zwischen|ja|nein|yes|no)\b",
    re.IGNORECASE,
)
IN_SQL = {
    "ist nicht leer": "is not null",
    "ist leer": "is null",
    "is not empty": "is not null",
    "is empty": "is null",
    "und": "and",
    "oder": "or",
    "nicht": "not",
    "zwischen": "between",
    "ja": "true",
    "nein": "false",
    "yes": "true",
    "no": "false",
}
ANSWERS = frozenset({"ja", "nein", "yes", "no"})
SIGNS = {"≤": "<=", "≥": ">=", "≠": "<>", "−": "-", "\u00a0": " ", "\u202f": " "}

IS_TEXT = Text("{name} enthält Text: '{value}' schreiben", "{name} holds text: write '{value}'")
IS_DAY = Text("{name} enthält Tage: statt {value} etwa 31.12.2026 schreiben",
              "{name} holds days: instead of {value} write one such as 31.12.2026")  # fmt: skip
OF_WHAT = Text(
    "{name} ist kein Anteil; {share} wovon? Etwa revenue * {share} schreiben",
    "{name} is no share; {share} of what? Write revenue * {share}, for example",
)
SHARED = Text(
    "{name!r} heißen mehrere Spalten; gemeint ist eine von {ids}",
    "several columns are called {name!r}; meant is one of {ids}",
)
UNSURE_IN_LIST = Text(
    "in einer Liste trennt das Komma Werte; Zahlen dort als 1234.56 schreiben",
    "in a list a comma parts values; write numbers there as 1234.56",
)
NO_NUMBERS: dict[Kind | None, Text] = {Kind.DATE: IS_DAY, **dict.fromkeys((Kind.ID, Kind.TEXT, Kind.CATEGORY), IS_TEXT)}
"""What holds no numbers: the engine compares a day with how many have passed since 1970."""
