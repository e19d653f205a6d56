from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.tui.lines import length, plain
from kw_tui.tui.pictures import drawing
from kw_tui.tui.pictures.picture import Cursor, Room
from kw_tui.vocabulary.texts import Text
from tests.tui.pictures import samples

values = st.lists(st.none() | st.sampled_from([0.0, 1.0, -1.0, 1e-9, 1e12]) | st.floats(-1e6, 1e6), max_size=30)
rooms = st.builds(Room, st.integers(0, 130), st.integers(0, 40))
steps = st.lists(st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1), (10, 0), (-10, 0)]), max_size=6)


@settings(max_examples=25)
@given(values, rooms, steps)
def test_whatever_the_figures_no_picture_leaves_its_room(
    figures: list[float | None], room: Room, moves: list[tuple[int, int]]
) -> None:
    for picture in samples.every(figures):
        cursor = picture.start
        for step in moves:
            cursor = drawing.moved(picture, room, cursor, step, "de")
        for lines in (drawing.draw(picture, room, cursor, "de"), drawing.draw(picture, room, None, "en")):
            assert len(lines) <= max(1, room.height)
            assert all(length(line) <= max(room.width, 8) for line in lines)
        drawing.told(picture, room, cursor, "de")
        if not drawing.is_empty(picture):
            assert cursor == drawing.kept(picture, cursor)


@settings(max_examples=15)
@given(values.filter(bool), st.builds(Room, st.integers(30, 130), st.integers(8, 40)))
def test_the_mouse_finds_what_is_drawn_there(figures: list[float | None], room: Room) -> None:
    for picture in samples.every(figures):
        kind = drawing.KINDS[type(picture)]
        width, height = kind.size(picture)
        cursor = Cursor(width // 2, height // 2)
        layout = kind.layout(picture, room, cursor, "de")
        assert (len(layout.xs), len(layout.ys)) == (width, height)
        found = drawing.hit(picture, room, cursor, (layout.xs[cursor.x], layout.ys[cursor.y]), "de")
        assert (layout.xs[found.x], layout.ys[found.y]) == (layout.xs[cursor.x], layout.ys[cursor.y])


def test_arrows_pass_all_that_is_drawn_and_stop_at_the_ends() -> None:
    picture, room = samples.curve([float(n) for n in range(400)]), Room(60, 12)
    cursor, seen = Cursor(0, 0), []
    while (after := drawing.moved(picture, room, cursor, (1, 0), "de")) != cursor:
        cursor = after
        seen.append(cursor.x)
    assert cursor == drawing.ends(picture, cursor, last=True) == Cursor(399)
    assert 40 < len(seen) < 60
    assert drawing.ends(picture, cursor, last=False) == Cursor(0)


def test_both_pairs_of_arrows_go_along_a_single_axis() -> None:
    room = Room(60, 12)
    assert drawing.moved(samples.bars([1.0, 2.0, 3.0]), room, Cursor(), (1, 0), "de") == Cursor(0, 1)
    assert drawing.moved(samples.curve([1.0, 2.0]), room, Cursor(), (0, 1), "de") == Cursor(1, 0)
    assert drawing.moved(samples.heat([1.0, 2.0]), room, Cursor(), (0, 1), "de") == Cursor(0, 1)


def test_nothing_to_draw_says_why() -> None:
    empty = samples.curve([], empty=Text("noch keine Umsätze", "no sales yet"))
    assert plain(drawing.draw(empty, Room(40, 5), Cursor(3, 3), "en")) == "– no sales yet"
    assert drawing.told(empty, Room(40, 5), Cursor(3, 3), "en") == []
    assert drawing.opened(empty, Room(40, 5), Cursor(), "en") is None
    assert drawing.moved(empty, Room(40, 5), Cursor(), (1, 0), "de") == Cursor()


def test_among_other_lines_a_picture_tells_the_key_that_enlarges_it() -> None:
    lines = drawing.among(samples.curve([1.0, 2.0], notes=(Text("Gipfel 2", "peak 2"),)), 5, "de", 40)
    assert len(lines) == 7
    assert plain(lines[:1]).endswith(" +")
    assert plain(lines[-1:]) == "Gipfel 2"


def test_large_figures_stand_below_a_picture_but_not_below_what_says_why_there_is_none() -> None:
    bars = samples.bars([3.0, 1.0])
    told = plain(drawing.large(bars, Room(60, 30), Cursor(), "de"))
    assert told.rstrip().endswith("y  23")
    nothing = replace(bars, empty=Text("nichts da", "nothing there"))
    assert plain(drawing.large(nothing, Room(60, 30), Cursor(), "de")).endswith("nichts da")
