"""Signs put together from several, which terminals count differently, are sent so that all count them alike.

A family of four, say, takes two cells in some terminals and eight in others: there the rest of the line would stand
six cells further to the right, over what is drawn beside it.
"""

import re

from rich.cells import cell_len

_EMOJI = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_TONES = "\U0001f3fb-\U0001f3ff"
_FLAGS = "\U0001f1e6-\U0001f1ff"
_CHANGES = f"\ufe0e\ufe0f\u20e3{_TONES}\U000e0020-\U000e007f"
"""What changes the sign before: to a picture or a letter, a key cap, a colour of skin, a region's flag."""
_ODD = re.compile(f"[{_CHANGES}\u200d{_FLAGS}]")
_COMPOUND = re.compile(rf"[{_FLAGS}]+|[^\x00-\x1f\x7f{_CHANGES}](?:[{_CHANGES}]|\u200d[{_EMOJI}])+|[{_CHANGES}]+")
_CHANGED = re.compile(f"[{_CHANGES}]")
_FIRST_FLAG = 0x1F1E6


def alike(data: str) -> str:
    """Return what is written with the first sign of each compound alone, in as many cells; flags as their letters."""
    return _COMPOUND.sub(_plain, data) if _ODD.search(data) else data


def _plain(found: re.Match[str]) -> str:
    whole = found[0]
    if _FIRST_FLAG <= ord(whole[0]) < _FIRST_FLAG + 26:
        kept = "".join(chr(ord("A") + ord(one) - _FIRST_FLAG) for one in whole if "\U0001f1e6" <= one <= "\U0001f1ff")
    else:
        kept = "" if _CHANGED.match(whole) else whole[0]
    return kept + " " * (cell_len(whole) - cell_len(kept))
