"""Whatever the ledger: facts are the sums of its lines, every customer stands once, and every engine says the same."""

import math
import tempfile
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import duckdb
import narwhals as nw
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from kw_tui.core.reduction import reduce
from kw_tui.storage.cache import Store
from kw_tui.storage.engines import arrived
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.sources import SALES_LINE

AS_OF = date(2025, 7, 1)
PERIODS = (
    Period(date(2025, 1, 1), date(2025, 6, 30)),
    Period(date(2025, 6, 1), date(2025, 12, 31)),
    Period(date(2024, 12, 30), date(2025, 1, 3)),
    Period(None, date(2025, 6, 30)),
)


def cents(low: int, high: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(low, high, places=2, allow_nan=False, allow_infinity=False)


COLUMNS: dict[str, st.SearchStrategy[object]] = {
    "product_id": st.none() | st.sampled_from(["P1", "P2", "ß-3"]),
    "product_group": st.none() | st.sampled_from(["G1", "G2"]),
    "quantity": st.none() | cents(-20, 20),
    "list_price": st.none() | cents(0, 90),
    "discount_pct": st.none() | st.sampled_from([Decimal(0), Decimal(20), Decimal(50), Decimal(75), Decimal(100)]),
    "list_amount": st.none() | cents(-10, 900),
    "cost_amount": st.none() | cents(-100, 900),
    "unit_cost": st.none() | cents(0, 90),
    "margin_amount": st.none() | cents(-100, 900),
    "freight": st.none() | cents(0, 50),
    "cash_discount": st.none() | cents(0, 50),
    "bonus": st.none() | cents(0, 50),
    "paid_date": st.none() | st.dates(date(2024, 6, 1), date(2025, 9, 1)),
    "due_date": st.none() | st.dates(date(2024, 6, 1), date(2025, 9, 1)),
    "doc_type": st.none() | st.sampled_from(["invoice", "credit", "cancel"]),
    "name": st.none() | st.sampled_from(["Müller & Söhne KG", "\x1b[2J", ""]),
}
REQUIRED: dict[str, st.SearchStrategy[object]] = {
    "customer_id": st.sampled_from(["K1", "0010234", "a'b\"c", "..", "k1", " ", "📦\x00", "%_"]),
    "invoice_no": st.sampled_from(["R1", "R2", "R3", "r/4"]),
    "invoice_date": st.dates(date(2024, 6, 1), date(2025, 8, 1)) | st.dates(date(2024, 12, 28), date(2025, 1, 5)),
    "net_amount": cents(-500, 5000),
}


@st.composite
def ledgers(draw: st.DrawFn) -> pl.DataFrame:
    """Draw a ledger with some of the optional columns."""
    optional = draw(st.lists(st.sampled_from(sorted(COLUMNS)), unique=True))
    columns = REQUIRED | {name: COLUMNS[name] for name in optional}
    lines = draw(st.lists(st.fixed_dictionaries(columns), min_size=1, max_size=40))
    schema = {name: kind for name, kind in SALES_LINE.schema.items() if name in columns}
    return pl.DataFrame(lines, schema=schema)


def facts_in_store(lines: pl.DataFrame, period: Period) -> pl.DataFrame:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "cache", reduce)
        store.write_table("sales_line", [lines.lazy()])
        return store.facts(period, period.previous, AS_OF)


def facts_in_duckdb(lines: pl.DataFrame, period: Period) -> pl.DataFrame:
    ledger = nw.from_native(duckdb.connect().from_arrow(lines.to_arrow()))
    told = frozenset(name for name in lines.columns if lines[name].count())
    scope = reduce.Scope(period, period.previous, AS_OF)
    sales = reduce.sales_facts(reduce.digests(ledger), scope, told)
    facts = reduce.facts(sales, {}, scope, {"sales_line": told}).to_native()
    return arrived(pl.from_arrow(facts.to_arrow_table()).lazy(), reduce.FACTS).sort("customer_id").collect()


def list_value(line: dict) -> Decimal | None:
    if line.get("list_amount") is not None:
        return line["list_amount"]
    if line.get("quantity") is not None and line.get("list_price") is not None:
        return line["quantity"] * line["list_price"]
    if line.get("discount_pct") is not None and line["discount_pct"] < 100:
        return line["net_amount"] * 100 / (100 - line["discount_pct"])
    return None


