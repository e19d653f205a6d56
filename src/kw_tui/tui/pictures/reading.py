"""The figures of a picture as lines of text: what is under the cursor, and all of them as a table. Pure."""

from collections.abc import Sequence

from rich.cells import cell_len

from kw_tui.tui.lines import BLANK, Line, Run, clipped, filled, wrapped
from kw_tui.tui.pictures.picture import Picture, Room, Told
from kw_tui.vocabulary.phrases import MORE
from kw_tui.vocabulary.texts import Lang, Text

MOST_ROWS = 2_000
WIDEST = 34
MOST_NOTES = 6
LEAST_FREE = 4
"""Rows below a picture from which its figures could stand there: a gap, the heads and two of them."""
LARGE = "+"
"""The key that shows a picture large."""


def told_lines(told: Sequence[Told], width: int, rows: int = 2) -> list[Line]:
    """Return the figures under the cursor in so many lines; what finds no room is left out from the end."""
    lines: list[list[Run]] = [[]]
    used = 0
    for one in told:
        label = f"{one.label} " if one.label else ""
        size = cell_len(label) + cell_len(one.value)
        if lines[-1] and used + 3 + size > width and len(lines) < rows:
            lines.append([])
            used = 0
        gap = " · " if lines[-1] else ""
        room = width - used - cell_len(gap + label)
        if room < min(cell_len(one.value), 12):
            break
        value = clipped(one.value, room)
        lines[-1] += [(gap, "dim"), (label, "dim"), (value, one.role or "strong")]
        used += cell_len(gap + label + value)
    return [tuple(run for run in line if run[0]) for line in lines]


def heading(title: Text, lang: Lang, width: int) -> Line:
    """Return the heading of a picture among other lines, ruled out, with the key that shows it large at its end."""
    said = clipped(title.in_(lang), width - len(LARGE) - 2)
    rule = "─" * max(0, width - cell_len(said) - len(LARGE) - 2)
    return ((said, "title"), (f" {rule} ", "dim"), (LARGE, "key"))


def note_lines(picture: Picture, lang: Lang, width: int, most: int = MOST_NOTES) -> list[Line]:
    """Return the figures that stand beside a picture; where that takes more lines than `most`, the last ends in `…`."""
    said = " · ".join(note.in_(lang) for note in picture.notes)
    lines = wrapped(said, width) if said else []
    if len(lines) > most:
        lines[most - 1 :] = [clipped(f"{lines[most - 1]} {lines[most]}", width)]
    return [((line, ""),) for line in lines]


def with_figures(drawn: Sequence[Line], picture: Picture, lang: Lang, room: Room) -> list[Line]:
    """Return a picture as it is drawn; where it leaves so much room free, all its figures stand below."""
    used = next((rows for rows in range(len(drawn), 0, -1) if any(text.strip() for text, _ in drawn[rows - 1])), 0)
    if room.height - used < LEAST_FREE:
        return list(drawn)
    figures = table_lines(picture, lang, room.width)
    fits = used + 1 + len(figures) <= room.height
    return [*drawn[:used], BLANK, *figures] if fits else list(drawn)


def table_lines(picture: Picture, lang: Lang, width: int) -> list[Line]:
    """Return all figures as a table, heads first; the first column at the left, the others at the right."""
    rows = [[str(cell) for cell in row] for row in picture.rows(lang)]
    if not rows:
        return []
    heads, body = rows[0], rows[1 : MOST_ROWS + 1]
    widths = [min(WIDEST, max(cell_len(row[at]) for row in (heads, *body))) for at in range(len(heads))]
    is_text = [at == 0 or any(any(c.isalpha() for c in row[at]) for row in body[:20]) for at in range(len(heads))]
    lines: list[Line] = []
    for number, row in enumerate((heads, *body)):
        cells = (filled(cell, size, right=not left) for cell, size, left in zip(row, widths, is_text, strict=True))
        lines.append(((clipped("  ".join(cells).rstrip(), width), "dim" if number == 0 else ""),))
    if (left := len(rows) - 1 - MOST_ROWS) > 0:
        lines.append(((MORE.format(n=str(left)).in_(lang), "dim"),))
    return lines
