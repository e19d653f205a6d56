from kw_tui.tui.lines import plain
from kw_tui.tui.pictures import drawing
from kw_tui.tui.pictures.picture import Cursor, Room
from tests.tui.pictures import samples


def drawn(picture: object, width: int, height: int, cursor: Cursor | None = None) -> list[str]:
    return plain(drawing.draw(picture, Room(width, height), cursor, "de")).splitlines()  # type: ignore[arg-type]


def test_two_columns_at_each_place_are_told_apart_by_their_look() -> None:
    lines = drawn(samples.columns([8.0, 4.0], [4.0, 2.0]), 22, 5)
    assert lines[0].startswith("8 ┤███")
    assert "⣿" in lines[2]
    assert "⣿" not in lines[0]
    assert lines[-1].split() == ["0", "01/26", "02/26"]


def test_losses_hang_below_a_line_at_zero() -> None:
    lines = drawn(samples.columns([10.0, -10.0], [5.0, -10.0]), 24, 8)
    zero = next(at for at, line in enumerate(lines) if "──" in line)
    assert lines[zero].startswith("  0 ┤─")
    assert any("⣿" in line or "⠛" in line for line in lines[zero + 1 : -1])
    assert lines[zero + 1 : -2][-1].startswith("−10 ┤")


def test_all_losses_and_all_zero() -> None:
    assert drawn(samples.columns([-5.0, -10.0]), 24, 7)[0].startswith("  0 ┤──")
    assert not any("█" in line for line in drawn(samples.columns([0.0, 0.0]), 24, 7))


def test_unknown_is_a_dot_and_a_loss_without_room_a_mark() -> None:
    assert "·" in "".join(drawn(samples.columns([1.0, None]), 24, 6))
    assert "▼" in "".join(drawn(samples.columns([1.0, -1.0]), 24, 3))


def test_where_all_find_no_room_the_last_are_shown_and_the_cursor_brings_the_earlier() -> None:
    picture = samples.columns([float(n) for n in range(60)], [1.0] * 60)
    assert "01/26" not in "".join(drawn(picture, 60, 14))
    assert "weitere davor" in drawn(picture, 60, 14)[-1]
    assert "01/26" in "".join(drawn(picture, 60, 14, Cursor(0)))
