"""The store: what is written is read back, and facts are kept."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kw_tui.core.reduction import reduce
from kw_tui.storage import staged
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.session import Period
from tests.storage.stores import YEAR, facts, lines

SUPERSTORE = Path(__file__).parents[2].parent / "shared" / "data" / "superstore" / "superstore.csv"


def test_many_buckets_say_the_same_as_one(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write_table("sales_line", [lines(400, 61)])
    monkeypatch.setattr(staged, "SMALL", 100)
    monkeypatch.setattr(staged, "LINES_A_PART", 20)
    large = Store(tmp_path / "large", reduce)
    large.write_table("sales_line", [lines(400, 61)])
    assert len(list(large.folder.glob("*/lines-*"))) > 20 > len(list(store.folder.glob("*/lines-*")))
    assert_frame_equal(facts(large), facts(store))
    order = ("customer_id", "product_id")
    assert_frame_equal(large.assortment(YEAR).sort(order), store.assortment(YEAR).sort(order))
    assert_frame_equal(large.customer_lines("Kunde 7"), store.customer_lines("Kunde 7"))


def test_a_ledger_without_lines_has_no_customers(store: Store) -> None:
    store.write_table("sales_line", [lines(3).head(0)])
    assert facts(store).is_empty()
    assert store.assortment(YEAR).is_empty()
    assert store.last_invoice_date() is None


def test_facts_are_kept_until_something_changes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write_table("sales_line", [lines(9)])
    first = facts(store)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "reduced_facts", lambda *_: pytest.fail("computed again"))
        assert_frame_equal(facts(store), first)
    store.write_table("sales_line", [lines(19)])
    assert facts(store)["lines"].sum() != first["lines"].sum()


@pytest.mark.skipif(not SUPERSTORE.exists(), reason="the real ledgers (../shared/data) are not here")
def test_superstore_to_the_last_place(store: Store) -> None:
    raw = pl.read_csv(SUPERSTORE, infer_schema=False)
    amount = pl.Decimal(18, 4)
    store.write_table(
        "sales_line",
        [
            raw.lazy().select(
                customer_id="Customer ID",
                invoice_no="Order ID",
                invoice_date=pl.col("Order Date").str.to_date(),
                net_amount=pl.col("Sales").cast(amount),
                margin_amount=pl.col("Profit").cast(amount),
                product_id="Product ID",
                name="Customer Name",
            )
        ],
    )
    last = store.last_invoice_date()
    assert last is not None
    facts = store.facts(Period(None, last), None, last + timedelta(days=1))
    assert (store.rows("sales_line"), facts.height) == (9994, 793)
    assert facts["orders"].sum() == facts["orders_all"].sum() == 5009
    assert facts["revenue_invoiced"].sum() == Decimal("2297200.8603")
    assert facts["revenue_invoiced"].sum() - facts["goods"].sum() == Decimal("286397.0217")
    assert facts["name"].null_count() == facts["lines_without_cost"].sum() == 0


def test_a_thousand_of_the_largest_believable_lines_add_up(store: Store) -> None:
    largest = pl.lit(Decimal("99999999999.9999")).cast(pl.Decimal(18, 4))
    same_day = pl.lit(date(2025, 12, 1))
    store.write_table("sales_line", [lines(1000, 1).with_columns(net_amount=largest, invoice_date=same_day)])
    assert facts(store)["revenue_invoiced"].to_list() == [Decimal("99999999999999.9000")]
