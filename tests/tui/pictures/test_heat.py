import pytest

from kw_tui.tui.lines import plain
from kw_tui.tui.pictures import drawing
from kw_tui.tui.pictures.heat import level
from kw_tui.tui.pictures.picture import Cursor, Room
from tests.tui.pictures import samples


@pytest.mark.parametrize(("value", "shade"), [(0, 0), (-5, 0), (1, 1), (26, 2), (51, 3), (76, 4), (100, 4)])
def test_the_shade_grows_with_the_value(value: float, shade: int) -> None:
    assert level(value, 100) == shade


def test_figures_stand_in_their_fields_and_the_cursor_has_marks() -> None:
    drawn = plain(drawing.draw(samples.heat([1.0, None, 100.0]), Room(50, 14), Cursor(2, 0), "de"))
    assert "▸100◂" in drawn
    assert "░░ 1 ░░" in drawn
    assert "·" in drawn
    assert "≤ 100" in drawn


def test_the_legend_tells_the_largest_value_of_each_shade_there_is() -> None:
    drawn = plain(drawing.draw(samples.heat([1.0, 2.0, 3.0]), Room(50, 14), None, "de"))
    assert drawn.splitlines()[-1].split("   ") == ["▒▒ ≤ 1", "▓▓ ≤ 2", "██ ≤ 3"]


def test_a_small_room_keeps_the_figures() -> None:
    lines = plain(drawing.draw(samples.heat([1.0, 20.0]), Room(20, 5), None, "de")).splitlines()
    assert "F0" in lines[0]
    assert "20" in lines[1]
