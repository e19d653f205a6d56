"""What the counts of a file's values decide about how its columns are written, and what they leave to a person."""

from collections.abc import Sequence

import polars as pl
import pytest

from kw_tui.core.intake.formats import Facts, Formats, Said, decide, facts_of, is_settled, pooled
from kw_tui.core.intake.intake import raw_cells, statistics
from kw_tui.core.intake.mapping import Mapping
from kw_tui.core.intake.numbers import number
from kw_tui.vocabulary.sources import CUSTOMER, PRICE_CONDITION, SALES_LINE

UNSAID = Said()


def mapping(*fields: str) -> Mapping:
    return Mapping({field: field.upper() for field in fields}, dict.fromkeys(fields, "exact"))


def counted(**columns: Sequence[str]) -> dict[str, dict[str, int]]:
    pairs = mapping(*columns)
    frame = pl.LazyFrame(
        {"line": range(len(next(iter(columns.values())))), **{n.upper(): v for n, v in columns.items()}}
    )
    cells = raw_cells(frame, tuple(pairs.headers.values()))
    return facts_of(statistics(cells, pairs, SALES_LINE).collect().row(0, named=True), pairs)


def decided(said: Said = UNSAID, **columns: Sequence[str]) -> Formats:
    return decide(counted(**columns), mapping(*columns), SALES_LINE, said)


def asked(formats: Formats) -> list[tuple[str, str]]:
    return [(ask.option, ask.field) for ask in formats.asks]


def settled(said: Said = UNSAID, **columns: Sequence[str]) -> bool:
    return is_settled(counted(**columns), mapping(*columns), SALES_LINE, said)


@pytest.mark.parametrize(("cell", "mark"), [("1,50", ","), ("1.50", "."), ("1.234,5", ","), ("1,234.5", ".")])
def test_one_value_proves_the_mark_of_its_column(cell: str, mark: str) -> None:
    formats = decided(net_amount=["1.234", cell])
    assert (formats.numbers["net_amount"].mark, formats.asks) == (mark, ())
    assert "net_amount" in formats.proven


def test_one_column_decides_for_another_but_proves_nothing_about_it() -> None:
    formats = decided(net_amount=["1.234"], quantity=["1,5"])
    assert (formats.numbers["net_amount"].mark, formats.asks) == (",", ())
    assert formats.proven == {"quantity"}


def test_days_with_dots_tell_other_columns_and_a_person_their_order() -> None:
    proven = decided(invoice_date=["12.31.2024", "01.02.2024"], due_date=["01.02.2024", ""])
    assert {form.dotted for form in proven.dates.values()} == {"mdy"}
    slashed = decided(invoice_date=["12/31/2024", "01/02/2024"], due_date=["01.02.2024", ""])
    assert (slashed.dates["invoice_date"].order, slashed.dates["due_date"].dotted) == ("mdy", "dmy")
    assert decided(Said(dates="mdy"), invoice_date=["01.02.2024"]).dates["invoice_date"].dotted == "mdy"
    torn = {"invoice_date": ["31.12.2024", "12.31.2024"]}
    assert asked(decided(invoice_date=torn["invoice_date"])) == [("dates", "invoice_date")]
    assert decided(Said(dates="mdy"), invoice_date=torn["invoice_date"]).asks == ()


def test_what_no_value_tells_is_asked() -> None:
    formats = decided(net_amount=["1.234"], invoice_date=["03/04/2024"])
    assert asked(formats) == [("decimal", "net_amount"), ("dates", "invoice_date")]


def test_what_a_person_says_answers_and_goes_before_the_evidence() -> None:
    formats = decided(Said(decimal=".", dates="mdy"), net_amount=["1,50"], invoice_date=["13/04/2024"])
    assert (formats.numbers["net_amount"].mark, formats.dates["invoice_date"].order) == (".", "mdy")
    assert decided(Said(decimal=",", dates="dmy"), net_amount=["1.234"], invoice_date=["03/04/2024"]).asks == ()


def test_the_mark_of_a_format_yields_to_the_values() -> None:
    assert decided(Said(mark=","), net_amount=["1.234"]).numbers["net_amount"].mark == ","
    assert decided(Said(mark=","), net_amount=["1.50"]).numbers["net_amount"].mark == "."


