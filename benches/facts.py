"""How fast a ledger becomes facts: the store against DuckDB on a plain Parquet file of the same canonical lines.

usage: python -m benches.facts [--lines 10000000] [--customers 200000] [--folder FOLDER]

Both use two threads and give the same columns, which are compared. The store was written by `Store.write_table`, which
boils lines down to digests; that is timed by itself, with its peak memory. DuckDB runs one query over the file, with
products counted in two levels (several times faster than count(distinct)). Facts: median of three runs by turns.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("POLARS_MAX_THREADS", "2")

import duckdb
import numpy as np
import polars as pl
from polars.testing import assert_frame_equal

from kw_tui.core.reduction import reduce
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.session import parse_period
from kw_tui.vocabulary.table import MONEY

TARGET = 8.0
RUNS = 3
AS_OF = date(2026, 1, 1)
DAYS = 1096  # 2023 to 2025
CHUNK = 1_000_000
PERIOD = parse_period("12m", AS_OF)

QUERY = """
with line as (
  select customer_id, invoice_no, invoice_date as day, product_id, net_amount as net, cost_amount as cost,
    cash_discount,
    doc_type in ('credit', 'cancel') or net_amount < 0 as is_credit, quantity * list_price as at_list,
    invoice_date between date '2025-01-01' and date '2025-12-31' as now,
    invoice_date between date '2024-01-01' and date '2024-12-31' as before
  from read_parquet('{file}') where invoice_date <= date '2025-12-31'),
sums as (
  select customer_id, {sums}, sum(net) as revenue_all from line group by customer_id),
invoices as (
  select customer_id, count(*) filter (now > 0) as orders, count(*) filter (before > 0) as orders_prev,
    count(*) filter (ever > 0) as orders_all
  from (select customer_id, invoice_no, sum(net) filter (now) as now, sum(net) filter (before) as before,
          sum(net) as ever from line group by customer_id, invoice_no) group by customer_id),
days as (
  select customer_id, count(*) filter (now) as occasions, count(*) filter (before) as occasions_prev,
    count(*) as occasions_all, min(day) as first_order, max(day) as last_order,
    count(gap) as gap_count, sum(gap) as gap_sum, sum(gap * gap) as gap_sum_sq
  from (select *, day - lag(day) over (partition by customer_id order by day) as gap
        from (select customer_id, day, any_value(now) as now, any_value(before) as before
              from line group by customer_id, day having sum(net) > 0)) group by customer_id),
products as (
  select customer_id, count(*) filter (now) as products, count(*) filter (before) as products_prev
  from (select customer_id, product_id, bool_or(now) as now, bool_or(before) as before
        from line where net > 0 and not is_credit and (now or before) group by customer_id, product_id)
  group by customer_id)
select * from sums left join invoices using (customer_id) left join days using (customer_id)
  left join products using (customer_id)
