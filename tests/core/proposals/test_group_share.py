from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from kw_tui.core.proposals.group_share import GROUP_COLUMNS, SHARING, group_revenue, of_group
from kw_tui.core.queue import COLUMNS, queue
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY
from tests.core.portfolio_frames import AS_OF, customer, lossmaker, no_state, portfolio

ROWS = portfolio(
    customer("raised", revenue=1000, goods=950, abc="C", abc_sub="C2"),
    lossmaker("lost"),
    customer("elsewhere", revenue=50_000, goods=47_000, abc="C"),
)


def grouped(revenues: dict[str, Any], rows: pl.LazyFrame = ROWS) -> pl.DataFrame:
    schema = {"customer_id": pl.String, "revenue": MONEY}
    bought = pl.LazyFrame({"customer_id": list(revenues), "revenue": list(map(Decimal, revenues.values()))}, schema)
    return of_group(queue(rows, no_state(), Settings(), AS_OF), bought, rows).collect()


def overall(rows: pl.LazyFrame = ROWS) -> dict[str, dict[str, Any]]:
    return {row["customer_id"]: row for row in queue(rows, no_state(), Settings(), AS_OF).collect().to_dicts()}


def test_of_a_price_it_is_the_step_times_the_revenue_of_the_group() -> None:
    row = grouped({"raised": 400}).row(0, named=True)
    step, confidence = row["step"], row["confidence"]
    assert (step, confidence) == (0.15, 0.9)
    assert row["at_stake"] == Decimal(54)  # 400 x 15 % x 0.9
    assert row["profit_change"] == Decimal(60)
    assert row["group_revenue"] == 400


def test_of_all_else_it_is_the_share_of_net_revenue() -> None:
    row = grouped({"lost": 125}).row(0, named=True)
    assert overall()["lost"]["at_stake"] == Decimal("72.0000")
    assert (row["proposal"], row["at_stake"], row["profit_change"]) == ("let_go", Decimal(18), Decimal(20))


def test_over_two_years_it_is_the_money_of_one() -> None:
    years = ROWS.with_columns(period_years=2.0)
    assert grouped({"raised": 400}, years)["at_stake"].item() == Decimal(27)
    assert grouped({"lost": 125}, years)["at_stake"].item() == Decimal(9)


def test_it_never_is_more_than_the_whole() -> None:
    """Another group was given back: this one has more revenue than the customer."""
    row = grouped({"lost": 900}).row(0, named=True)
    assert row["at_stake"] == overall()["lost"]["at_stake"]


def test_groups_add_up_to_the_whole() -> None:
    parts = [grouped({"raised": part, "lost": part / 2})["at_stake"].sum() for part in (300, 700)]
    whole = overall()
    assert sum(parts) == whole["raised"]["at_stake"] + whole["lost"]["at_stake"]


def test_it_is_ranked_by_its_own_money_and_remembers_the_rank_overall() -> None:
    found = grouped({"lost": 450, "raised": 600, "elsewhere": 200, "nobody": 5})
    assert found.columns == [*COLUMNS, *GROUP_COLUMNS]
    assert found["rank"].to_list() == [1, 2, 3]
    assert found["at_stake"].is_sorted(descending=True)
    whole = overall()
    assert found["rank_overall"].to_list() == [whole[one]["rank"] for one in found["customer_id"]]
    assert found["rank_overall"].to_list() != [1, 2, 3]


def test_who_bought_nothing_of_it_is_not_listed() -> None:
    assert grouped({"raised": 0, "lost": -20}).is_empty()


def test_net_revenue_of_a_group_is_less_what_was_deducted_later() -> None:
    lines = pl.LazyFrame(
        {
            "customer_id": ["a", "a", "a", "b"],
            "product_group": ["x", "x", None, "x"],
            "invoice_date": [date(2026, 1, 1)] * 4,
            "net_amount": [Decimal(100), Decimal(-30), Decimal(7), Decimal(5)],
            "cash_discount": [Decimal(2), None, None, None],
            "bonus": [Decimal("0.5"), None, None, Decimal(1)],
        },
        schema_overrides=dict.fromkeys(("net_amount", "cash_discount", "bonus"), MONEY),
    )
    found = group_revenue(lines).sort("customer_id", "product_group").collect()
    assert found.rows() == [("a", None, Decimal(7)), ("a", "x", Decimal("67.5")), ("b", "x", Decimal(4))]


def test_how_it_is_shared_is_said_in_both_languages() -> None:
    assert "{group}" in SHARING.de
    assert "{group}" in SHARING.en
