"""Steps from one sum to the next, one below the other, with their figures beside. Pure."""

from itertools import pairwise

from rich.cells import cell_len

from kw_tui.tui.lines import Line, Role, clipped, filled
from kw_tui.tui.pictures.canvas import Canvas
from kw_tui.tui.pictures.picture import Cursor, Layout, Room, Waterfall
from kw_tui.tui.pictures.scales import place, scrolled, spaced, ticks
from kw_tui.tui.widgets.charts import span
from kw_tui.vocabulary.texts import Lang

WIDEST_LABEL, LEAST_CHART = 34, 8
SPACED, HIGHEST = 2, 4
"""Rows for each step where there is room, one of them to join the levels in; in more room the blocks grow higher."""
Ends = tuple[float, float] | None


def layout(picture: Waterfall, room: Room, cursor: Cursor, lang: Lang) -> Layout:
    """Return the row of each step."""
    del lang
    every = _every(picture, room)
    first = scrolled(len(picture.steps) * every, room, cursor)
    return Layout((0,), tuple(number * every + _middle(every) - first for number in range(len(picture.steps))))


def draw(picture: Waterfall, room: Room, cursor: Cursor | None, lang: Lang) -> list[Line]:
    """Return the picture in a room."""
    every = _every(picture, room)
    first = scrolled(len(picture.steps) * every, room, cursor)
    canvas = Canvas(room.width, max(room.height, len(picture.steps) * every + 1))
    ends = _ends(picture)
    known = [end for pair in ends if pair is not None for end in pair]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    figures = [[write(number, lang) for number in range(len(picture.steps))] for write in picture.shown]
    label, widths = _columns(picture, figures, room, lang)
    left = label + sum(widths) + 1
    chart = room.width - left
    for number, step in enumerate(picture.steps):
        row, is_here = number * every, cursor is not None and cursor.y == number
        look: Role = "cursor" if is_here else "strong" if step.is_sum else "dim"
        name = step.label.in_(lang) if step.is_sum else f"− {step.label.in_(lang)}"
        middle = row + _middle(every)
        canvas.put(0, middle, filled(f"{'▸' if is_here else ' '}{name}", label), look)
        at = label
        is_loss = step.is_sum and step.amount is not None and step.amount < 0
        for width, column in zip(widths, figures, strict=True):
            canvas.put(at, middle, filled(column[number], width, right=True), "negative" if is_loss else look)
            at += width
        if (pair := ends[number]) is not None and pair[0] != pair[1] and chart >= LEAST_CHART:
            block = span(*pair, low, high, chart)
            for line in range(row, row + max(1, every - 1)):
                canvas.put(left, line, block, _role(step.is_sum, is_loss))
    if chart >= LEAST_CHART:
        _join(canvas, ends, (low, high), left, every)
        _draw_axis(canvas, picture, (low, high), (left, len(picture.steps) * every), lang)
    _point_beyond(canvas, first, room, len(picture.steps) * every)
    return canvas.lines()[first : first + room.height]


def _point_beyond(canvas: Canvas, first: int, room: Room, rows: int) -> None:
    """Mark the first and last row seen where there are steps beyond: the sum at the end is not missed."""
    if first > 0:
        canvas.put(0, first, "↑", "accent")
    if first + room.height < rows:
        canvas.put(0, first + room.height - 1, "↓", "accent")


def _role(is_sum: bool, is_loss: bool) -> Role:
    return "negative" if is_loss else "accent" if is_sum else "warning"


def _every(picture: Waterfall, room: Room) -> int:
    return max(1, min(HIGHEST, (room.height - 1) // len(picture.steps)))


def _middle(every: int) -> int:
    """Return the row beside a block that its words stand in."""
    return max(0, every - 2) // 2


def _columns(picture: Waterfall, figures: list[list[str]], room: Room, lang: Lang) -> tuple[int, list[int]]:
    """The cells of label and figures; figures give way from the last on, then the label."""
    widths = [max(map(cell_len, column), default=0) + 1 for column in figures]
    longest = max((cell_len(step.label.in_(lang)) for step in picture.steps), default=0) + 3
    while len(widths) > 1 and min(longest, WIDEST_LABEL) + sum(widths) + LEAST_CHART + 1 > room.width:
        widths.pop()
    label = max(4, min(longest, WIDEST_LABEL, room.width - sum(widths) - LEAST_CHART - 1))
    figures[:] = figures[: len(widths)]
    return label, widths


def _ends(picture: Waterfall) -> list[Ends]:
    level = 0.0
    found: list[Ends] = []
    for step in picture.steps:
        if step.amount is None:
            found.append(None)
            continue
        begin = 0.0 if step.is_sum else level - step.amount
        found.append((begin, step.amount if step.is_sum else level))
        level = step.amount if step.is_sum else begin
    return found


def _join(canvas: Canvas, ends: list[Ends], reach: tuple[float, float], left: int, every: int) -> None:
    """Join where one step ends and the next begins, in the row between."""
    if every < SPACED:
        return
    chart = canvas.width - left
    for number, (pair, after) in enumerate(pairwise(ends)):
        if pair is not None and after is not None:
            level = pair[1] if number == 0 or pair[0] == 0 else pair[0]
            canvas.put(left + min(chart - 1, place(level, *reach, chart)), (number + 1) * every - 1, "┊", "dim")


def _draw_axis(canvas: Canvas, picture: Waterfall, reach: tuple[float, float], at: tuple[int, int], lang: Lang) -> None:
    """Write the ends, zero and round values below the blocks, where a row is left."""
    left, row = at
    chart = canvas.width - left
    low, high = reach
    values = [high, 0.0, low, *ticks(low, high, chart // 14 + 1)] if high > low else []
    labels = [(place(value, low, high, chart), clipped(picture.x.write(value, lang), chart)) for value in values]
    for _, start, label in spaced(labels, chart):
        canvas.put(left + start, min(row, canvas.height), label, "dim")
