"""What a DATEV file leaves open is settled by what it holds, and every row is a line of its table or set aside."""

from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.intake import datev
from kw_tui.core.intake.datev_books import Books
from kw_tui.vocabulary.datev import ASIDE, HEADERS, POSTINGS
from kw_tui.vocabulary.sources import table_by_id
from tests.core.intake.datev_frames import MASTER, SALE, STACK, frame, lines, sale, settled

REVERSAL = HEADERS[POSTINGS][118]


def test_the_first_line_goes_before_the_postings() -> None:
    books = settled([sale(contra="4400", account="100000")], chart="04", account_length=5)
    assert (books.chart, books.account_length, books.notes) == ("04", 5, ())


@pytest.mark.parametrize(("contra", "chart"), [("8400", "03"), ("4400", "04")])
def test_the_chart_is_judged_by_sales_to_debtors(contra: str, chart: str) -> None:
    books = settled([sale(contra=contra), sale(contra=contra), sale(contra="1200")], chart="")
    assert books.chart == chart
    assert "SKR" + chart in books.notes[0].de


def test_a_chart_that_is_not_known_is_named() -> None:
    books = settled([sale(contra="8400")], chart="49")
    assert books.chart == "03"
    assert "49" in books.notes[0].en


def test_a_chart_by_which_nothing_is_sold_is_doubted() -> None:
    books = settled([sale(contra="4400")], chart="03")
    assert books.chart == "03"
    assert "SKR04" in books.notes[0].de


@pytest.mark.parametrize(("account", "contra", "length"), [("10000", "8400", 4), ("1000000", "840000", 6)])
def test_the_longest_accounts_are_personal_where_the_length_is_missing(account: str, contra: str, length: int) -> None:
    rows = [sale(account=account, contra=contra), sale(account="1200", contra=contra)]
    books = settled(rows, account_length=None)
    assert books.account_length == length
    assert books.chart == "03"
    assert str(length) in books.notes[0].de


def test_sales_without_a_document_number_count_as_invoices_of_their_own() -> None:
    rows = [SALE | {"Belegfeld 1": None}, SALE | {"Belegfeld 1": None}, sale(contra="1200") | {"Belegfeld 1": None}]
    books = settled(rows)
    assert "2 sales" in books.notes[0].en
    assert lines(*rows)["invoice_no"].to_list() == ["abcd-3", "abcd-4", "abcd-5"]


@pytest.mark.parametrize(
    ("original", "backed", "sign", "net"),
    [
        ("S", "S", -1, ["100.00", "-100.00"]),
        ("S", "H", 1, ["100.00", "-100.00"]),
        ("H", "H", -1, ["-100.00", "100.00"]),
    ],
)
def test_reversals_cancel_what_they_take_back_however_a_program_writes_them(original, backed, sign, net) -> None:
    rows = [sale(side=original), sale(side=backed) | {REVERSAL: "1"}]
    books = settled(rows)
    assert books.reversal == sign
    assert lines(*rows, books=books)["net_amount"].to_list() == net
    assert "1" in books.notes[0].de


def test_reversals_without_their_original_turn_the_sign_and_say_so() -> None:
    row = SALE | {REVERSAL: "G"}
    books = settled([row, sale(amount="5,00")])
    assert books.reversal == -1
    assert "ohne Original" in books.notes[0].de
    assert lines(row, books=books)["net_amount"].item() == "-100.00"


def test_files_without_a_column_for_reversals_have_none() -> None:
    books = settled([SALE], fields=116)
    assert (books.reversal, books.notes) == (-1, ())
    assert lines(SALE, books=books)["net_amount"].item() == "100.00"


def test_an_empty_file_can_be_settled() -> None:
    assert settled([]).chart == "03"
    assert datev.set_aside(datev.lines(frame(), Books(STACK, "03", 4), "k")).collect().height == 0


def test_the_columns_of_the_file_stay_as_they_are() -> None:
    before = frame(SALE, sale(contra="1200"))
    after = datev.lines(before, Books(STACK, "03", 4), "k").collect()
    assert after.select(before.collect().columns).equals(before.collect())
    added = {*datev.columns(STACK), datev.ASIDE, datev.WRITTEN, *map(datev.fault_name, datev.FAULTY[POSTINGS])}
    assert set(after.columns) == added | set(before.collect().columns)


def test_columns_tell_where_they_are_read() -> None:
    assert datev.columns(STACK)["invoice_date"] == "Belegdatum"
    assert datev.columns(replace(STACK, fields=116))["due_date"] is None


