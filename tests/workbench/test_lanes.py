"""The plain lane and the careful one read the same; how many lines are looked at first changes nothing."""

from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kw_tui.core.intake import plain
from kw_tui.storage import staged
from kw_tui.storage.staged import LINE_KEY, SOURCE_KEY
from kw_tui.workbench import interpreting, lanes
from tests.workbench.lane_texts import LATEST, PLAIN, WHOLE, Outcome, difference, line, open_text, passed, text

RELAXED = list(HealthCheck)
either_lane = pytest.mark.parametrize("lane", ["plain", "careful"])
CUSTOMER, INVOICE, DAY, AMOUNT, QUANTITY, DISCOUNT, DUE, NAME = range(8)
FEW = 40


@lru_cache(maxsize=100)
def known(content: str) -> Outcome:
    """What careful reading gives that knows all lines; either lane is held against it."""
    return passed(content, is_careful=True)


def require_same_reading(content: str, sample: int, lane: str) -> None:
    """A lane that sees few lines first must give what careful reading gives that knows all lines from the start, be
    it values, faults or currencies.

    Where all lines together leave a question open, so must it. Amounts of whole invoices are looked for in the first
    lines alone (of a real file, 50,000): there it must ask what these ask by themselves.
    """
    reference = known(content)
    found = passed(content, sample, is_careful=lane == "careful")
    if bool(found.formats.asks) != bool(reference.formats.asks):
        pytest.fail(f"{found.formats.asks} is asked instead of {reference.formats.asks}")
    told, wanted = ({ask.option: ask for ask in one.settled.questions} for one in (found, reference))
    if told.get("amounts") != wanted.get("amounts"):
        first = "".join(content.splitlines(keepends=True)[: sample + 1])
        alone = {ask.option: ask for ask in passed(first, is_careful=True).settled.questions}
        wanted = {**wanted, "amounts": alone.get("amounts")}
        told = {**told, "amounts": told.get("amounts")}
    if told != wanted:
        pytest.fail(f"{told} is asked instead of {wanted}")
    if not reference.formats.asks and (what := difference(found, reference)):
        pytest.fail(what)


AMOUNTS = (
    *(
        "1,50",
        "7",
        "1,5",
        "1,2345",
        "1.234,50",
        "1.234",
        "12,50-",
        "-3,10",
        "(4,00)",
        "+5,00",
        "5,00 €",
        "5,00 USD",
        "CHF 5,00",
        "1,23456",
    ),
    *("1.50", "0.123", "1,234.50", " 5,00", "5,00 ", "\u00a05,00", "#DIV/0!", "#WERT!", "x", "", "-", "n/a", "1E3"),
    *("100000000000,00", "99999999999,99", "9999999999,99", "100000000000.00", "1.000.000.000,00", "1,5,0", "--1"),
)
DAYS = (
    *("31.01.2024", "1.2.2024", "01.02.24", "2024-02-01", "2024-2-1", "20240201", "30.02.2024", "00.00.0000", ""),
    *(
        "02.13.2024",
        "01/02/2024",
        "13/02/2024",
        "02/13/2024",
        "31.01.2024 13:45",
        "45323",
        "1. 2. 2024",
        " 31.01.2024",
        "heute",
    ),
    *("01.02.+2024", "2024- 1- 2", "2024 1 2", "31.12.1899", "31.12.2028", "31.12.9999", "#NV", "-", "01.02.0024"),
)
IDS = (
    "1,23457E+11",
    "0012",
    '="0012"',
    "17850.0",
    "17850,0",
    "17850",
    "K-1",
    " 7 ",
    "",
    "#DIV/0!",
    "=1+1",
    "Summe",
    "-",
    "\u202f8",
)
NUMBERS = ("2", "-2", "2,5", "2.5", "1.000", "1.000,5", "", "x", "2 ", "+3", "3-", "0,33333", "0.123", "1e2")
RATES = ("0,2", "0,25", "20", "1", "0", "", "12,5", "0.2", "20 %", "0,333333", ",5")
TEXTS = ("", " ", "Dübel", " Dübel", "Dübel ", "Summe", "\t x", "a\u0085b", "=1+1", "\rX", "X\r")
PLACES = {
    CUSTOMER: st.sampled_from(IDS), INVOICE: st.sampled_from(IDS), DAY: st.sampled_from(DAYS),
    AMOUNT: st.sampled_from(AMOUNTS), QUANTITY: st.sampled_from(NUMBERS), DISCOUNT: st.sampled_from(RATES),
    DUE: st.sampled_from(DAYS), NAME: st.sampled_from(TEXTS),
}  # fmt: skip
BASES = st.fixed_dictionaries(
    {}, optional={AMOUNT: st.sampled_from(("1,5", "2", "1.234,50")), QUANTITY: st.sampled_from(("2", "2,5")),
                  DISCOUNT: st.sampled_from(("", "0,2", "12,5")), DUE: st.sampled_from(("", "31.03.2024")),
                  CUSTOMER: st.sampled_from(("17850", "K-9"))}
)  # fmt: skip
ODD = st.lists(st.fixed_dictionaries({}, optional=PLACES), max_size=8)


