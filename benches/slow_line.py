"""A page over a slow line: `kw --lean` behind a pseudo-terminal that is read no faster than 20 kB a second.

usage: python -m benches.slow_line [--customers 1000000] [--lines 4000000] [--folder FOLDER] [--rate 20000]

A page lasts from the key to the last byte of its repaint, as the line lets it through; measured in the table of all
customers and in the queue, with colours as a terminal over SSH has them (256) and with all of them. Then page down is
held: ten presses at once, until the screen has come to rest on the last of them.
"""

import argparse
import os
import select
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benches.million import KW, PAGE, in_rows
from benches.stores import session
from benches.terminal import QUIET, Terminal

PAGE_SECONDS = 1.0
PRESSES, HELD = 6, 10
SLICE = 0.02
"""Seconds between two looks at what came."""


class SlowLine(Terminal):
    """A terminal whose line carries `rate` bytes a second once it is made slow."""

    rate = 0

    def _receive(self, wait: float) -> bytes:
        if not self.rate:
            return super()._receive(wait)
        until = time.perf_counter() + wait
        while time.perf_counter() < until:
            time.sleep(SLICE)
            if select.select([self._fd], [], [], 0)[0]:
                return os.read(self._fd, int(self.rate * SLICE))
        return b""

    def page(self, presses: int = 1) -> tuple[float, int]:
        """Press page down so many times at once; return seconds to the last byte, and the bytes."""
        pressed, came = self._answer(PAGE * presses, QUIET * 2)
        for _, data in came:
            self._stream.feed(data)
        return (came[-1][0] - pressed if came else 0.0), sum(len(data) for _, data in came)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--lines", type=int, default=4_000_000)
    parser.add_argument("--folder", type=Path, help="keeps the store for the next run")
    parser.add_argument("--rate", type=int, default=20_000)
    asked = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory() as scratch:
        path, _ = session(asked.folder or Path(scratch), asked.lines, asked.customers)
        for colours, variable in (("256 colours", ""), ("true colour", "truecolor")):
            path.write_bytes(b"")
            home = {"HOME": scratch, "KW_USER": "anna", "LANG": "C.UTF-8", "COLORTERM": variable}
            missed += over_slow_line(path, home, colours, asked.rate)
    return missed


def over_slow_line(path: Path, home: dict[str, str], colours: str, rate: int) -> int:
    """Print what pages take in the queue and in the table of customers; return how many targets were missed."""
    terminal = SlowLine([KW, "--lang", "en", "--lean", str(path)], home)
    missed = 0
    try:
        terminal.wait_for("Firma ")
        terminal.settle()
        missed += told("queue", terminal, colours, rate)
        terminal.rate = 0
        terminal.settle()
        terminal.press_until("2", in_rows("All "), 3.0)
        terminal.settle()
        terminal.press("\r")
        terminal.settle()
        return missed + told("customers", terminal, colours, rate)
    finally:
        terminal.close()


def told(what: str, terminal: SlowLine, colours: str, rate: int) -> int:
    terminal.rate = rate
    pages = [terminal.page() for _ in range(PRESSES)]
    taken, size = statistics.median(p[0] for p in pages), statistics.median(p[1] for p in pages)
    held, all_of_it = terminal.page(HELD)
    is_met = taken <= PAGE_SECONDS
    print(f"{'met   ' if is_met else 'MISSED'} {what}, {colours}, {rate / 1000:g} kB/s: a page {taken:.2f} s, "
          f"{size:,.0f} bytes (target <= {PAGE_SECONDS:g} s); {HELD} at once {held:.2f} s, {all_of_it:,} bytes",
          flush=True)  # fmt: skip
    return int(not is_met)


if __name__ == "__main__":
    sys.exit(main())
