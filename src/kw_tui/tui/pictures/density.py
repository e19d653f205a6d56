"""Where many are: customers by two amounts, denser where there are more, and the limits that part the fields. Pure."""

import math
from collections.abc import Sequence

from rich.cells import cell_len

from kw_tui.tui import figures
from kw_tui.tui.lines import Line, clipped
from kw_tui.tui.pictures.canvas import Canvas
from kw_tui.tui.pictures.density_grid import Grid, counts_in, dealt_to, grid_of, inside, slot_up, slots_in
from kw_tui.tui.pictures.picture import Cell, Cursor, Density, Layout, Room, Slot, Told, Write
from kw_tui.tui.pictures.scales import spaced
from kw_tui.vocabulary.texts import Lang, Text

RAMP = "·•░▒▓█"
"""From one customer to as many as there are at most, each step as many times more than the one before."""
CUSTOMERS, ONE = Text("{n} Kunden", "{n} customers"), Text("1 Kunde", "1 customer")
REVENUE, NOBODY = Text("Umsatz", "revenue"), Text("niemand", "nobody")
FIRST_LABELS = 3
"""Labels that matter besides the limits: both ends and zero."""
MANY = 60
"""Customers in one cell from which on glyphs tell how dense it is rather than how many there are."""
FROM_TO, LARGEST = Text("{low} bis {high}", "{low} to {high}"), Text("größter", "largest")


def layout(picture: Density, room: Room, _cursor: Cursor, lang: Lang) -> Layout:
    """Return the cell of each slot; y from the top, as a cursor counts."""
    grid = grid_of(picture, room, lang)
    return Layout(tuple(grid.left + x for x in grid.xs), tuple(grid.top + y for y in reversed(grid.ys)))


def draw(picture: Density, room: Room, cursor: Cursor | None, lang: Lang) -> list[Line]:
    """Return the map in a room."""
    grid, canvas = grid_of(picture, room, lang), Canvas(*room)
    counts = counts_in(picture, room, lang)
    zero = max((grid.ys[at] for at, slot in enumerate(picture.up) if slot.low >= 0), default=-1)
    dealt = dealt_to(grid) if max(counts.values(), default=1) >= MANY else {}
    shown = {at: count / dealt.get(at, 1.0) for at, count in counts.items()}
    steps = steps_to(round(max(shown.values(), default=1.0)))
    for (x, y), count in shown.items():
        glyph = RAMP[max(0, sum(count >= least for least in steps) - 1)]
        is_loss = y > zero
        canvas.put(grid.left + x, grid.top + y, glyph, "negative" if is_loss else "accent")
    _draw_limits(canvas, grid)
    _draw_scales(canvas, picture, grid, lang)
    at = None if cursor is None else (grid.left + grid.xs[cursor.x], grid.top + grid.ys[slot_up(picture, cursor)])
    if at is not None:
        _draw_cross(canvas, grid, *at)
    _draw_names(canvas, picture, grid, lang)
    if at is not None:
        canvas.put(*at, "◆", "cursor")
    _draw_legend(canvas, steps, "≈ " if dealt else "", lang)
    return canvas.lines()


def told(picture: Density, room: Room, cursor: Cursor, lang: Lang) -> list[Told]:
    """Tell the customers of the cell under the cursor, all slots that are drawn in it together."""
    grid = grid_of(picture, room, lang)
    x, y = cursor.x, slot_up(picture, cursor)
    across, up = slots_in(grid.xs, grid.xs[x]), slots_in(grid.ys, grid.ys[y])
    found = inside(picture, grid, grid.xs[x], grid.ys[y])
    name = picture.fields.get((picture.across[x].level, picture.up[y].level))
    lines = [
        Told(picture.y.label.in_(lang), _range([picture.up[one] for one in up], lang)),
        Told(picture.x.label.in_(lang), _range([picture.across[one] for one in across], lang)),
    ]
    lines += [Told("", name[0].in_(lang), "title")] if name is not None else []
    if not found:
        return [*lines, Told("", NOBODY.in_(lang), "dim")]
    count, revenue = sum(one.customers for one in found), sum(one.revenue for one in found)
    best = _largest(found)
    number = ONE if count == 1 else CUSTOMERS.format(n=figures.count(count, lang))
    return [
        *lines,
        Told("", number.in_(lang), "strong"),
        Told(REVENUE.in_(lang), f"{figures.amount(revenue, lang)} {picture.currency}".rstrip()),
        Told("" if count == 1 else LARGEST.in_(lang), f"{best.top} {best.top_name}".rstrip(), "accent"),
    ]


def opened(picture: Density, room: Room, cursor: Cursor, lang: Lang) -> str | None:
    """Return the largest customer of the cell under the cursor."""
    grid = grid_of(picture, room, lang)
    x, y = grid.xs[cursor.x], grid.ys[slot_up(picture, cursor)]
    found = inside(picture, grid, x, y)
    return _largest(found).top if found else None


def _largest(cells: Sequence[Cell]) -> Cell:
    return max(cells, key=lambda one: (one.revenue / one.customers, one.revenue))


def _range(slots: Sequence[Slot], lang: Lang) -> str:
    low, high = slots[0].low, slots[-1].high
    return FROM_TO.in_(lang).format(low=figures.amount(low, lang), high=figures.amount(high, lang))