def goods_value(line: dict) -> Decimal | None:
    if line.get("cost_amount") is not None:
        return line["cost_amount"]
    if line.get("quantity") is not None and line.get("unit_cost") is not None:
        return line["quantity"] * line["unit_cost"]
    if line.get("margin_amount") is not None:
        return line["net_amount"] - line["margin_amount"]
    return None


def expected(lines: list[dict], told: set[str]) -> dict[str, object]:
    """The facts of one customer in one period, by the book."""
    is_credit = [line.get("doc_type") in {"credit", "cancel"} or line["net_amount"] < 0 for line in lines]
    sold = [line for line, credit in zip(lines, is_credit, strict=True) if not credit]
    at_list = sum((line["net_amount"] if list_value(line) is None else list_value(line) for line in sold), Decimal(0))
    orders, days = defaultdict(Decimal), defaultdict(Decimal)
    for line in lines:
        orders[line["invoice_no"]] += line["net_amount"]
        days[line["invoice_date"]] += line["net_amount"]
    invoiced = sum((line["net_amount"] for line in lines), Decimal(0))
    credited = -sum((line["net_amount"] for line, credit in zip(lines, is_credit, strict=True) if credit), Decimal(0))
    has_list = told & {"list_amount", "discount_pct"} or {"quantity", "list_price"} <= told
    has_goods = told & {"cost_amount", "margin_amount"} or {"quantity", "unit_cost"} <= told
    costs = [goods_value(line) for line in lines]
    is_told = not lines or any(cost is not None for cost in costs)
    return {
        "revenue_invoiced": invoiced,
        "list_revenue": at_list,
        "line_discount": at_list - invoiced - credited if has_list else None,
        "credit_notes": credited,
        "goods": sum((cost or Decimal(0) for cost in costs), Decimal(0)) if has_goods and is_told else None,
        **{
            name: sum((line[name] or Decimal(0) for line in lines), Decimal(0)) if name in told else None
            for name in ("cash_discount", "bonus", "freight")
        },
        **expected_payments(sold, told),
        "lines": len(lines),
        "lines_without_cost": sum(cost is None for cost in costs),
        "return_lines": sum(is_credit),
        "orders": sum(net > 0 for net in orders.values()),
        "occasions": sum(net > 0 for net in days.values()),
        "products": len({line["product_id"] for line in sold if line["net_amount"] > 0} - {None})
        if "product_id" in told
        else None,
    }


def expected_payments(sold: list[dict], told: set[str]) -> dict[str, object]:
    """Amounts, and amounts x days, of the sales that are paid."""
    paid = [line for line in sold if line.get("paid_date") and line["net_amount"] > 0]
    due = [line for line in paid if line.get("due_date")]
    late = [line["cash_discount"] or Decimal(0) for line in due if told >= {"cash_discount"} and is_late(line)]
    to_pay = sum(line["net_amount"] * (line["paid_date"] - line["invoice_date"]).days for line in paid)
    beyond = sum(line["net_amount"] * (line["paid_date"] - line["due_date"]).days for line in due)
    known, both = "paid_date" in told, told >= {"paid_date", "due_date"}
    return {
        "paid_amount": sum((line["net_amount"] for line in paid), Decimal(0)) if known else None,
        "paid_days": pytest.approx(float(to_pay), abs=1e-6) if known else None,
        "due_amount": sum((line["net_amount"] for line in due), Decimal(0)) if both else None,
        "late_days": pytest.approx(float(beyond), abs=1e-6) if both else None,
        "late_cash_discount": sum(late, Decimal(0)) if both and "cash_discount" in told else None,
    }


def is_late(line: dict) -> bool:
    return line["paid_date"] > line["due_date"]


def expected_trend(lines: list[dict]) -> dict[str, object]:
    """Net revenue of July 2024 to June 2025, and its moment about the turn of the year."""
    months = [0] * 12
    for line in lines:
        place = (line["invoice_date"].year - 2024) * 12 + line["invoice_date"].month - 7
        if 0 <= place < 12:
            months[place] += line["net_amount"] - sum(line.get(name) or 0 for name in ("cash_discount", "bonus"))
    moment = sum((place - 5.5) * float(amount) for place, amount in enumerate(months))
    return {
        "trend_revenue": sum(months),
        "season_revenue": sum(months[:3]),
        "trend_moment": pytest.approx(moment, abs=1e-4),
    }


