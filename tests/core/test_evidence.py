"""Evidence worked out on small frames; that it agrees with whole sessions is tested with the workbench."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kw_tui.core.evidence.case import Case, Compared, compared_with, within
from kw_tui.core.evidence.concessions import expired, habit
from kw_tui.core.evidence.discounts import by_group, outlier
from kw_tui.core.evidence.evidence import apart, behind, numbered, said
from kw_tui.core.evidence.found import EVIDENCE
from kw_tui.core.evidence.margins import leaking
from kw_tui.core.evidence.orders import orders
from kw_tui.core.evidence.prices import whole_months
from kw_tui.core.metrics.findings import FINDINGS, NAMES
from kw_tui.core.metrics.price_age import price_age_months
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.sources import CONCESSION, CUSTOMER
from kw_tui.vocabulary.table import MONEY, Kind
from kw_tui.vocabulary.texts import Text

AS_OF, YEAR = date(2026, 11, 1), Period(date(2025, 11, 1), date(2026, 10, 31))
UNKNOWN = (
    "revenue", "revenue_bracket", "discount_rate", "discount_usual", "discount_deviation", "list_revenue", "db1",
    "line_discount", "revenue_rank", "margin_rank", "db1_ratio", "goods",
)  # fmt: skip


def case(lines: list[dict[str, Any]], concessions: tuple[dict[str, Any], ...] = (), **row: Any) -> Case:
    told = pl.DataFrame(
        [{"invoice_no": "R1", "invoice_date": AS_OF.replace(month=3), "is_credit": False, **one} for one in lines],
        schema_overrides={"net_amount": MONEY, "sold_at_list": MONEY, "goods_value": MONEY},
    )
    known = {"customer_id": "1", "period_years": 1.0, **dict.fromkeys(UNKNOWN), **row}
    given_ = pl.DataFrame(list(concessions), schema=CONCESSION.schema)
    return Case(known, Settings(), AS_OF, YEAR, told, given_, pl.DataFrame(schema=CUSTOMER.schema), pl.DataFrame())


def line(net: str, listed: str = "0", **more: Any) -> dict[str, Any]:
    return {"net_amount": Decimal(net), "sold_at_list": Decimal(listed), "goods_value": Decimal(0), **more}


def test_every_finding_of_the_standing_check_has_its_evidence() -> None:
    assert tuple(EVIDENCE) == tuple(NAMES)
    assert {one.id for one in FINDINGS} == set(EVIDENCE)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(0.01, 10))
def test_amounts_of_rows_add_up_to_the_rounded_total(values: list[float], years: float) -> None:
    frame = pl.DataFrame({"value": values})
    told = frame.select(pl.col("value").cum_sum() / years, each=apart(pl.col("value").cum_sum() / years))
    assert told["each"].sum() == told.select(pl.col("value").round(4).cast(MONEY))["value"][-1]


def test_figures_are_written_as_each_language_does() -> None:
    text = Text("{a} {b} {c} {d} {e}", "{a} {b} {c} {d} {e}")
    told = said(
        text, a=(0.125, Kind.RATIO), b=(Decimal("1234.5"), Kind.MONEY), c=(3.14159, Kind.SCORE), d=(AS_OF, Kind.DATE),
        e=(None, Kind.MONEY),
    )  # fmt: skip
    assert told.de == "12,5 % 1.234,50 3,14 01.11.2026 –"
    assert told.en == "12.5 % 1,234.50 3.14 2026-11-01 –"


def test_lines_of_an_unknown_group_stand_behind_its_row() -> None:
    lines = pl.DataFrame({"product_group": ["A", None, "A"], "net_amount": [1, 2, 3]})
    rows = numbered(lines.group_by("product_group", maintain_order=True).agg(pl.len()))
    assert behind(lines, rows, ["product_group"])["row"].to_list() == [0, 1, 0]


def test_the_bracket_is_measured_over_those_with_a_discount() -> None:
    portfolio = pl.DataFrame(
        {
            "revenue_bracket": [2, 2, 2, 2, 3],
            "discount_rate": [0.1, 0.2, 0.4, None, 0.9],
            "discount_usual": [0.2, 0.2, 0.2, 0.2, 0.9],
            "abc": ["A", "B", "A", "A", "A"],
            "db1_ratio": [0.1, None, 0.3, 0.4, 0.5],
        }
    )
    told = compared_with(portfolio, 2, None)
    assert (told.customers, told.spread, told.a_customers, told.among) == (3, pytest.approx(0.1), 3, 4)
    assert compared_with(portfolio, None, None).customers == 0


def test_an_outlier_is_worked_out_from_its_bracket() -> None:
    one = case(
        [line("70", "100")],
        revenue=Decimal(70), revenue_bracket=2, discount_rate=0.3, discount_usual=0.1, discount_deviation=6.745,
        list_revenue=Decimal(100), line_discount=Decimal(30),
    )  # fmt: skip
    one = Case(
        **{name: getattr(one, name) for name in Case.__slots__ if name != "compared"}, compared=Compared(None, 9, 0.02)
    )
    bracket, groups = outlier(one)
    row = bracket.rows.row(0, named=True)
    assert (row["bracket_from"], row["bracket_to"], row["customers"]) == (10_000, 25_000, 9)
    assert 0.6745 * row["distance"] / row["spread"] == pytest.approx(row["discount_deviation"])
    assert "0,6745 × (30,0 % − 10,0 %) / 2,0 % = 6,75" in bracket.how.de
    assert groups.come_to(groups.totals[0]) == pytest.approx(0.3)


def test_without_list_values_there_is_no_discount_rather_than_none_given() -> None:
    assert by_group(case([line("70", "70")], list_revenue=Decimal(70))).rows.is_empty()


def test_the_lowest_margin_comes_first_and_credits_count() -> None:
    lines = [
        line("100", product_id="A", goods_value=Decimal(90)),
        line("100", product_id="B", goods_value=Decimal(50)),
        line("-20", product_id="B", goods_value=Decimal(-30), is_credit=True),
        line("-5", product_id="C", goods_value=Decimal(0), is_credit=True),
    ]
    _, products = leaking(case(lines, db1=Decimal(65), revenue=Decimal(175), goods=Decimal(110), margin_rank=0.05))
    assert products.rows["product_id"].to_list() == ["A", "B", "C"]
    assert products.rows["db1"].to_list() == [10, 60, -5]
    assert products.rows["db1_ratio"].to_list() == [0.1, 0.75, None]


def test_an_invoice_over_two_days_is_no_order_and_a_return_makes_none() -> None:
    lines = [
        line("10", invoice_no="R2"),
        line("10", invoice_no="R3", invoice_date=date(2026, 3, 2)),
        line("10", invoice_no="R3", invoice_date=date(2026, 3, 3)),
        line("10", invoice_no="R4"),
        line("-10", invoice_no="R4", is_credit=True),
        line("10", invoice_no="R5", invoice_date=date(2025, 10, 31)),
    ]
    told = orders(case(lines))
    assert told["invoice_no"].to_list() == ["R2"]
    assert told.select("surcharges", "discount_days").row(0) == (None, None)


def concession(day: date, kind: str = "Express", **more: Any) -> dict[str, Any]:
    return {"customer_id": "1", "date": day, "kind": kind, **more}


def test_two_habits_are_told_apart_and_rarer_services_left_out() -> None:
    given_ = [concession(date(2026, month, 1), cost=Decimal(5)) for month in range(1, 5)]
    given_ += [concession(date(2026, month, 2), "Muster", list_value=Decimal(9)) for month in range(1, 4)]
    given_ += [concession(date(2026, 5, 1), "Schulung"), concession(date(2025, 10, 31)), concession(AS_OF)]
    kinds, granted, ways = habit(case([line("1")], tuple(given_), concession_habit=4))
    assert kinds.rows.select("kind", "times", "list_value", "cost").rows() == [
        ("Express", 4, None, Decimal(20)),
        ("Muster", 3, Decimal(27), None),
    ]
    assert kinds.come_to(kinds.totals[0]) == 4
    assert granted.rows["date"].is_sorted()
    assert granted.rows.height == 7
    assert ways.rows["effect"].to_list() == [27, 20, 0]


def test_nothing_given_is_nothing_to_decide() -> None:
    assert all(one.rows.is_empty() for one in habit(case([line("1")])))
    assert expired(case([line("1")]))[0].rows.is_empty()


def test_a_concession_on_its_last_day_has_not_expired() -> None:
    day = date(2026, 3, 1)
    given_ = (concession(day, until=day, cost=Decimal(3)), concession(day, until=date(2026, 2, 28), cost=Decimal(4)))
    (past,) = expired(case([line("1")], given_, period_years=0.5))
    assert past.rows.select("days_past", "cost", "adds").rows() == [(1, 4, 8)]


@given(st.dates(date(2015, 1, 1), date(2026, 10, 31)), st.dates(date(2026, 11, 1), date(2027, 12, 31)))
def test_months_are_counted_as_the_metric_does(since: date, as_of: date) -> None:
    days = pl.DataFrame({"price_since": [since], "as_of": [as_of]})
    assert days.select(whole_months(pl.col("price_since"), as_of)).item() == days.select(price_age_months()).item()


def test_a_period_without_a_start_reaches_back_for_ever() -> None:
    days = pl.DataFrame({"day": [date(1990, 1, 1), date(2026, 10, 31), AS_OF]})
    assert days.filter(within("day", Period(None, date(2026, 10, 31)))).height == 2
    assert days.filter(within("day", YEAR)).height == 1
