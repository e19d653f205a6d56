"""What pictures are drawn with: blocks that end to an eighth of a cell, and dots of braille."""

EIGHTHS = " ▏▎▍▌▋▊▉█"
HEIGHTS = " ▁▂▃▄▅▆▇█"
BRAILLE = 0x2800
# Bit of the dot at (column 0..1, row 0..3) of a braille cell.
DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))


def bar(value: float, largest: float, width: int) -> str:
    """Return a bar of at most `width` cells, `largest` being the full one; padded with spaces."""
    if largest <= 0 or value <= 0 or width <= 0:
        return " " * width
    eighths = max(1, round(min(value / largest, 1) * width * 8))
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (EIGHTHS[rest] if rest else "")).ljust(width)


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
