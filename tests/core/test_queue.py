from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.proposals.rules import rules_by_id
from kw_tui.core.queue import COLUMNS, STATES, conditions, explanations, queue, risk_basis
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY
from tests.core.portfolio_frames import AS_OF, customer, lossmaker, no_state, portfolio, state_row, states

ROWS = (
    lossmaker("b"),
    lossmaker("a"),
    customer("big", revenue=100_000, goods=85_000, handling=10_000),
    customer("healthy"),
    lossmaker("contracted", contract_until=date(2027, 12, 31)),
)


def queued(state: pl.LazyFrame | None = None, rows: tuple[dict[str, object], ...] = ROWS) -> pl.DataFrame:
    return queue(portfolio(*rows), no_state() if state is None else state, Settings(), AS_OF).collect()


def test_the_most_money_first_and_ties_by_customer() -> None:
    found = queued()
    assert found["rank"].to_list() == [1, 2, 3, 4]
    assert found["customer_id"].to_list() == ["big", "a", "b", "contracted"]


def test_only_customers_with_a_proposal() -> None:
    assert "healthy" not in set(queued()["customer_id"])


def test_whom_something_binds_is_repriced_and_not_let_go() -> None:
    row = queued().filter(customer_id="contracted").row(0, named=True)
    assert (row["proposal"], row["rule"], row["alternatives"]) == ("reprice", "reprice_bound", [])
    assert row["risks"] == ["contract"]
    assert row["effective_date"] == date(2028, 1, 1)


def test_who_is_let_go_is_delivered_to_for_the_run_off_period() -> None:
    days = dict(queued().select("proposal", "effective_date").iter_rows())
    assert days["let_go"] == AS_OF + timedelta(days=90)


def test_columns_and_types() -> None:
    found = queued()
    assert found.columns == list(COLUMNS)
    assert found.schema["at_stake"] == found.schema["profit_change"] == MONEY
    assert found.schema["effective_date"] == pl.Date
    assert found["at_stake"].to_list()[1] == Decimal("72.0000")


def test_conditions_are_told_apart_in_the_order_of_the_queue() -> None:
    given = portfolio(*ROWS), no_state(), Settings(), AS_OF
    queued = queue(*given)
    found = conditions(queued, *given).collect()
    assert found.select("rank", "customer_id").equals(queued.select("rank", "customer_id").collect())
    assert found.schema["conditions"] == pl.List(
        pl.Struct({"id": pl.String, "value": pl.Float64, "limit": pl.Float64, "holds": pl.Boolean})
    )
    some = queued.filter(pl.col("rank") > 2)
    assert conditions(some, *given).collect().equals(found.filter(pl.col("rank") > 2))


def test_what_risks_rest_on_is_told_of_each_that_the_queue_names() -> None:
    rows = portfolio(*ROWS, lossmaker("both", season_share=0.7, reference_customer=True))
    queued = queue(rows, no_state(), Settings(), AS_OF)
    told = risk_basis(queued, rows, Settings(), AS_OF).collect()
    named = queued.select("rank", "customer_id", risk="risks").explode("risk").drop_nulls().collect()
    assert told.select("rank", "customer_id", "risk").equals(named)
    assert told.filter(risk="season")["number"].to_list() == [0.7]


def test_nothing_to_propose_is_an_empty_queue() -> None:
    found = queue(portfolio(customer("1")), no_state(), Settings(), AS_OF).collect()
    assert found.height == 0
    assert found.columns == list(COLUMNS)


def test_money_is_per_year() -> None:
    over_two_years = tuple({**row, "period_years": 2.0} for row in ROWS)
    assert [2 * stake for stake in queued(rows=over_two_years)["at_stake"]] == queued()["at_stake"].to_list()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"state": "decided", "action": "keep", "decided_at": "2026-01-01T10:00:00+01:00"}, "decided"),
        ({"state": "decided", "action": "let_go", "decided_at": "2025-01-01T10:00:00+01:00"}, "decided"),
        ({"state": "decided", "action": "reprice", "decided_at": "2026-10-01T10:00:00+01:00"}, "decided"),
        ({"state": "decided", "action": "reprice", "decided_at": "2026-08-03T10:00:00+01:00"}, "open"),
        (
            {"state": "decided", "action": "service", "decided_at": "2026-01-01T10:00:00+01:00", "claimed_by": "bo"},
            "claimed",
        ),
        ({"state": "snoozed", "action": "snooze", "decided_at": "2026-01-01T10:00:00+01:00"}, "snoozed"),
        ({"state": "claimed", "claimed_by": "ada"}, "claimed"),
        ({}, "open"),
    ],
    ids=str,
)
def test_where_a_row_stands(values: dict[str, object], expected: str) -> None:
    found = queued(states(state_row("a", **values)))
    assert found.filter(customer_id="a")["state"].item() == expected
    assert expected in STATES


def test_decided_rows_keep_their_rank() -> None:
    state = states(state_row("a", state="decided", action="keep", decided_at="2026-10-30T10:00:00+01:00"))
    assert queued(state).select("rank", "customer_id").equals(queued().select("rank", "customer_id"))


def test_a_custom_column_of_the_master_does_not_get_in_the_way() -> None:
    crowded = portfolio(*ROWS).with_columns(pl.lit("x").alias("state"), pl.lit("y").alias("reason"))
    assert queue(crowded, no_state(), Settings(), AS_OF).collect().equals(queued())


def test_explanations_tell_what_stands_against_a_proposal() -> None:
    one = portfolio(lossmaker("contracted", contract_until=date(2027, 12, 31)))
    found = explanations(one, no_state(), Settings(), AS_OF).collect()
    against = found.filter(pl.col("rule") == "let_go", ~pl.col("holds"))
    assert against.select("customer_id", "id", "value", "limit").rows() == [("contracted", "unblocked", 1.0, 0.0)]
    assert set(found["rule"]) == set(rules_by_id())
