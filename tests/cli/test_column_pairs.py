import pytest

from kw_tui.cli.column_pairs import column_pairs
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.sources import TABLES


def test_a_field_is_named_by_id_or_by_what_it_is_called() -> None:
    pairs = ["net_amount=Netto", "Kundennummer=KdNr", "invoice no.=Beleg"]
    assert column_pairs(pairs, None) == {"net_amount": "Netto", "customer_id": "KdNr", "invoice_no": "Beleg"}


def test_what_only_serves_to_derive_can_be_mapped_too() -> None:
    assert column_pairs(["gross_amount=Brutto"], "sales_line") == {"gross_amount": "Brutto"}


def test_a_column_may_hold_an_equals_sign_and_blanks() -> None:
    assert column_pairs(["region=a = b "], None) == {"region": "a = b "}


def test_an_empty_column_leaves_the_field_out() -> None:
    assert column_pairs(["region="], None) == {"region": ""}


@pytest.mark.parametrize(
    ("pair", "table", "says"),
    [
        ("region", None, "write FIELD=COLUMN"),
        ("=Netto", None, "write FIELD=COLUMN"),
        ("net_amont=Netto", None, "did you mean net_amount"),
        ("net_amount=Netto", "ticket", "There is no field 'net_amount'"),
        ("qqqq=Netto", "ticket", "there are ticket_id, "),
    ],
)
def test_what_cannot_be_meant_is_refused(pair: str, table: str | None, says: str) -> None:
    with pytest.raises(UsageError) as refused:
        column_pairs([pair], table)
    assert says in refused.value.line("en")


def test_no_two_fields_are_called_the_same() -> None:
    meant: dict[str, set[str]] = {}
    for table in TABLES:
        for field in table.fields:
            for name in (field.label.de, field.label.en):
                meant.setdefault(name.casefold(), set()).add(field.id)
    assert {name: ids for name, ids in meant.items() if len(ids) > 1} == {}


def test_a_field_has_one_column() -> None:
    with pytest.raises(UsageError, match="names region twice"):
        column_pairs(["region=a", "Region=b"], None)