"""
SUMS = {
    "revenue_invoiced": "sum(net) filter ({span})",
    "list_revenue": "sum(coalesce(at_list, net)) filter ({span} and not is_credit)",
    "line_discount": "sum(coalesce(at_list, net) - net) filter ({span} and not is_credit)",
    "credit_notes": "-sum(net) filter ({span} and is_credit)",
    "cash_discount": "sum(cash_discount) filter ({span})",
    "goods": "sum(cost) filter ({span})",
    "lines": "count(*) filter ({span})",
    "lines_without_cost": "count(*) filter ({span} and cost is null)",
    "return_lines": "count(*) filter ({span} and is_credit)",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--customers", type=int, default=200_000)
    parser.add_argument("--folder", type=Path, default=None, help="keeps the lines and the store for the next run")
    parser.add_argument("--write-only", action="store_true", help="only write the store (run in a process of its own)")
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="kw-facts-"))
    folder.mkdir(parents=True, exist_ok=True)
    lines = folder / f"lines-{asked.lines}-{asked.customers}.parquet"
    store = Store(folder / f"store-{asked.lines}-{asked.customers}", reduce)
    if asked.write_only:
        return write(lines, store)
    if not lines.exists():
        generate(lines, asked.lines, asked.customers)
    subprocess.run(
        [sys.executable, "-m", "benches.facts", *sys.argv[1:], "--folder", folder, "--write-only"], check=True
    )
    return compare(lines, store, asked.lines)


def write(lines: Path, store: Store) -> int:
    """Write the store in a process of its own, so that its peak of memory is its own."""
    shutil.rmtree(store.folder, ignore_errors=True)
    start = time.perf_counter()
    store.write_table("sales_line", [pl.scan_parquet(lines)])
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    size = sum(path.stat().st_size for path in store.folder.rglob("*.parquet")) / 1e6
    print(f"write {store.rows('sales_line'):,} lines: {seconds:.1f} s, peak {peak:.2f} GiB, {size:.0f} MB on disk")
    return 0


def compare(file: Path, store: Store, lines: int) -> int:
    ours, theirs = [], []
    for _ in range(RUNS):
        seconds, facts = timed(lambda: store.reduced_facts(PERIOD, PERIOD.previous, AS_OF))
        ours.append(seconds)
        seconds, rows = timed(lambda: duckdb_facts(file))
        theirs.append(seconds)
    assert_same(facts, rows)
    kw, duck = statistics.median(ours), statistics.median(theirs)
    ratio = duck / kw
    print(f"facts {lines:,} lines: kw {kw:.1f} s, duckdb {duck:.1f} s, ratio {ratio:.1f} (target >= {TARGET:g})")
    return 0 if ratio >= TARGET else 1


def timed(run) -> tuple[float, pl.DataFrame]:
    start = time.perf_counter()
    frame = run()
    return time.perf_counter() - start, frame


def duckdb_facts(file: Path) -> pl.DataFrame:
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    spans = (("", "now"), ("_prev", "before"))
    sums = ", ".join(
        f"{sql.format(span=span)} as {name}{suffix}" for suffix, span in spans for name, sql in SUMS.items()
    )
    table = connection.sql(QUERY.format(file=file, sums=sums)).to_arrow_table()
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame


def assert_same(facts: pl.DataFrame, rows: pl.DataFrame) -> None:
    """Compare all that DuckDB computed; its sums over no line are null where a customer's are a known 0."""
    days = {"first_order", "last_order"}
    zeroed = rows.sort("customer_id").with_columns(pl.exclude("customer_id", *days).fill_null(0))
    typed = zeroed.select(pl.col(name).cast(facts.schema[name]) for name in rows.columns)
    assert_frame_equal(facts.select(rows.columns), typed)


def generate(file: Path, lines: int, customers: int) -> None:
    """Write canonical lines as an export would have them: by date, four to an invoice, customers of uneven size."""
    dice = np.random.default_rng(7)
    invoices = max(lines // 4, 1)
    weights = np.cumsum(dice.lognormal(0, 1.2, customers))
    buyer = np.searchsorted(weights / weights[-1], dice.random(invoices)).clip(0, customers - 1)
    day = np.sort(dice.integers(0, DAYS, invoices))
    invoice = np.sort(np.concatenate([np.arange(invoices), dice.integers(0, invoices, lines - invoices)]))[:lines]
    parts = file.with_suffix(".parts")
    parts.mkdir(exist_ok=True)
    for start in range(0, lines, CHUNK):
        some = invoice[start : start + CHUNK]
        chunk(dice, some, buyer[some], day[some]).write_parquet(parts / f"{start:012}.parquet")
    pl.scan_parquet(parts).sink_parquet(file)
    for path in parts.iterdir():
        path.unlink()
    parts.rmdir()


def chunk(dice: np.random.Generator, invoice: np.ndarray, buyer: np.ndarray, day: np.ndarray) -> pl.DataFrame:
    count = len(invoice)
    is_credit = dice.random(count) < 0.02
    sign = np.where(is_credit, -1, 1)
    product, price = dice.integers(0, 5000, count), dice.integers(100, 50000, count)
    quantity = dice.integers(1, 50, count) * sign
    net = quantity * price * (100 - dice.integers(0, 30, count))
    date_of = np.datetime64("2023-01-01") + day
    numbers = {"b": buyer, "i": invoice, "p": product, "q": quantity, "lp": price * 100, "net": net, "day": date_of}
    raw = pl.DataFrame(numbers | {"cost": quantity * price * 55, "skonto": net // 50, "is_credit": is_credit})
    amount = {"net_amount": "net", "list_price": "lp", "cost_amount": "cost", "cash_discount": "skonto"}
    return raw.select(
        customer_id=pl.format("K{}", pl.col("b").cast(pl.String).str.zfill(7)),
        invoice_no=pl.format("RE-{}", pl.col("i").cast(pl.String).str.zfill(8)),
        invoice_date=pl.col("day").cast(pl.Date),
        product_id=pl.format("A-{}", pl.col("p").cast(pl.String).str.zfill(5)),
        product_group=pl.format("WG{}", pl.col("p") % 40),
        quantity=pl.col("q").cast(MONEY),
        doc_type=pl.when("is_credit").then(pl.lit("credit")).otherwise(pl.lit("invoice")),
        **{name: (pl.col(source).cast(pl.Decimal(38, 4)) / 10_000).cast(MONEY) for name, source in amount.items()},
    )


if __name__ == "__main__":
    sys.exit(main())
