"""Text for the screen as plain data: lines of runs, each with a role; roles become colours at the last moment."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Literal

from rich.cells import cell_len, chop_cells, set_cell_size
from textual.content import Content

from kw_tui.vocabulary import texts

Role = Literal["", "dim", "strong", "title", "accent", "negative", "positive", "warning", "key", "cursor"]
Run = tuple[str, Role]
Line = tuple[Run, ...]

BLANK: Line = ()
STYLES: dict[Role, str] = {
    "": "",
    "dim": "$muted",
    "strong": "bold",
    "title": "bold $text-accent",
    "accent": "$text-accent",
    "negative": "$text-error",
    "positive": "$text-success",
    "warning": "$text-warning",
    "key": "bold $text-accent",
    "cursor": "bold $block-cursor-foreground on $block-cursor-background",
}


def printable(text: str) -> str:
    """Make foreign text safe for a terminal; bytes of a file name that are no text become `�`."""
    return _NO_TEXT.sub("\ufffd", texts.printable(text))


def content(lines: Iterable[Line]) -> Content:
    """Join lines into Textual's text. Nothing in them is read as markup."""
    return Content("\n").join(
        Content.assemble(*((printable(text), STYLES[role]) for text, role in line)) for line in lines
    )


def plain(lines: Iterable[Line]) -> str:
    """Return the bare text of lines."""
    return "\n".join("".join(text for text, _ in line) for line in lines)


def title(text: str, width: int = 0) -> Line:
    """Return a heading, ruled out to `width` cells."""
    rule = "─" * max(0, width - cell_len(text) - 1)
    return ((text, "title"), (f" {rule}" if rule else "", "dim"))


def pair(label: str, value: str, width: int, role: Role = "") -> Line:
    """Return a label at the left and its value at the right of `width` cells."""
    room = width - cell_len(value) - 1
    label = clipped(label, room)
    return ((label, "dim"), (" " * max(1, width - cell_len(label) - cell_len(value)), ""), (value, role))


def beside(left: Sequence[Line], right: Sequence[Line], width: int, gap: int = 3) -> list[Line]:
    """Put two blocks side by side; the left one is padded to `width` cells."""
    rows = zip_longest(left, right, fillvalue=BLANK)
    return [(*line, (" " * max(gap, width + gap - length(line)), ""), *other) for line, other in rows]


def length(line: Line) -> int:
    """Return how many cells a line takes."""
    return sum(cell_len(text) for text, _ in line)


def clipped(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, ending in `…` where something was cut."""
    if width <= 0:
        return ""
    start = text[: 2 * width + 1]  # a name may be a whole file: look at no more than could be shown
    shown = printable(start)
    if len(start) == len(text) and cell_len(shown) <= width:
        return shown
    return f"{set_cell_size(shown, min(cell_len(shown), width - 1))}…"


def trimmed(line: Line, width: int) -> Line:
    """Return a line in at most `width` cells."""
    runs: list[Run] = []
    for text, role in line:
        runs.append((clipped(text, width), role))
        width -= cell_len(runs[-1][0])
    return tuple(runs)


def filled(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` in exactly `width` cells."""
    text = clipped(text, width)
    padding = " " * (width - cell_len(text))
    return padding + text if right else text + padding


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Break a sentence at spaces; lines after the first begin with `indent`."""
    lines: list[str] = []
    line = ""
    for word in _UNIT.sub("\u00a0\\1", printable(text)).split(" "):
        for piece in _pieces(word, width - cell_len(indent)):
            longer = f"{line} {piece}" if line else piece
            if cell_len(longer) > width and line:
                lines.append(line)
                longer = indent + piece
            line = longer
    return [one.replace("\u00a0", " ") for one in ([*lines, line] if line else lines)]


def _pieces(word: str, width: int) -> list[str]:
    """Cut a word that no line could hold."""
    return chop_cells(word, max(2, width)) if cell_len(word) > width else [word]


_NO_TEXT = re.compile("[\ud800-\udfff]")
# A figure and its unit stay on one line.
_UNIT = re.compile(r" (%|EUR|TEUR)")
