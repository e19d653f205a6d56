"""Deciding with a long history and many people: seconds of work a decision, 8 people at once, 100 sudden ends.

usage: python -m benches.deciding [--entries N] [--standing N]
"""

import argparse
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.workbench.at_once import decide_at_once, killed_at_random
from tests.workbench.ledgers import earner, loser, write_ledger

from kw_tui.core.decisions import Decision, decided_in_turn
from kw_tui.storage.journal import Journal
from kw_tui.vocabulary.settings import Settings
from kw_tui.workbench import Workbench
from kw_tui.workbench.deciding import Decisions

TARGET = 0.020
START = datetime(2026, 1, 1, tzinfo=UTC)
FIGURES = {"proposal": "service", "rank": "3", "at_stake": "1234.5600", "revenue": "10000.0000", "db4": "-12.3000"}


def write_history(session: Path, entries: int, standing: int) -> None:
    """Write decisions about `standing` customers, and after them claims, releases, and decisions taken anew."""
    last: dict[str, str] = {}

    def entry(number: int) -> dict[str, object]:
        customer, id_ = f"K{number * 7919 % standing}", f"{number:012x}"
        action = "service" if number < standing else ("claim", "release", "reprice", "skip")[number % 4]
        replaces = last.get(customer) if action in {"service", "reprice"} else None
        if action in {"service", "reprice"}:
            last[customer] = id_
        when = (START + timedelta(seconds=number)).isoformat()
        return Decision(
            id_, customer, action, f"p{number % 5}", when, reason="weil es so ist", figures=FIGURES, replaces=replaces
        ).to_mapping()

    Journal(session).append_after(lambda _: [entry(number) for number in range(entries)])


def seconds_each(decisions: Decisions, times: int) -> float:
    """Return the processor time of a decision: read on, checked, written, and the state told anew."""
    seconds = []
    for number in range(times):
        made = decisions.new(f"K{number}", "service", reason="x")
        rows = {made.customer_id: None}
        begin = time.process_time()
        decisions.add(
            lambda state, made=made, rows=rows: decided_in_turn([made], state, rows, Settings(), None, START.date()),
            15,
        )
        state = decisions.state(15)
        assert state.undoable(made.who) == state.latest(made.customer_id)
        seconds.append(time.process_time() - begin)
    return statistics.median(seconds)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--standing", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        session = Path(folder) / "long.kw.toml"
        write_history(session, asked.entries, asked.standing)
        decisions = Decisions(session, lambda: datetime.now(UTC))
        begin = time.process_time()
        decisions.state(15)
        opened = time.process_time() - begin
        each = seconds_each(decisions, 50)
        decisions.state(15).frame()
        begin = time.process_time()
        decisions.state(15).frame().collect()
        told = time.process_time() - begin
        print(f"{asked.entries:,} entries, {asked.standing:,} standing: opened in {opened:.1f} s")
        print(
            f"a decision {each * 1000:.1f} ms (target {TARGET * 1000:.0f}), the state as a frame {told * 1000:.0f} ms"
        )
        shared = Path(folder) / "shared.kw.toml"
        bench = Workbench.open_or_new(shared)
        lines = [*loser("L1"), *loser("L2", 50, 49), *(line for n in range(8) for line in earner(f"E{n}", 500 + n))]
        bench.import_files([write_ledger(Path(folder) / "sales.csv", lines)])
        bench.queue()
        begin = time.perf_counter()
        decide_at_once(shared, 8, 200)
        print(f"8 people decided 200 times each in {time.perf_counter() - begin:.0f} s: 1,600 written, none torn")
        said = killed_at_random(Path(folder) / "killed.kw.toml", 100)
        print(f"100 killed at random moments: all {said:,} decisions said to be written are there")
    return int(each > TARGET)


if __name__ == "__main__":
    sys.exit(main())
