"""How fast a million rows move in a real pseudo-terminal: PageTable, and textual-fastdatatable if it is there.

usage: python benches/table_widget.py [--rows N] [--other PYTHON]

PYTHON is an interpreter that can import textual_fastdatatable, polars and textual; by default this one.
Milliseconds run from the key press to the last byte of its repaint; bytes are what an SSH line carries.
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pyte

COLUMNS, LINES = 140, 45
KEYS = {
    "down": ("\x1b[B", 40),
    "page down": ("\x1b[6~", 40),
    "down, scrolling": ("\x1b[B", 40),
    "end": ("\x1b[F", 1),
    "home": ("\x1b[H", 1),
}
WIDTHS = (10, 42, 20, 3, 14, 16, 9, 9)
SHOWN = "Kunde 0000001"
ANSWER, QUIET = 2.0, 0.2
"""Seconds to wait for the first byte of a repaint, and for any after it."""
SOURCE = Path(__file__).parent.parent / "src"


class Terminal:
    """A child program behind a pseudo-terminal, with the screen it has drawn."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self.screen)
        self._started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            size = {"COLUMNS": str(COLUMNS), "LINES": str(LINES)}
            colour = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execvpe(command[0], command, {**os.environ, **environment, **size, **colour})
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    def wait_for(self, text: str, limit: float = 120.0) -> float:
        """Return the seconds from the start until `text` is on screen."""
        while not any(text in line for line in self.screen.display):
            if time.perf_counter() - self._started > limit or not self._read(limit):
                raise TimeoutError("\n".join(self.screen.display))
        return time.perf_counter() - self._started

    def press(self, key: str) -> tuple[float, int]:
        """Return the milliseconds to the last byte of the repaint, and its bytes."""
        pressed = last = time.perf_counter()
        os.write(self._fd, key.encode())
        repaint = []
        while data := self._receive(QUIET if repaint else ANSWER):
            repaint.append(data)
            last = time.perf_counter()
        self._stream.feed(b"".join(repaint))  # only now: this emulator is slower than any terminal
        return (last - pressed) * 1000, sum(map(len, repaint))

    def settle(self) -> None:
        """Wait until nothing more is drawn."""
        while self._read(0.6):
            pass

    def memory(self) -> float:
        """Return the resident size of the program in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def _receive(self, wait: float) -> bytes:
        if not select.select([self._fd], [], [], wait)[0]:
            return b""
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # the program has ended
            return b""
        if b"\x1b[?2026$p" in data:
            os.write(self._fd, b"\x1b[?2026;2$y")
        return data

    def _read(self, wait: float) -> bool:
        data = self._receive(wait)
        self._stream.feed(data)
        return bool(data)


def measure(label: str, command: list[str], environment: dict[str, str]) -> None:
    terminal = Terminal(command, environment)
    try:
        first_paint = terminal.wait_for(SHOWN)
        terminal.settle()
        print(f"\n{label}\n  first paint {first_paint:.2f} s from the start of the process")
        print(f"  {'key':<16}{'times':>6}{'median ms':>11}{'p95 ms':>9}{'bytes':>8}")
        for name, (key, times) in KEYS.items():
            report(name, [terminal.press(key) for _ in range(times)])
        print(f"  resident {terminal.memory():.0f} MB")
    finally:
        terminal.close()


def report(name: str, presses: list[tuple[float, int]]) -> None:
    milliseconds = sorted(press[0] for press in presses)
    median, p95 = statistics.median(milliseconds), milliseconds[max(0, round(len(milliseconds) * 0.95) - 1)]
    size = statistics.median(press[1] for press in presses)
    print(f"  {name:<16}{len(presses):>6}{median:>11.1f}{p95:>9.1f}{size:>8.0f}")


def customers(rows: int):
    import polars as pl

    contribution = (pl.col("n") * 7919 % 200_000 - 20_000).cast(pl.Float64) / 10
    return pl.select(n=pl.int_range(rows)).select(
        id="K" + pl.col("n").cast(pl.String).str.zfill(7),
        name="Kunde " + pl.col("n").cast(pl.String).str.zfill(7) + " Großhandel GmbH & Co. KG",
        city=pl.lit("Mülheim an der Ruhr"),
        abc=pl.lit(pl.Series(["A", "B", "C"])).gather(pl.col("n") % 3),
        revenue=(pl.col("n") * 104_729 % 9_000_000).cast(pl.Float64) / 100,
        contribution=contribution,
        margin=contribution / 1000,
        orders=pl.col("n") % 365,
    )


def show_page_table(rows: int) -> None:
    from textual.app import App, ComposeResult

    from kw_tui.tui.widgets.table import PageTable, TableColumn

    def amounts(values):
        return ["" if value is None else f"{value:,.2f}" for value in values]

    def plain(values):
        return ["" if value is None else str(value) for value in values]

    def below_zero(values):
        return ["page-table--negative" if value < 0 else None for value in values]

    titles = ("Kunde", "Name", "Ort", "ABC", "Umsatz", "Deckungsbeitrag", "Marge", "Aufträge")
    ids = ("id", "name", "city", "abc", "revenue", "contribution", "margin", "orders")
    columns = [
        TableColumn(
            name,
            title,
            width,
            "left" if name in ("id", "name", "city", "abc") else "right",
            amounts if name in ("revenue", "contribution", "margin") else plain,
            below_zero if name == "contribution" else None,
        )
        for name, title, width in zip(ids, titles, WIDTHS, strict=True)
    ]

    class Bench(App[None]):
        def compose(self) -> ComposeResult:
            yield PageTable(columns)

        def on_mount(self) -> None:
            self.query_one(PageTable).set_frame(customers(rows), key="id")

    Bench().run()


def show_other(rows: int) -> None:
    from textual.app import App, ComposeResult
    from textual_fastdatatable import DataTable
    from textual_fastdatatable.backend import PolarsBackend

    class Bench(App[None]):
        def compose(self) -> ComposeResult:
            backend = PolarsBackend.from_dataframe(customers(rows))
            yield DataTable(backend=backend, cursor_type="row", column_widths=list(WIDTHS))

    Bench().run()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--other", default=sys.executable, metavar="PYTHON")
    arguments.add_argument("--show", choices=("page-table", "other"), help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.show:
        (show_page_table if chosen.show == "page-table" else show_other)(chosen.rows)
        return
    print(f"{chosen.rows:,} rows x 8 columns, {COLUMNS}x{LINES}, true colour")
    itself = [__file__, "--rows", str(chosen.rows), "--show"]
    measure("PageTable", [sys.executable, *itself, "page-table"], {"PYTHONPATH": str(SOURCE)})
    probe = ["env", chosen.other, "-c", "import textual_fastdatatable, polars"]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        print(f"\ntextual-fastdatatable: skipped, {chosen.other} cannot import it")
    else:
        measure("textual-fastdatatable", [chosen.other, *itself, "other"], {})


if __name__ == "__main__":
    main()
