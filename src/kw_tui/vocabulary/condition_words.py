"""Words and signs people join a condition with, and what the engine reads for each."""

import re

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
SIGNS = {"≤": "<=", "≥": ">=", "≠": "<>", "−": "-", "\u00a0": " ", "\u202f": " "}
