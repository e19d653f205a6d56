"""Pictures from blocks and braille: numbers in, lines of text out, readable without colour."""

from collections.abc import Sequence
from itertools import pairwise

EIGHTHS = " ▏▎▍▌▋▊▉█"
HEIGHTS = " ▁▂▃▄▅▆▇█"
BRAILLE = 0x2800
DOT_EVERY = 4
# Bit of the dot at (column 0..1, row 0..3) of a braille cell.
DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))


def bar(value: float, largest: float, width: int) -> str:
    """Return a bar of at most `width` cells, `largest` being the full one; padded with spaces."""
    if largest <= 0 or value <= 0 or width <= 0:
        return " " * width
    eighths = max(1, round(min(value / largest, 1) * width * 8))
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (EIGHTHS[rest] if rest else "")).ljust(width)


def columns(values: Sequence[float | None], height: int, gap: int = 0) -> list[str]:
    """Return upright columns, one cell wide; losses hang below the zero line. Unknown values stay empty.

    Rows are dealt to gains and losses in proportion to the largest of each.
    """
    known = [value for value in values if value is not None]
    top, bottom = max(known, default=0), -min(known, default=0)
    if height <= 0 or (top <= 0 and bottom <= 0):
        return [" " * (len(values) * (1 + gap))] * max(height, 0)
    above, below = _split(top, bottom, height)
    scale = max(max(top, 0) / above if above else 0, max(bottom, 0) / below if below else 0)
    rows = [_row(values, scale, row, gap, up=True) for row in reversed(range(above))]
    return rows + [_row(values, scale, row, gap, up=False) for row in range(below)]


def _split(top: float, bottom: float, height: int) -> tuple[int, int]:
    if bottom <= 0:
        return height, 0
    if top <= 0:
        return 0, height
    below = min(height - 1, max(1, round(height * bottom / (top + bottom))))
    return height - below, below


def _row(values: Sequence[float | None], scale: float, row: int, gap: int, *, up: bool) -> str:
    return "".join(_cell(value, scale, row, up=up) + " " * gap for value in values)


def _cell(value: float | None, scale: float, row: int, *, up: bool) -> str:
    size = (value or 0) / scale * (1 if up else -1) - row
    if size <= 0:
        return " "
    if up:
        return HEIGHTS[max(1, min(8, round(size * 8)))] if size > 1 / 16 or row == 0 else " "
    # There are no blocks that grow from the top in every font: a half or a whole one says enough.
    return "█" if size >= 0.75 else "▀"


def span(start: float, end: float, low: float, high: float, width: int) -> str:
    """Return a block floating from `start` to `end` on a scale from `low` to `high`: a step of a waterfall.

    It ends to an eighth of a cell, begins to about half of one, and is never nothing.
    """
    if high <= low or width <= 0:
        return " " * max(width, 0)
    eighths = width * 8
    left, right = sorted(min(eighths, max(0, round((value - low) / (high - low) * eighths))) for value in (start, end))
    left = min(left, eighths - 1)
    right = max(right, left + 1)
    return "".join(_part(left - at, right - at) for at in range(0, eighths, 8))


def _part(start: int, end: int) -> str:
    """Return the glyph that comes nearest to a stretch of a cell, in eighths; blocks grow from the left, or half."""
    start, end = max(0, start), min(8, end)
    size = end - start
    if size <= 0:
        return " "
    if start == 0 or (size < 6 and start + end < 8):
        return EIGHTHS[size]
    return "█" if size >= 6 else "▐" if size > 2 else "▕"


def curve(
    values: Sequence[float], width: int, height: int, mark: float | None = None, dotted: Sequence[float] = ()
) -> list[str]:
    """Return a line through `values`, evenly spaced, in braille; `mark` draws a dotted level (such as 100 %).

    `dotted` values, as evenly spaced over the same width, are drawn as single dots.
    """
    if not values or width <= 0 or height <= 0:
        return [" " * max(width, 0)] * max(height, 0)
    drawn = (*values, *dotted) if mark is None else (mark, *values, *dotted)
    low, high = min(0.0, *drawn), max(0.0, *drawn)
    grid = [[0] * width for _ in range(height)]
    if mark is not None:
        _dotted(grid, _height(mark, low, high, height * 4))
    levels = [_height(_at(values, x / max(1, width * 2 - 1)), low, high, height * 4) for x in range(width * 2)]
    for x, (before, level) in enumerate(pairwise([levels[0], *levels])):
        for y in range(min(before, level), max(before, level) + 1):
            _dot(grid, x, y)
    for x in range(0, width * 2 if dotted else 0, DOT_EVERY):
        _dot(grid, x, _height(_at(dotted, x / max(1, width * 2 - 1)), low, high, height * 4))
    return ["".join(chr(BRAILLE + cell) if cell else " " for cell in row) for row in grid]


def _at(values: Sequence[float], share: float) -> float:
    """Read the value at `share` (0..1) of the way, between neighbours in a straight line."""
    place = share * (len(values) - 1)
    left = min(int(place), len(values) - 1)
    right = min(left + 1, len(values) - 1)
    return values[left] + (values[right] - values[left]) * (place - left)


def _height(value: float, low: float, high: float, dots: int) -> int:
    """Row of dots for a value, 0 at the top."""
    return dots - 1 if high <= low else round((high - value) / (high - low) * (dots - 1))


def _dotted(grid: list[list[int]], y: int) -> None:
    for x in range(0, len(grid[0]) * 2, 4):
        _dot(grid, x, y)


def _dot(grid: list[list[int]], x: int, y: int) -> None:
    grid[y // 4][x // 2] |= DOTS[x % 2][y % 4]
