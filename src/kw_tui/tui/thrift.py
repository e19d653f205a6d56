"""Fewer bytes for a slow line: colours and weights are sent where they change for the eye, not around every piece."""

import re
from functools import lru_cache
from typing import NamedTuple

SGR = re.compile(r"\x1b\[([\d;]*)m")
"""What sets colours and weights."""
SEEN = re.compile(r"[^ ]")
FOREGROUND, BACKGROUND = "39", "49"
COLOUR = re.compile(r"[34][0-79]|9[0-7]|10[0-7]")
"""One of the terminal's own colours, or its usual one; the first digit tells of letters (3, 9) from ground (4, 1)."""
OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29"}
OFF |= {"51": "54", "52": "54", "53": "55"}
"""What ends each attribute; bold and dim end together."""
SHOWN_ON_BLANKS = frozenset(("4", "7", "9", "21", "51", "52", "53"))
"""Attributes that show where nothing is written: lines, and colours changed places."""


class Look(NamedTuple):
    """Colours and attributes of what is written, each as the code that sets it."""

    foreground: str = FOREGROUND
    background: str = BACKGROUND
    attributes: frozenset[str] = frozenset()


PLAIN = Look()
PLACED = re.compile(r"\x1b\[(?:[\d;]*[Hf]|\?[\d;]*[hl])")
"""Moves of the cursor and switches of modes: nothing is drawn, so no colour is asked for."""


def thrifty(data: str) -> str:
    """Return what is drawn alike with fewer bytes; it begins and ends without colours, as `data` does."""
    pieces = SGR.split(data)
    shown = wanted = PLAIN
    out = [pieces[0]]
    for codes, text in zip(pieces[1::2], pieces[2::2], strict=True):
        wanted = look_after(wanted, codes)
        if not text:
            continue
        needs = _needs(text)
        if needs == "all":
            out.append(between(shown, wanted))
            shown = wanted
        elif needs == "blanks":
            change, shown = _for_blanks(shown, wanted)
            out.append(change)
        out.append(text)
    out.append(between(shown, wanted))
    return "".join(out)


def _needs(text: str) -> str:
    """What of a look a text shows: `all` of it, as `blanks` do, or `nothing`."""
    if not SEEN.search(text):
        return "blanks"
    return "nothing" if text.startswith("\x1b[") and not PLACED.sub("", text) else "all"


@lru_cache(maxsize=4096)
def _for_blanks(shown: Look, wanted: Look) -> tuple[str, Look]:
    """The change blanks need, and the look after it: the colour of letters may stay as it is."""
    if SHOWN_ON_BLANKS & (shown.attributes | wanted.attributes):
        return between(shown, wanted), wanted
    after = shown._replace(background=wanted.background)
    return between(shown, after), after


@lru_cache(maxsize=4096)
def look_after(look: Look, codes: str) -> Look:
    """Return the look after a sequence of codes."""
    parts = [part.lstrip("0") or "0" for part in codes.split(";")] if codes else ["0"]
    foreground, background, attributes = look
    while parts:
        code = parts.pop(0)
        if code == "0":
            foreground, background, attributes = PLAIN
        elif code in {"38", "48"}:
            length = {"5": 2, "2": 4}.get(parts[0] if parts else "", 0)
            colour = ";".join([code, *parts[:length]])
            del parts[:length]
            foreground, background = (colour, background) if code == "38" else (foreground, colour)
        elif COLOUR.fullmatch(code):
            foreground, background = (code, background) if code[0] in "39" else (foreground, code)
        elif code in OFF:
            attributes |= {code}
        else:
            attributes = frozenset(one for one in attributes if OFF[one] != code)
    return Look(foreground, background, attributes)


@lru_cache(maxsize=4096)
def between(shown: Look, wanted: Look) -> str:
    """Return the shortest codes that lead from one look to another."""
    if shown == wanted:
        return ""
    if wanted == PLAIN:
        return "\x1b[m"
    ended = {OFF[one] for one in shown.attributes - wanted.attributes}
    kept = {one for one in shown.attributes & wanted.attributes if OFF[one] not in ended}
    step = [*sorted(ended), *sorted(wanted.attributes - kept)]
    step += [new for old, new in zip(shown[:2], wanted[:2], strict=True) if old != new]
    afresh = ["", *sorted(wanted.attributes)]
    afresh += [new for new, usual in zip(wanted[:2], PLAIN[:2], strict=True) if new != usual]
    return min((f"\x1b[{';'.join(codes)}m" for codes in (step, afresh)), key=len)