@settings(max_examples=30, deadline=None, suppress_health_check=RELAXED)
@given(
    base=BASES, first=ODD.filter(lambda odd: len(odd) < 2), last=ODD, times=st.integers(1, 3), columns=st.integers(4, 8)
)
@example(base={}, first=[], last=[], times=1, columns=8)
def test_any_ledger_is_read_as_if_all_lines_were_known(
    base: dict[int, str], first: list[dict[int, str]], last: list[dict[int, str]], times: int, columns: int
) -> None:
    """Odd lines stand among plain ones: some where the first look sees them, others behind it."""
    usual = line(base)
    content = text(
        *[line(cells, usual) for cells in first],
        *[usual] * FEW,
        *[line(cells, usual) for cells in last * times],
        usual,
        columns=columns,
    )
    for lane in ("plain", "careful"):
        require_same_reading(content, FEW + len(first), lane)


@either_lane
@pytest.mark.parametrize(
    "base",
    [
        {DAY: "31.01.2024 13:45"},
        {DAY: "45323"},
        {DAY: "20240131"},
        {DAY: "2024-01-31"},
        {DAY: "31/01/2024"},
        {DAY: "01.02.24"},
        {DUE: ""},
        {QUANTITY: ""},
        {DISCOUNT: "0,2"},
        {AMOUNT: "1.234,50"},
        {AMOUNT: "1234"},
        {CUSTOMER: '="0012"'},
        {CUSTOMER: "17850.0"},
        {NAME: " Dübel"},
    ],
    ids=str,
)
def test_whatever_all_lines_look_like(base: dict[int, str], lane: str) -> None:
    require_same_reading(text(*[line(base)] * FEW), 10, lane)


@pytest.mark.parametrize(
    ("base", "late"),
    [
        ({}, {AMOUNT: "1.234,50"}),
        ({}, {AMOUNT: "12,50-"}),
        ({}, {DAY: "2024-02-01"}),
        ({}, {DAY: "01.02.24"}),
        ({}, {DAY: "01.02.2024 10:00"}),
        ({QUANTITY: "2"}, {QUANTITY: "1.5"}),
        ({DISCOUNT: "0,2"}, {DISCOUNT: "20"}),
        ({DISCOUNT: "0,2"}, {DISCOUNT: "20,5"}),
        ({DISCOUNT: ""}, {DISCOUNT: "0,2"}),
        ({DISCOUNT: "1"}, {DISCOUNT: "0,2"}),
        ({CUSTOMER: "17850"}, {CUSTOMER: "17850.0"}),
        ({CUSTOMER: "17850.0"}, {CUSTOMER: "K-1"}),
        ({DAY: "31/01/2024"}, {DAY: "01/31/2024"}),
        ({DAY: "01.02.2024"}, {DAY: "01.31.2024"}),
        ({DAY: "31.01.2024"}, {DAY: "01.31.2024"}),
        ({}, {AMOUNT: "1,50 €"}),
        ({}, {AMOUNT: "1,50 USD"}),
        ({AMOUNT: "1.234,50"}, {AMOUNT: "CHF 3,00-"}),
        ({DUE: ""}, {DUE: "2024-02-01"}),
        ({DUE: ""}, {DUE: "01.02.2024 10:00"}),
    ],
    ids=str,
)
@pytest.mark.parametrize("times", [1, 200])
@either_lane
def test_what_only_late_lines_show_counts_as_if_seen_first(
    base: dict[int, str], late: dict[int, str], times: int, lane: str
) -> None:
    usual = line(base)
    require_same_reading(text(*[usual] * FEW, *[line(late, usual)] * times, usual), FEW, lane)


def test_an_id_that_is_no_number_behind_the_first_look_keeps_all_ids_as_written() -> None:
    usual = line({CUSTOMER: "17850"})
    content = text(*[usual] * FEW, line({CUSTOMER: "17850.0"}), line({CUSTOMER: "K-1"}))
    assert passed(content, FEW).accepted["customer_id"].to_list()[-2:] == ["17850.0", "K-1"]


