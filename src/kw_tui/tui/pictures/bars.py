"""Bars on one scale, each of several parts told apart by their glyphs, with a limit. Pure."""

from rich.cells import cell_len

from kw_tui.tui.lines import Line, clipped, filled
from kw_tui.tui.pictures.canvas import Canvas
from kw_tui.tui.pictures.picture import Bars, Cursor, Layout, Room
from kw_tui.tui.pictures.scales import place, scrolled, spaced, ticks
from kw_tui.tui.widgets.charts import bar as block
from kw_tui.vocabulary.texts import Lang

WIDEST_LABEL, LEAST_CHART = 24, 8
LIMIT, SOLID = "┃", "█"


def layout(picture: Bars, room: Room, cursor: Cursor, lang: Lang) -> Layout:
    """Return the row of each bar."""
    del lang
    every = _every(picture, room)
    first = scrolled(len(picture.bars) * every, room, cursor)
    return Layout((0,), tuple(number * every - first for number in range(len(picture.bars))))


def draw(picture: Bars, room: Room, cursor: Cursor | None, lang: Lang) -> list[Line]:
    """Return the picture in a room."""
    every = _every(picture, room)
    first = scrolled(len(picture.bars) * every, room, cursor)
    canvas = Canvas(room.width, max(room.height, len(picture.bars) * every + 1))
    shown = [one.shown(lang) for one in picture.bars]
    longest = max((cell_len(one.label.in_(lang)) for one in picture.bars), default=0) + 2
    right = max(map(cell_len, shown), default=0) + 1
    if right + LEAST_CHART + 8 > room.width:
        right = 0
    label = max(4, min(longest, WIDEST_LABEL, room.width - right - LEAST_CHART - 1))
    chart = max(1, room.width - label - right)
    most = _most(picture)
    for number, one in enumerate(picture.bars):
        is_here = cursor is not None and cursor.y == number
        name = filled(f"{'▸' if is_here else ' '}{one.label.in_(lang)}", label)
        for line in range(max(1, every - 1)):
            row = number * every + line
            if not (one.is_unknown and line):
                _draw_bar(canvas, picture, number, (label, row, chart), most)
            if line == 0:
                canvas.put(0, row, name, "cursor" if is_here else "")
                if right:
                    told = filled(shown[number], right, right=True)
                    canvas.put(room.width - right, row, told, "cursor" if is_here else "strong")
    row = len(picture.bars) * every
    _draw_axis(canvas, picture, (label, row, chart), most, lang)
    _draw_legend(canvas, picture, row + 2 if every > 1 else row + 1, lang)
    return canvas.lines()[first : first + room.height]


def _every(picture: Bars, room: Room) -> int:
    """Rows for each bar and the gap below it: up to five where there is room; a bar alone where there is little."""
    count = max(1, len(picture.bars))
    return next((rows for rows in (5, 4, 3, 2) if room.height >= count * rows + 3), 1)


def _most(picture: Bars) -> float:
    sums = [sum(part.value for part in one.parts) for one in picture.bars]
    return max([*sums, *(one.limit or 0.0 for one in picture.bars)], default=0.0) or 1.0


def _draw_bar(canvas: Canvas, picture: Bars, number: int, at: tuple[int, int, int], most: float) -> None:
    left, row, chart = at
    one, reached = picture.bars[number], 0.0
    if one.is_unknown:
        canvas.put(left, row, "–", "dim")
        return
    parts = [part for part in one.parts if part.value > 0]
    for part in parts:
        start = round(reached / most * chart)
        reached += part.value
        end = round(reached / most * chart)
        if part.glyph == SOLID and len(parts) == 1:  # alone it ends to an eighth of a cell
            canvas.put(left, row, block(part.value, most, chart).rstrip(), part.role)
        else:
            canvas.fill(left + start, row, part.glyph * max(1, end - start), part.role)
    if one.limit is not None:
        canvas.put(left + place(one.limit, 0.0, most, chart), row, LIMIT, "strong")


def _draw_axis(canvas: Canvas, picture: Bars, at: tuple[int, int, int], most: float, lang: Lang) -> None:
    left, row, chart = at
    values = [0.0, most, *ticks(0.0, most, chart // 14 + 1)]
    labels = [(place(value, 0.0, most, chart), clipped(picture.x.write(value, lang), chart)) for value in values]
    for _, start, label in spaced(labels, chart):
        canvas.put(left + start, row, label, "dim")


def _draw_legend(canvas: Canvas, picture: Bars, row: int, lang: Lang) -> None:
    x = 1
    shown = {part.glyph for bar in picture.bars for part in bar.parts if part.value > 0}
    shown |= {LIMIT for bar in picture.bars if bar.limit is not None}
    for one in (one for one in picture.legend if one.glyph in shown):
        label = one.label.in_(lang)
        if x + cell_len(label) + 2 > canvas.width:
            x, row = 1, row + 1
        canvas.put(x, row, one.glyph, one.role)
        canvas.put(x + 2, row, clipped(label, canvas.width - x - 2), "dim")
        x += cell_len(label) + 5
