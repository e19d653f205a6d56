"""Upright columns, one or more at each place: solid blocks and dots, losses below a zero line. Pure."""

from typing import NamedTuple

from kw_tui.tui.lines import Line, Role, clipped
from kw_tui.tui.pictures import frame as frames
from kw_tui.tui.pictures.canvas import Canvas
from kw_tui.tui.pictures.frame import Frame
from kw_tui.tui.pictures.picture import Columns, Cursor, Layout, Room, Series
from kw_tui.tui.pictures.scales import reach
from kw_tui.tui.widgets.charts import HEIGHTS
from kw_tui.vocabulary.texts import Lang, Text

WIDEST = 5
DOTTED_UP, DOTTED_DOWN = " ⣀⣤⣶⣿", " ⠉⠛⠿⣿"
ABSENT = "·"
EARLIER = Text("← {n} weitere davor", "← {n} more before")
ROLES: dict[str, Role] = {"solid": "dim", "dotted": "accent"}


class Plan(NamedTuple):
    """How places are laid out: the first shown and how many, the cells of each, of a column, and rows above zero."""

    first: int
    shown: int
    pitch: int
    cells: int
    above: int
    below: int


def layout(picture: Columns, room: Room, cursor: Cursor, lang: Lang) -> Layout:
    """Return the middle of each place; those not shown stand at the ends."""
    frame, _ = frames.framed(room, _reach(picture), picture.y, lang)
    plan = _plan(picture, frame, cursor)
    places = range(len(picture.series[0].values))
    return Layout(tuple(frame.left + _middle(plan, min(max(one, plan.first), plan.first + plan.shown - 1))
                        + (one < plan.first) * -1 for one in places), (frame.top,))  # fmt: skip


def draw(picture: Columns, room: Room, cursor: Cursor | None, lang: Lang) -> list[Line]:
    """Return the picture in a room."""
    low, high = _reach(picture)
    frame, _ = frames.framed(room, (low, high), picture.y, lang)
    plan = _plan(picture, frame, cursor)
    canvas = Canvas(*room)
    scale = _scale(picture, plan, (low, high), lang)
    frames.draw_scale(canvas, frame, scale)
    if plan.below:
        canvas.put(frame.left, frame.top + plan.above, "─" * frame.width, "dim")
    unit = max(high / plan.above if plan.above else 0.0, -low / plan.below if plan.below else 0.0)
    for number in range(plan.shown):
        for which, series in enumerate(picture.series):
            left = frame.left + number * plan.pitch + which * plan.cells
            area = Frame(left, frame.top, plan.cells, plan.above)
            _draw_one(canvas, series, plan.first + number, unit, area, has_losses=plan.below > 0)
    at = None if cursor is None else _middle(plan, cursor.x)
    if at is not None:
        frames.draw_cursor(canvas, frame, at)
    frames.draw_below(canvas, frame, _labels(picture, plan, frame), at)
    zero = scale.get(frame.height, "")
    canvas.put(frame.left - 2 - len(zero), frame.bottom, zero, "dim")
    if frame.top:
        frames.draw_names(canvas, frame, "", picture.y.label.in_(lang))
        _draw_legend(canvas, picture, plan.first, lang)
    return canvas.lines()


def _reach(picture: Columns) -> tuple[float, float]:
    return reach(value for series in picture.series for value in series.values)


def _plan(picture: Columns, frame: Frame, cursor: Cursor | None) -> Plan:
    count, each = len(picture.series[0].values), len(picture.series)
    cells = max(1, min(WIDEST, (frame.width // max(1, count) - 1) // each))
    gap = 1 if each > 1 or (cells + 1) * count <= frame.width + 1 else 0
    pitch = cells * each + gap
    pitch += min(2, max(0, (frame.width - pitch * count) // max(1, count)))
    shown = max(1, min(count, (frame.width + gap) // pitch))
    first = count - shown
    if cursor is not None and cursor.x < first:
        first = cursor.x
    above, below = _rows(*_reach(picture), frame.height)
    return Plan(first, shown, pitch, cells, above, below)


def _rows(low: float, high: float, height: int) -> tuple[int, int]:
    """Rows above and below zero, in proportion; a row between them is the zero line."""
    if low >= 0 or height < 3:
        return height, 0
    below = min(height - 2, max(1, round((height - 1) * -low / (high - low))))
    return (height - 1 - below, below) if high > 0 else (0, height - 1)


def _middle(plan: Plan, place: int) -> int:
    return (place - plan.first) * plan.pitch + max(0, plan.cells - 1)


def _scale(picture: Columns, plan: Plan, ends: tuple[float, float], lang: Lang) -> dict[int, str]:
    """Zero stands at its line, the ends at theirs, and round values between."""
    low, high = ends
    if not plan.below:  # zero is the lower axis
        return frames.upright(low, high, plan.above + 1, picture.y, lang)
    scale = frames.upright(0.0, high, plan.above, picture.y, lang) if plan.above > 1 else {}
    scale = {row: label for row, label in scale.items() if row < plan.above - 1}
    write = picture.y.write
    return scale | {plan.above: write(0.0, lang), plan.above + plan.below: write(low, lang)}


def _draw_one(canvas: Canvas, series: Series, place: int, unit: float, area: Frame, *, has_losses: bool) -> None:
    """Draw one column in an area that ends at zero."""
    value = series.values[place]
    if value is None:
        canvas.put(area.left, max(area.top, area.bottom - 1), ABSENT * area.width, "dim")
        return
    if value < 0 and not has_losses:  # no row is left for it
        canvas.put(area.left, max(area.top, area.bottom - 1), "▼" * area.width, "negative")
        return
    if not value or not unit:
        return
    steps, role = (HEIGHTS if series.fill == "solid" else DOTTED_UP if value > 0 else DOTTED_DOWN), ROLES[series.fill]
    most = len(steps) - 1
    parts = max(1, round(abs(value) / unit * most))
    for row in range(-(-parts // most)):
        step = min(most, parts - row * most)
        glyph = steps[step] if value > 0 or series.fill == "dotted" else "█" if step >= most * 3 // 4 else "▀"
        y = area.bottom - 1 - row if value > 0 else area.bottom + 1 + row
        canvas.put(area.left, y, glyph * area.width, role if value > 0 else "negative")


def _labels(picture: Columns, plan: Plan, frame: Frame) -> list[tuple[int, str]]:
    last = plan.first + plan.shown - 1
    every = max(1, -(-8 // plan.pitch))
    chosen = [last, plan.first, *range(last, plan.first, -every)]
    return [(min(frame.width - 1, _middle(plan, one)), picture.names(one)) for one in chosen]


def _draw_legend(canvas: Canvas, picture: Columns, hidden: int, lang: Lang) -> None:
    """Below the months: which column is which, and how many places are further to the left."""
    x = 0
    for series in picture.series:
        glyph = "█" if series.fill == "solid" else "⣿"
        label = clipped(f" {series.label.in_(lang)}", max(0, canvas.width - x - 3))
        canvas.put(x, canvas.height - 1, glyph, ROLES[series.fill])
        canvas.put(x + 1, canvas.height - 1, label, "")
        x += len(label) + 4
    if hidden:
        more = EARLIER.format(n=str(hidden)).in_(lang)
        canvas.put(max(x, canvas.width - len(more)), canvas.height - 1, more, "dim")
