from datetime import date
from decimal import Decimal

import polars as pl

from kw_tui.core.letters.services import dearest, free_services
from kw_tui.vocabulary.sources import CONCESSION

FIRST, LAST = date(2025, 11, 1), date(2026, 10, 31)
DAY = date(2026, 5, 1)


def test_the_free_service_granted_most_often_with_its_median_value() -> None:
    rows = [
        *(("1", DAY, "Muster", value) for value in (10, 30, None, 0)),
        *(("1", DAY, "Eilfracht", 500),) * 2,
        *(("1", date(2025, 1, 1), "Eilfracht", 500),) * 9,
        ("2", DAY, "Beratung", None),
        ("2", DAY, None, 5),
    ]
    names = ("customer_id", "date", "kind", "list_value")
    schema = {name: CONCESSION.schema[name] for name in names}
    granted = pl.DataFrame(rows, schema=schema, orient="row").lazy()
    found = free_services(granted, FIRST, LAST).select("customer_id", "service", "price").collect()
    assert found.rows() == [("1", "Muster", Decimal(20)), ("2", "Beratung", None)]


def test_what_serving_takes_most_of_is_named() -> None:
    row = {"cost_visit": Decimal(10), "cost_call": 0, "cost_delivery": None, "cost_return": 30, "cost_ticket": 20}
    assert dearest(row) == ("cost_return", "cost_ticket")
    assert dearest({}) == ()
