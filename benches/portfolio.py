"""How soon a portfolio is there, and the queue after a changed threshold: kw beside DuckDB on the same Parquet store.

usage: python -m benches.portfolio [--lines 10000000] [--customers 200000] [--many 1000000] [--folder FOLDER]

Timed: the first analysis after an import, models fitted; opening again, with all metrics from what the store keeps;
and a changed threshold with `--many` customers, portfolio and queue apart, and what it would do; and reasons. DuckDB
gives revenue, DB I, ABC class and RFM points only, from the lines of the store; what it gives is compared. Ours and
DuckDB's: best of three, each told with its processor time, which other programs on the machine disturb less.
"""

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

os.environ.setdefault("POLARS_MAX_THREADS", "2")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does, before numpy is loaded

import duckdb
import polars as pl

from benches.stores import session
from kw_tui.workbench import Workbench

OPENED, RANKED, FASTER = 1.5, 0.4, 1.0
RUNS = 3
THRESHOLDS: tuple[tuple[str, float], ...] = (("target_ratio", 0.12), ("abc_a_customers", 0.22), ("rate_order", 16))
QUERY = """
with line as (
  select customer_id, invoice_no, invoice_date as day, cost_amount,
         net_amount - coalesce(cash_discount, 0) as net
  from read_parquet('{files}') where invoice_date between '{first}' and '{last}'),
customer as (
  select customer_id, sum(net) as revenue, sum(net) - sum(cost_amount) as db1,
         count(distinct invoice_no) as orders, date '{last}' + 1 - max(day) as recency
  from line group by customer_id),
cuts as (
  select quantile_cont(revenue::double, [0.2, 0.4, 0.6, 0.8]) as m, quantile_cont(orders, [0.2, 0.4, 0.6, 0.8]) as f,
         quantile_cont(recency, [0.2, 0.4, 0.6, 0.8]) as r, count(*) as customers
  from customer)
select customer_id, revenue, db1, 1 + len(list_filter(m, lambda x: revenue::double > x)) as m,
       1 + len(list_filter(f, lambda x: orders > x)) as f, 5 - len(list_filter(r, lambda x: recency > x)) as r,
       case when revenue <= 0 then 'C'
            when rank() over (order by revenue desc) <= floor(customers * 0.2 + 0.5) then 'A'
            when rank() over (order by revenue desc) <= customers - floor(customers * 0.2 + 0.5) then 'B'
            else 'C' end as abc
from customer, cuts order by customer_id
"""


class Taken(NamedTuple):
    """Seconds by the clock, and of all processors."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} s ({self.processor:.2f} s of processor time)"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--customers", type=int, default=200_000)
    parser.add_argument("--many", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=None, help="keeps lines and stores for the next run")
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="kw-portfolio-"))
    missed = opening(session(folder, asked.lines, asked.customers)[0], f"{asked.lines:,} lines")
    return missed + ranking(session(folder, asked.lines, asked.many)[0])


def opening(path: Path, what: str) -> int:
    forget(Workbench.open(path).store.folder)
    first, portfolio = timed(Workbench.open(path).portfolio)
    customers, metrics = portfolio.height, len(Workbench.open(path).metrics())
    print(f"{customers:,} customers, {what}: first opening {first}", flush=True)
    again, portfolio = best(lambda: Workbench.open(path).portfolio())
    bench = Workbench.open(path)
    bench.portfolio()
    queued, _ = timed(bench.queue)
    print(f"opened again, {metrics} metrics: {again} (target <= {OPENED:g} s); queue {queued}", flush=True)
    theirs, rows = best(lambda: by_duckdb(bench))
    assert_same(portfolio, rows)
    ratio = theirs.clock / again.clock
    print(f"duckdb, revenue, DB I, ABC and RFM only: {theirs}, ratio {ratio:.1f} (target >= {FASTER:g})", flush=True)
    return int(again.clock > OPENED) + int(ratio < FASTER)


def forget(store: Path) -> None:
    """Leave the store as an import does: with its tables, and nothing that was made of them."""
    for folder in (store / "results", store / "models", *store.glob("sales_line-*/digests-*")):
        shutil.rmtree(folder, ignore_errors=True)


def ranking(path: Path) -> int:
    bench = Workbench.open(path)
    print(f"{bench.portfolio().height:,} customers, {bench.queue().height:,} proposals", flush=True)
    print(f"why each is proposed, asked for when the queue is shown: {timed(bench.reasons)[0]}", flush=True)
    slowest = 0.0
    for threshold, value in THRESHOLDS:
        portfolio, queue = changed(bench, threshold, value)
        both = portfolio.clock + queue.clock
        slowest = max(slowest, both)
        print(f"{threshold} changed: {both:.2f} s; portfolio {portfolio}, queue {queue} (target <= {RANKED:g} s)")
        print(f"  what it would do, told before it is applied: {tried(bench, threshold, value)}")
    return int(slowest > RANKED)


def changed(bench: Workbench, threshold: str, value: float) -> tuple[Taken, Taken]:
    """Portfolio and queue after a threshold changed, the best of some changes to and fro."""
    before, taken = bench.session, []
    for _ in range(RUNS):
        bench.session = before.with_(settings=before.settings.with_(**{threshold: value}))
        taken.append((timed(bench.portfolio)[0], timed(bench.queue)[0]))
        bench.session = before
        bench.queue()
    return min(taken, key=lambda both: both[0].clock + both[1].clock)


def tried(bench: Workbench, threshold: str, value: float) -> Taken:
    """The effect of a threshold on classes, queue and sums, the best of some."""
    return min((timed(lambda: bench.try_out({threshold: value}))[0] for _ in range(RUNS)), key=lambda one: one.clock)


def by_duckdb(bench: Workbench) -> pl.DataFrame:
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    files = next(bench.store.folder.glob("sales_line-*")) / "lines-*.parquet"
    table = connection.sql(QUERY.format(files=files, first=bench.period.first, last=bench.period.last)).to_arrow_table()
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame


def assert_same(portfolio: pl.DataFrame, rows: pl.DataFrame) -> None:
    """Compare all that DuckDB computed but frequency: what counts as an order is more than a number of invoices."""
    ours = portfolio.filter(pl.col("lines") > 0).select("customer_id", "revenue", "db1", "m", "abc")
    typed = rows.select(pl.col(name).cast(kind) for name, kind in ours.schema.items())
    different = {name: int((ours[name] != typed[name]).sum()) for name in ours.columns}
    assert not any(different.values()), different


def best(run: Callable[[], Any]) -> tuple[Taken, Any]:
    """The quickest of some runs."""
    return min((timed(run) for _ in range(RUNS)), key=lambda one: one[0].clock)


def timed(run: Callable[[], Any]) -> tuple[Taken, Any]:
    start, used = time.perf_counter(), processor()
    made = run()
    return Taken(time.perf_counter() - start, processor() - used), made


def processor() -> float:
    told = resource.getrusage(resource.RUSAGE_SELF)
    return told.ru_utime + told.ru_stime


if __name__ == "__main__":
    sys.exit(main())
