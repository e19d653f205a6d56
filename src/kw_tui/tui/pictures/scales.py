"""Where a figure stands on an axis, and which figures are written at it. Pure arithmetic of the screen."""

import math
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from kw_tui.tui.pictures.picture import Cursor, Room

DOTS = 4
"""Rows of dots in a row of cells: a label stands beside the cell its dot is in."""
NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
FLAT = 1e-12
"""Less than this is no difference: an amount has four places."""


def reach(values: Iterable[float | None]) -> tuple[float, float]:
    """Return lowest and highest value, zero among them; where all is zero, from 0 to 1."""
    known = [value for value in values if value is not None and math.isfinite(value)]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    return (low, high) if high - low > FLAT else (0.0, 1.0)


def place(value: float, low: float, high: float, cells: int) -> int:
    """Return the cell of a value, 0 at `low`; beyond the ends it is the last."""
    if high <= low or cells <= 1:
        return 0
    return min(cells - 1, max(0, round((value - low) / (high - low) * (cells - 1))))


def ticks(low: float, high: float, most: int) -> list[float]:
    """Return round values from low to high, at most so many, zero among them where it lies between."""
    if high - low <= FLAT or most < 2:
        return [low]
    rough = (high - low) / (most - 1)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(nice * size for nice in NICE if nice * size >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step + 0.0 for number in range(first, last + 1)]


def levels(low: float, high: float, rows: int) -> dict[int, float]:
    """Return the values written at the rows of an upright axis, 0 at the top: highest, lowest, zero, round ones.

    Every one stands at its own row, none right beside a more important one.
    """
    found: dict[int, float] = {}
    kept = [high, low, *([0.0] if low < 0 < high else [])]
    for value in (*kept, *ticks(low, high, max(2, rows // 3 + 1))):
        row = (rows * DOTS - 1 - place(value, low, high, rows * DOTS)) // DOTS
        gap = 1 if value in kept else 2
        if all(abs(row - other) >= gap for other in found):
            found[row] = value
    return found


def spaced(labels: Sequence[tuple[int, str]], width: int) -> list[tuple[int, int, str]]:
    """Return where labels begin that stand below their cells without touching: cell, start, label.

    The earlier in the sequence a label stands, the more it matters; none is written twice.
    """
    taken: list[tuple[int, int]] = []
    said: set[str] = set()
    found: list[tuple[int, int, str]] = []
    for cell, label in labels:
        size = cell_len(label)
        start = min(max(0, cell - size // 2), max(0, width - size))
        if size <= width and label not in said and all(start + size < begin or start > end for begin, end in taken):
            taken.append((start, start + size))
            said.add(label)
            found.append((cell, start, label))
    return sorted(found)


def scrolled(rows: int, room: Room, cursor: Cursor | None) -> int:
    """Return the first row seen of a picture that is higher than the room, so that the cursor's is among them."""
    if cursor is None or rows <= room.height:
        return 0
    return min(max(0, cursor.y - room.height // 2), rows - room.height)