def test_a_typed_column_has_a_dot_whatever_is_said_of_the_others() -> None:
    said = Said(decimal=",", typed=frozenset({"NET_AMOUNT"}))
    formats = decided(said, net_amount=["1.234"], quantity=["1,5"])
    assert {field: form.mark for field, form in formats.numbers.items()} == {"net_amount": ".", "quantity": ","}
    assert formats.proven == {"net_amount", "quantity"}


def test_a_typed_column_is_no_evidence_for_columns_of_text() -> None:
    said = Said(typed=frozenset({"NET_AMOUNT"}))
    assert asked(decided(said, net_amount=["1.50"], quantity=["1.234"])) == [("decimal", "quantity")]


def test_days_are_ordered_by_the_one_that_tells() -> None:
    formats = decided(invoice_date=["03/04/2024", "25/04/2024"], due_date=["03/04/2024", ""])
    assert {form.order for form in formats.dates.values()} == {"dmy"}
    assert formats.asks == ()


def test_fractions_become_per_cent_points_unless_it_is_said_that_they_are_none() -> None:
    formats = decided(discount_pct=["0,2", "0,05"])
    assert formats.numbers["discount_pct"].scale == 100
    assert (formats.notes, formats.asks) == ((), ())  # of sales the amounts may tell
    conditions = decide(counted(discount_pct=["0,2", "0,05"]), mapping("discount_pct"), PRICE_CONDITION, UNSAID)
    assert asked(conditions) == [("discount", "discount_pct")]
    assert decided(Said(discount="percent"), discount_pct=["0,2"]).numbers["discount_pct"].scale == 1
    assert decided(Said(discount="fraction"), discount_pct=["0,2", "0,1", "1,5"]).numbers["discount_pct"].scale == 100
    assert decided(Said(discount="fraction"), discount_pct=["0", "2,5", "20"]).numbers["discount_pct"].scale == 1
    assert decided(Said(discount="fraction"), discount_pct=["0,2 %"]).numbers["discount_pct"].scale == 1
    assert decided(discount_pct=["0,2", "12,5"]).numbers["discount_pct"].scale == 1


def test_two_marks_in_one_column_are_told() -> None:
    (note,) = decided(net_amount=["1,50", "2,50", "3.50"]).notes
    assert "','" in note.in_("en")


def test_a_company_may_have_more_revenue_than_a_line() -> None:
    pairs = mapping("annual_revenue")
    facts = {"annual_revenue": counted(net_amount=["1,50"])["net_amount"]}
    limit = decide(facts, pairs, CUSTOMER).numbers["annual_revenue"].limit
    assert limit > decided(net_amount=["1,50"]).numbers["net_amount"].limit


def test_counts_of_several_parts_are_those_of_the_whole() -> None:
    one, other = ["1,50", "1.234", ""], ["2.50", "-3", "x"]
    parts: list[dict[str, Facts]] = [{**counted(net_amount=part)} for part in (one, other)]
    assert pooled(parts) == counted(net_amount=[*one, *other])
    assert pooled([]) == {}


@pytest.mark.parametrize(
    ("columns", "is_enough"),
    [
        ({"net_amount": ["1,50"]}, True),
        ({"net_amount": ["1.234"]}, False),
        ({"invoice_date": ["03/04/2024"]}, False),
        ({"invoice_date": ["31.01.2024"]}, True),
        ({"customer_id": ["0012"]}, True),
        ({"customer_id": ["17850.0"]}, False),
        ({"customer_id": ['="0012"']}, False),
        ({"discount_pct": ["0,2", "0"]}, False),
        ({"discount_pct": ["0,2", "20"]}, True),
        ({"discount_pct": ["0,2 %"]}, True),
    ],
)
def test_when_some_lines_are_enough(columns: dict[str, list[str]], is_enough: bool) -> None:
    assert settled(**columns) is is_enough


def test_what_is_said_is_enough() -> None:
    assert settled(Said(decimal=","), net_amount=["1.234"])


def test_a_percentage_is_no_amount() -> None:
    amounts = decided(net_amount=["1,50", "10%"]).numbers["net_amount"]
    cells = pl.DataFrame({"cell": ["1,50", "10%", "3,00 USD"]})
    assert cells.select(number(pl.col("cell"), amounts).is_null()).to_series().to_list() == [False, True, False]
    assert decided(discount_pct=["10 %"]).numbers["discount_pct"].refused == ""