def test_a_line_is_counted_once_when_marks_are_weighed() -> None:
    """Three commas in the first lines, five dots behind them: the dots prevail, however odd those first lines are."""
    lines = [*[PLAIN] * 97, *[line({QUANTITY: "1,5"})] * 3, *[line({QUANTITY: "1.5"})] * 5]
    require_same_reading(text(*lines, columns=5), 100, "plain")


def test_a_question_that_only_late_lines_raise_is_asked() -> None:
    """A rate settles how `1.234` is meant until a quantity says the contrary."""
    usual = line({AMOUNT: "1.234"})
    require_same_reading(text(*[usual] * FEW, line({QUANTITY: "2.5"}, usual), columns=6), FEW, "plain")


@pytest.mark.parametrize("cell", ["1. 2. 2024", " 1.02.2024x", "01.02.+2024", "01. 2.2024"])
def test_a_slip_in_a_day_is_a_bad_date_among_plain_lines_too(cell: str) -> None:
    found = passed(text(*[PLAIN] * 200, line({DAY: cell})))
    assert [fault[:2] for fault in found.trouble] == [(202, "rejected")]


@either_lane
@pytest.mark.parametrize("cell", ["1,23457E+11", "1.23457E+11", "1E+11", " 1,2e+15"])
def test_numbers_a_spreadsheet_has_shortened_are_rejected(cell: str, lane: str) -> None:
    """Two customers would become one."""
    late = [line({CUSTOMER: cell}), line({INVOICE: cell})]
    found = passed(text(*[PLAIN] * 50, *late, columns=4), FEW, is_careful=lane == "careful")
    assert [fault[1] for fault in found.trouble] == ["rejected"] * 2
    assert ["digits-lost" in fault for fault in found.trouble] == [True] * 2
    assert found.accepted["customer_id"].unique().to_list() == ["1001"]


def test_a_number_with_an_e_of_its_own_is_none_that_was_shortened() -> None:
    found = passed(text(*[PLAIN] * 50, *[line({CUSTOMER: cell}) for cell in ("1E11", "E+11", "12E+3", "1E+K")]))
    assert found.accepted["customer_id"].to_list()[-4:] == ["1E11", "E+11", "12E+3", "1E+K"]


@pytest.mark.parametrize("edge", ["\r1001", "1001\r", "\u00a01001", "1001\u202f", "\ufeff1001", "\t1001"])
def test_blanks_of_any_kind_are_no_part_of_an_id(edge: str) -> None:
    found = passed(text(*[PLAIN] * 50, line({CUSTOMER: edge})))
    assert found.accepted["customer_id"].unique().to_list() == ["1001"]


def test_a_plain_file_never_meets_the_careful_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = open_text(tmp_path, text(*[PLAIN] * 50))
    seen: list[int] = []

    def passing(*given: object) -> object:
        seen.append(1)
        return given

    monkeypatch.setattr(lanes._Passage, "_careful", passing)
    kept = lanes.kept_lines(one, interpreting.reading_of(one, interpreting.first_formats(one), None), tmp_path / "kept")
    assert seen == []
    assert kept.accepted.scan().collect().height == 50
    assert (kept.anonymous.collect().height, kept.trouble.collect().height) == (0, 0)
    assert kept.parsed_sum == Decimal(75)


def test_rows_carry_their_line_and_their_file(tmp_path: Path) -> None:
    one = open_text(tmp_path, text(*[PLAIN] * 50, line({AMOUNT: "1.234,50-"}), line({AMOUNT: "x"}), PLAIN, columns=4))
    kept = lanes.kept_lines(one, interpreting.reading_of(one, interpreting.first_formats(one), None), tmp_path / "kept")
    rows = kept.accepted.scan().collect()
    assert rows.schema[LINE_KEY] == rows.schema[SOURCE_KEY] == pl.UInt32
    assert sorted(rows[LINE_KEY]) == [*range(2, 53), 54]
    assert rows[SOURCE_KEY].unique().to_list() == [lanes.source_key(one.raw.sha256)]
    assert rows.filter(pl.col(LINE_KEY) == 52)["net_amount"].to_list() == [Decimal("-1234.50")]
    assert lanes.source_key("000000ff" + "9" * 56) == 255


def test_many_lines_go_to_parts_by_customer_from_both_lanes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged, "SMALL", 100)
    monkeypatch.setattr(staged, "LINES_A_PART", 100)
    lines = [
        line({CUSTOMER: f"K{number % 37}", AMOUNT: "2,5-" if number % 50 == 0 else "1,50"}) for number in range(400)
    ]
    one = open_text(tmp_path, text(*lines, columns=4))
    kept = lanes.kept_lines(one, interpreting.reading_of(one, interpreting.first_formats(one), None), tmp_path / "kept")
    parts = staged.parts_for(one.raw.lines)
    assert (kept.accepted.parts, parts > 2) == (parts, True)
    homes = [
        {customer for file in kept.accepted.part(number) for customer in pl.read_parquet(file)["customer_id"]}
        for number in range(parts)
    ]
    assert sum(map(len, homes)) == len(set().union(*homes)) == 37
    assert kept.accepted.scan().collect().height == 400
    assert {file.parent.parent.name for file in kept.accepted.files} == {"plain", "careful"}


