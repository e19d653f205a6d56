"""A wholesaler's ledger out of dice: the same lines for the same numbers of lines and customers."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from kw_tui.vocabulary.table import MONEY

DAYS = 1096  # 2023 to 2025
CHUNK = 1_000_000


def ledger(lines: int, customers: int) -> Iterator[pl.DataFrame]:
    """Yield canonical lines as an export would have them: by date, four to an invoice, customers of uneven size."""
    dice = np.random.default_rng(7)
    invoices = max(lines // 4, 1)
    weights = np.cumsum(dice.lognormal(0, 1.2, customers))
    buyer = np.searchsorted(weights / weights[-1], dice.random(invoices)).clip(0, customers - 1)
    day = np.sort(dice.integers(0, DAYS, invoices))
    invoice = np.sort(np.concatenate([np.arange(invoices), dice.integers(0, invoices, lines - invoices)]))[:lines]
    for start in range(0, lines, CHUNK):
        some = invoice[start : start + CHUNK]
        yield _chunk(dice, some, buyer[some], day[some])


def write_parquet(file: Path, lines: int, customers: int) -> None:
    """Write a ledger to one Parquet file, never holding more than a chunk."""
    parts = file.with_suffix(".parts")
    parts.mkdir(exist_ok=True)
    for number, some in enumerate(ledger(lines, customers)):
        some.write_parquet(parts / f"{number:06}.parquet")
    pl.scan_parquet(parts).sink_parquet(file)
    for path in parts.iterdir():
        path.unlink()
    parts.rmdir()


def _chunk(dice: np.random.Generator, invoice: np.ndarray, buyer: np.ndarray, day: np.ndarray) -> pl.DataFrame:
    count = len(invoice)
    is_credit = dice.random(count) < 0.02
    sign = np.where(is_credit, -1, 1)
    product, price = dice.integers(0, 5000, count), dice.integers(100, 50000, count)
    quantity = dice.integers(1, 50, count) * sign
    net = quantity * price * (100 - dice.integers(0, 30, count))
    date_of = np.datetime64("2023-01-01") + day
    numbers = {"b": buyer, "i": invoice, "p": product, "q": quantity, "lp": price * 100, "net": net, "day": date_of}
    raw = pl.DataFrame(numbers | {"cost": quantity * price * 55, "skonto": net // 50, "is_credit": is_credit})
    amount = {"net_amount": "net", "list_price": "lp", "cost_amount": "cost", "cash_discount": "skonto"}
    return raw.select(
        customer_id=pl.format("K{}", pl.col("b").cast(pl.String).str.zfill(7)),
        invoice_no=pl.format("RE-{}", pl.col("i").cast(pl.String).str.zfill(8)),
        invoice_date=pl.col("day").cast(pl.Date),
        product_id=pl.format("A-{}", pl.col("p").cast(pl.String).str.zfill(5)),
        product_group=pl.format("WG{}", pl.col("p") % 40),
        quantity=pl.col("q").cast(MONEY),
        doc_type=pl.when("is_credit").then(pl.lit("credit")).otherwise(pl.lit("invoice")),
        **{name: (pl.col(source).cast(pl.Decimal(38, 4)) / 10_000).cast(MONEY) for name, source in amount.items()},
    )
