"""How long a key can wait: the longest gap of the event loop while a session of a million customers is worked with.

usage: python -m benches.waiting [--customers 1000000] [--lines 4000000] [--folder FOLDER] [--where]

The interface runs with `benches.heartbeat` on its loop. Each step presses its keys and waits until the screen rests.
Its line tells the longest gap without what the loop waited for a processor that other programs had (Linux tells), the
longest by the clock, and the most processor time the loop itself took in one. `--where` tells in which lines of the
program a gap was seen.
"""

import argparse
import sys
import tempfile
import time
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from benches.heartbeat import Gap, gaps
from benches.stores import session
from benches.terminal import Terminal
from kw_tui.storage.journal import journal_path

LONGEST_MS = 50
DOWN, PAGE, END, ESCAPE, F2, ENTER = "\x1b[B", "\x1b[6~", "\x1b[F", "\x1b", "\x1bOQ", "\r"


class Step(NamedTuple):
    """Something a person does: the keys, one after another, and the seconds after the last one."""

    name: str
    keys: tuple[str, ...]
    seconds: float = 1.5


STEPS = (
    Step("queue: move", (DOWN,) * 5 + (PAGE, PAGE)),
    Step("queue: filter", ("/", "1", "2", ESCAPE)),
    Step("queue: sort", ("o", DOWN, DOWN, ENTER)),
    Step("queue: decide", ("z", "z"), 3.0),
    Step("to the segments", ("2",), 4.0),
    Step("another segment", (DOWN, DOWN)),
    Step("another way", ("g", "g")),
    Step("customers: move", (ENTER, *(DOWN,) * 5, PAGE, END)),
    Step("customers: filter", ("/", "1", "2", "3", ESCAPE), 2.5),
    Step("customers: sort", ("o", *(DOWN,) * 5, ENTER), 2.5),
    Step("customers: turn round", ("O",), 2.5),
    Step("to the customer", ("3",), 4.0),
    Step("find a customer", ("/", "1", "2", "7", ENTER), 3.0),
    Step("back to the segments", ("2",), 3.0),
    Step("the other language", (F2,), 2.5),
    Step("to the queue", ("4",), 3.0),
    Step("to the plan", ("5",), 3.0),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--lines", type=int, default=4_000_000)
    parser.add_argument("--folder", type=Path, help="keeps the store for the next run")
    parser.add_argument("--where", action="store_true", help="tell where the loop stood")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path, _ = session(asked.folder or Path(scratch), asked.lines, asked.customers)
        path.write_bytes(b"")
        journal_path(path).unlink(missing_ok=True)
        longest = worked_with(path, Path(scratch), is_told=asked.where)
        journal_path(path).unlink(missing_ok=True)
    print(f"longest gap of the event loop: {longest * 1000:.0f} ms (target <= {LONGEST_MS})")
    return int(longest * 1000 > LONGEST_MS)


def worked_with(path: Path, scratch: Path, *, is_told: bool) -> float:
    """Open the session and take all steps; return the longest gap in seconds."""
    log, began = scratch / "gaps.jsonl", time.perf_counter()
    log.touch()
    command = [sys.executable, "-m", "benches.heartbeat", str(path), str(log)]
    terminal = Terminal(command, {"KW_USER": "anna", "HOME": str(scratch), "LANG": "C.UTF-8"})
    try:
        terminal.wait_for("Firma ")
        terminal.settle()
        longest = said("open", gaps(log, began, time.perf_counter()), is_told=is_told)
        for step in STEPS:
            began = time.perf_counter()
            for key in step.keys:
                terminal.press(key)
            terminal.settle(step.seconds)
            longest = max(longest, said(step.name, gaps(log, began, time.perf_counter()), is_told=is_told))
        return longest
    finally:
        terminal.close()


def said(name: str, found: list[Gap], *, is_told: bool) -> float:
    """Print a step's worst gaps; return the longest the program is to blame for, in seconds."""
    own, clock, used = (max((pick(gap) for gap in found), default=0.0) * 1000 for pick in (_own, _clock, _used))
    print(f"  {name:<22}{own:>6.0f} ms, by the clock {clock:.0f} ms, at work {used:.0f} ms", flush=True)
    for gap in found[:4] if is_told else ():
        print(f"      {gap.own * 1000:.0f} ms ({gap.used * 1000:.0f} at work)  {gap.where}")
    return own / 1000


_own, _clock, _used = attrgetter("own"), attrgetter("seconds"), attrgetter("used")


if __name__ == "__main__":
    sys.exit(main())
