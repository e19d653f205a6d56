"""Small ledgers as files, for tests of the whole way."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl

from kw_tui.workbench import Workbench

HEADER = "Kundennummer;Kundenname;Rechnungsnummer;Rechnungsdatum;Nettobetrag;Wareneinsatz"
NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


def german(amount: float) -> str:
    return f"{amount:.2f}".replace(".", ",")


def write_ledger(path: Path, lines: Iterable[tuple[str, date, float, float]]) -> Path:
    """Write (customer, day, net, goods) as a German export, an invoice a line."""
    rows = [
        f"{customer};Firma {customer};R{number:05};{day:%d.%m.%Y};{german(net)};{german(goods)}"
        for number, (customer, day, net, goods) in enumerate(lines, 1)
    ]
    path.write_bytes("\r\n".join([HEADER, *rows, ""]).encode("cp1252"))
    return path


def loser(customer: str, net: float = 100.0, goods: float = 108.0) -> list[tuple[str, date, float, float]]:
    """A customer who has bought below cost every month of two years."""
    return [(customer, date(2026, 10, 31) - timedelta(days=30 * month), net, goods) for month in range(24)]


def earner(customer: str, net: float = 1000.0) -> list[tuple[str, date, float, float]]:
    return loser(customer, net, net * 0.6)


def again(bench: Workbench) -> Workbench:
    """The next start of the program."""
    return Workbench.open(bench.path, clock=lambda: NOW)


def state_of(bench: Workbench, customer: str) -> str:
    return str(bench.queue().filter(pl.col("customer_id") == customer)["state"].item())


def revenue(bench: Workbench) -> Decimal:
    return bench.summary().revenue
