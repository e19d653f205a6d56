import polars as pl
import pytest

from kw_tui.core.intake.mapping import NET_WAYS, confirmed, missing_fields, moved, override, require_complete
from kw_tui.core.intake.proposing import propose
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.sources import CUSTOMER, SALES_LINE


def sample(rows: dict[str, list[str]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(rows, pl.String))


def test_given_pairs_go_before_proposed_ones() -> None:
    rows = {"Kundennummer": ["1"], "Datum": ["01.02.2024"], "Umsatz": ["1,50"], "Zahlbetrag": ["1,40"]}
    proposed = propose(list(rows), sample(rows), SALES_LINE)
    mapping = override(proposed, {"net_amount": "Zahlbetrag"}, list(rows), SALES_LINE)
    assert mapping.headers["net_amount"] == "Zahlbetrag"
    assert mapping.confidence["net_amount"] == "given"
    assert mapping.unused == ("Umsatz",)
    moved = override(proposed, {"list_amount": "Umsatz"}, list(rows), SALES_LINE)
    assert "net_amount" not in moved


@pytest.mark.parametrize("given", [{"umsatz": "Umsatz"}, {"net_amount": "Ertrag"}])
def test_unknown_fields_and_columns_are_refused(given: dict[str, str]) -> None:
    rows = {"Kundennummer": ["1"], "Umsatz": ["1,50"]}
    with pytest.raises(SourceError):
        override(propose(list(rows), sample(rows), SALES_LINE), given, list(rows), SALES_LINE)


def test_missing_columns_are_named_with_what_was_found() -> None:
    rows = {"Kundennummer": ["1"], "Ort": ["Köln"]}
    mapping = propose(list(rows), sample(rows), SALES_LINE)
    with pytest.raises(SourceError) as refused:
        require_complete(SALES_LINE, mapping, list(rows), "x.csv")
    line = refused.value.line("de")
    for part in (
        "x.csv: als Umsätze fehlen Rechnungsdatum, Nettobetrag (",
        "net_amount",
        "--map invoice_date=SPALTE",
        "Kundennummer, Ort",
    ):
        assert part in line


def test_a_ledger_may_lack_its_invoice_number_and_derive_its_amount() -> None:
    assert missing_fields(SALES_LINE, ["customer_id", "invoice_date", "net_amount"]) == ()
    assert missing_fields(SALES_LINE, ["customer_id", "invoice_date", "quantity", "unit_price"]) == ()
    assert missing_fields(SALES_LINE, ["customer_id", "invoice_date", "quantity"]) == ("net_amount",)
    assert missing_fields(CUSTOMER, ["name"]) == ("customer_id",)


def test_other_files_fill_nothing_down() -> None:
    rows = {"Kundennummer": ["1"], "Netto": ["1,50"]}
    assert propose(list(rows), sample(rows), SALES_LINE).filled_down == ()


@pytest.mark.parametrize("way", NET_WAYS, ids="+".join)
def test_a_net_amount_can_be_derived(way: tuple[str, ...]) -> None:
    assert missing_fields(SALES_LINE, ["customer_id", "invoice_date", *way]) == ()
    assert missing_fields(SALES_LINE, ["customer_id", "invoice_date", *way[:-1]]) == ("net_amount",)


def test_gross_without_tax_is_refused_with_what_would_do() -> None:
    rows = {"Kundennummer": ["1"], "Rechnungsdatum": ["01.02.2024"], "Bruttobetrag": ["119,00"]}
    mapping = propose(list(rows), sample(rows), SALES_LINE)
    with pytest.raises(SourceError) as refused:
        require_complete(SALES_LINE, mapping, list(rows), "x.csv")
    assert "Bruttobetrag is gross, and neither tax rate nor tax amount" in refused.value.line("en")
    taken = override(mapping, {"net_amount": "Bruttobetrag"}, list(rows), SALES_LINE)
    require_complete(SALES_LINE, taken, list(rows), "x.csv")


def test_columns_can_be_read_as_other_fields() -> None:
    rows = {"Kundennummer": ["1"], "Umsatz": ["1,50"], "EK": ["1,00"], "Rest": ["x"]}
    mapping = propose(list(rows), sample(rows), SALES_LINE)
    other = moved(mapping, {"net_amount": "gross_amount", "unit_cost": None}, SALES_LINE)
    assert other.headers == {"customer_id": "Kundennummer", "gross_amount": "Umsatz"}
    assert other.confidence["gross_amount"] == "guess"
    assert other.unused == ("EK", "Rest")
    sure = confirmed(other, ["gross_amount", "customer_id", "quantity"])
    assert sure.guesses == frozenset()
    assert set(sure.confidence) == {"customer_id", "gross_amount"}


def test_two_columns_can_change_places() -> None:
    rows = {"Umsatz": ["119,00"], "Brutto": ["100,00"]}
    mapping = moved(
        propose(list(rows), sample(rows), SALES_LINE),
        {"net_amount": "gross_amount", "gross_amount": "net_amount"},
        SALES_LINE,
    )
    assert mapping.headers == {"net_amount": "Brutto", "gross_amount": "Umsatz"}
