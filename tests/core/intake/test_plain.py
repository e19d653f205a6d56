"""The plain reading accepts only cells it reads exactly as the careful one does, and never one it should not."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.core.intake import intake, plain
from kw_tui.core.intake.formats import Formats, Said, decide, facts_of
from kw_tui.core.intake.intake import LINE, Reading, code_name
from kw_tui.core.intake.mapping import Mapping
from kw_tui.core.intake.plain import CELLS as RAW
from kw_tui.core.intake.plain import IS_PLAIN, Lane, choose, is_possible, plain_lines, shares
from kw_tui.vocabulary.sources import CUSTOMER, SALES_LINE

FIELDS = ("customer_id", "invoice_no", "invoice_date", "net_amount")
USUAL = {
    "customer_id": "1001", "invoice_no": "R1", "invoice_date": "31.01.2024", "net_amount": "1,50", "quantity": "2",
    "discount_pct": "2,5", "due_date": "31.03.2024", "product_id": "A-1", "product_name": "Dübel", "doc_type": "Rechnung",  # noqa: E501
}  # fmt: skip
LATEST = date(2026, 12, 31)


def mapping(*fields: str) -> Mapping:
    return Mapping({field: field.upper() for field in fields}, dict.fromkeys(fields, "exact"))


def cells(fields: tuple[str, ...], *rows: dict[str, str | None]) -> pl.LazyFrame:
    columns = {field.upper(): [(USUAL | row)[field] for row in rows] for field in fields}
    frame = pl.LazyFrame({LINE: range(2, len(rows) + 2), **columns}, schema_overrides=dict.fromkeys(columns, pl.String))
    return intake.raw_cells(frame, tuple(columns))


def formats(raw: pl.LazyFrame, pairs: Mapping, said: Said = Said()) -> Formats:  # noqa: B008
    counted = intake.statistics(raw, pairs, SALES_LINE).collect().row(0, named=True)
    return decide(facts_of(counted, pairs), pairs, SALES_LINE, said)


def lane(raw: pl.LazyFrame, *fields: str, is_trimmed: bool = False, **forms: str) -> Lane:
    pairs = mapping(*fields)
    found = formats(raw, pairs)
    chosen = choose(raw.select(**shares(pairs, SALES_LINE, found)).collect().row(0, named=True)) or {}
    return Lane(pairs, SALES_LINE, found, {**chosen, **forms}, is_trimmed, LATEST)


def both(raw: pl.LazyFrame, given_: Lane) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What the plain reading and the careful one make of the same cells."""
    reading = replace(Reading.of(given_.mapping, SALES_LINE, given_.formats), latest=LATEST)
    return plain_lines(raw, given_).drop(RAW).collect(), intake.typed(raw, reading).collect()


def require_same(raw: pl.LazyFrame, given_: Lane) -> None:
    """Where a line is plain, all its values are those of the careful reading, and nothing is wrong with any."""
    fast, careful = both(raw, given_)
    is_plain = fast[IS_PLAIN]
    fine = careful.filter(is_plain)
    assert fast.filter(is_plain).drop(IS_PLAIN).rows() == fine.select(LINE, *given_.fields).rows()
    assert [code for field in given_.fields for code in fine[code_name(field)] if code] == []
    assert fine["customer_id"].null_count() == 0


CELLS = {
    "customer_id": ("1001", "0012", '="0012"', "17850.0", "17850,0", "#NV", "#1", "=1", " 7 ", "\u00a07", "", None, "-", "K.0"),  # noqa: E501
    "invoice_no": ("R1", "12.0", '="12"', "", None, "#DIV/0!", "-", " R"),
    "invoice_date": ("31.01.2024", "1.2.2024", "01.02.24", "2024-02-01", "32.01.2024", "29.02.2023", "01. 2.2024", "x", "",  # noqa: E501
                     None, "01.02.+2024", "31.12.2026", "01.01.2027", "31.12.1899", "20240201", "2024 1 2", " 1.02.2024"),  # noqa: E501
    "net_amount": ("1,50", "-1,50", "1,50-", "1,5", "7", "1.234,50", "1.50", "1,23456", "100000000000,00", "9999999999,99",  # noqa: E501
                   "99999999999,99", "0.123", ",50", "5,", " 5,00", "5,00 ", "", None, "-", "n/a", "#WERT!", "+5,00", "--5,00",  # noqa: E501
                   "1,5,00", "1_0,00", "\u0661,\u0662\u0663", "e,00", "1e2,00", "-0,00", "- 1,50"),
    "quantity": ("2", "-2", "2,5", "1.000", "+2", "2-", "", None, "x", "12345678901", "1234567890", "-123456789", " 2", "1e2", "0x1"),  # noqa: E501
    "discount_pct": ("2,5", "0,2", "20", "", None, "12,345", "12,34567", "20 %", "0.2"),
    "due_date": ("31.03.2024", "", None, "00.00.0000", "31.12.9999", "31.03.2030", "x", "2024-03-31"),
    "product_id": ("A-1", "", None, " A", "#", "=x", "12.0"),
    "product_name": ("Dübel", "", None, " ", " x ", "\ty", "\u202fz", "\ufeffz", "#DIV/0!"),
    "doc_type": ("Rechnung", "Gutschrift", "rechnung ", "Proforma", "", None),
}  # fmt: skip
ROWS = st.fixed_dictionaries({}, optional={field: st.sampled_from(every) for field, every in CELLS.items()})


