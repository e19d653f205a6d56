import pytest

from kw_tui.storage.readers.heading import WITHIN, column_names, has_figures, header_row, known_names, named_row


def test_names_are_known_whatever_their_case_and_punctuation() -> None:
    assert known_names(["KUNDEN-NR.", "netto betrag", "Was anderes", ""]) == 2


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["Kundennr", "Netto"], False),
        (["4711", "x"], True),
        (["31.01.2024", "x", "y"], True),
        (["a"] * 9 + ["1"], False),
    ],
)
def test_figures_tell_a_row_of_data(row: list[str], expected: bool) -> None:
    assert has_figures(row) is expected


def test_the_row_with_most_known_names_wins_and_the_first_of_equals() -> None:
    title, good, better = ["Liste"], ["Kundennummer", "Netto"], ["Kundennummer", "Netto", "Menge"]
    assert named_row([title, good, better, better]) == (3, 2)
    assert named_row([title, title]) is None
    assert named_row([title] * WITHIN + [good]) is None


def test_a_first_full_row_without_figures_is_the_header() -> None:
    assert header_row([["x"], ["a", "b", "c"], ["1", "2", "3"]], 3) == 1
    assert header_row([["x"], ["1", "2", "3"], ["a", "b", "c"]], 3) is None


def test_every_column_gets_a_name_of_its_own() -> None:
    names, doubles = column_names(["Netto", " Netto\n ", "", "line", "Netto (2)"], 6)
    assert names == ("Netto", "Netto (3)", "column 3", "line (2)", "Netto (2)", "column 6")
    assert doubles == ("Netto (3)",)
