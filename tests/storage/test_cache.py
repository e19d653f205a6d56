"""The store: what is written is read back, facts are kept, and nothing is half written."""

import json
import os
import stat
import subprocess
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kw_tui.core.reduction import reduce
from kw_tui.storage import staged
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.errors import SessionError, SourceError
from kw_tui.vocabulary.session import Period, parse_period
from kw_tui.vocabulary.sources import SALES_LINE, table_by_id
from tests.storage.small_disk import small_disk

AS_OF = date(2026, 1, 1)
YEAR = parse_period("12m", AS_OF)
SUPERSTORE = Path(__file__).parents[2].parent / "shared" / "data" / "superstore" / "superstore.csv"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / ".s.kw.cache", reduce)


def lines(count: int = 40, customers: int = 7) -> pl.LazyFrame:
    """Sales lines of several customers, not in order."""
    number = pl.int_range(count)
    frame = pl.select(
        customer_id=pl.format("Kunde {}", (number * 5) % customers),
        invoice_no=pl.format("R{}", number // 2),
        invoice_date=pl.lit(date(2025, 12, 31)) - pl.duration(days=(number * 37) % 700),
        net_amount=(number - 3).cast(pl.Decimal(18, 4)),
        product_id=pl.format("P{}", number % 5),
        product_group=pl.format("G{}", number % 2),
        name=pl.lit("Müller \x1b[31m & Söhne"),
    )
    return frame.lazy().cast({name: SALES_LINE.schema[name] for name in frame.columns})


def facts(store: Store) -> pl.DataFrame:
    return store.facts(YEAR, YEAR.previous, AS_OF)


def test_an_absent_store_is_empty_and_creates_nothing(store: Store) -> None:
    assert not store.has("sales_line")
    assert store.columns("customer") == frozenset()
    assert store.last_invoice_date() is None
    assert store.rows("ticket") == 0
    assert store.scan("ticket").collect().schema == table_by_id("ticket").schema
    assert store.customer_lines("K1").is_empty()
    assert not store.folder.exists()


def test_lines_come_back_as_they_were(store: Store) -> None:
    store.write_table("sales_line", [lines()])
    given = lines().collect()
    back = store.scan("sales_line").collect()
    assert back.columns == list(SALES_LINE.column_ids)
    assert_frame_equal(back.select(given.columns), given, check_row_order=False)
    assert back["bonus"].null_count() == back.height
    assert store.columns("sales_line") == frozenset(given.columns)
    assert (store.rows("sales_line"), store.last_invoice_date()) == (40, date(2025, 12, 31))


def test_one_customer_has_its_lines_in_order(store: Store) -> None:
    store.write_table("sales_line", [lines()])
    own = store.customer_lines("Kunde 3")
    expected = lines().collect().filter(pl.col("customer_id") == "Kunde 3").sort("invoice_date", maintain_order=True)
    assert_frame_equal(own.select(expected.columns), expected)
    assert store.customer_lines("nobody").is_empty()


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


def test_files_with_different_columns_stack_up(store: Store) -> None:
    more = lines(3).with_columns(bonus=pl.lit(1).cast(pl.Decimal(18, 4))).drop("name")
    store.write_table("sales_line", [lines(5), more])
    assert store.rows("sales_line") == 8
    assert store.scan("sales_line").collect()["bonus"].sum() == Decimal(3)
    assert "bonus" in store.columns("sales_line")


def test_a_column_without_values_is_not_told(store: Store) -> None:
    store.write_table("sales_line", [lines(5).with_columns(bonus=pl.lit(None, pl.Decimal(18, 4)))])
    assert "bonus" not in store.columns("sales_line")
    assert facts(store)["bonus"].null_count() == facts(store).height


def test_net_follows_from_price_where_the_column_is_missing(store: Store) -> None:
    amounts = {"quantity": 3, "unit_price": 10, "discount_pct": 10}
    priced = (
        lines(4)
        .drop("net_amount")
        .with_columns(pl.lit(value).cast(pl.Decimal(18, 4)).alias(name) for name, value in amounts.items())
    )
    store.write_table("sales_line", [priced])
    assert store.scan("sales_line").collect()["net_amount"].to_list() == [Decimal(27)] * 4


def test_of_a_customer_listed_twice_the_last_row_counts(store: Store) -> None:
    rows = pl.LazyFrame({"customer_id": ["K1", "K2", "K1"], "name": ["alt", "b", "neu"], "Farbe": ["rot", "", "blau"]})
    store.write_table("customer", [rows])
    back = store.scan("customer").collect().sort("customer_id")
    assert back.select("customer_id", "name", "Farbe").rows() == [("K1", "neu", "blau"), ("K2", "b", "")]
    assert facts(store)["name"].to_list() == ["neu", "b"]
    assert facts(store)["revenue_invoiced"].to_list() == [None, None]


@pytest.mark.parametrize("table", ["ticket", "activity", "concession", "price_condition", "prospect", "customer"])
def test_empty_tables_are_tables(store: Store, table: str) -> None:
    store.write_table("sales_line", [lines(4, 2)])
    store.write_table(table, [pl.LazyFrame(schema=table_by_id(table).schema)])
    assert store.has(table)
    assert store.rows(table) == 0
    assert facts(store).height == 2


def test_empty_tables_are_known_zeros(store: Store) -> None:
    store.write_table("sales_line", [lines(4, 2)])
    assert facts(store)["tickets"].to_list() == [None, None]
    store.write_table("ticket", [pl.LazyFrame(schema=table_by_id("ticket").schema)])
    assert facts(store)["tickets"].to_list() == [0, 0]


def test_a_ledger_without_lines_has_no_customers(store: Store) -> None:
    store.write_table("sales_line", [lines(3).head(0)])
    assert facts(store).is_empty()
    assert store.assortment(YEAR).is_empty()
    assert store.last_invoice_date() is None


def test_the_fingerprint_follows_every_write(store: Store) -> None:
    prints = [store.fingerprint()]
    for table, rows in (("sales_line", lines(4)), ("sales_line", lines(4)), ("customer", lines(2))):
        store.write_table(table, [rows.select("customer_id") if table == "customer" else rows])
        prints.append(store.fingerprint())
    assert len(set(prints)) == 4
    assert Store(store.folder).fingerprint() == prints[-1]


def test_facts_are_kept_until_something_changes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write_table("sales_line", [lines(9)])
    first = facts(store)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "reduced_facts", lambda *_: pytest.fail("computed again"))
        assert_frame_equal(facts(store), first)
    store.write_table("sales_line", [lines(19)])
    assert facts(store)["lines"].sum() != first["lines"].sum()


