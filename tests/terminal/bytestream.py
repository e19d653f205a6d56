"""What a terminal is sent, taken apart: everything in it that is neither text nor a command the program means."""

import re

MODES = {"7", "25", "1000", "1003", "1004", "1006", "1015", "1016", "1049", "2004", "2026", "2048"}
_OWN = re.compile(
    r"\x1b\[(?:[0-9;:]*m|[0-9;]*[HKJACDBGXP]|\?(?P<modes>[0-9;]+)[hl]|\?20(?:26|48)\$p|>[0-9]+u|<u)|\x1b\]22;[a-z-]+\x07|\x18|\r|\n"
)
"""Colours, moving the cursor, clearing, modes, two questions, the keyboard, the shape of the pointer."""
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, marks that reorder text, halves of letters."""


def foreign(raw: bytes) -> list[str]:
    """Return what the program would never send of its own accord, with what stands around it."""
    text = raw.decode("utf-8")  # raises where bytes are no text
    rest = _OWN.sub(lambda found: "" if _is_own(found) else found[0], text)
    return [rest[max(0, one.start() - 30) : one.end() + 30] for one in _HARMFUL.finditer(rest)]


def _is_own(found: re.Match[str]) -> bool:
    return found["modes"] is None or set(found["modes"].split(";")) <= MODES
