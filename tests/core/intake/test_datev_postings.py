"""Who owes how much more or less, since when, and how much of it is revenue."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.core.intake.datev_books import Books
from kw_tui.core.intake.datev_postings import units
from kw_tui.vocabulary.datev import HEADERS, POSTINGS
from tests.core.intake.datev_frames import ACCOUNT, BOOKS, CONTRA, SALE, STACK, lines, only, sale

NAMES = HEADERS[POSTINGS]


@pytest.mark.parametrize(
    ("account", "contra", "side", "net"),
    [
        ("10000", "8400", "S", "100.00"),
        ("10000", "8400", "H", "-100.00"),
        ("8400", "10000", "H", "100.00"),
        ("8400", "10000", "S", "-100.00"),
        ("10000", "8400", "s", "100.00"),
        ("8400", "10000", "h", "100.00"),
        ("10000", "8400", None, "100.00"),
    ],
)
def test_a_debtor_debited_owes_more_whichever_field_it_stands_in(account, contra, side, net) -> None:
    row = lines(sale(account=account, contra=contra, side=side)).row(0, named=True)
    assert (row["customer_id"], row["revenue_account"], row["net_amount"]) == ("10000", "8400", net)
    assert row["doc_type"] == ("invoice" if net == "100.00" else "credit")


@pytest.mark.parametrize("flag", ["1", "G", "g"])
@pytest.mark.parametrize(("side", "net"), [("S", "-100.00"), ("H", "100.00")])
def test_a_reversal_turns_the_sign(flag, side, net) -> None:
    row = lines(sale(side=side) | {NAMES[118]: flag}).row(0, named=True)
    assert (row["net_amount"], row["doc_type"]) == (net, "cancel")


@pytest.mark.parametrize("flag", ["0", None, ""])
def test_no_reversal_without_its_mark(flag) -> None:
    assert only("net_amount", SALE | {NAMES[118]: flag}) == "100.00"


def test_a_side_that_is_neither_debit_nor_credit_is_a_fault() -> None:
    row = lines(sale(side="X")).row(0, named=True)
    assert (row["net_amount"], row["fault:net_amount"], row["fault:gross_amount"]) == (None, "bad-side", "bad-side")


@pytest.mark.parametrize(
    ("written", "gross", "fault"),
    [
        ("119,00", "119.00", None),
        ("119", "119.00", None),
        ("1.234,50", "1234.50", None),
        ("1234567890,12", "1234567890.12", None),
        ("0,00", "0.00", None),
        ("119.5", "119.50", None),
        ("1.234", "1234.00", None),
        ("-119,00", "-119.00", None),
        ("10,0050", "10.0050", None),
        ("  119,00 ", "119.00", None),
        ("119,00-", None, "bad-number"),
        ("119,00 EUR", None, "bad-number"),
        ("1,234.50", None, "bad-number"),
        ("0,00001", None, "bad-number"),
        ("123456789012,00", None, "bad-number"),
        ("", None, "missing-required"),
        (None, None, "missing-required"),
    ],
)
def test_amounts_are_read_exactly_or_not_at_all(written, gross, fault) -> None:
    row = lines(sale(amount=written)).row(0, named=True)
    assert (row["gross_amount"], row["fault:gross_amount"], row["fault:net_amount"]) == (gross, fault, fault)


@settings(max_examples=150, deadline=None)
@given(cents=st.integers(-(10**12), 10**12), rate=st.sampled_from([("8400", 19), ("8300", 7), ("8125", 0)]))
def test_net_is_gross_without_its_tax_to_the_cent(cents: int, rate: tuple[str, int]) -> None:
    account, per_cent = rate
    amount = Decimal(cents).scaleb(-2)
    net = only("net_amount", sale(amount=f"{amount:.2f}".replace(".", ","), contra=account))
    expected = (amount * 100 / (100 + per_cent)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    assert Decimal(str(net)) == expected


@given(cents=st.integers(0, 10**12))
@settings(max_examples=50, deadline=None)
def test_units_are_ten_thousandths(cents: int) -> None:
    text = f"{cents // 100},{cents % 100:02d}"
    assert pl.select(units(pl.lit(text))).item() == cents * 100


@pytest.mark.parametrize(
    ("day", "iso"),
    [("2202", "2018-02-22"), ("202", "2018-02-02"), ("3112", "2018-12-31"), ("0101", "2018-01-01"),
     ("101", "2018-01-01"), ("22022018", "2018-02-22"), ("2022018", "2018-02-02")],
)  # fmt: skip
def test_days_have_the_year_of_the_period(day, iso) -> None:
    row = lines(sale(day=day)).row(0, named=True)
    assert (row["invoice_date"], row["fault:invoice_date"]) == (iso, None)


@pytest.mark.parametrize(
    ("day", "fault"),
    [("3002", "bad-date"), ("2902", "bad-date"), ("0013", "bad-date"), ("0000", "bad-date"), ("99", "bad-date"),
     ("22.02.", "bad-date"), ("22022017", "bad-date"), ("220218", "bad-date"), ("20180222", "bad-date"),
     (None, "missing-required"), ("", "missing-required")],
)  # fmt: skip
def test_days_that_are_none_or_lie_outside_the_period_are_faults(day, fault) -> None:
    row = lines(sale(day=day)).row(0, named=True)
    assert (row["invoice_date"], row["fault:invoice_date"]) == (None, fault)
    assert row["net_amount"] == "100.00", "what is rejected for its day still adds up"


def spanning(first: date, last: date) -> Books:
    return replace(BOOKS, header=replace(STACK, first_day=first, last_day=last))


@pytest.mark.parametrize(("day", "iso"), [("0112", "2018-12-01"), ("3001", "2019-01-30"), ("1006", None)])
def test_a_period_across_the_turn_of_the_year_decides_each_day(day, iso) -> None:
    books = spanning(date(2018, 10, 1), date(2019, 3, 31))
    assert only("invoice_date", sale(day=day), books) == iso


def test_a_leap_day_takes_the_year_that_has_it() -> None:
    books = spanning(date(2019, 10, 1), date(2020, 9, 30))
    assert only("invoice_date", sale(day="2902"), books) == "2020-02-29"


def test_a_day_that_occurs_twice_in_the_period_is_not_guessed() -> None:
    books = spanning(date(2017, 1, 1), date(2018, 12, 31))
    row = lines(sale(day="2202"), books=books).row(0, named=True)
    assert (row["invoice_date"], row["fault:invoice_date"]) == (None, "ambiguous-date")
    assert only("invoice_date", sale(day="22022017"), books) == "2017-02-22"


@pytest.mark.parametrize(
    ("cells", "gross", "currency"),
    [
        ({NAMES[3]: "EUR"}, "119.00", "EUR"),
        ({NAMES[3]: None}, "119.00", "EUR"),
        ({NAMES[3]: "USD", NAMES[5]: "100,00", NAMES[6]: "EUR"}, "100.00", "EUR"),
        ({NAMES[3]: "usd", NAMES[5]: "100,00"}, "100.00", "EUR"),
        ({NAMES[3]: "USD", NAMES[4]: "1,25"}, "95.20", "EUR"),
        ({NAMES[3]: "USD", NAMES[4]: "3,0"}, "39.67", "EUR"),
        ({NAMES[3]: "USD", NAMES[4]: "1,25", NAMES[5]: "95,21", NAMES[6]: "EUR"}, "95.21", "EUR"),
        ({NAMES[3]: "USD", NAMES[5]: "80,00", NAMES[6]: "GBP"}, "119.00", "USD"),
        ({NAMES[3]: "USD", NAMES[4]: "0"}, "119.00", "USD"),
        ({NAMES[3]: "USD"}, "119.00", "USD"),
    ],
)
def test_foreign_amounts_are_converted_where_the_posting_says_how(cells, gross, currency) -> None:
    row = lines(SALE | cells).row(0, named=True)
    assert (row["gross_amount"], row["currency"]) == (gross, currency)
    assert row["amount_written"] == Decimal(gross)


def test_a_foreign_credit_stays_negative() -> None:
    assert only("gross_amount", sale(side="H") | {NAMES[3]: "USD", NAMES[4]: "1,25"}) == "-95.20"


def test_days_due_are_read_where_they_stand() -> None:
    assert only("due_date", SALE | {NAMES[117]: "24032018"}) == "2018-03-24"
    assert only("due_date", SALE | {NAMES[117]: "4032018"}) == "2018-03-04"
    assert only("due_date", SALE | {NAMES[117]: "bald"}) == "bald", "judged, and named, like any other cell"


def test_longer_accounts_of_debtors_and_revenue() -> None:
    books = replace(BOOKS, header=replace(STACK, account_length=6), account_length=6)
    row = lines({**SALE, ACCOUNT: "1000000", CONTRA: "840000"}, books=books).row(0, named=True)
    assert (row["customer_id"], row["net_amount"]) == ("1000000", "100.00")


def test_an_account_of_ones_own_has_no_known_tax() -> None:
    books = replace(BOOKS, header=replace(STACK, account_length=6), account_length=6)
    row = lines({**SALE, ACCOUNT: "1000000", CONTRA: "840001"}, books=books).row(0, named=True)
    assert (row["net_amount"], row["gross_amount"], row["fault:net_amount"]) == (None, "119.00", "net-unknown")
    assert row["fault:gross_amount"] is None


def test_the_net_of_an_unknown_rate_is_never_guessed() -> None:
    row = lines(sale(contra="8410")).row(0, named=True)
    assert (row["net_amount"], row["fault:net_amount"], row["gross_amount"]) == (None, "net-unknown", "119.00")


def test_the_day_of_service_decides_the_rate() -> None:
    books = spanning(date(2020, 1, 1), date(2020, 12, 31))
    assert only("net_amount", sale(amount="116,00", day="0107"), books) == "100.00"
    assert only("net_amount", sale(amount="119,00", day="0107") | {NAMES[115]: "30062020"}, books) == "100.00"
    assert only("net_amount", sale(amount="119,00", day="3006"), books) == "100.00"
