"""A session with a store, without an import: the ledger of `ledgers.py`, and a customer master that tells of firms."""

from pathlib import Path

import numpy as np
import polars as pl

from benches.ledgers import write_parquet
from kw_tui.core.reduction import reduce
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.table import MONEY
from kw_tui.workbench.session_at_work import store_folder

INDUSTRIES, REGIONS = 12, 8


def session(folder: Path, lines: int, customers: int) -> tuple[Path, Path]:
    """Return the path of the session and the Parquet file its store was made of; both are kept in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    file, path = folder / f"lines-{lines}-{customers}.parquet", folder / f"store-{lines}-{customers}.kw.toml"
    if not file.exists():
        write_parquet(file, lines, customers)
    store = Store(store_folder(path), reduce)
    if not store.has("customer"):
        store.write_table("sales_line", [pl.scan_parquet(file)])
        store.write_table("customer", [master(customers).lazy()])
    path.touch()
    return path, file


def master(customers: int) -> pl.DataFrame:
    """Who the customers are: of most the employees, of all region and industry, of some how much they buy elsewhere."""
    dice = np.random.default_rng(11)
    numbers = np.arange(customers)
    told = pl.DataFrame(
        {
            "number": numbers,
            "industry": dice.integers(0, INDUSTRIES, customers),
            "region": dice.integers(0, REGIONS, customers),
            "employees": np.ceil(dice.lognormal(3, 1.2, customers)),
            "share": dice.integers(5, 100, customers),
            "chance": dice.random(customers),
            "changed": dice.integers(0, 1500, customers),
        }
    )
    return told.select(
        customer_id=pl.format("K{}", pl.col("number").cast(pl.String).str.zfill(7)),
        name=pl.format("Firma {} GmbH", "number"),
        industry=pl.format("Branche {}", "industry"),
        region=pl.format("Region {}", "region"),
        employees=pl.when(pl.col("chance") < 0.8).then("employees").cast(MONEY),
        supply_share=pl.when(pl.col("chance") < 0.2).then("share").cast(MONEY),
        last_price_change=pl.lit(np.datetime64("2025-12-31")).cast(pl.Date) - pl.duration(days="changed"),
    )
