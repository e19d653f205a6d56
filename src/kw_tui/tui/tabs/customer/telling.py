"""Figures of one subject as lines: label and value, and where there is none, why. Pure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from kw_tui.tui import figures
from kw_tui.tui.lines import Line, Role, beside, clipped, filled, pair, wrapped
from kw_tui.tui.widgets.reasons import figure
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench.parts import Told

GAP = 4
PAIRED = 68
"""Cells from which two figures stand on a line."""


def figure_lines(told: Sequence["Told"], lang: Lang, width: int, strong: Sequence[str] = ()) -> list[Line]:
    """Return the figures that are known, two on a line where there is room; after them why others are not."""
    known = [one for one in told if one.value is not None]
    if width < PAIRED:
        lines = [told_pair(one, lang, width, strong) for one in known]
    else:
        room = (width - GAP) // 2
        half = (len(known) + 1) // 2
        left = [told_pair(one, lang, room, strong) for one in known[:half]]
        right = [told_pair(one, lang, width - GAP - room, strong) for one in known[half:]]
        lines = beside(left, right, room, GAP)
    return [*lines, *reason_lines([one for one in told if one.value is None], lang, width)]


def told_pair(one: "Told", lang: Lang, width: int, strong: Sequence[str] = ()) -> Line:
    """Return one figure, its label at the left."""
    look: Role = "negative" if is_loss(one) else "strong" if one.id in strong else ""
    return pair(one.label.in_(lang), written(one, lang), width, look)


def written(one: "Told", lang: Lang) -> str:
    """Write a figure; one that rests on an assumption says so."""
    shown = one.words.in_(lang) if one.words is not None else figure(one.value, one.kind, lang)
    mark = figures.ASSUMED if one.is_assumed and one.value else ""
    return f"{mark}{shown}"


def is_loss(one: "Told") -> bool:
    """Whether it is an amount below zero."""
    return one.kind.is_numeric and one.value is not None and one.value < 0


def reason_lines(told: Sequence["Told"], lang: Lang, width: int) -> list[Line]:
    """Say why figures are not known; those of one reason together."""
    lines: list[Line] = []
    for reason in dict.fromkeys(one.reason for one in told):
        named = ", ".join(one.label.in_(lang) for one in told if one.reason == reason)
        why = (reason or UNKNOWN).in_(lang)
        lines += [((part, "dim"),) for part in wrapped(f"{figures.UNKNOWN} {named}: {why}", width, "  ")]
    return lines


def cells(texts: Sequence[str], widths: Sequence[int], roles: Sequence[Role]) -> Line:
    """Return a row of cells: those with a negative width stand at the left, the others at the right."""
    return tuple(
        (filled(text, abs(width), right=width > 0), role)
        for text, width, role in zip(texts, widths, roles, strict=True)
    )


def sentence(text: str, width: int, role: Role = "dim", most: int = 0) -> list[Line]:
    """Return a sentence broken to lines; of a long one no more than `most`, if that is given."""
    parts = wrapped(clipped(text, 4 * width) if most else text, width)
    cut = parts[:most] if most else parts
    if len(cut) < len(parts):
        cut[-1] = clipped(f"{cut[-1]} …", width) if cell_len(cut[-1]) + 2 <= width else f"{cut[-1][:-1]}…"
    return [((part, role),) for part in cut]


UNKNOWN = Text("nicht bekannt", "not known")
