"""Claims of potential: what they need, how long they hold, and how many came true."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from kw_tui.core.decisions import POTENTIAL, Decision, check_claim, fold
from kw_tui.core.decisions.claims import HitRate, claim_frame, claims, hit_rate, run_out, standing
from kw_tui.core.decisions.decision import stored_amount
from kw_tui.vocabulary.errors import DecisionError

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


def claim(customer: str = "K1", amount: str = "400", until: str | None = "2027-10-31", **fields: Any) -> Decision:
    params = {"amount": amount} | ({"until": until} if until else {})
    figures = {"revenue": "600.0000"}
    given = {"params": params, "figures": figures, "reason": "neue Halle"} | fields
    return Decision(f"{customer}{amount}{until}", customer, POTENTIAL, "anna", NOW.isoformat(), **given)


def test_a_claim_with_amount_evidence_and_expiry_stands() -> None:
    check_claim(claim(), fold((), NOW))


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (claim(reason="  "), "evidence"),
        (claim(until=None), "expiry"),
        (claim(until="2026-11-01"), "expiry"),
        (claim(amount="0"), "no potential"),
        (claim(amount="-5"), "no potential"),
        (claim(amount="NaN"), "no potential"),
        (claim(amount="1e13"), "no potential"),
        (claim(amount="viel"), "no potential"),
    ],
)
def test_what_lacks_something_is_refused(made: Decision, why: str) -> None:
    with pytest.raises(DecisionError, match=why):
        check_claim(made, fold((), NOW))


def test_what_is_claimed_is_revenue_of_a_year() -> None:
    (found,) = claims([claim(), Decision("x", "K2", "keep", "anna", NOW.isoformat())])
    assert (found.revenue, found.amount, found.evidence) == (Decimal(1000), Decimal(400), "neue Halle")


def test_entries_nobody_can_read_are_no_claims() -> None:
    assert claims([claim(amount="?"), claim(until=None)]) == ()


@pytest.mark.parametrize("raw", ["1e30", "9E+999999", "-9E+999999", "1E-999999", "NaN", "sNaN", "Infinity", "9" * 500])
def test_amounts_beyond_all_measure_are_not_read(raw: str) -> None:
    assert claims([claim(amount=raw)]) == ()
    (found,) = claims([claim(figures={"revenue": raw})])
    assert found.revenue == 400


def test_an_amount_of_the_journal_has_four_places() -> None:
    assert stored_amount("12.34567") == Decimal("12.3457")
    assert stored_amount("-0") == 0
    assert stored_amount(None) is None


def test_the_latest_holds_through_its_last_day() -> None:
    made = claims([claim(amount="400"), claim(amount="900", until="2027-01-31"), claim("K2", until="2026-12-31")])
    held = standing(made, date(2027, 1, 31))
    assert {customer: one.amount for customer, one in held.items()} == {"K1": 900}
    assert standing(made, date(2027, 2, 1)) == {}
    assert [one.amount for one in run_out(made, date(2027, 2, 1))] == [900, 400]


def sales(*rows: tuple[str, date, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"customer_id": pl.String, "invoice_date": pl.Date, "net": pl.Int64}, orient="row")


def test_a_hit_is_what_the_year_before_its_end_reached() -> None:
    """Claimed: 600 + 400 by the end of October 2027. K1 reaches it on the last day, K2 a day late, K3 a year early."""
    due = claims([claim("K1"), claim("K2"), claim("K3"), claim("K4")])
    lines = sales(
        ("K1", date(2026, 11, 1), 700), ("K1", date(2027, 10, 31), 300),
        ("K2", date(2027, 1, 1), 999), ("K2", date(2027, 11, 1), 500),
        ("K3", date(2026, 10, 31), 5000),
    )  # fmt: skip
    assert hit_rate(due, lines) == HitRate(settled=4, hits=1)
    assert hit_rate(due, lines).rate == 0.25


def test_several_claims_on_one_customer_count_each() -> None:
    due = claims([claim(amount="100"), claim(amount="900")])
    assert hit_rate(due, sales(("K1", date(2027, 1, 1), 800))) == HitRate(2, 1)


def test_without_claims_there_is_no_rate() -> None:
    assert hit_rate((), pl.DataFrame()).rate is None
    assert claim_frame({}, HitRate()).is_empty()


def test_claims_become_columns() -> None:
    held = standing(claims([claim()]), date(2027, 1, 1))
    assert claim_frame(held, HitRate(40, 1)).rows() == [("K1", 1000.0, 0.025)]
