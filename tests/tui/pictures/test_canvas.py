from kw_tui.tui.lines import plain
from kw_tui.tui.pictures.canvas import Canvas


def test_what_does_not_fit_is_cut_off() -> None:
    canvas = Canvas(4, 1)
    canvas.put(-1, 0, "abcdefg")
    canvas.put(0, 5, "x")
    assert plain(canvas.lines()) == "bcde"


def test_wide_glyphs_take_two_cells_and_are_never_halved() -> None:
    canvas = Canvas(3, 1)
    canvas.put(0, 0, "漢字")
    assert plain(canvas.lines()) == "漢"


def test_filling_leaves_what_stands() -> None:
    canvas = Canvas(3, 1)
    canvas.put(1, 0, "x", "accent")
    canvas.fill(0, 0, "---", "dim")
    assert canvas.lines() == [(("-", "dim"), ("x", "accent"), ("-", "dim"))]
    assert not canvas.is_blank(0, 0)


def test_dots_of_a_cell_are_joined() -> None:
    canvas = Canvas(1, 1)
    canvas.dot(0, 0)
    canvas.dot(1, 3)
    canvas.dot(9, 9)
    assert plain(canvas.lines()) == "⢁"