def test_whoever_watches_hears_of_every_line_and_may_stop_them(tmp_path: Path) -> None:
    one = open_text(tmp_path, text(*[PLAIN] * 50, line({AMOUNT: "x"}), columns=4))
    reading, heard = interpreting.reading_of(one, interpreting.first_formats(one), None), list[int]()
    lanes.kept_lines(one, reading, tmp_path / "kept", heard.append)
    assert max(heard) == 51

    def stop(_: int) -> None:
        raise KeyError("stop")

    with pytest.raises(KeyError, match="stop"):
        lanes.kept_lines(one, reading, tmp_path / "again", stop)


def test_documents_after_the_latest_day_are_rejected_in_both_lanes() -> None:
    late = [line({DAY: "31.12.2027"}), line({DAY: "01.01.2028"}), line({DAY: "01.01.2028", AMOUNT: "1.234,50"})]
    found = passed(text(*[PLAIN] * 50, *late, columns=4))
    assert [fault[:2] for fault in found.trouble] == [(53, "rejected"), (54, "rejected")]
    assert found.accepted["invoice_date"].max() == LATEST


def test_forms_are_chosen_on_the_first_lines_only_where_nearly_all_are_plain(tmp_path: Path) -> None:
    lines = [line({AMOUNT: "1,5-"} if number % 20 == 0 else {}) for number in range(100)]
    one = open_text(tmp_path, text(*lines, columns=4))
    shares = plain.shares(one.pairs, one.table, interpreting.first_formats(one))
    assert plain.choose(one.sample.select(**shares).row(0, named=True)) is None
    assert passed(text(*lines, columns=4), WHOLE).accepted.height == 100


MARKED = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag;{}\n"


@pytest.mark.parametrize(
    ("header", "usual", "late"),
    [("S/H", "S", "H"), ("S/H", "", "H"), ("Belegart", "Rechnung", "Gutschrift"), ("Gutschrift", "nein", "ja")],
)
@either_lane
def test_a_mark_that_only_a_late_line_has_turns_its_amount(header: str, usual: str, late: str, lane: str) -> None:
    first = f"1;R;13.03.2024;10,00;{usual}\n" * FEW
    found = passed(MARKED.format(header) + first + f"1;G;13.03.2024;9,00;{late}\n", FEW, is_careful=lane == "careful")
    assert found.accepted["net_amount"].sum() == 10 * FEW - 9
    assert found.parsed_sum == 10 * FEW - 9


def test_a_rate_above_a_hundred_behind_the_first_look_is_rejected() -> None:
    priced = "Kundennummer;Rechnungsdatum;Menge;Einzelpreis;Rabatt %\n"
    found = passed(priced + "1;13.03.2024;1;10,00;10\n" * FEW + "1;13.03.2024;1;10,00;300\n", FEW)
    assert [fault[:2] for fault in found.trouble] == [(FEW + 2, "rejected")]
    assert found.accepted["net_amount"].sum() == 9 * FEW


def test_credits_behind_the_first_look_tell_the_side_of_the_sale() -> None:
    booked = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Soll;Haben\n"
    content = booked + "1;R;13.03.2024;1,00;\n" * FEW + "1;R;13.03.2024;;10,00\n" * FEW
    assert passed(content, FEW).accepted["net_amount"].sum() == 9 * FEW


@either_lane
def test_units_that_come_back_with_a_positive_amount_are_asked_about(lane: str) -> None:
    """Among plain lines and odd ones, in the first look and behind it."""
    back = [line({QUANTITY: "-1"}), line({QUANTITY: "-1", AMOUNT: "1.234,50"})]
    content = text(*[PLAIN] * FEW, *back, *[PLAIN] * FEW, *back, columns=5)
    asks = passed(content, 2 * FEW, is_careful=lane == "careful").settled.asks
    assert [ask.en for ask in asks if "negative quantity" in ask.en] == [
        "4 lines of negative quantity and positive amount: if these are returns, their amount lacks its minus"
    ]
    assert not passed(text(*[PLAIN] * FEW, line({QUANTITY: "-1", AMOUNT: "-1,50"}), columns=5)).settled.asks