@settings(max_examples=80, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=8), first=st.lists(ROWS, max_size=2), fields=st.integers(4, len(USUAL)))
def test_whatever_is_plain_is_read_as_with_care(
    rows: list[dict[str, str | None]], first: list[dict[str, str | None]], fields: int
) -> None:
    """The forms are chosen on some lines, the others may be anything."""
    names = tuple(USUAL)[:fields]
    given_ = lane(cells(names, *first, *[USUAL] * 80), *names)
    if set(given_.forms) >= {name for name in names if SALES_LINE[name].kind.is_numeric}:
        require_same(cells(names, *rows), given_)


@pytest.mark.parametrize("mark", [",", "."])
@pytest.mark.parametrize("form", ["whole", "cents", "tens", "grouped"])
def test_each_form_of_numbers_says_what_the_careful_reading_says(mark: str, form: str) -> None:
    swapped = str.maketrans(",.", ".,") if mark == "." else {}
    written = [cell and cell.translate(swapped) for field in ("net_amount", "quantity") for cell in CELLS[field]]
    raw = cells(FIELDS, *[{"net_amount": cell} for cell in written])
    pairs = mapping(*FIELDS)
    found = formats(cells(FIELDS, {"net_amount": "1,50".translate(swapped)}), pairs)
    settled = replace(found, numbers={"net_amount": replace(found.numbers["net_amount"], is_plain=False)})
    given_ = Lane(pairs, SALES_LINE, settled, {"net_amount": form, "invoice_date": "%d.%m.%Y"}, False, LATEST)
    require_same(raw, given_)
    assert plain_lines(raw, given_).collect()[IS_PLAIN].any()


def form_of(*amounts: str | None, field: str = "net_amount") -> str | None:
    raw = cells((*FIELDS, "quantity"), *[{field: amount} for amount in amounts])
    pairs = mapping(*FIELDS, "quantity")
    forms = choose(raw.select(**shares(pairs, SALES_LINE, formats(raw, pairs))).collect().row(0, named=True))
    return forms and forms[field]


def test_the_cheapest_form_that_nearly_all_cells_have_is_chosen() -> None:
    assert form_of(*["1,50"] * 40) == "cents"
    assert form_of(*["1,50"] * 39, "1,5-") == "cents"
    assert form_of(*["1,50", "1,5"] * 20) == "tens"
    assert form_of(*["1,50", "1.234,50"] * 20) == "grouped"
    assert form_of(*["7"] * 40, field="quantity") == "whole"
    assert form_of(*[None, "7"] * 20, field="quantity") == "whole"


def test_where_many_cells_are_odd_there_is_no_plain_lane() -> None:
    assert form_of(*["1,50"] * 9, "1,5-") is None


def test_a_mark_that_only_other_columns_prove_is_left_to_care() -> None:
    assert form_of(*["1.234"] * 40, field="quantity") is None


@pytest.mark.parametrize("day", ["31.01.2024", "2024-01-31", "20240131", "31.01.24", "2024/01/31"])
def test_days_of_one_form_are_plain(day: str) -> None:
    raw = cells(FIELDS, *[{"invoice_date": day}] * 40)
    given_ = lane(raw, *FIELDS)
    require_same(raw, given_)
    assert plain_lines(raw, given_).collect()[IS_PLAIN].all()


@pytest.mark.parametrize("cell", ["31.01.2024 13:45", "45323", "", None])
def test_a_column_of_days_in_no_form_of_its_own_is_no_trouble(cell: str | None) -> None:
    """Times, serial numbers and empty columns: the lane is closed, or leaves their lines to care."""
    for field in ("invoice_date", "due_date"):
        names = (*FIELDS, "due_date")
        raw = cells(names, *[{field: cell}] * 40)
        pairs = mapping(*names)
        found = formats(raw, pairs)
        forms = choose(raw.select(**shares(pairs, SALES_LINE, found)).collect().row(0, named=True))
        if forms is not None:
            require_same(raw, Lane(pairs, SALES_LINE, found, forms, False, LATEST))


def test_fractions_become_per_cent_points_here_too() -> None:
    names = (*FIELDS, "quantity", "discount_pct")
    raw = cells(names, *[{"discount_pct": "0,2"}, {"discount_pct": "0,125"}] * 20)
    given_ = lane(raw, *names)
    assert given_.formats.numbers["discount_pct"].scale == 100
    require_same(raw, given_)


def test_cells_known_to_be_trimmed_are_taken_as_they_are() -> None:
    raw = cells((*FIELDS, "quantity", "product_name"), *[{}] * 5)
    trimmed = lane(raw, *FIELDS, "quantity", "product_name", is_trimmed=True)
    require_same(raw, trimmed)
    assert plain_lines(raw, trimmed).collect()[IS_PLAIN].all()


def test_when_lines_can_be_read_one_by_one() -> None:
    assert is_possible(mapping(*FIELDS), SALES_LINE, keyed=False)
    assert not is_possible(mapping(*FIELDS), SALES_LINE, keyed=True)
    assert not is_possible(mapping(*FIELDS[:3], "quantity", "unit_price"), SALES_LINE, keyed=False)
    assert not is_possible(mapping(*FIELDS, "gross_amount"), SALES_LINE, keyed=False)
    assert not is_possible(mapping("name"), CUSTOMER, keyed=False)


def test_fields_come_in_the_order_of_the_table() -> None:
    raw = cells(("net_amount", *FIELDS[:3]), USUAL)
    given_ = lane(raw, "net_amount", *FIELDS[:3])
    assert given_.fields == FIELDS
    assert plain_lines(raw, given_).collect_schema().names() == [LINE, *FIELDS, IS_PLAIN, RAW]
    assert plain.choose({}) == {}
