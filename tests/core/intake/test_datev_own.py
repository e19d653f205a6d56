"""Sales on accounts of a firm's own: what the file itself says of their tax decides, and nothing else does."""

import pytest

from kw_tui.core.intake.datev_books import Own
from kw_tui.vocabulary.datev import HEADERS, POSTINGS
from tests.core.intake.datev_frames import lines, sale, settled

EU_RATE, RATE, DOCUMENT = (HEADERS[POSTINGS][position] for position in (41, 119, 11))
OWN = sale(contra="8411", amount="119,00")
"""A sale on an account that SKR03 does not describe, without a key or a rate."""
Row = dict[str, str | None]


def judged(*rows: Row, **header: object) -> list[tuple[object, object]]:
    """Net amount and fault of each row, as the whole file settles them."""
    out = lines(*rows, books=settled(rows, **header))
    return out.select("net_amount", "fault:net_amount").rows()


def notes(*rows: Row) -> str:
    return " ".join(note.en for note in settled(rows).notes)


def test_without_any_sign_the_net_amount_stays_unknown_and_the_accounts_are_named() -> None:
    rows = [OWN, sale(contra="8412"), sale(contra="8400"), sale(contra="1200")]
    assert judged(*rows)[:3] == [(None, "net-unknown"), (None, "net-unknown"), ("100.00", None)]
    assert "2 sales without a tax rate or a tax key" in notes(*rows)
    assert "(8411, 8412)" in notes(*rows)


@pytest.mark.parametrize("key", ["3", "03", "2", "1", "101"])
def test_an_account_that_is_posted_with_keys_is_not_automatic(key: str) -> None:
    rows = [OWN, sale(contra="8411", key=key), sale(contra="8412")]
    assert judged(*rows)[0] == ("119.00", None)
    assert judged(*rows)[2] == (None, "net-unknown")
    assert "1 sales without a tax key on accounts that are posted with tax keys elsewhere" in notes(*rows)
    assert settled(rows).own == Own((8411,))


@pytest.mark.parametrize("key", ["20", "40", "999", "V19", "0"])
def test_keys_that_say_nothing_of_the_account_leave_it_open(key: str) -> None:
    """20 only marks a reversal; 40 switches off an automatic function, so there is one."""
    assert judged(OWN, sale(contra="8411", key=key))[0] == (None, "net-unknown")
    assert judged(OWN, sale(contra="8411", key="3"), sale(contra="8411", key="40"))[0] == (None, "net-unknown")


def test_a_key_on_another_side_of_the_books_is_no_sign() -> None:
    assert judged(OWN, sale(account="70000", contra="8411", key="3"))[0] == (None, "net-unknown")


def test_a_sale_whose_tax_is_posted_by_itself_holds_none() -> None:
    rows = [OWN, sale(contra="1776", amount="22,61"), sale(contra="8412") | {DOCUMENT: "RE-2"}]
    assert judged(*rows)[0] == ("119.00", None)
    assert judged(*rows)[2] == (None, "net-unknown"), "of another document"
    assert judged(OWN, sale(account="10001", contra="1776"))[0] == (None, "net-unknown"), "of another debtor"
    assert "1 sales without a tax key whose tax is posted by itself" in notes(*rows)


def test_papers_without_a_number_are_none() -> None:
    nameless = {DOCUMENT: None}
    assert judged(OWN | nameless, sale(contra="1776") | nameless)[0] == (None, "net-unknown")


def test_it_does_not_matter_on_which_side_the_debtor_stands() -> None:
    rows = [sale(account="8411", contra="10000", side="H"), sale(account="1776", contra="10000", side="H")]
    assert judged(*rows)[0] == ("119.00", None)


def test_accounts_longer_than_those_of_the_chart_are_own_ones_too() -> None:
    longer = {"account": "1000000", "contra": "841100"}
    rows = [sale(**longer), sale(**longer, key="3"), sale(account="1000000", contra="840000")]
    assert judged(*rows, account_length=6) == [("119.00", None), ("100.00", None), ("100.00", None)]


@pytest.mark.parametrize("key", [None, "0"])
def test_a_rate_in_the_field_for_other_countries_decides_where_nothing_else_does(key: str | None) -> None:
    row = sale(contra="8411", key=key)
    assert judged(row | {EU_RATE: "19,00"})[0] == ("100.00", None)
    assert judged(row | {EU_RATE: "0,00"})[0] == judged(row)[0]
    assert judged(sale(contra="8300", amount="107,00", key=key) | {EU_RATE: "19,00"})[0] == ("100.00", None)
    assert judged(row | {EU_RATE: "19,00", RATE: "7,00"})[0] == ("111.21", None)


def test_what_the_chart_or_the_line_decides_is_left_alone() -> None:
    rows = [sale(contra="8400"), sale(contra="8400", key="40"), OWN | {RATE: "19,00"}, sale(contra="1776")]
    assert judged(*rows)[:3] == [("100.00", None), ("119.00", None), ("100.00", None)]
    assert settled(rows).notes == ()


def test_many_accounts_are_not_all_named() -> None:
    rows = [sale(contra=str(8411 + number)) for number in range(7)]
    assert "(8411, 8412, 8413, 8414, 8415 ...)" in notes(*rows)
