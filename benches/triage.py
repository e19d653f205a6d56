"""How soon the next item is there: 50 items of a long queue decided in tmux, with the keyboard alone.

usage: python -m benches.triage [--lines 10000000] [--customers 200000] [--items 50] [--folder FOLDER]

Timed: from the key to the bytes that draw the next item, its reasons beside it. Most keys decide at once; every seventh
item is kept, which asks for a reason first. Between two keys the program writes the decision to the disk and reads the
queue again. Nothing is compared: other programs have no such queue.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benches.stores import session
from benches.terminal import Terminal
from kw_tui.storage.journal import journal_path
from kw_tui.workbench import Workbench

TARGET = 50.0
"""Milliseconds, median."""
AT_ONCE = {"reprice": "r", "service": "s", "channel": "c"}
"""The keys that decide as proposed; anything else is put off."""
PEEK = 2
"""The line of the screen that names the item whose reasons are shown."""
PLAIN = ("set", "-g", "terminal-overrides", "*:indn@:rin@")
"""Without the commands to scroll, which the emulator that is looked at does not know."""
PAUSE = 0.5
"""Seconds somebody reads an item, so that what follows a decision is under way when the next key comes."""


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--customers", type=int, default=200_000)
    parser.add_argument("--items", type=int, default=50)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if shutil.which("tmux") is None:
        print("triage: skipped, there is no tmux")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        path, _ = session(asked.folder or Path(scratch), asked.lines, asked.customers)
        path.write_bytes(b"")  # nothing is remembered of an earlier run
        journal_path(path).unlink(missing_ok=True)
        items = Workbench.open(path).queue().select("name", "proposal").rows()
        taken = _decide(path, items, asked.items)
        written = Workbench.open(path).decisions().height
        journal_path(path).unlink(missing_ok=True)
    return _told(taken, written, asked)


def _decide(path: Path, queue: list[tuple[str, str]], items: int) -> list[float]:
    names = [name for name, _ in queue]
    program = f"{sys.executable} -m kw_tui --lang de {path}"
    tmux = ["tmux", "-L", f"kw-bench-{os.getpid()}"]
    command = [*tmux, "-f", "/dev/null", "-u", "start-server", ";", *PLAIN, ";", "new-session", program]
    terminal = Terminal(command, {"KW_USER": "anna", "LANG": "C.UTF-8"})
    taken = []
    try:
        terminal.wait_for(f"│ {names[0]}")
        terminal.settle()
        for place in range(items):
            time.sleep(PAUSE)
            key = _kept(terminal) if place % 7 == 6 else AT_ONCE.get(queue[place][1], "z")
            after = names[place + 1]
            moment = terminal.press_until(key, lambda lines, after=after: f"│ {after} " in lines[PEEK])  # type: ignore[misc]
            if moment is None:
                raise TimeoutError("\n".join(terminal.screen.display))
            taken.append(moment)
        time.sleep(PAUSE)
        terminal.press("q")
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)
        terminal.close()
    return taken


def _kept(terminal: Terminal) -> str:
    """Ask for keeping the customer and give the reason; return the key that confirms."""
    terminal.press("k")
    terminal.press("Probe")
    return "\r"


def _told(taken: list[float], written: int, asked: argparse.Namespace) -> int:
    median = statistics.median(taken)
    slow = sorted(taken)[int(len(taken) * 0.95)]
    print(
        f"triage: {asked.items} items at {asked.customers:,} customers, {asked.lines:,} lines, {written} in the journal"
    )
    tail = f"p95 {slow:.0f}, worst {max(taken):.0f} ms"
    print(f"  key to next item: median {median:.0f} ms (target <= {TARGET:.0f}), {tail}")
    return int(median > TARGET or written != asked.items)


if __name__ == "__main__":
    sys.exit(main())
