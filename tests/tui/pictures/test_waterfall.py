from kw_tui.tui.lines import plain
from kw_tui.tui.pictures import drawing, waterfall
from kw_tui.tui.pictures.picture import Cursor, Room
from tests.tui.pictures import samples


def test_sums_stand_on_zero_and_deductions_hang_where_they_are_taken_off() -> None:
    lines = plain(
        drawing.draw(samples.waterfall([100.0, 40.0, 10.0, 50.0]), Room(60, 6), Cursor(0, 1), "de")
    ).splitlines()
    assert lines[1].startswith("▸− Schritt 1")
    starts = [line.index("█") for line in lines[:4] if "█" in line]
    assert starts[0] == starts[-1]
    assert starts[1] > starts[0]
    assert "100" in lines[4]


def test_with_room_the_levels_are_joined() -> None:
    drawn = plain(drawing.draw(samples.waterfall([100.0, 40.0, 10.0, 50.0]), Room(70, 12), None, "de"))
    assert drawn.count("┊") == 3


def test_in_more_room_the_blocks_grow_higher_and_the_cursor_finds_their_steps() -> None:
    picture = samples.waterfall([100.0, 40.0, 10.0, 50.0])
    lines = plain(drawing.draw(picture, Room(70, 40), None, "de")).splitlines()
    assert [place for place, line in enumerate(lines) if "█" not in line][:4] == [3, 7, 11, 15]
    assert sum("┊" in line for line in lines) == 3
    assert "Schritt 1" in lines[5]
    assert waterfall.layout(picture, Room(70, 40), Cursor(0, 0), "de").ys == (1, 5, 9, 13)


def test_what_is_not_known_has_no_block() -> None:
    lines = plain(drawing.draw(samples.waterfall([100.0, None, 40.0]), Room(60, 5), None, "de")).splitlines()
    assert "–" in lines[1]
    assert "█" not in lines[1]


def test_more_steps_than_rows_follow_the_cursor() -> None:
    picture = samples.waterfall([100.0] + [1.0] * 30)
    lines = plain(drawing.draw(picture, Room(60, 10), Cursor(0, 30), "de")).splitlines()
    assert any(line.startswith("▸") for line in lines)
    assert len(lines) == 10


def test_steps_beyond_the_rows_seen_are_pointed_at() -> None:
    picture = samples.waterfall([100.0] + [1.0] * 30)

    def edges(at: int) -> str:
        lines = plain(drawing.draw(picture, Room(60, 10), Cursor(0, at), "de")).splitlines()
        return lines[0][0] + lines[-1][0]

    assert (edges(0), edges(15), edges(30)) == ("▸↓", "↑↓", "↑▸")
    assert "↓" not in plain(drawing.draw(picture, Room(60, 31), None, "de"))
