"""Portfolio frames for tests: one healthy customer per row, changed where the test says so."""

from datetime import date
from decimal import Decimal

import polars as pl

from kw_tui.core.proposals.support import AMOUNTS
from kw_tui.core.queue import INPUTS, STATE_SCHEMA, conditions, options, queue
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY

AS_OF = date(2026, 11, 1)
VISIT, CALL = 120, 12

_MONEY = (
    "revenue", "list_revenue", "line_discount", "goods", "db1", "db4", "marketing_cost",
    "avoidable_cost", "relevant_contribution", "relevant_contribution_prev", "potential", "concession_cost",
    "concession_list_value", "cost_visit", "cost_call", "supply_share",
)  # fmt: skip
_FLOATS = (
    "period_years",
    "relevant_ratio",
    "regularity",
    "discount_rate",
    "discount_compared",
    "discount_of_a",
    "discount_vs_a",
    "discount_usual",
    "season_share",
    "cost_coverage",
)
_COUNTS = ("orders", "lines_without_cost", "concession_habit", "price_age_months")
_FLAGS = (
    "c_better_than_a", "discount_outlier", "stale_price", "free_service_habit", "price_clause", "reference_customer",
)  # fmt: skip
_DATES = ("first_order", "customer_since", "contract_until")

_TYPES = {
    **{amount: MONEY for _, amount, _ in AMOUNTS},
    **{flag: pl.Boolean for flag, _, _ in AMOUNTS},
    "leakage": pl.Boolean,
    "margin_rank": pl.Float64,
    **dict.fromkeys(_MONEY, MONEY),
    **dict.fromkeys(_FLOATS, pl.Float64),
    **dict.fromkeys(_COUNTS, pl.Int64),
    **dict.fromkeys(_FLAGS, pl.Boolean),
    **dict.fromkeys(_DATES, pl.Date),
}
SCHEMA = {column: _TYPES.get(column, pl.String) for column in INPUTS}

_HEALTHY = {
    "abc": "B", "abc_sub": "B2", "revenue": 1000, "goods": 600, "marketing_cost": 0, "handling": 100, "orders": 12,
    "lines_without_cost": 0, "first_order": date(2019, 3, 1), "regularity": 2.0, "potential": 100,
    "c_better_than_a": False, "discount_outlier": False, "stale_price": False, "free_service_habit": False,
    "concession_habit": 0, "concession_cost": 0, "period_years": 1.0, "reference_customer": False,
    "price_clause": False, "price_age_months": 10,
}  # fmt: skip


def customer(customer_id: str, **changes: object) -> dict[str, object]:
    """One row; money follows from revenue, goods and `handling` (all of it avoidable) unless given.

    `visits` and `calls` are counts at the default rates; they do not add to `handling`.
    """
    given = {**_HEALTHY, **changes}
    revenue, goods, handling = given["revenue"], given["goods"], given.pop("handling")
    row: dict[str, object] = {"customer_id": customer_id, "name": f"Firma {customer_id}"}
    row |= {"list_revenue": revenue, "line_discount": None, "discount_rate": 0.0, "discount_usual": 0.0}
    row |= {"discount_of_a": 0.0, "discount_compared": given.get("discount_rate", 0.0)}
    row |= {"cost_visit": VISIT * given.pop("visits", 0), "cost_call": CALL * given.pop("calls", 0)}
    if goods is not None:
        contribution = revenue - goods - handling
        row |= {"db1": revenue - goods, "db4": contribution, "avoidable_cost": goods + handling}
        row |= {"relevant_contribution": contribution, "relevant_contribution_prev": contribution}
        row |= {"relevant_ratio": contribution / revenue if revenue else None}
    row["discount_vs_a"] = float(given.get("discount_compared", row["discount_compared"])) - float(
        given.get("discount_of_a", 0.0)
    )
    return {column: _typed(column, (row | given).get(column)) for column in INPUTS}


def lossmaker(customer_id: str, **changes: object) -> dict[str, object]:
    """A customer no price and no saving can cure: goods alone cost more than they bring."""
    given = {"revenue": 500, "goods": 520, "handling": 60, "abc": "C", "abc_sub": "C3"} | changes
    return customer(customer_id, **given)


def _typed(column: str, value: object) -> object:
    return Decimal(str(value)) if SCHEMA[column] == MONEY and value is not None else value


def portfolio(*customers: dict[str, object]) -> pl.LazyFrame:
    """A portfolio of the rows."""
    return pl.LazyFrame(list(customers), schema=SCHEMA)


def no_state() -> pl.LazyFrame:
    """Nobody has decided anything yet."""
    return pl.LazyFrame(schema=STATE_SCHEMA)


def state_row(customer_id: str, **values: object) -> dict[str, object]:
    """One row of the state frame."""
    return dict.fromkeys(STATE_SCHEMA) | {"customer_id": customer_id, "state": "open", "rung": 0} | values


def states(*rows: dict[str, object]) -> pl.LazyFrame:
    """A state frame of the rows."""
    return pl.LazyFrame(list(rows), schema=STATE_SCHEMA)


def explained(rows: pl.LazyFrame, state: pl.LazyFrame | None = None, settings: Settings | None = None) -> pl.DataFrame:
    """The queue with the conditions of each row."""
    given = rows, no_state() if state is None else state, settings or Settings(), AS_OF
    queued = queue(*given)
    told = conditions(queued, *given).drop("rank")
    return queued.join(told, on="customer_id", how="left", maintain_order="left").collect()


def optioned(rows: pl.LazyFrame, state: pl.LazyFrame | None = None, settings: Settings | None = None) -> pl.DataFrame:
    """Every action that comes into question, with the reason of its place."""
    given = rows, no_state() if state is None else state, settings or Settings(), AS_OF
    return options(queue(*given), *given).collect()
