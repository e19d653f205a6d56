from kw_tui.tui.evidence import view
from kw_tui.tui.lines import plain
from tests.tui.evidence.findings_told import groups, nothing, shown, ways

PLACES = view.places(shown())


def test_the_list_names_a_finding_once_and_its_further_tables_below() -> None:
    frame = view.list_frame(PLACES, "de")
    assert frame.rows() == [
        ("0", "Rabattausreißer"),
        ("1", "  · Größenklasse"),
        ("2", "Gratisleistung als Gewohnheit"),
    ]
    assert view.list_frame([], "en").height == 0


def test_values_read_as_their_kind_and_choices_as_words() -> None:
    (choice, effect) = view.fields(ways().columns, ways().rows, "de")
    assert choice.write("stop", "de") == "einstellen"
    assert choice.width >= len("berechnen")
    assert (effect.write(ways().rows["effect"][0], "en"), effect.align) == ("40.00", "right")
    lines = groups().behind(0)
    line = next(one for one in view.fields(groups().line_columns, lines, "de") if one.id == "line")
    assert line.write(1234, "de") == "1234"


def test_texts_of_files_are_made_harmless() -> None:
    (group, *_) = view.fields(groups().columns, groups().rows, "de")
    assert not {"\x1b", "\u202e"} & set(group.write(groups().rows["product_group"][0], "de"))


def test_what_a_table_comes_to_stands_before_how_it_is_made() -> None:
    told = plain(view.about(PLACES[0], "en", 70, 6)).splitlines()
    assert told == ["Discount by group", "Discount rate: 20.0 % (sum of: adds)", "Made so."]
    assert plain(view.says(PLACES[0], "en", 80)).startswith("Discount outlier: discount deviates by 5.50")


def test_a_long_explanation_is_cut_to_the_room_there_is() -> None:
    for height in (2, 4, 6):
        told = view.about(PLACES[2], "de", 40, height)
        assert len(told) == height
        assert plain(told).endswith("…")


def test_lines_come_to_their_row() -> None:
    told = plain(view.about_lines(PLACES[0], 0, "de", 70, 6)).splitlines()
    assert told == ["Rabatt je Warengruppe: 2 Zeilen dahinter (Umsätze)", "Rabattbetrag: 30,00"]
    without = view.Place(PLACES[2].shown, ways(), is_first=True)
    assert plain(view.about_lines(without, 0, "en", 70, 6)) == "What to do: 1 line behind (Concessions)"


def test_a_table_without_rows_has_nothing_to_sum() -> None:
    assert nothing().sums() == ()
    assert plain(view.about(PLACES[1], "de", 70, 6)) == "Größenklasse\nNicht vergleichbar."
