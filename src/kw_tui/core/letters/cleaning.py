"""Foreign text as a letter may hold it."""

from kw_tui.vocabulary.texts import printable

LONGEST = 120
"""Characters of a foreign text: a name beyond is no name."""


def clean(text: object) -> str:
    """Return foreign text as one short line that steers nothing."""
    told = printable(" ".join(str(text)[: 4 * LONGEST].split()))
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1].rstrip()}…"