def test_another_reduction_digests_the_stored_lines_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write_table("sales_line", [lines(30)])
    first = facts(store)
    monkeypatch.setattr(reduce, "REDUCTION_VERSION", 99)
    assert_frame_equal(facts(store), first)
    assert list(store.folder.glob("*/digests-v99/accounts-*"))


def test_a_store_written_without_a_reduction_yields_facts_later(store: Store) -> None:
    Store(store.folder).write_table("sales_line", [lines(30)])
    assert facts(store)["lines_prev"].sum() > 0
    with pytest.raises(ValueError, match="reduction"):
        Store(store.folder).facts(YEAR, None, AS_OF)


def test_a_failed_write_leaves_the_table_as_it_was(store: Store) -> None:
    store.write_table("sales_line", [lines(9)])
    before = store.fingerprint()
    broken = lines(9).with_columns(net_amount=pl.lit("not a number"))
    with pytest.raises(pl.exceptions.PolarsError):
        store.write_table("sales_line", [broken])
    assert store.fingerprint() == before
    assert facts(store)["lines"].sum() > 0
    assert not list(store.folder.glob("*.tmp"))


def test_a_reader_may_finish_while_the_table_is_replaced(store: Store) -> None:
    store.write_table("sales_line", [lines(9)])
    reading = store.scan("sales_line")
    store.write_table("sales_line", [lines(19)])
    assert reading.collect().height == 9
    assert store.scan("sales_line").collect().height == 19


def test_only_the_replaced_generation_stays_behind(store: Store) -> None:
    unfinished = store.folder / "sales_line-0123.tmp"
    unfinished.mkdir(parents=True)
    os.utime(unfinished, (0, 0))
    for _ in range(4):
        store.write_table("sales_line", [lines(9)])
    assert len(list(store.folder.glob("sales_line-*"))) == 2


