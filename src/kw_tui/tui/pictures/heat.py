"""A grid of figures, each shaded by its size. Pure; readable without colour."""

from rich.cells import cell_len

from kw_tui.tui.lines import Line, Role, clipped
from kw_tui.tui.pictures.canvas import Canvas
from kw_tui.tui.pictures.picture import Cursor, Heat, Layout, Room
from kw_tui.vocabulary.texts import Lang

SHADES = " ░▒▓█"
TALLEST, WIDEST = 9, 40
ABSENT = "·"


def layout(picture: Heat, room: Room, _cursor: Cursor, lang: Lang) -> Layout:
    """Return the middle of each column and row."""
    left, wide, high = _sizes(picture, room, lang)
    top = _top(room, picture)
    xs = tuple(left + wide * number + wide // 2 for number in range(len(picture.across)))
    return Layout(xs, tuple(top + high * number + high // 2 for number in range(len(picture.down))))


def draw(picture: Heat, room: Room, cursor: Cursor | None, lang: Lang) -> list[Line]:
    """Return the picture in a room."""
    canvas = Canvas(*room)
    left, wide, high = _sizes(picture, room, lang)
    top = _top(room, picture)
    if top > 1:
        canvas.put(0, 0, clipped(f"↓ {picture.y.label.in_(lang)}   → {picture.x.label.in_(lang)}", room.width), "dim")
    for number, name in enumerate(picture.across):
        canvas.put(left + wide * number + (wide - cell_len(name)) // 2, top - 1, clipped(name, wide), "strong")
    most = max((value or 0.0 for row in picture.values for value in row), default=0.0)
    for y, row in enumerate(picture.values):
        canvas.put(0, top + y * high + high // 2, clipped(picture.down[y], left), "strong")
        for x, value in enumerate(row):
            area = (left + wide * x, top + high * y, wide, high)
            _draw_cell(canvas, area, value, most, "" if value is None else picture.write(value, lang))
            if cursor == (x, y):
                _draw_cursor(canvas, area, ABSENT if value is None else picture.write(value, lang))
    _draw_legend(canvas, picture, most, top + high * len(picture.down) + (1 if high > 1 else 0), lang)
    return canvas.lines()


def _top(room: Room, picture: Heat) -> int:
    return 2 if room.height >= len(picture.down) + 4 else 1


def _sizes(picture: Heat, room: Room, lang: Lang) -> tuple[int, int, int]:
    """The cells left of the grid, and those of each field."""
    del lang
    left = max(map(cell_len, picture.down), default=0) + 1
    wide = min(WIDEST, max(2, (room.width - left) // max(1, len(picture.across))))
    high = min(TALLEST, max(1, (room.height - _top(room, picture) - 2) // max(1, len(picture.down))))
    return left, wide, high


def _draw_cell(canvas: Canvas, area: tuple[int, int, int, int], value: float | None, most: float, face: str) -> None:
    left, top, wide, high = area
    if value is None:
        canvas.put(left + wide // 2, top + high // 2, ABSENT, "dim")
        return
    shade = SHADES[level(value, most)]
    role: Role = "negative" if value < 0 else "accent"
    wide -= 1 if wide > 3 else 0
    high -= 1 if high > 2 else 0
    for row in range(high):
        canvas.put(left, top + row, shade * wide, role)
    text = clipped(f" {face} ", wide) if wide >= cell_len(face) else clipped(face, wide)
    canvas.put(left + (wide - cell_len(text)) // 2, top + high // 2, text, "strong" if value == most else "")


def _draw_cursor(canvas: Canvas, area: tuple[int, int, int, int], face: str) -> None:
    left, top, wide, high = area
    wide -= 1 if wide > 3 else 0
    high -= 1 if high > 2 else 0
    text = clipped(f"▸{face}◂", wide)
    canvas.put(left + (wide - cell_len(text)) // 2, top + high // 2, text, "cursor")


def level(value: float, most: float) -> int:
    """Return the shade of a value: 0 for nothing, 4 for the largest and near it."""
    if most <= 0 or value <= 0:
        return 0
    return max(1, min(4, -(-int(value / most * 1000) // 250)))


def _draw_legend(canvas: Canvas, picture: Heat, most: float, row: int, lang: Lang) -> None:
    """What a shade stands for: the largest value that has it."""
    if most <= 0:
        return
    x = 0
    values = sorted(value for row in picture.values for value in row if value is not None and value > 0)
    for number, largest in {level(value, most): value for value in values}.items():
        label = f"≤ {picture.write(largest, lang)}"
        if x + cell_len(label) + 4 > canvas.width:
            return
        canvas.put(x, row, SHADES[number] * 2, "accent")
        canvas.put(x + 3, row, label, "dim")
        x += cell_len(label) + 6
