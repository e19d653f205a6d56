from dataclasses import replace

from kw_tui.tui.lines import length, plain
from kw_tui.tui.pictures import reading
from kw_tui.tui.pictures.picture import Room, Told
from kw_tui.vocabulary.texts import Text
from tests.tui.pictures import samples


def test_figures_under_the_cursor_go_on_in_the_next_line() -> None:
    told = [Told("", "23 % der Kunden", "title"), Told("Umsatz", "1.234.567,89 EUR"), Told("Kunde", "0010234 Müller")]
    assert plain(reading.told_lines(told, 80)) == "23 % der Kunden · Umsatz 1.234.567,89 EUR · Kunde 0010234 Müller"
    two = reading.told_lines(told, 44)
    assert plain(two).splitlines() == ["23 % der Kunden · Umsatz 1.234.567,89 EUR", "Kunde 0010234 Müller"]
    assert all(length(line) <= 20 for line in reading.told_lines(told, 20))


def test_a_table_of_all_figures_for_whoever_reads_no_pictures() -> None:
    assert plain(reading.table_lines(samples.curve([1.0]), "de", 40)).splitlines() == ["a   b", "x   1", "y  23"]


def test_where_a_picture_leaves_room_its_figures_stand_below() -> None:
    picture, drawn = samples.curve([1.0]), [(("▆▇", ""),), ((" ", ""),), ((" ", ""),)]
    below = reading.with_figures(drawn, picture, "de", Room(40, 5))
    assert plain(below).splitlines() == ["▆▇", "", "a   b", "x   1", "y  23"]
    assert reading.with_figures(drawn, picture, "de", Room(40, 4)) == drawn


def test_a_very_long_table_says_how_many_are_left() -> None:
    many = replace(samples.curve([1.0]), rows=lambda _lang: [["a"], *([str(n)] for n in range(reading.MOST_ROWS + 5))])
    assert plain(reading.table_lines(many, "en", 40)).endswith("… and 5 more")


def test_the_heading_tells_the_key_and_notes_are_wrapped() -> None:
    assert plain([reading.heading(Text("Preistreppe", "x"), "de", 20)]) == "Preistreppe ────── +"
    assert length(reading.heading(Text("Ein sehr langer Titel", "x"), "de", 12)) <= 13
    long = replace(samples.curve([1.0]), notes=(Text("eins zwei drei vier fünf", "x"),))
    assert plain(reading.note_lines(long, "de", 10, 2)).splitlines() == ["eins zwei", "drei vier…"]
    picture = replace(samples.curve([1.0]), notes=(Text("eins zwei", "a"), Text("drei", "b")))
    assert plain(reading.note_lines(picture, "de", 11)).splitlines() == ["eins zwei ·", "drei"]
