"""A million customers in a real pseudo-terminal: the program beside VisiData, on the same table of customers.

usage: python -m benches.million [--customers 1000000] [--lines 4000000] [--folder FOLDER]

VisiData (`vd`) is given the Parquet file that `kw customers -o` writes. A repaint lasts from the key to the bytes after
which the screen looks as it stays. Sorting lasts until the rows are shown in the new order, filtering from the first
letter until the one row that matches is. Memory is what the settled program takes, after all of that.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benches.stores import session
from benches.terminal import COLUMNS, LINES, Terminal

KW = str(Path(sys.executable).with_name("kw"))
VISIDATA = Path(sys.executable).with_name("vd")
DOWN, PAGE = "\x1b[B", "\x1b[6~"
MOVES, PAGES = 40, 20
WANTED = "K0523411"
"""The customer that is filtered for."""
SORTED_BY = "db4"
STEPS_TO_SORTED = 5
"""From the first choice, as given, to DB IV."""
KEY_MS, KEY_P95_MS, PAGE_MS, PAGE_BYTES, WORK_SECONDS, MEMORY_RATIO = 10, 20, 40, 9000, 0.5, 1.5
PATIENCE = 12.0


Moves = list[tuple[float, int]]
"""Milliseconds and bytes of each key."""


class Measured(NamedTuple):
    """What was measured of a program: milliseconds and bytes of each move, the milliseconds of processor time that a
    key and a page take, seconds of what takes longer, MB.
    """

    first_paint: float
    keys: Moves
    pages: Moves
    processor: tuple[float, float]
    sort: float | None
    filter: float | None
    memory: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--lines", type=int, default=4_000_000)
    parser.add_argument("--folder", type=Path, help="keeps the store for the next run")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path, _ = session(asked.folder or Path(scratch), asked.lines, asked.customers)
        path.write_bytes(b"")  # nothing is remembered of an earlier run
        table = path.with_suffix(".parquet")
        subprocess.run([KW, "customers", "-s", path, "-o", table], check=True, capture_output=True)
        first = Firsts.of(table)
        home = {"HOME": scratch, "KW_USER": "anna", "LANG": "C.UTF-8"}
        print(f"{asked.customers:,} customers, {first.columns} columns, {COLUMNS}x{LINES}, true colour", flush=True)
        ours = told("kw", of_kw(path, home, first))
        queue = told("kw, its queue beside the why", of_queue(path, home))
        theirs = told("VisiData", of_visidata(table, home, first)) if VISIDATA.exists() else None
    return judged(ours, queue, theirs)


class Firsts(NamedTuple):
    """What must come first on the screen: by revenue, and by the column sorted by."""

    columns: int
    largest: str
    sorted_id: str
    wanted_name: str

    @classmethod
    def of(cls, table: Path) -> "Firsts":
        """Read it from the table of customers."""
        import polars as pl

        frame = pl.scan_parquet(table)
        width = len(frame.collect_schema())
        few = frame.select("customer_id", "name", "revenue", SORTED_BY).collect()
        sorted_ = few.sort(SORTED_BY, descending=True, nulls_last=True, maintain_order=True)["customer_id"][0]
        wanted = few.filter(pl.col("customer_id") == WANTED).row(0, named=True)
        largest = few.sort("revenue", descending=True, nulls_last=True)["name"][0]
        return cls(width, largest, sorted_, wanted["name"])


def of_kw(path: Path, home: dict[str, str], first: Firsts) -> Measured:
    """Measure the table of all customers in the tab of segments."""
    terminal = Terminal([KW, "--lang", "en", str(path)], home)
    try:
        painted = terminal.wait_for("Firma ")
        terminal.settle()
        terminal.press_until("2", in_rows(first.largest), PATIENCE)
        terminal.settle()
        terminal.press("\r")  # from the list of segments to the customers of the one chosen
        keys, pages, processor = moved(terminal)
        terminal.press("\x1b[H")
        terminal.press("o")
        for _ in range(STEPS_TO_SORTED):
            terminal.press(DOWN)
        sort = terminal.press_until("\r", in_rows("▼ DB IV"), PATIENCE)
        terminal.press("/")
        found = terminal.press_until(WANTED, in_rows(first.wanted_name, "1 of "), PATIENCE)
        terminal.press("\r")
        terminal.settle(3)
        return Measured(painted, keys, pages, processor, seconds(sort), seconds(found), terminal.memory())
    finally:
        terminal.close()


def of_queue(path: Path, home: dict[str, str]) -> Measured:
    """Measure the queue, where what is told of the item follows the cursor."""
    terminal = Terminal([KW, "--lang", "en", str(path)], home)
    try:
        painted = terminal.wait_for("Firma ")
        terminal.settle()
        keys, pages, processor = moved(terminal)
        return Measured(painted, keys, pages, processor, None, None, terminal.memory())
    finally:
        terminal.close()


def of_visidata(table: Path, home: dict[str, str], first: Firsts) -> Measured:
    """Measure VisiData with the table, moved, sorted and filtered by its own keys."""
    terminal = Terminal([str(VISIDATA), str(table)], home)
    try:
        painted = terminal.wait_for("K000000")
        terminal.settle()
        keys, pages, processor = moved(terminal, "j")
        terminal.press("gh!gk")  # customer_id stays in sight; to the first row
        terminal.press(f"c^{SORTED_BY}$\r")  # to the column
        terminal.settle(3)
        terminal.press("zk")
        sort = terminal.press_until("]", lambda lines: first.sorted_id in "".join(lines[1:4]), PATIENCE)
        terminal.settle(3)
        terminal.press("c^customer_id$\r")
        chosen = terminal.press_until(f"|{WANTED}\r", lambda lines: "selected 1 rows" in "".join(lines), PATIENCE)
        terminal.settle(3)
        shown = terminal.press_until('"', lambda lines: WANTED in "".join(lines[1:4]), PATIENCE)
        found = chosen + shown if chosen is not None and shown is not None else None
        terminal.settle(3)
        return Measured(painted, keys, pages, processor, seconds(sort), seconds(found), terminal.memory())
    finally:
        terminal.close()


def moved(terminal: Terminal, down: str = DOWN) -> tuple[Moves, Moves, tuple[float, float]]:
    """Press down, then page down; return what each press took, and the processor time of both kinds."""
    began = terminal.processor()
    keys = [terminal.repaint(down) for _ in range(MOVES)]
    between = terminal.processor()
    pages = [terminal.repaint(PAGE) for _ in range(PAGES)]
    return keys, pages, ((between - began) / MOVES * 1000, (terminal.processor() - between) / PAGES * 1000)


def in_rows(*texts: str) -> Callable[[list[str]], bool]:
    """Whether all of these texts are on the screen."""
    return lambda lines: all(any(text in line for line in lines) for text in texts)


def seconds(milliseconds: float | None) -> float | None:
    return None if milliseconds is None else milliseconds / 1000


def told(name: str, measured: Measured) -> Measured:
    """Print what was measured."""
    print(f"{name}: first paint {measured.first_paint:.2f} s, memory {measured.memory:,.0f} MB")
    kinds = (("cursor down", measured.keys), ("page down", measured.pages))
    for (what, moves), used in zip(kinds, measured.processor, strict=True):
        middle, p95, size = figures(moves)
        print(f"  {what}: median {middle:.1f} ms, p95 {p95:.1f} ms, {size:,.0f} bytes, processor {used:.1f} ms")
    for what, taken in (("sort", measured.sort), ("filter", measured.filter)):
        if taken is not None:
            print(f"  {what}: {taken:.2f} s", flush=True)
    return measured


def figures(moves: Moves) -> tuple[float, float, float]:
    """Median and 95th percentile of the milliseconds, and the median of the bytes."""
    taken = sorted(move[0] for move in moves)
    return statistics.median(taken), taken[max(0, round(len(taken) * 0.95) - 1)], statistics.median(m[1] for m in moves)


def judged(ours: Measured, queue: Measured, theirs: Measured | None) -> int:
    """Print each target with what was reached, and VisiData's figures as ratios; return how many were missed."""
    missed = 0

    def judge(what: str, reached: float | None, target: float, unit: str) -> None:
        nonlocal missed
        is_met = reached is not None and reached <= target
        missed += not is_met
        shown = "never" if reached is None else f"{reached:,.2f}" if target < 5 else f"{reached:,.0f}"
        print(f"{'met   ' if is_met else 'MISSED'} {what}: {shown} {unit} (target <= {target:g})")

    for name, one in (("customers", ours), ("queue", queue)):
        middle, p95, _ = figures(one.keys)
        page, _, size = figures(one.pages)
        judge(f"{name}, key to repaint, median", middle, KEY_MS, "ms")
        judge(f"{name}, key to repaint, p95", p95, KEY_P95_MS, "ms")
        judge(f"{name}, page", page, PAGE_MS, "ms")
        judge(f"{name}, page", size, PAGE_BYTES, "bytes")
    judge("sort", ours.sort, WORK_SECONDS, "s")
    judge("filter", ours.filter, WORK_SECONDS, "s")
    if theirs is None:
        print("compared with VisiData: skipped, there is no vd beside this Python (make bench installs it)")
        return missed
    judge("memory of VisiData's", max(ours.memory, queue.memory) / theirs.memory, MEMORY_RATIO, "times")
    pairs = (
        ("key", figures(theirs.keys)[0], figures(ours.keys)[0]),
        ("page", figures(theirs.pages)[0], figures(ours.pages)[0]),
        ("sort", theirs.sort, ours.sort),
        ("filter", theirs.filter, ours.filter),
        ("first paint", theirs.first_paint, ours.first_paint),
    )
    ratios = (f"{what} {his / mine:.1f}" for what, his, mine in pairs if his and mine)
    print("times as fast as VisiData: " + ", ".join(ratios))
    return missed


if __name__ == "__main__":
    os.environ.setdefault("POLARS_MAX_THREADS", "2")
    sys.exit(main())