def test_a_damaged_description_counts_as_absent(store: Store) -> None:
    store.write_table("sales_line", [lines(9)])
    description = store.folder / "sales_line.json"
    for damage in ("", "[]", "{", json.dumps({"format": 1, "generation": "gone"}), json.dumps({"format": 99})):
        description.write_text(damage)
        assert not store.has("sales_line"), damage


def test_the_store_can_be_written_from_itself(store: Store) -> None:
    store.write_table("sales_line", [lines(9)])
    store.write_table("sales_line", [store.scan("sales_line"), lines(4)])
    assert store.rows("sales_line") == 13


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_everything_is_private(store: Store) -> None:
    store.write_table("sales_line", [lines(9)])
    facts(store)
    for path in [store.folder, *store.folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(SessionError):
        Store(tmp_path / "cache", reduce).write_table("sales_line", [lines(3)])


def test_a_file_in_the_place_of_the_folder_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    with pytest.raises(SessionError):
        Store(tmp_path / "cache", reduce).write_table("sales_line", [lines(3)])


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


def test_marks_are_kept_with_the_table_they_were_given_for(store: Store) -> None:
    assert store.marks("sales_line") == ()
    store.write_table("sales_line", [lines(3)], marks=["a", "b"])
    assert store.marks("sales_line") == ("a", "b")
    store.write_table("sales_line", [lines(3)])
    assert store.marks("sales_line") == ()


@pytest.mark.parametrize("table", ["sales_line", "customer"])
def test_a_full_disk_is_said_of_the_folder_that_is_full(tmp_path: Path, table: str) -> None:
    rows = lines(200_001, 200_001)
    with small_disk(tmp_path / "disk") as disk:
        store = Store(disk / "cache", reduce)
        store.write_table(table, [lines(5).select("customer_id") if table == "customer" else lines(5)])
        with pytest.raises(SessionError) as refused:
            store.write_table(table, [rows.with_columns(name=pl.col("invoice_no").hash().cast(pl.String))])
        assert refused.value.line("en").startswith(f"{disk}/cache cannot be written: the disk is full - ")
        assert store.rows(table) == 5


@pytest.mark.parametrize("amounts", [{"net_amount": 99_999_999_999_999}, {"quantity": 10**10, "list_price": 10**10}])
def test_amounts_that_cannot_be_added_up_are_refused(store: Store, amounts: dict[str, int]) -> None:
    huge = lines(30, 1).with_columns(
        pl.lit(value).cast(pl.Decimal(18, 4)).alias(name) for name, value in amounts.items()
    )
    with pytest.raises(SourceError, match="too large to add up"):
        store.write_table("sales_line", [huge])
    assert not store.has("sales_line")


def test_a_thousand_of_the_largest_believable_lines_add_up(store: Store) -> None:
    largest = pl.lit(Decimal("99999999999.9999")).cast(pl.Decimal(18, 4))
    same_day = pl.lit(date(2025, 12, 1))
    store.write_table("sales_line", [lines(1000, 1).with_columns(net_amount=largest, invoice_date=same_day)])
    assert facts(store)["revenue_invoiced"].to_list() == [Decimal("99999999999999.9000")]


@pytest.mark.parametrize("small", [0, 300_000], ids=["many buckets", "one bucket"])
def test_a_store_that_can_only_be_read_yields_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    monkeypatch.setattr(staged, "SMALL", small)
    expected = Store(tmp_path / "other", reduce)
    expected.write_table("sales_line", [lines()])
    with small_disk(tmp_path / "disk") as disk:
        Store(disk / ".s.kw.cache", reduce).write_table("sales_line", [lines()])
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        read_only = Store(disk / ".s.kw.cache", reduce)
        assert_frame_equal(facts(read_only), facts(expected))
        assert_frame_equal(
            read_only.assortment(YEAR).sort(pl.all()), expected.assortment(YEAR).sort(pl.all()), check_exact=True
        )
        assert not (disk / ".s.kw.cache" / "results").exists()