def expected_history(lines: list[dict], told: set[str]) -> dict[str, object]:
    days = defaultdict(Decimal)
    for line in lines:
        days[line["invoice_date"]] += line["net_amount"]
    occasions = sorted(day for day, net in days.items() if net > 0)
    earned = profits(lines, told)
    gaps = [(later - earlier).days for earlier, later in pairwise(occasions)]
    ever = expected(lines, told)
    return {
        "first_order": min(occasions, default=None),
        "last_order": max(occasions, default=None),
        "occasions_all": len(occasions),
        "orders_all": ever["orders"],
        "revenue_all": sum((line["net_amount"] for line in lines), Decimal(0)),
        "gap_count": len(gaps),
        "gap_sum": sum(gaps),
        "gap_sum_sq": sum(gap * gap for gap in gaps),
        "gap_sum_log": pytest.approx(sum(math.log(gap) for gap in gaps)),
        "profitable_occasions": None if earned is None else len(earned),
        "profitable_sum": None if earned is None else sum(earned, Decimal(0)),
        "profitable_sum_log": None if earned is None else pytest.approx(sum(map(math.log, earned)), abs=1e-9),
        **{f"{name}_all": ever[name] for name in ("goods", "cash_discount", "bonus", "lines", "lines_without_cost")},
    }


def profits(lines: list[dict], told: set[str]) -> list[Decimal] | None:
    """What each day with a positive net left, where it is positive and no line lacks its goods."""
    if not (told & {"cost_amount", "margin_amount"} or {"quantity", "unit_cost"} <= told):
        return None
    days = defaultdict(list)
    for line in lines:
        days[line["invoice_date"]].append(line)
    earned = []
    for own in days.values():
        net = sum(line["net_amount"] for line in own)
        costs = [goods_value(line) for line in own]
        if net > 0 and None not in costs:
            off = sum(line.get(name) or 0 for line in own for name in ("cash_discount", "bonus"))
            earned.append(net - off - sum(costs))
    return [one for one in earned if one > 0]


def inside(lines: list[dict], period: Period) -> list[dict]:
    first = period.first or date.min
    return [line for line in lines if first <= line["invoice_date"] <= period.last]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=ledgers(), period=st.sampled_from(PERIODS))
def test_facts_are_what_the_lines_say(lines: pl.DataFrame, period: Period) -> None:
    told = {name for name in lines.columns if lines[name].count()}
    rows = lines.to_dicts()
    facts = facts_in_store(lines, period)
    assert facts["customer_id"].to_list() == sorted({row["customer_id"] for row in rows}, key=str.encode)
    for fact in facts.to_dicts():
        own = [row for row in rows if row["customer_id"] == fact["customer_id"]]
        truth = expected(inside(own, period), told)
        truth |= expected_trend(own)
        truth |= expected_history(inside(own, Period(None, AS_OF - timedelta(days=1))), told)
        if period.previous is not None:
            before = expected(inside(own, period.previous), told)
            truth |= {f"{name}_prev": value for name, value in before.items()}
        assert {name: fact[name] for name in truth} == truth


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=ledgers(), period=st.sampled_from(PERIODS))
def test_duckdb_says_the_same_as_the_store(lines: pl.DataFrame, period: Period) -> None:
    assert_frame_equal(facts_in_store(lines, period), facts_in_duckdb(lines, period))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=ledgers(), cut=st.dates(date(2024, 6, 2), date(2025, 8, 1)))
def test_any_cut_in_time_loses_nothing(lines: pl.DataFrame, cut: date) -> None:
    end = date(2025, 8, 1)
    early, late = Period(None, cut - timedelta(days=1)), Period(cut, end)
    halves = [facts_in_store(lines, period) for period in (early, late)]
    whole = facts_in_store(lines, Period(None, end))
    for column in ("revenue_invoiced", "list_revenue", "credit_notes", "lines", "return_lines", "occasions"):
        assert (halves[0][column] + halves[1][column]).to_list() == whole[column].to_list(), column
    assert whole["revenue_invoiced"].sum() == lines["net_amount"].sum()
