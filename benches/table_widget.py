"""How fast a million rows move in a real pseudo-terminal: PageTable, and textual-fastdatatable if it is there.

usage: python -m benches.table_widget [--rows N] [--other PYTHON]

PYTHON is an interpreter that can import textual_fastdatatable, polars and textual; by default this one.
Milliseconds run from the key press to the last byte of its repaint; bytes are what an SSH line carries.
"""

import argparse
import statistics
import subprocess
import sys
from pathlib import Path

from benches.terminal import COLUMNS, LINES, Terminal

KEYS = {
    "down": ("\x1b[B", 40),
    "page down": ("\x1b[6~", 40),
    "down, scrolling": ("\x1b[B", 40),
    "end": ("\x1b[F", 1),
    "home": ("\x1b[H", 1),
}
WIDTHS = (10, 42, 20, 3, 14, 16, 9, 9)
SHOWN = "Kunde 0000001"
SOURCE = Path(__file__).parent.parent / "src"


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
    itself = ["-m", "benches.table_widget", "--rows", str(chosen.rows), "--show"]
    measure("PageTable", [sys.executable, *itself, "page-table"], {"PYTHONPATH": str(SOURCE)})
    probe = ["env", chosen.other, "-c", "import textual_fastdatatable, polars"]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        print(f"\ntextual-fastdatatable: skipped, {chosen.other} cannot import it")
    else:
        measure("textual-fastdatatable", [chosen.other, *itself, "other"], {"PYTHONPATH": str(SOURCE)})


if __name__ == "__main__":
    main()
