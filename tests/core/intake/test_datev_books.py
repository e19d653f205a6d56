"""Debtor, creditor, revenue: what an account is by its number, and what a posting between two of them is."""

from dataclasses import replace

import polars as pl
import pytest

from kw_tui.core.intake.datev_books import Accounts, field, number
from kw_tui.vocabulary.datev import ASIDE
from tests.core.intake.datev_frames import STACK


def kinds(account: int, length: int = 4) -> list[bool]:
    accounts = Accounts.of_length(length)
    one = pl.lit(account, dtype=pl.Int64)
    return list(pl.select(a=accounts.is_debtor(one), b=accounts.is_creditor(one), c=accounts.is_ledger(one)).row(0))


@pytest.mark.parametrize(
    ("account", "length", "kind"),
    [
        (10000, 4, "debtor"), (69999, 4, "debtor"), (70000, 4, "creditor"), (99999, 4, "creditor"), (9999, 4, "ledger"),
        (1, 4, "ledger"), (0, 4, None), (100000, 4, None), (10000, 5, "ledger"), (100000, 5, "debtor"),
        (100000000, 8, "debtor"), (700000000, 8, "creditor"), (84000000, 8, "ledger"),
    ],
)  # fmt: skip
def test_personal_accounts_have_one_digit_more_and_their_first_says_whose(account, length, kind) -> None:
    assert kinds(account, length) == [kind == name for name in ("debtor", "creditor", "ledger")]


@pytest.mark.parametrize(
    ("account", "chart", "expected"),
    [(8400, "03", True), (8000, "03", True), (8999, "03", True), (7999, "03", False), (4400, "03", False),
     (4400, "04", True), (8400, "04", False), (18400, "03", False)],
)  # fmt: skip
def test_revenue_is_class_eight_or_four(account, chart, expected) -> None:
    assert pl.select(Accounts.of_length(4).is_revenue(pl.lit(account, dtype=pl.Int64), chart)).item() is expected


@pytest.mark.parametrize(
    ("account", "length", "expected"), [(8400, 4, 8400), (840000, 6, 8400), (840010, 6, None), (400, 4, 400)]
)
def test_a_longer_number_is_the_charts_account_only_with_zeros_behind(account, length, expected) -> None:
    assert pl.select(Accounts.of_length(length).in_chart(pl.lit(account, dtype=pl.Int64))).item() == expected


@pytest.mark.parametrize(
    ("account", "contra", "chart", "code"),
    [
        (10000, 8400, "03", None),
        (8400, 10000, "03", None),
        (10000, 4400, "04", None),
        (10000, 1200, "03", "payment"),
        (1000, 10000, "03", "payment"),
        (10000, 1800, "04", "payment"),
        (10000, 1460, "04", "payment"),
        (10000, 20000, "03", "transfer"),
        (10000, 70000, "03", "transfer"),
        (10000, 9000, "03", "opening"),
        (9008, 10000, "04", "opening"),
        (10000, 1776, "03", "tax"),
        (10000, 3806, "04", "tax"),
        (10000, 1710, "03", "prepayment"),
        (10000, 2400, "03", "expense"),
        (10000, 4400, "03", "expense"),
        (10000, 8400, "04", "other"),
        (10000, 1590, "03", "other"),
        (70000, 3400, "03", "creditor"),
        (1200, 70000, "03", "creditor"),
        (70000, 8400, "03", "creditor"),
        (1000, 8400, "03", "no-debtor"),
        (8400, 1400, "03", "no-debtor"),
        (1200, 4940, "03", "expense"),
        (1200, 6815, "04", "expense"),
        (1200, 1360, "03", "ledger"),
        (None, 8400, "03", "unknown-account"),
        (10000, 0, "03", "unknown-account"),
        (1000000, 8400, "03", "unknown-account"),
    ],
)
def test_whatever_is_no_sale_says_what_it_is(account, contra, chart, code) -> None:
    one, other = (pl.lit(each, dtype=pl.Int64) for each in (account, contra))
    found = pl.select(Accounts.of_length(4).aside(one, other, chart)).item()
    assert found == code
    assert found is None or found in ASIDE


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10000", 10000), ("0400", 400), ("", None), ("12a", None), ("-5", None), ("1234567890", None)],
)
def test_numbers_of_accounts(text, expected) -> None:
    assert pl.select(number(pl.lit(text))).item() == expected


def test_fields_behind_the_last_are_empty() -> None:
    one = pl.DataFrame({"Steuersatz": ["19,00"]})
    assert one.select(field(STACK, 119)).item() == "19,00"
    assert one.select(field(replace(STACK, fields=116), 119)).item() is None
