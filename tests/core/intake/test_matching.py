import polars as pl
import pytest

from kw_tui.core.intake.evidence import look
from kw_tui.core.intake.matching import Pair, alike, assigned, spelled
from kw_tui.vocabulary.sources import SALES_LINE


def pairs_of(**columns: list[str]) -> dict[str, Pair]:
    evidence = look(list(columns), pl.DataFrame(columns))
    return {pair.field: pair for pair in spelled(SALES_LINE, list(columns), evidence)}


def test_a_spelling_with_agreeing_values_is_certain() -> None:
    assert pairs_of(Nettobetrag=["1,50"])["net_amount"].confidence == "exact"
    assert pairs_of(Nettobetrag=["viel"])["net_amount"].confidence == "guess"


@pytest.mark.parametrize(
    ("values", "fields"),
    [(["EUR", "CHF"], {"currency"}), (["120,50", "80,00"], {"bonus"})],
)
def test_values_choose_between_the_meanings_of_a_word(values: list[str], fields: set[str]) -> None:
    assert set(pairs_of(WKZ=values)) == fields


def test_a_number_that_looks_like_a_name_is_the_last_choice() -> None:
    assert pairs_of(Kunde=["10023", "10024"])["customer_id"].score > 2
    assert pairs_of(Kunde=["Müller KG", "Fuchs AG"])["customer_id"].score < 1


def test_a_unit_in_the_header_settles_what_a_discount_is() -> None:
    found = pairs_of(**{"Rabatt EUR": ["1,50", "2,00"]})
    assert found["discount_amount"].confidence == "exact"
    assert set(found) == {"discount_amount"}
    assert pairs_of(**{"Marge %": ["12,5"]}) == {}


def test_likeness_needs_agreeing_values_and_a_free_field() -> None:
    columns = {"Rechungsdatum": ["01.02.2024"], "Netobetrag": ["Müller"]}
    evidence = look(list(columns), pl.DataFrame(columns))
    assert {pair.field for pair in alike(SALES_LINE, list(columns), evidence, ())} == {"invoice_date"}
    assert alike(SALES_LINE, list(columns), evidence, ["invoice_date"]) == []


def test_pairs_are_one_to_one_the_best_first() -> None:
    pairs = [
        Pair(2.0, "name", "A", "guess"),
        Pair(4.0, "customer_id", "A", "exact"),
        Pair(3.0, "customer_id", "B", "guess"),
        Pair(1.0, "name", "B", "guess"),
        Pair(3.5, "net_amount", "C", "guess"),
    ]
    kept = {pair.field: pair.header for pair in assigned(pairs, SALES_LINE, {"net_amount": "N"})}
    assert kept == {"customer_id": "A", "name": "B"}
