"""Text for the screen as plain data: lines of runs, each with a role; roles become colours at the last moment."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Literal

from rich.cells import cell_len
from textual.content import Content

from kw_tui.vocabulary.texts import printable

Role = Literal["", "dim", "strong", "title", "accent", "negative", "positive", "warning", "key"]
Run = tuple[str, Role]
Line = tuple[Run, ...]

BLANK: Line = ()
STYLES: dict[Role, str] = {
    "": "",
    "dim": "$foreground-muted",
    "strong": "bold",
    "title": "bold $text-accent",
    "accent": "$text-accent",
    "negative": "$text-error",
    "positive": "$text-success",
    "warning": "$text-warning",
    "key": "bold $text-accent",
}


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


def signed(text: str, value: object) -> Run:
    """Return a run in the colour of losses where `value` is negative; the text carries its own minus."""
    is_loss = isinstance(value, int | float) or hasattr(value, "is_signed")
    return (text, "negative" if is_loss and value < 0 else "")  # type: ignore[operator]


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
    text = printable(text)
    if cell_len(text) <= width:
        return text
    while text and cell_len(text) > width - 1:
        text = text[:-1]
    return f"{text}…" if width > 0 else ""


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
        longer = f"{line} {word}" if line else word
        if cell_len(longer) > width and line:
            lines.append(line)
            longer = indent + word
        line = longer
    return [one.replace("\u00a0", " ") for one in ([*lines, line] if line else lines)]


# A figure and its unit stay on one line.
_UNIT = re.compile(r" (%|EUR|TEUR)")
