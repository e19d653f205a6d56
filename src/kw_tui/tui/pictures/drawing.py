"""The kinds of pictures, and what draws each; how a cursor moves over them. Pure."""

from collections.abc import Callable
from typing import Any, NamedTuple

from kw_tui.tui.figures import UNKNOWN
from kw_tui.tui.lines import Line, trimmed, wrapped
from kw_tui.tui.pictures import bars, columns, curve, density, heat, waterfall
from kw_tui.tui.pictures.picture import (
    Bars,
    Columns,
    Cursor,
    Curve,
    Density,
    Heat,
    Layout,
    Picture,
    Room,
    Told,
    Waterfall,
)
from kw_tui.tui.pictures.reading import heading, note_lines, with_figures
from kw_tui.vocabulary.texts import Lang


def _told(picture: Picture, _room: Room, cursor: Cursor, lang: Lang) -> list[Told]:
    return list(picture.tells(cursor, lang))


def _opened(picture: Picture, _room: Room, cursor: Cursor, _lang: Lang) -> str | None:
    return picture.opens(cursor)


class Kind(NamedTuple):
    """What draws a kind, where its places stand, and how many there are along each axis; what is told at one of them,
    and what is opened there, where that depends on the room.
    """

    draw: Callable[[Any, Room, Cursor | None, Lang], list[Line]]
    layout: Callable[[Any, Room, Cursor, Lang], Layout]
    size: Callable[[Any], tuple[int, int]]
    told: Callable[[Any, Room, Cursor, Lang], list[Told]] = _told
    opened: Callable[[Any, Room, Cursor, Lang], str | None] = _opened


KINDS: dict[type[Picture], Kind] = {
    Curve: Kind(curve.draw, curve.layout, lambda one: (len(one.xs), 1)),
    Columns: Kind(columns.draw, columns.layout, lambda one: (len(one.series[0].values) if one.series else 0, 1)),
    Waterfall: Kind(waterfall.draw, waterfall.layout, lambda one: (1, len(one.steps))),
    Bars: Kind(bars.draw, bars.layout, lambda one: (1, len(one.bars))),
    Heat: Kind(heat.draw, heat.layout, lambda one: (len(one.across), len(one.down))),
    Density: Kind(
        density.draw, density.layout, lambda one: (len(one.across), len(one.up)), density.told, density.opened
    ),
}
PAGE = 10
"""Places a page key goes."""


def is_empty(picture: Picture) -> bool:
    """Whether there is nothing to draw."""
    return picture.empty is not None or 0 in KINDS[type(picture)].size(picture)


def draw(picture: Picture, room: Room, cursor: Cursor | None, lang: Lang) -> list[Line]:
    """Return a picture in at most so many rows of so many cells."""
    if is_empty(picture):
        why = f"{UNKNOWN} {picture.empty.in_(lang) if picture.empty is not None else ''}".rstrip()
        said: list[Line] = [((line, "dim"),) for line in wrapped(why, max(8, room.width))]
        return said[: max(1, room.height)]
    if room.width < 4 or room.height < 1:
        return []
    lines = KINDS[type(picture)].draw(picture, room, None if cursor is None else kept(picture, cursor), lang)
    return [trimmed(line, room.width) for line in lines[: room.height]]


def large(picture: Picture, room: Room, cursor: Cursor, lang: Lang) -> list[Line]:
    """Return a picture that has the screen to itself: with all its figures below where it leaves room for them."""
    drawn = draw(picture, room, cursor, lang)
    return drawn if is_empty(picture) else with_figures(drawn, picture, lang, room)


def among(picture: Picture, height: int, lang: Lang, width: int) -> list[Line]:
    """Return a picture as it stands among other lines: its heading, itself in so many rows, and the figures beside."""
    drawn = draw(picture, Room(width, height), None, lang)
    return [heading(picture.title, lang, width), *drawn, *note_lines(picture, lang, width)]


def kept(picture: Picture, cursor: Cursor) -> Cursor:
    """Return the cursor within the picture."""
    width, height = KINDS[type(picture)].size(picture)
    return Cursor(min(max(0, cursor.x), width - 1), min(max(0, cursor.y), height - 1))


def moved(picture: Picture, room: Room, cursor: Cursor, step: tuple[int, int], lang: Lang) -> Cursor:
    """Return the cursor so many cells further right and down; places drawn in one cell are passed together.

    Of a picture with one axis only, both pairs of arrows go along it.
    """
    if is_empty(picture):
        return cursor
    cursor = kept(picture, cursor)
    layout = KINDS[type(picture)].layout(picture, room, cursor, lang)
    across, down = step
    if len(layout.xs) == 1:
        across, down = 0, across + down
    elif len(layout.ys) == 1:
        across, down = across + down, 0
    return Cursor(_along(layout.xs, cursor.x, across), _along(layout.ys, cursor.y, down))


def _along(cells: tuple[int, ...], at: int, step: int) -> int:
    way = 1 if step > 0 else -1
    for _ in range(abs(step)):
        here = cells[at]
        while 0 <= at + way < len(cells):
            at += way
            if cells[at] != here:
                break
    return at


def ends(picture: Picture, cursor: Cursor, *, last: bool) -> Cursor:
    """Return the first place or the last; on a map those of its row."""
    if is_empty(picture):
        return cursor
    width, height = KINDS[type(picture)].size(picture)
    if width == 1:
        return Cursor(0, height - 1 if last else 0)
    return Cursor(width - 1 if last else 0, cursor.y)


def hit(picture: Picture, room: Room, cursor: Cursor, at: tuple[int, int], lang: Lang) -> Cursor:
    """Return the place nearest to a cell of the picture."""
    if is_empty(picture):
        return cursor
    layout = KINDS[type(picture)].layout(picture, room, kept(picture, cursor), lang)
    x, y = at
    nearest = (min(range(len(cells)), key=lambda one, cells=cells, wanted=wanted: abs(cells[one] - wanted))  # type: ignore[misc]
               for cells, wanted in ((layout.xs, x), (layout.ys, y)))  # fmt: skip
    return Cursor(*nearest)


def told(picture: Picture, room: Room, cursor: Cursor, lang: Lang) -> list[Told]:
    """Return the figures under the cursor."""
    if is_empty(picture):
        return []
    return KINDS[type(picture)].told(picture, room, kept(picture, cursor), lang)


def opened(picture: Picture, room: Room, cursor: Cursor, lang: Lang) -> str | None:
    """Return the customer that Enter opens; None where there is none."""
    if is_empty(picture):
        return None
    return KINDS[type(picture)].opened(picture, room, kept(picture, cursor), lang)
