from pathlib import Path

import pytest

from kw_tui.storage.readers.table_choice import chosen_table
from kw_tui.vocabulary.errors import SheetError, SourceError

PATH = Path("firma.db")
LEDGER, MASTER = ["Kunde", "Netto", "Datum", "x"], ["Kundennummer", "Firma", "y"]


def test_the_table_whose_columns_are_known_best() -> None:
    assert chosen_table(PATH, {"log": ["a", "b"], "umsatz": LEDGER, "kunden": MASTER}, None) == "umsatz"


def test_the_only_table_whatever_its_columns() -> None:
    assert chosen_table(PATH, {"t1": ["a"]}, None) == "t1"


def test_the_named_table_in_any_case_but_rather_in_its_own() -> None:
    tables = {"Umsatz": [], "umsatz": LEDGER, "log": []}
    assert chosen_table(PATH, tables, "Umsatz") == "Umsatz"
    assert chosen_table(PATH, tables, "LOG") == "log"


@pytest.mark.parametrize(
    ("tables", "wanted", "message"),
    [
        ({"umsatz": LEDGER, "umsatz_alt": LEDGER}, None, "2 tables, and none fits best"),
        ({"a": ["x"], "b": ["Kunde"]}, None, "2 tables, and none fits best"),
        ({"a": ["x"]}, "b", "no table 'b'"),
        ({}, None, "no table in the database"),
    ],
)
def test_where_none_is_clearly_meant_all_are_listed(
    tables: dict[str, list[str]], wanted: str | None, message: str
) -> None:
    with pytest.raises(SourceError, match=message) as refused:
        chosen_table(PATH, tables, wanted)
    assert all(name in refused.value.hint.en for name in tables)


def test_a_door_can_offer_them_all() -> None:
    with pytest.raises(SheetError) as refused:
        chosen_table(PATH, {"a": ["x"], "[b]": ["Kunde"]}, None)
    assert refused.value.names == ("a", "[b]")
