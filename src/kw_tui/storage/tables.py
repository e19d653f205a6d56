"""The canonical tables of a session on disk: read, written and replaced as a whole."""

import hashlib
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from kw_tui.storage.buckets import Wish, file_of
from kw_tui.storage.digested import Digests
from kw_tui.storage.engines import Progress, Reduction, fitting_amounts
from kw_tui.storage.folders import writing
from kw_tui.storage.generations import Generations
from kw_tui.storage.staged import LINE_KEY, SOURCE_KEY, Staged
from kw_tui.storage.table_files import LEDGER, Rows, Written, write_lines, write_rows
from kw_tui.vocabulary.sources import TABLES, table_by_id


@dataclass(frozen=True, slots=True)
class Strangers:
    """Rows of customers that the customer master does not know."""

    customers: int = 0
    lines: int = 0
    total: Decimal = Decimal(0)


class Tables:
    """Tables in a private folder. Each is replaced as a whole: readers and crashes see the old or the new one."""

    def __init__(self, folder: Path, reduction: Reduction | None = None) -> None:
        self.folder = folder
        self._reduction = reduction
        self._generations = Generations(folder)
        self._digests = Digests()

    def has(self, table_id: str) -> bool:
        """Whether the table was imported."""
        return self._generations.entry(table_id) is not None

    def columns(self, table_id: str) -> frozenset[str]:
        """The columns that hold at least one value; none if the table is absent."""
        return frozenset((self._generations.entry(table_id) or {}).get("columns", ()))

    def rows(self, table_id: str) -> int:
        """How many rows the table has; 0 if it is absent."""
        return int((self._generations.entry(table_id) or {}).get("rows", 0))

    def last_invoice_date(self) -> date | None:
        """The latest day of the ledger; None without lines."""
        day = (self._generations.entry(LEDGER) or {}).get("last_invoice_date")
        return date.fromisoformat(day) if day else None

    def fingerprint(self) -> str:
        """A text that changes whenever any table changes."""
        generations = [(table.id, (self._generations.entry(table.id) or {}).get("generation")) for table in TABLES]
        return hashlib.sha256(repr(generations).encode()).hexdigest()

    def scan(self, table_id: str) -> pl.LazyFrame:
        """The canonical rows with all columns of the table (null where absent) and further ones; empty if absent."""
        schema = table_by_id(table_id).schema
        entry = self._generations.entry(table_id)
        if entry is None:
            return pl.LazyFrame(schema=schema)
        frame = pl.scan_parquet(self._row_files(table_id, entry), glob=False)
        present = frame.collect_schema().names()
        further = [name for name in present if name not in schema and not name.endswith("_key")]
        missing = [pl.lit(None, kind).alias(name) for name, kind in schema.items() if name not in present]
        return frame.with_columns(missing).select(*schema, *further)

    def customer_lines(self, customer_id: str) -> pl.DataFrame:
        """The sales lines of one customer by day, invoice and place in the file."""
        return self.customer_rows(LEDGER, customer_id).drop(LINE_KEY, SOURCE_KEY)

    def customer_rows(self, table_id: str, customer_id: str) -> pl.DataFrame:
        """The rows of one customer with all columns of the table, and LINE_KEY and SOURCE_KEY as far as known.

        Sales lines by day, invoice and place in the file; others as they were imported.
        """
        schema = table_by_id(table_id).schema | {LINE_KEY: pl.UInt32, SOURCE_KEY: pl.UInt32}
        entry = self._generations.entry(table_id)
        rows = None if entry is None else self._customer_rows(table_id, entry, customer_id)
        if rows is None:
            return pl.DataFrame(schema=schema)
        present = rows.collect_schema().names()
        return rows.select(
            (pl.col(name) if name in present else pl.lit(None)).cast(dtype).alias(name)
            for name, dtype in schema.items()
        ).collect()

    def _customer_rows(self, table_id: str, entry: Mapping[str, Any], customer_id: str) -> pl.LazyFrame | None:
        home = self._generations.home(entry)
        if table_id != LEDGER:
            return pl.scan_parquet(self._row_files(table_id, entry), glob=False).filter(
                pl.col("customer_id") == customer_id
            )
        place = (
            pl.scan_parquet(home / "customers.parquet", glob=False)
            .filter(pl.col("customer_id") == customer_id)
            .collect()
        )
        if place.is_empty():
            return None
        row = place.row(0, named=True)
        lines = pl.scan_parquet(file_of(home, "lines", row["bucket"]), glob=False).slice(row["offset"], row["rows"])
        order = [name for name in ("invoice_date", SOURCE_KEY, LINE_KEY) if name in lines.collect_schema()]
        return lines.sort(order, maintain_order=True)

    def strangers(self, table_id: str, amount: str | None) -> Strangers:
        """The rows of a table whose customer the master does not know, and their `amount`; none without a master."""
        if not (self.has("customer") and self.has(table_id)) or table_id in {"customer", "prospect"}:
            return Strangers()
        unknown = self.scan(table_id).join(self.scan("customer"), on="customer_id", how="anti")
        named = unknown.filter(pl.col("customer_id").is_not_null())
        total = pl.col(amount).sum().cast(pl.Decimal(38, 4)) if amount else pl.lit(None)
        counted = named.select(pl.col("customer_id").n_unique(), pl.len(), total.alias("total"))
        customers, lines, summed = counted.collect(engine="streaming").row(0)
        return Strangers(customers, lines, summed or Decimal(0))

    def marks(self, table_id: str) -> tuple[str, ...]:
        """What the table was marked with when it was written: which files it holds."""
        return tuple((self._generations.entry(table_id) or {}).get("marks", ()))

    def stored(self, table_id: str, without: Collection[int] = ()) -> list[Rows]:
        """The rows of a table as they can be written again, but for those of some sources; nothing if it is absent."""
        entry = self._generations.entry(table_id)
        if entry is None:
            return []
        files = tuple(self._row_files(table_id, entry))
        if without:
            rows = pl.scan_parquet(list(files), glob=False)
            return [rows.filter(~pl.col(SOURCE_KEY).is_in(list(without)).fill_null(value=False))]
        # Parts go by a hash that another version of the engine may compute otherwise.
        is_parted = table_id == LEDGER and entry.get("engine") == pl.__version__
        return [Staged(files, len(files) if is_parted else 1, tuple(range(len(files))))]

    def write_table(
        self,
        table_id: str,
        rows: Sequence[Rows],
        marks: Sequence[str] = (),
        without_repeats: Collection[int] = (),
        progress: Progress | None = None,
    ) -> Written:
        """Replace a table by canonical rows of one or more files, and say how it went.

        `without_repeats` names sources whose lines go if they repeat another exactly. Raises SessionError where the
        disk refuses, SourceError where amounts are too large to be added up.
        """
        table_by_id(table_id)
        wish = Wish(frozenset(without_repeats), progress)
        with writing(self.folder), fitting_amounts():
            return self._generations.replace(table_id, marks, lambda home: self._write(table_id, rows, home, wish))

    def _write(self, table_id: str, rows: Sequence[Rows], home: Path, wish: Wish) -> Written:
        if table_id != LEDGER:
            return write_rows(table_id, rows, home)
        written = write_lines(rows, home, wish, self._reduction)
        if self._reduction is not None and written.entry["buckets"] == 1:
            # Few lines: the digests are soon made, and amounts that do not add up are told before anything is kept.
            self._digests.folder(self._reduction, home, 1)
        return written

    def remove(self) -> None:
        """Delete the folder with all there is in it; whoever still reads from it loses it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def remove_table(self, table_id: str) -> None:
        """Forget a table; its files go with the next one written."""
        self._generations.forget(table_id)

    def _row_files(self, table_id: str, entry: Mapping[str, Any]) -> list[Path]:
        if table_id != LEDGER:
            return [self._generations.home(entry) / "rows.parquet"]
        return [file_of(self._generations.home(entry), "lines", bucket) for bucket in range(entry["buckets"])]
