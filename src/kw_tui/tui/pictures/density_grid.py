"""Where the slots of a map stand in a room: cells dealt to stretches of both axes, walls between the fields. Pure."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len

from kw_tui.tui.pictures.picture import Cell, Cursor, Density, Room, Slot
from kw_tui.vocabulary.texts import Lang


class Grid(NamedTuple):
    """Where the slots of both axes stand in a room: cells from the left, rows from the top, and the lines between."""

    left: int
    top: int
    width: int
    height: int
    xs: tuple[int, ...]
    ys: tuple[int, ...]
    walls: tuple[int, ...]
    floors: tuple[int, ...]


def dealt_to(grid: Grid) -> dict[tuple[int, int], float]:
    """How many slots share a cell, against the mean: where many stand, cells of more slots would look like stripes."""
    across, up = Counter(grid.xs), Counter(grid.ys)
    mean = len(grid.xs) / len(across) * len(grid.ys) / len(up)
    return {(x, y): across[x] * up[y] / mean for x in across for y in up}


@lru_cache(maxsize=8)
def grid_of(picture: Density, room: Room, lang: Lang) -> Grid:
    """Return where the slots of a map stand in a room, beside its scale."""
    widest = max((cell_len(picture.y.write(one.low, lang)) for one in (*picture.up[:1], *picture.up[-1:])), default=1)
    left = max(widest, cell_len(picture.y.write(picture.up[-1].high, lang)), 6) + 2
    top = 1
    width, height = max(6, room.width - left), max(4, room.height - top - 3)
    xs, walls = _spread(picture.across, width)
    up, floors = _spread(picture.up, height)
    ys = tuple(height - 1 - row for row in up)
    return Grid(left, top, width, height, xs, ys, walls, tuple(height - 1 - row for row in floors))


def _spread(slots: Sequence[Slot], room: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Deal cells to slots in proportion, a cell for the wall between two levels; return cells and walls."""
    parts = [len(list(group)) for _, group in groupby(slots, key=lambda slot: slot.level)]
    free = room - (len(parts) - 1)
    if len(slots) < free:  # few are drawn equally far apart
        free = len(slots) * (free // len(slots))
    sizes = [max(1, round(free * part / len(slots))) for part in parts]
    sizes[sizes.index(max(sizes))] += free - sum(sizes)
    cells: list[int] = []
    walls: list[int] = []
    start = 0
    for part, size in zip(parts, sizes, strict=True):
        cells += [start + number * size // part for number in range(part)]
        walls.append(start + size)
        start += size + 1
    return tuple(cells), tuple(walls[:-1])


@lru_cache(maxsize=4)
def counts_in(picture: Density, room: Room, lang: Lang) -> dict[tuple[int, int], int]:
    """How many stand in each cell; a cursor that moves changes nothing in it."""
    grid = grid_of(picture, room, lang)
    counts: dict[tuple[int, int], int] = {}
    for (x, y), cell in picture.cells.items():
        at = (grid.xs[x], grid.ys[y])
        counts[at] = counts.get(at, 0) + cell.customers
    return counts


def slots_in(cells: Sequence[int], cell: int) -> list[int]:
    """Return the slots that share a cell."""
    return [number for number, one in enumerate(cells) if one == cell]


def inside(picture: Density, grid: Grid, x: int, y: int) -> list[Cell]:
    """What all slots hold that are drawn in a cell."""
    pairs = ((one, other) for one in slots_in(grid.xs, x) for other in slots_in(grid.ys, y))
    return [picture.cells[pair] for pair in pairs if pair in picture.cells]


def slot_up(picture: Density, cursor: Cursor) -> int:
    """The slot under the cursor, counted from the lowest."""
    return len(picture.up) - 1 - cursor.y
