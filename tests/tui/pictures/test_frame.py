from kw_tui.tui import figures
from kw_tui.tui.lines import plain
from kw_tui.tui.pictures import frame as frames
from kw_tui.tui.pictures.canvas import Canvas
from kw_tui.tui.pictures.frame import Frame
from kw_tui.tui.pictures.picture import Axis, Room
from tests.tui.pictures.samples import AXIS


def test_a_large_room_names_its_axes_and_a_small_one_keeps_the_figures() -> None:
    large, scale = frames.framed(Room(60, 20), (0, 1000), AXIS, "de")
    assert (large.left, large.top, large.height) == (7, 1, 16)
    assert scale[0] == "1.000"
    small, _ = frames.framed(Room(30, 5), (0, 1000), AXIS, "de")
    assert (small.top, small.height) == (0, 4)


def test_of_what_is_counted_no_half_is_written() -> None:
    write = figures.number
    assert "1,5" in frames.upright(0, 2, 15, Axis(AXIS.label, write), "de").values()
    assert [*frames.upright(0, 2, 15, Axis(AXIS.label, write, is_counted=True), "de").values()] == ["2", "0", "1"]


def test_where_the_scale_finds_no_room_it_is_left_out() -> None:
    assert frames.framed(Room(9, 5), (0, 1000), AXIS, "de") == (Frame(1, 0, 8, 4), {})


def test_the_cursor_stands_on_the_lower_axis() -> None:
    canvas, area = Canvas(20, 4), Frame(3, 0, 17, 2)
    frames.draw_below(canvas, area, [(0, "0"), (16, "16")], 5)
    lines = plain(canvas.lines()).splitlines()
    assert lines[2] == "  └┴────▲──────────┴"
    assert lines[3] == "   0               16"[:20].rstrip() or lines[3].split() == ["0", "16"]