@pytest.mark.parametrize("header", [STACK, MASTER])
def test_columns_meant_for_the_table_bear_the_ids_of_its_fields(header) -> None:
    table = table_by_id(datev.TABLES[header.category])
    own = {"gross_amount", "posting_text", "revenue_account", "cost_centre", "town"}
    assert {column for column in datev.columns(header) if column not in table} <= own
    assert table["customer_id"].id in datev.columns(header)


def test_every_row_is_a_line_or_set_aside_with_its_amount() -> None:
    rows = [SALE, sale(contra="1200", amount="50,00"), sale(contra="1200", side="H", amount="20,50"), sale(account="x")]
    out = lines(*rows)
    groups = datev.set_aside(out.lazy()).collect()
    assert groups.rows() == [("payment", 2, Decimal("70.5000")), ("unknown-account", 1, Decimal("119.0000"))]
    assert set(groups["aside"]) <= set(ASIDE)
    assert out.filter(pl.col("aside").is_null()).height + groups["count"].sum() == len(rows)
    kept = out.filter(pl.col("aside").is_null())["amount_written"].sum()
    assert kept + groups["sum"].sum() == Decimal("308.5000")


def test_rows_set_aside_have_no_customer_no_amount_and_no_fault() -> None:
    out = lines(sale(contra="1200", day="9999"))
    row = out.row(0, named=True)
    faults = [datev.fault_name(column) for column in datev.FAULTY[POSTINGS]]
    assert [row[name] for name in ("customer_id", "net_amount", "gross_amount", *faults)] == [None] * 6


ACCOUNT, COMPANY, SURNAME, FIRST, UNSPECIFIED, KIND, SHORT = (HEADERS[16][place] for place in (1, 2, 4, 5, 6, 7, 8))


def debtors(*rows: dict[str, str | None]) -> pl.DataFrame:
    return datev.lines(frame(*rows, header=MASTER), Books(MASTER, "03", 4), "k").collect()


@pytest.mark.parametrize(
    ("cells", "name", "legal_form"),
    [
        ({KIND: "2", COMPANY: "Meyer GmbH", SURNAME: "Meyer"}, "Meyer GmbH", None),
        ({KIND: None, COMPANY: "Meyer GmbH", UNSPECIFIED: "Meyer"}, "Meyer GmbH", None),
        ({KIND: "1", SURNAME: "Mustermann", FIRST: "Sabine"}, "Sabine Mustermann", "natürliche Person"),
        ({KIND: "1", SURNAME: "Mustermann"}, "Mustermann", "natürliche Person"),
        ({KIND: "0", UNSPECIFIED: "Kegelclub", COMPANY: "Kegel AG"}, "Kegelclub", None),
        ({KIND: "2", SURNAME: "Mustermann", FIRST: "Sabine"}, "Sabine Mustermann", None),
        ({KIND: "2", SHORT: "MEYER"}, "MEYER", None),
        ({KIND: "2"}, None, None),
    ],
)
def test_the_name_is_that_of_the_kind_of_addressee(cells, name, legal_form) -> None:
    row = debtors({ACCOUNT: "10000", **cells}).row(0, named=True)
    assert (row["name"], row["legal_form"], row["aside"]) == (name, legal_form, None)


def test_debtors_become_customers_and_creditors_do_not() -> None:
    out = debtors(
        {ACCOUNT: "10000", "Postleitzahl": "01067", "Ort": "Dresden", "Land": "DE", "Vertreter": "Brandt"},
        {ACCOUNT: "70001"},
        {ACCOUNT: "1400"},
        {ACCOUNT: None},
    )
    assert out["aside"].to_list() == [None, "creditor", "unknown-account", "unknown-account"]
    first = out.row(0, named=True)
    assert [first[name] for name in ("customer_id", "postcode", "town", "country", "sales_rep")] == [
        "10000", "01067", "Dresden", "DE", "Brandt",
    ]  # fmt: skip
    assert datev.set_aside(out.lazy()).collect().rows() == [("unknown-account", 2, None), ("creditor", 1, None)]


def test_the_length_of_debtors_is_judged_too() -> None:
    header = replace(MASTER, account_length=None)
    counted = datev.facts(frame({ACCOUNT: "100000"}, {ACCOUNT: "700000"}, header=header), header).collect()
    assert datev.decide(counted.row(0, named=True), header).account_length == 5
