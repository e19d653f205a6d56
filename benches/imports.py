"""How fast, and in how much memory, an export becomes a ledger: kw beside DuckDB and bare Polars in one run.

usage: python -m benches.imports [--lines 10000000] [--big 40000000] [--folder FOLDER] [--runs 3]

One ledger is exported clean, damaged (one line in 200) and German (cp1252, decimal comma). kw imports it as `kw import`
does: fingerprint, encoding, formats found out, every line accounted for, rejects kept, sorted into the store. DuckDB is
told the columns and does the same work otherwise: typed, strict, rejects stored, sorted by customer, Parquet. Bare is
`scan_csv().sink_parquet()`. They run by turns, each run in a process of its own on two cores; times are medians, peaks
(`benches.importers` tells what they count) the highest. What kw found is compared with what was written. `--big` lines
are imported once, for their peak; 0 leaves that out. FOLDER keeps the exports for the next run.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

TURNS = (("kw", "clean"), ("duckdb", "clean"), ("bare", "clean"), ("kw", "damaged"), ("kw", "german"))
BYTES_A_LINE = 300
"""Room for an export of 64 bytes a line, for what is staged beside it, and for the store."""
GB = 1e9
Run = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--big", type=int, default=40_000_000)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with workplace(asked.folder) as folder:
        if lacks := lack_of_room(folder, 2 * asked.lines):
            print(f"imports: not measured, {lacks}")
            return 1
        return Bench(folder, asked.lines, keeps=asked.folder is not None).run(asked.runs, asked.big)


@contextmanager
def workplace(given: Path | None) -> Iterator[Path]:
    folder = (given or Path(tempfile.mkdtemp(prefix="kw-imports-"))).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder
    finally:
        if given is None:
            shutil.rmtree(folder, ignore_errors=True)


def lack_of_room(folder: Path, lines: int) -> str:
    """Say what is missing on the disk; nothing where there is enough."""
    free, needed = shutil.disk_usage(folder).free / GB, lines * BYTES_A_LINE / GB
    return "" if free >= needed else f"{needed:.0f} GB must be free in {folder}, {free:.0f} are"


class Bench:
    """Runs by importer and kind of export, and the targets missed so far. It stays small: see `benches.importers`."""

    def __init__(self, folder: Path, lines: int, *, keeps: bool) -> None:
        self._folder, self._lines, self._keeps = folder, lines, keeps
        self._runs: dict[tuple[str, str], list[Run]] = {}
        self._missed = 0

    def run(self, times: int, big: int) -> int:
        for kind in ("clean", "damaged", "german"):
            self._export(kind, self._lines)
        for _ in range(times):
            for who, kind in TURNS:
                self._runs.setdefault((who, kind), []).append(self._import(who, kind, self._lines))
        self._compare_times()
        self._compare_peaks()
        self._tell_of_damage()
        self._compare_sizes(big)
        return int(self._missed > 0)

    def _compare_times(self) -> None:
        clean = self._seconds("kw", "clean")
        for who, limit in (("duckdb", 1.0), ("bare", 2.0)):
            theirs = self._seconds(who, "clean")
            self._judge(f"clean: kw {clean:.1f} s, {who} {theirs:.1f} s", clean / theirs, limit)
        for kind in ("damaged", "german"):
            ours = self._seconds("kw", kind)
            self._judge(f"{kind} {ours:.1f} s, clean {clean:.1f} s", ours / clean, 1.5)

    def _compare_peaks(self) -> None:
        ours, theirs = self._peak("kw"), self._peak("duckdb")
        self._judge(f"peak: kw {ours:.2f} GiB, duckdb {theirs:.2f} GiB", ours / theirs, 0.5)

    def _tell_of_damage(self) -> None:
        """No ratio: DuckDB goes on behind an unclosed quote, and sound lines are lost with it."""
        theirs, sound = self._import("duckdb", "damaged", self._lines), self._truth("damaged", self._lines)["accepted"]
        self._print(f"damaged: kw keeps all {sound:,} sound lines, duckdb {theirs['found']['kept']:,}")

    def _compare_sizes(self, big: int) -> None:
        if not big:
            return
        if lacks := lack_of_room(self._folder, big):
            self._print(f"{big:,} lines not measured, {lacks}")
            return
        self._export("clean", big)
        much, few = self._import("kw", "clean", big)["peak"], self._peak("kw")
        self._judge(f"peak: {big:,} lines {much:.2f} GiB, {self._lines:,} lines {few:.2f} GiB", much / few, 1.3)
        if not self._keeps:
            self._file("clean", big).unlink()

    def _judge(self, figures: str, ratio: float, limit: float) -> None:
        self._missed += ratio > limit
        self._print(f"{figures}, ratio {ratio:.3f} (target <= {limit:g}){' MISSED' if ratio > limit else ''}")

    def _print(self, line: str) -> None:
        print(f"import {self._lines:,} lines, {line}", flush=True)

    def _seconds(self, who: str, kind: str) -> float:
        return statistics.median(run["seconds"] for run in self._runs[who, kind])

    def _peak(self, who: str) -> float:
        return max(run["peak"] for run in self._runs[who, "clean"])

    def _file(self, kind: str, lines: int) -> Path:
        return self._folder / f"{kind}-{lines}.csv"

    def _truth(self, kind: str, lines: int) -> dict[str, Any]:
        truth: dict[str, Any] = json.loads(self._file(kind, lines).with_suffix(".json").read_bytes())
        return truth

    def _export(self, kind: str, lines: int) -> None:
        file = self._file(kind, lines)
        if not file.exists():
            subprocess.run([sys.executable, "-m", "benches.exports", kind, file, str(lines)], check=True)

    def _import(self, who: str, kind: str, lines: int) -> Run:
        """Import in a process of its own, and compare what was found with what was written."""
        file = self._file(kind, lines)
        _warm(file)
        with tempfile.TemporaryDirectory(dir=self._folder, prefix="room-") as room:
            command = [sys.executable, "-m", "benches.importers", who, file, room]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": room})
        run: Run = json.loads(done.stdout)
        figures = f"{run['seconds']:.2f} s (processor {run['cpu']:.2f} s), peak {run['peak']:.2f} GiB"
        print(f"{who} {kind} {lines:,}: {figures}", file=sys.stderr, flush=True)
        if who == "kw":
            self._check(kind, lines, run["found"])
        return run

    def _check(self, kind: str, lines: int, found: dict[str, Any]) -> None:
        for name, written in self._truth(kind, lines).items():
            if Decimal(found[name]) != Decimal(written):
                self._missed += 1
                self._print(f"{kind}: {name} {found[name]}, but {written} were written")


def _warm(file: Path) -> None:
    """Read a file once, so that none of them waits for the disk."""
    with file.open("rb") as stream:
        while stream.read(1 << 20):
            pass


if __name__ == "__main__":
    sys.exit(main())
