from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.reduction import reduce
from kw_tui.vocabulary.sources import CUSTOMER
from tests.core.reduction.ledgers import ENGINES, SCOPE, rows, sales, table

each_engine = pytest.mark.parametrize("engine", ENGINES)


def told(frame: pl.DataFrame) -> frozenset[str]:
    return frozenset(name for name in frame.columns if frame[name].count())


def facts(engine, lines: pl.DataFrame | None, **tables: pl.DataFrame) -> list[dict]:
    columns = {name: told(frame) for name, frame in tables.items()}
    reduced = None
    if lines is not None:
        columns["sales_line"] = told(lines)
        reduced = reduce.sales_facts(reduce.digests(engine(lines)), SCOPE, columns["sales_line"])
    frames = {name: engine(frame) for name, frame in tables.items()}
    return rows(reduce.facts(reduced, frames, SCOPE, columns), "customer_id")


def test_the_facts_hold_every_customer_column_and_both_periods() -> None:
    assert set(CUSTOMER.column_ids) <= set(reduce.FACTS)
    assert {"revenue_invoiced", "revenue_invoiced_prev", "activity_visit_cost_prev", "gap_sum_sq"} <= set(reduce.FACTS)
    assert "ces_mean_prev" not in reduce.FACTS


def test_without_ledger_and_master_there_are_no_facts() -> None:
    with pytest.raises(ValueError, match="ledger or a customer master"):
        facts(ENGINES[0], None)


def test_ledger_and_master_together_hold_everybody_once() -> None:
    lines = sales(customer_id=["K1", "K3"], name=["aus Zeile", "nur Zeile"], region=["Nord", "Süd"])
    master = table("customer", customer_id=["K1", "K2"], name=["aus Stamm", None], employees=["12", "5"])
    first, second, third = facts(ENGINES[0], lines, customer=master)
    assert (first["name"], first["region"], first["employees"]) == ("aus Stamm", "Nord", Decimal(12))
    assert (second["name"], second["revenue_invoiced"], second["orders_prev"]) == (None, 0, 0)
    assert (third["name"], third["employees"], third["lines"]) == ("nur Zeile", None, 1)


def test_a_customer_without_tickets_has_none_and_strangers_stay_out() -> None:
    tickets = table("ticket", ticket_id=["1"], customer_id=["stranger"], opened_at=[date(2025, 5, 5)])
    (fact,) = facts(ENGINES[0], sales(net_amount=["1"]), ticket=tickets)
    assert (fact["customer_id"], fact["tickets"], fact["tickets_prev"]) == ("K1", 0, 0)


@pytest.mark.parametrize(("engine", "has_master"), [*((engine, False) for engine in ENGINES), (ENGINES[0], True)])
def test_goods_are_unknown_where_no_line_of_a_customer_tells_a_cost(engine, has_master) -> None:
    days = [date(2025, 1, 1), date(2024, 1, 1), date(2025, 2, 1), date(2025, 2, 1)]
    lines = sales(customer_id=["K1", "K1", "K2", "K2"], cost_amount=[None, "7", "3", None], invoice_date=days)
    master = {"customer": table("customer", customer_id=["K3"])} if has_master else {}
    first, second, *third = facts(engine, lines, **master)
    assert (first["goods"], first["goods_prev"]) == (None, Decimal(7))
    assert (second["goods"], second["goods_prev"], second["lines_without_cost"]) == (Decimal(3), 0, 1)
    assert [one["goods"] for one in third] == [0] * has_master


@each_engine
def test_a_master_alone_has_no_sales_facts(engine) -> None:
    (fact,) = facts(engine, None, customer=table("customer", customer_id=["K1"], name=["Eins"]))
    assert fact == {"customer_id": "K1", "name": "Eins"}
