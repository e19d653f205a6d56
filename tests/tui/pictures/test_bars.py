from kw_tui.tui.lines import plain
from kw_tui.tui.pictures import drawing
from kw_tui.tui.pictures.picture import Cursor, Legend, Room
from kw_tui.vocabulary.texts import Text
from tests.tui.pictures import samples


def test_bars_share_a_scale_and_have_a_limit() -> None:
    lines = plain(drawing.draw(samples.bars([8.0, 4.0]), Room(50, 5), Cursor(0, 0), "de")).splitlines()
    assert lines[0].startswith("▸Kanal 0 ██")
    assert lines[0].rstrip().endswith("8")
    assert lines[0].count("█") > lines[1].count("█") > 5
    assert "┃" in lines[1]
    assert lines[2].split()[0] == "0"


def test_what_is_not_known_is_a_dash_and_only_glyphs_that_occur_are_explained() -> None:
    from dataclasses import replace

    legend = (Legend("█", Text("genutzt", "used")), Legend("▓", Text("darüber", "beyond")))
    drawn = plain(drawing.draw(replace(samples.bars([1.0, None]), legend=legend), Room(50, 12), None, "de"))
    assert "Kanal 1 –" in drawn
    assert "genutzt" in drawn
    assert "darüber" not in drawn


def test_all_zero_has_a_scale_all_the_same() -> None:
    from dataclasses import replace

    from kw_tui.tui.pictures.picture import Bar

    bar = Bar(Text("leer", "empty"), (), lambda _lang: "0")
    drawn = plain(drawing.draw(replace(samples.bars([]), bars=(bar,)), Room(40, 4), None, "de")).splitlines()
    assert [line.split() for line in drawn if line.strip()][1] == ["0", "1"]
