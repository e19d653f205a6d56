"""A line through points, in braille, with a level, named places and a cursor. Pure."""

from itertools import pairwise

from rich.cells import cell_len

from kw_tui.tui.lines import Line, Role
from kw_tui.tui.pictures import frame as frames
from kw_tui.tui.pictures.canvas import Canvas
from kw_tui.tui.pictures.frame import Frame
from kw_tui.tui.pictures.picture import Cursor, Curve, Layout, Room
from kw_tui.tui.pictures.scales import place, reach, ticks
from kw_tui.vocabulary.texts import Lang

POINT, ALONE = "◆", "●"
TICK_EVERY = 14
"""Cells for each mark on the lower axis."""


def layout(picture: Curve, room: Room, _cursor: Cursor, lang: Lang) -> Layout:
    """Return the column of each point; all share their row."""
    frame, _ = frames.framed(room, _reach(picture), picture.y, lang)
    return Layout(tuple(frame.left + _cell(picture, x, frame) for x in picture.xs), (frame.top,))


def draw(picture: Curve, room: Room, cursor: Cursor | None, lang: Lang) -> list[Line]:
    """Return the picture in a room."""
    low, high = _reach(picture)
    frame, scale = frames.framed(room, (low, high), picture.y, lang)
    canvas = Canvas(*room)
    frames.draw_scale(canvas, frame, scale)
    _draw_level(canvas, frame, 0.0, (low, high))
    if picture.level is not None:
        _draw_level(canvas, frame, picture.level, (low, high))
    _draw_even(canvas, picture, frame, (low, high))
    _draw_line(canvas, picture, frame, (low, high))
    if room.height >= frames.MIDDLING:
        _draw_marks(canvas, picture, frame, lang)
    at = None if cursor is None else _cell(picture, picture.xs[cursor.x], frame)
    if cursor is not None and at is not None:
        frames.draw_cursor(canvas, frame, at)
        _draw_point(canvas, frame, at, picture.ys[cursor.x], (low, high))
    frames.draw_below(canvas, frame, _labels(picture, frame, lang), at)
    frames.draw_names(canvas, frame, picture.x.label.in_(lang), picture.y.label.in_(lang))
    return canvas.lines()


def _reach(picture: Curve) -> tuple[float, float]:
    return picture.reach or reach((*picture.ys, picture.level, *picture.even))


def _share(picture: Curve, x: float) -> float:
    first, last = picture.xs[0], picture.xs[-1]
    return 0.5 if last <= first else min(1.0, max(0.0, (x - first) / (last - first)))


def _cell(picture: Curve, x: float, frame: Frame) -> int:
    return round(_share(picture, x) * (frame.width - 1))


def _dot_row(frame: Frame, value: float, ends: tuple[float, float]) -> int:
    return frame.height * 4 - 1 - place(value, *ends, frame.height * 4)


def _draw_level(canvas: Canvas, frame: Frame, value: float, ends: tuple[float, float]) -> None:
    """A level between the ends: zero as a line, any other dotted."""
    if not ends[0] < value < ends[1] and not (value and value in ends):
        return
    if value == 0:
        canvas.put(frame.left, frame.top + _dot_row(frame, 0, ends) // 4, "─" * frame.width, "dim")
        return
    for x in range(0, frame.width * 2, 4):
        canvas.dot(frame.left * 2 + x, frame.top * 4 + _dot_row(frame, value, ends), "dim")


def _draw_even(canvas: Canvas, picture: Curve, frame: Frame, ends: tuple[float, float]) -> None:
    if picture.even:
        for x in range(0, frame.width * 2, 3):
            value = _between(picture.even, picture, x / max(1, frame.width * 2 - 1))
            if value is not None:
                canvas.dot(frame.left * 2 + x, frame.top * 4 + _dot_row(frame, value, ends), "dim")


def _draw_line(canvas: Canvas, picture: Curve, frame: Frame, ends: tuple[float, float]) -> None:
    dots = frame.width * 2
    values = [_between(picture.ys, picture, x / max(1, dots - 1)) for x in range(dots)]
    rows = [None if value is None else _dot_row(frame, value, ends) for value in values]
    for x, (before, row) in enumerate(pairwise([rows[0], *rows])):
        value = values[x]
        if row is None or value is None:
            continue
        start = row if before is None else before
        role: Role = "negative" if value < 0 else "accent"
        for y in range(min(start, row), max(start, row) + 1):
            canvas.dot(frame.left * 2 + x, frame.top * 4 + y, role)
    _draw_alone(canvas, picture, frame, ends)


def _draw_alone(canvas: Canvas, picture: Curve, frame: Frame, ends: tuple[float, float]) -> None:
    """A point between two that are not known is no line."""
    known = [None, *picture.ys, None]
    for number, (x, value) in enumerate(zip(picture.xs, picture.ys, strict=True)):
        if value is not None and known[number] is None and known[number + 2] is None:
            row = frame.top + _dot_row(frame, value, ends) // 4
            canvas.put(frame.left + _cell(picture, x, frame), row, ALONE, "negative" if value < 0 else "accent")


def _between(ys: tuple[float | None, ...], picture: Curve, share: float) -> float | None:
    """Read the value at a share of the width, between neighbours in a straight line; None beside what is not known."""
    xs = picture.xs
    wanted = xs[0] + share * (xs[-1] - xs[0])
    low, high = 0, len(xs) - 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if xs[middle] <= wanted else (low, middle)
    left, right = ys[low], ys[high]
    if left is None or right is None or xs[high] == xs[low]:
        near = left if abs(wanted - xs[low]) <= abs(xs[high] - wanted) else right
        return near if xs[high] == xs[low] or wanted in (xs[low], xs[high]) else None
    return left + (right - left) * (wanted - xs[low]) / (xs[high] - xs[low])


def _draw_point(canvas: Canvas, frame: Frame, cell: int, value: float | None, ends: tuple[float, float]) -> None:
    if value is not None:
        canvas.put(frame.left + cell, frame.top + _dot_row(frame, value, ends) // 4, POINT, "cursor")


def _draw_marks(canvas: Canvas, picture: Curve, frame: Frame, lang: Lang) -> None:
    """Named places as dotted lines, the name beside where there is room."""
    for mark in picture.marks:
        cell = frame.left + _cell(picture, mark.x, frame)
        for row in range(frame.top, frame.bottom):
            canvas.fill(cell, row, "┊", "dim")
        name = mark.label.in_(lang)
        for row in range(frame.bottom - 1, frame.top - 1, -1):
            size = cell_len(name)
            start = next((one for one in (cell + 1, cell - size) if canvas.is_blank(one, row, size)), None)
            if start is not None:
                canvas.put(start, row, name, "strong")
                break


def _labels(picture: Curve, frame: Frame, lang: Lang) -> list[tuple[int, str]]:
    """What is written below: the ends first, then round values, or names of places."""
    xs = picture.xs
    if picture.names is not None:
        every = max(1, -(-len(xs) * 8 // max(1, frame.width)))
        chosen = [len(xs) - 1, 0, *range(0, len(xs), every)]
        return [(_cell(picture, xs[one], frame), picture.names(one)) for one in chosen]
    values = [xs[0], xs[-1], *ticks(xs[0], xs[-1], max(2, frame.width // TICK_EVERY + 1))]
    return [(_cell(picture, value, frame), picture.x.write(value, lang)) for value in values]
