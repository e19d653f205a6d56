from kw_tui.tui.lines import plain
from kw_tui.tui.pictures import drawing
from kw_tui.tui.pictures.picture import Cursor, Room
from tests.tui.pictures import samples


def test_a_line_with_its_ends_zero_and_the_named_place() -> None:
    lines = plain(drawing.draw(samples.curve([10.0, 0.0, -10.0]), Room(34, 14), Cursor(1), "de")).splitlines()
    assert lines[0] == "↑ Größe"
    assert lines[1].startswith(" 10 ┤⠙")
    assert "  0 ┤───" in lines[5]
    assert "◆" in lines[5]
    assert lines[10].startswith("−10 ┤")
    assert any("Mitte" in line for line in lines)
    assert "▲" in lines[11]
    assert lines[12].split() == ["0", "1", "2"]
    assert lines[13].endswith("Größe →")


def test_losses_are_told_by_their_side_of_the_line_and_by_colour() -> None:
    picture = samples.curve([10.0, -10.0], marks=())
    roles = {role for line in drawing.draw(picture, Room(34, 14), None, "de") for _, role in line}
    assert {"accent", "negative"} <= roles


def test_a_level_is_dotted_and_one_point_alone_is_seen() -> None:
    assert "⠁ ⠁" in plain(drawing.draw(samples.curve([0.5, 0.6], level=1.0, marks=()), Room(30, 6), None, "de"))
    assert "●" in plain(drawing.draw(samples.curve([5.0], marks=()), Room(30, 6), None, "de"))
    assert "●" in plain(drawing.draw(samples.curve([None, 5.0, None], marks=()), Room(30, 6), None, "de"))


def test_what_is_not_known_breaks_the_line() -> None:
    drawn = plain(drawing.draw(samples.curve([1.0, 1.0, None, 1.0, 1.0], marks=()), Room(40, 5), None, "de"))
    first = drawn.splitlines()[0]
    assert "     " in first.strip()
    assert first.rstrip().endswith("⠉")


def test_a_line_of_equals_is_dotted_beside() -> None:
    picture = samples.curve([0.0, 1.0, 1.0], even=(0.0, 0.5, 1.0), marks=(), level=None)
    dim = [text for line in drawing.draw(picture, Room(40, 8), None, "de") for text, role in line if role == "dim"]
    assert any("⠄" in text or "⠂" in text or "⠁" in text or "⠐" in text for text in dim)


def test_names_of_places_stand_below() -> None:
    picture = samples.curve([1.0] * 12, names=lambda place: f"{place + 1:02}/26", marks=())
    last = plain(drawing.draw(picture, Room(60, 6), None, "de")).splitlines()[-1].split()
    assert (last[0], last[-1]) == ("01/26", "12/26")
