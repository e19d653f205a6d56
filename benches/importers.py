"""Who turns an export into a sorted store: kw, DuckDB, and bare Polars. One run in a process of its own.

usage: python -m benches.importers WHO FILE ROOM

Prints JSON: seconds and processor seconds of the work (what it needs is loaded before), the peak of memory in GiB, and
what was found. The peak is ru_maxrss, which counts pages of mapped files too: kw and bare Polars map what they read,
DuckDB does not. It begins with that of the parent process, so that must stay small.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

THREADS = 2
Work = Callable[[], dict[str, Any]]

DUCKDB = """
copy (
  select * from read_csv('{file}', delim=';', header=true, auto_detect=false, strict_mode=true, store_rejects=true,
    columns={{'customer_id': 'VARCHAR', 'invoice_no': 'VARCHAR', 'invoice_date': 'DATE', 'product_id': 'VARCHAR',
             'product_group': 'VARCHAR', 'quantity': 'DECIMAL(18,4)', 'net_amount': 'DECIMAL(18,4)',
             'cost_amount': 'DECIMAL(18,4)'}})
  order by customer_id, invoice_date
) to '{room}/lines.parquet' (format parquet);
copy (select * from reject_errors) to '{room}/rejects.parquet' (format parquet)
"""


def kw(file: Path, room: Path) -> Work:
    """Import into a new session, as `kw import` does."""
    from kw_tui.workbench.workbench import Workbench

    def work() -> dict[str, Any]:
        (imported,) = Workbench.open_or_new(room / "bench.kw.toml").import_files([file])
        found = imported.reconciliation
        counts = {name: getattr(found, name) for name in ("lines", "accepted", "rejected", "without_customer")}
        return counts | {name: str(getattr(found, name)) for name in ("net_sum", "without_customer_sum")}

    return work


def duckdb(file: Path, room: Path) -> Work:
    """Typed, strict, rejects stored, sorted by customer and day, to Parquet."""
    import duckdb as engine

    def work() -> dict[str, Any]:
        connection = engine.connect()
        connection.execute(f"set threads = {THREADS}; set temp_directory = '{room}/duckdb'")
        connection.execute(DUCKDB.format(file=file, room=room))
        kept = connection.execute(f"select count(*), sum(net_amount) from '{room}/lines.parquet'").fetchone()
        return {"kept": kept[0], "net_sum": str(kept[1])}

    return work


def bare(file: Path, room: Path) -> Work:
    """What a few words of Polars do: types guessed from the first lines, nothing checked, nothing sorted."""
    import polars as pl

    def work() -> dict[str, Any]:
        pl.scan_csv(file, separator=";").sink_parquet(room / "lines.parquet")
        return {}

    return work


IMPORTERS = {"kw": kw, "duckdb": duckdb, "bare": bare}


def main() -> int:
    who, file, room = sys.argv[1:]
    os.environ["POLARS_MAX_THREADS"] = str(THREADS)
    if hasattr(os, "sched_setaffinity"):  # threads that nobody can limit do not get more cores than the others
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])
    work = IMPORTERS[who](Path(file), Path(room))
    started, spent = time.perf_counter(), time.process_time()
    found = work()
    seconds, cpu = time.perf_counter() - started, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**30 if sys.platform == "darwin" else 2**20)
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak": peak, "found": found}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