def steps_to(most: int) -> list[int]:
    """Return from how many customers on each glyph is drawn, where `most` stand in the densest cell."""
    return sorted({math.ceil(most ** (step / len(RAMP)) - 1e-9) for step in range(len(RAMP))})


# What is drawn


def _draw_limits(canvas: Canvas, grid: Grid) -> None:
    for wall in grid.walls:
        for row in range(grid.height):
            canvas.put(grid.left + wall, grid.top + row, "│", "dim")
    for floor in grid.floors:
        canvas.put(grid.left, grid.top + floor, "─" * grid.width, "dim")
        for wall in grid.walls:
            canvas.put(grid.left + wall, grid.top + floor, "┼", "dim")


def _draw_scales(canvas: Canvas, picture: Density, grid: Grid, lang: Lang) -> None:
    """Both axes: their ends, zero and the limits."""
    for row in range(grid.height):
        canvas.put(grid.left - 1, grid.top + row, "│", "dim")
    bottom = grid.top + grid.height
    canvas.put(grid.left - 1, bottom, "└" + "─" * grid.width, "dim")
    taken: list[int] = []
    for number, (row, label) in enumerate(_labels(picture.up, grid.ys, grid.floors, picture.y.write, lang)):
        gap = 1 if number < len(grid.floors) + FIRST_LABELS else 2
        if all(abs(row - other) >= gap for other in taken) and 0 <= row < grid.height:
            taken.append(row)
            label = clipped(label, grid.left - 2)  # noqa: PLW2901 - what fits
            canvas.put(grid.left - 1 - cell_len(label) - 1, grid.top + row, label, "dim")
            canvas.put(grid.left - 1, grid.top + row, "┤", "dim")
    for cell, start, label in spaced(_labels(picture.across, grid.xs, grid.walls, picture.x.write, lang), grid.width):
        canvas.put(grid.left + cell, bottom, "┴", "dim")
        canvas.put(grid.left + start, bottom + 1, label, "dim")
    canvas.put(0, 0, clipped(f"↑ {picture.y.label.in_(lang)}", canvas.width // 2), "dim")
    name = clipped(f"{picture.x.label.in_(lang)} →", canvas.width // 2)
    canvas.put(canvas.width - cell_len(name), bottom + 2, name, "dim")


def _labels(
    slots: Sequence[Slot], cells: Sequence[int], walls: Sequence[int], write: Write, lang: Lang
) -> list[tuple[int, str]]:
    """The limits first, then the ends, then zero and a few between."""
    begins = [number for number in range(1, len(slots)) if slots[number].level != slots[number - 1].level]
    found = [(wall, slots[number].low) for wall, number in zip(walls, begins, strict=True)]
    found += [(cells[-1], slots[-1].high), (cells[0], slots[0].low)]
    found += [(cells[number], slot.low) for number, slot in enumerate(slots) if slot.low == 0][:1]
    every = max(1, len(slots) // 6)
    found += [(cells[number], slots[number].low) for number in range(every, len(slots), every)]
    return [(cell, write(value, lang)) for cell, value in found]


def _draw_names(canvas: Canvas, picture: Density, grid: Grid, lang: Lang) -> None:
    """The name of each field in its upper left corner, with what it holds, over whatever stands there."""
    lefts, rights = (0, *(wall + 1 for wall in grid.walls)), (*grid.walls, grid.width)
    tops = (*reversed([floor + 1 for floor in grid.floors]), 0) if grid.floors else (0,)
    tops = tuple(sorted(tops, reverse=True))
    for (x, y), (name, *held) in picture.fields.items():
        if x >= len(lefts) or y >= len(tops):
            continue
        room = rights[x] - lefts[x] - 1
        at = (grid.left + lefts[x], grid.top + tops[y])
        whole = f" {name.in_(lang)} "
        if cell_len(whole) > room:
            continue
        canvas.put(*at, clipped(whole, room), "strong")
        said = (f"{one.in_(lang)} " for one in held)
        rest = next((one for one in said if cell_len(whole + one) <= room), "")
        canvas.put(at[0] + cell_len(whole), at[1], rest, "dim")


def _draw_cross(canvas: Canvas, grid: Grid, x: int, y: int) -> None:
    for row in range(grid.top, grid.top + grid.height):
        canvas.fill(x, row, "┆", "dim")
    for cell in range(grid.left, grid.left + grid.width):
        canvas.fill(cell, y, "┄", "dim")
    canvas.put(x, grid.top + grid.height, "▲", "cursor")
    canvas.put(grid.left - 1, y, "▶", "cursor")


def _draw_legend(canvas: Canvas, steps: Sequence[int], about: str, lang: Lang) -> None:
    """What each glyph stands for."""
    x, row = len(about), canvas.height - 1
    canvas.put(0, row, about, "dim")
    for number, least in enumerate(steps):
        is_range = number == len(steps) - 1 or steps[number + 1] > least + 1
        label = figures.count(least, lang) + ("+" if is_range else "")
        if x + cell_len(label) + 2 > canvas.width - 24:
            return
        canvas.put(x, row, RAMP[number], "accent")
        canvas.put(x + 2, row, label, "dim")
        x += cell_len(label) + 4
