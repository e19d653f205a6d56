import pytest

from kw_tui.storage.readers.workbooks.choice import asked_for, listed
from kw_tui.storage.readers.workbooks.refusals import RefusedError

NAMES = ["Deckblatt", "Umsatz  2024", "2", "umsatz 2024"]


@pytest.mark.parametrize(
    ("wanted", "index"),
    [("Deckblatt", 0), ("umsatz 2024", 3), ("UMSATZ 2024", 1), ("2", 2), ("3", 2), ("1", 0), ("4", 3)],
)
def test_names_go_before_numbers_and_exact_ones_before_alike(wanted: str, index: int) -> None:
    assert asked_for(wanted, NAMES) == index


@pytest.mark.parametrize("wanted", ["0", "5", "-1", "", "Umsatz", "99999999999999999999", "²"])
def test_an_unknown_sheet_is_refused_with_a_list(wanted: str) -> None:
    with pytest.raises(RefusedError) as caught:
        asked_for(wanted, NAMES)
    assert caught.value.code == "unknown-sheet"
    assert "1 'Deckblatt'" in str(caught.value.fields["sheets"])


def test_a_long_list_is_cut() -> None:
    assert listed([str(number) for number in range(100)]).endswith("20 '19', ...")
