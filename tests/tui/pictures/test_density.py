from kw_tui.tui.lines import plain
from kw_tui.tui.pictures import density, drawing
from kw_tui.tui.pictures.picture import Cursor, Room
from tests.tui.pictures import samples

COUNTS = [1, 2, 0, 400, 7, 1, 60, 3, 5, 9, 11, 13]


def test_every_customer_is_told_once_at_any_size() -> None:
    picture = samples.density(COUNTS)
    for room in (Room(24, 9), Room(60, 14), Room(120, 40)):
        layout = density.layout(picture, room, Cursor(), "de")
        told = 0
        for x, across in enumerate(layout.xs):
            for y, up in enumerate(layout.ys):
                if layout.xs.index(across) == x and layout.ys.index(up) == y:
                    values = [one.value for one in density.told(picture, room, Cursor(x, y), "de")]
                    told += next((int(one.split(" ")[0]) for one in values if one.endswith((" Kunden", "1 Kunde"))), 0)
        assert told == sum(COUNTS)


def test_limits_part_the_fields_and_name_them() -> None:
    lines = plain(drawing.draw(samples.density(COUNTS), Room(60, 16), None, "de")).splitlines()
    assert any("┼" in line for line in lines)
    assert " Feld 01 " in lines[1]
    assert " Feld 11 " in lines[1]
    below = next(at for at, line in enumerate(lines) if "┼" in line) + 1
    assert " Feld 00 " in lines[below]
    assert plain(drawing.draw(samples.density(COUNTS, 3), Room(90, 30), None, "de")).count("┼") == 4


def test_denser_is_darker_and_the_legend_tells_how_many() -> None:
    assert density.steps_to(1) == [1]
    assert density.steps_to(1000) == [1, 4, 10, 32, 100, 317]
    last = plain(drawing.draw(samples.density(COUNTS), Room(70, 16), None, "de")).splitlines()[-1]
    assert last.startswith("≈ · 1")
    few = plain(drawing.draw(samples.density([1, 3, 9]), Room(70, 16), None, "de")).splitlines()[-1]
    assert few.startswith("· 1  • 2")
    assert "█" in last


def test_enter_opens_the_largest_customer_of_a_cell() -> None:
    picture, room = samples.density(COUNTS), Room(60, 16)
    at = Cursor(3, len(COUNTS) - 1 - 3)
    assert density.opened(picture, room, at, "de") == "K3"
    assert density.opened(picture, room, Cursor(0, 0), "de") is None
    assert [one.value for one in density.told(picture, room, Cursor(0, 0), "de")][-1] == "niemand"
