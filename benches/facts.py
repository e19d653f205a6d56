"""How fast a ledger becomes facts: the store against DuckDB on a plain Parquet file of the same canonical lines.

usage: python -m benches.facts [--lines 10000000] [--customers 200000] [--folder FOLDER]

Both use two threads and give the same columns, which are compared. The store is written by `Store.write_table`; when
facts are first asked for it boils its lines down to digests. Both are timed by themselves, with their peak memory, each
in a process of its own. DuckDB runs one query over the file, with products counted in two levels (several times faster
than count(distinct)). Facts: median of three runs by turns.
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
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

os.environ.setdefault("POLARS_MAX_THREADS", "2")

import duckdb
import polars as pl
from polars.testing import assert_frame_equal

from benches.ledgers import write_parquet
from kw_tui.core.reduction import reduce
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.session import parse_period

TARGET = 8.0
RUNS = 3
AS_OF = date(2026, 1, 1)
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
  select customer_id, {sums}, sum(net) as revenue_all, sum(cost) as goods_all,
    sum(cash_discount) as cash_discount_all,
    sum(net - coalesce(cash_discount, 0)) filter (now) as trend_revenue,
    sum((net - coalesce(cash_discount, 0)) * (month(day) - 6.5)) filter (now) as trend_moment
  from line group by customer_id),
invoices as (
  select customer_id, count(*) filter (now > 0) as orders, count(*) filter (before > 0) as orders_prev,
    count(*) filter (ever > 0) as orders_all
  from (select customer_id, invoice_no, sum(net) filter (now) as now, sum(net) filter (before) as before,
          sum(net) as ever from line group by customer_id, invoice_no) group by customer_id),
days as (
  select customer_id, count(*) filter (now) as occasions, count(*) filter (before) as occasions_prev,
    count(*) as occasions_all, min(day) as first_order, max(day) as last_order,
    count(gap) as gap_count, sum(gap) as gap_sum, sum(gap * gap) as gap_sum_sq, sum(ln(gap)) as gap_sum_log,
    count(earned) as profitable_occasions, coalesce(sum(earned), 0) as profitable_sum,
    coalesce(sum(ln(earned)), 0) as profitable_sum_log
  from (select *, day - lag(day) over (partition by customer_id order by day) as gap
        from (select customer_id, day, any_value(now) as now, any_value(before) as before,
                case when count(*) = count(cost) and sum(net - coalesce(cash_discount, 0) - cost) > 0
                  then sum(net - coalesce(cash_discount, 0) - cost) end as earned
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
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="kw-facts-"))
    folder.mkdir(parents=True, exist_ok=True)
    lines = folder / f"lines-{asked.lines}-{asked.customers}.parquet"
    store = Store(folder / f"store-{asked.lines}-{asked.customers}", reduce)
    if asked.step:
        return STEPS[asked.step](lines, store, asked)
    for step in STEPS:
        command = [sys.executable, "-m", "benches.facts", *sys.argv[1:], "--folder", folder, "--step", step]
        subprocess.run(command, check=True)
    return compare(lines, store, asked.lines)


def generate(lines: Path, _: Store, asked: argparse.Namespace) -> int:
    """Make the lines, unless they are kept; in a process of its own, whose peak the next ones do not inherit."""
    if not lines.exists():
        write_parquet(lines, asked.lines, asked.customers)
    return 0


def write(lines: Path, store: Store, _: argparse.Namespace) -> int:
    shutil.rmtree(store.folder, ignore_errors=True)
    seconds, _ = timed(lambda: store.write_table("sales_line", [pl.scan_parquet(lines)]))
    size = sum(path.stat().st_size for path in store.folder.rglob("*.parquet")) / 1e6
    print(f"write {store.rows('sales_line'):,} lines: {seconds:.1f} s, peak {peak():.2f} GiB, {size:.0f} MB on disk")
    return 0


def digest(_: Path, store: Store, asked: argparse.Namespace) -> int:
    """Ask for facts a first time; what that takes beyond the second time are the digests."""
    first, _ = timed(lambda: store.reduced_facts(PERIOD, PERIOD.previous, AS_OF))
    second, _ = timed(lambda: store.reduced_facts(PERIOD, PERIOD.previous, AS_OF))
    print(f"digest {asked.lines:,} lines: {first - second:.1f} s, peak {peak():.2f} GiB")
    return 0


STEPS = {"generate": generate, "write": write, "digest": digest}


def peak() -> float:
    """The most memory this process ever had, in GiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


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


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    made = run()
    return time.perf_counter() - start, made


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


if __name__ == "__main__":
    sys.exit(main())
