"""The derived store of canonical tables beside a session: it can always be deleted and built again."""

import hashlib
import json
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import polars as pl

from kw_tui.storage.atomic import disk_error, is_full, locked, private_mode, replace_whole, sync_folder
from kw_tui.storage.buckets import Ledger, Progress, Wish, file_of, write_ledger
from kw_tui.storage.digested import coded_lines, decoded, digest_folder, write_digests
from kw_tui.storage.engines import (
    BUCKETS_AT_ONCE,
    Frame,
    Reduction,
    arrived,
    collected,
    fitting_amounts,
    native,
    portable,
)
from kw_tui.storage.facts_cache import kept
from kw_tui.storage.staged import LINE_KEY, SOURCE_KEY, Staged, stage
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.sources import TABLES, table_by_id
from kw_tui.vocabulary.texts import Text

LEDGER = "sales_line"
FORMAT = 2
LEFT_BEHIND_AFTER = 24 * 3600
"""Seconds after which an unfinished write is taken to be that of a dead process."""
FRAME_PARTS = 16
"""Parts for rows whose number is not known before they are written."""
TEXT = "customer_id_text"
"""Beside the code of a customer while a reduction runs on codes."""


Rows = pl.LazyFrame | Staged
"""Canonical rows, as a plan or already on the disk."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is remembered of a written table, and of a ledger what was found on the way."""

    entry: dict[str, Any]
    ledger: Ledger | None = None


@dataclass(frozen=True, slots=True)
class Strangers:
    """Rows of customers that the customer master does not know."""

    customers: int = 0
    lines: int = 0
    total: Decimal = Decimal(0)


class Store:
    """Canonical tables in a private folder. `reduction` (`core.reduction.reduce`) makes facts and assortments.

    Each table is replaced as a whole: readers and crashes see the old or the new one.
    """

    def __init__(self, folder: Path, reduction: Reduction | None = None) -> None:
        self.folder = folder
        self._reduction = reduction
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._making = Lock()

    def has(self, table_id: str) -> bool:
        """Whether the table was imported."""
        return self._entry(table_id) is not None

    def columns(self, table_id: str) -> frozenset[str]:
        """The columns that hold at least one value; none if the table is absent."""
        return frozenset((self._entry(table_id) or {}).get("columns", ()))

    def rows(self, table_id: str) -> int:
        """How many rows the table has; 0 if it is absent."""
        return int((self._entry(table_id) or {}).get("rows", 0))

    def last_invoice_date(self) -> date | None:
        """The latest day of the ledger; None without lines."""
        day = (self._entry(LEDGER) or {}).get("last_invoice_date")
        return date.fromisoformat(day) if day else None

    def fingerprint(self) -> str:
        """A text that changes whenever any table changes."""
        generations = [(table.id, (self._entry(table.id) or {}).get("generation")) for table in TABLES]
        return hashlib.sha256(repr(generations).encode()).hexdigest()

    def scan(self, table_id: str) -> pl.LazyFrame:
        """The canonical rows with all columns of the table (null where absent) and further ones; empty if absent."""
        schema = table_by_id(table_id).schema
        entry = self._entry(table_id)
        if entry is None:
            return pl.LazyFrame(schema=schema)
        frame = pl.scan_parquet(self._row_files(table_id, entry))
        present = frame.collect_schema().names()
        further = [name for name in present if name not in schema and not name.endswith("_key")]
        missing = [pl.lit(None, kind).alias(name) for name, kind in schema.items() if name not in present]
        return frame.with_columns(missing).select(*schema, *further)

    def customer_lines(self, customer_id: str) -> pl.DataFrame:
        """The sales lines of one customer by day, invoice and place in the file."""
        nothing = pl.DataFrame(schema=table_by_id(LEDGER).schema)
        entry = self._entry(LEDGER)
        if entry is None:
            return nothing
        people = pl.scan_parquet(self._home(entry) / "customers.parquet")
        place = people.filter(pl.col("customer_id") == customer_id).collect()
        if place.is_empty():
            return nothing
        row = place.row(0, named=True)
        lines = pl.scan_parquet(file_of(self._home(entry), "lines", row["bucket"])).slice(row["offset"], row["rows"])
        order = [name for name in ("invoice_date", SOURCE_KEY, LINE_KEY) if name in lines.collect_schema()]
        kinds = {column.id: column.kind for column in table_by_id(LEDGER).columns}
        return arrived(lines.sort(order, maintain_order=True), kinds).collect()

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
        return tuple((self._entry(table_id) or {}).get("marks", ()))

    def stored(self, table_id: str, without: Collection[int] = ()) -> list[Rows]:
        """The rows of a table as they can be written again, but for those of some sources; nothing if it is absent."""
        entry = self._entry(table_id)
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
        with _writing(self.folder), fitting_amounts():
            return self._replace(table_id, marks, lambda folder: self._write(table_id, rows, folder, wish))

    def remove(self) -> None:
        """Delete the folder with all there is in it; whoever still reads from it loses it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def remove_table(self, table_id: str) -> None:
        """Forget a table; its files go with the next one written."""
        (self.folder / f"{table_id}.json").unlink(missing_ok=True)

    def facts(self, period: Period, previous: Period | None, as_of: date) -> pl.DataFrame:
        """One row per customer with every column of the reduction's FACTS, sorted by customer_id."""
        reduction = self._known_reduction()
        columns = tuple(reduction.FACTS)
        key = ("facts", self.fingerprint(), period, previous, as_of, reduction.REDUCTION_VERSION, columns)
        with suppress(OSError):  # where nothing may be written, facts are computed each time
            self._made("results")
        with fitting_amounts():
            return kept(self.folder / "results", key, lambda: self.reduced_facts(period, previous, as_of))

    def reduced_facts(self, period: Period, previous: Period | None, as_of: date) -> pl.DataFrame:
        """Compute the facts, whether or not they are kept."""
        reduction = self._known_reduction()
        scope = reduction.Scope(period, previous, as_of)
        columns = {table.id: self.columns(table.id) for table in TABLES}
        tables = {
            table.id: portable(self.scan(table.id).select(pl.col(*sorted(columns[table.id] | {"customer_id"}))))
            for table in TABLES
            if table.id not in {LEDGER, "prospect"} and self.has(table.id)
        }
        sales = self._sales(reduction, scope, columns[LEDGER])
        if sales is None and "customer" not in tables:
            return arrived(pl.LazyFrame(schema={"customer_id": pl.String}), reduction.FACTS).collect()
        facts = reduction.facts(None if sales is None else portable(sales), tables, scope, columns)
        return arrived(native(facts).sort("customer_id"), reduction.FACTS).collect()

    def assortment(self, period: Period) -> pl.DataFrame:
        """One row per customer and product sold in the period, with every column of the reduction's ASSORTMENT."""
        reduction = self._known_reduction()
        entry = self._entry(LEDGER)
        if entry is None or "product_id" not in self.columns(LEDGER):
            return arrived(pl.LazyFrame(schema={"customer_id": pl.String}), reduction.ASSORTMENT).collect()
        with fitting_amounts():
            return collected(
                arrived(self._assorted(reduction, period, entry, bucket), reduction.ASSORTMENT)
                for bucket in range(entry["buckets"])
            )

    def _assorted(self, reduction: Reduction, period: Period, entry: Mapping[str, Any], bucket: int) -> pl.LazyFrame:
        folder = self._digested(reduction, entry)
        words = pl.read_parquet(file_of(folder, "words", bucket))
        lines = coded_lines(self._home(entry), folder, bucket)
        bought = decoded(native(reduction.assortment(portable(lines), period)), words)
        return self._named(bought, entry).drop("customer_id").rename({TEXT: "customer_id"})

    def _sales(self, reduction: Reduction, scope: Any, columns: frozenset[str]) -> pl.LazyFrame | None:
        entry = self._entry(LEDGER)
        if entry is None:
            return None
        digests = self._digests(reduction, entry)
        # Named while the rows are still narrow: a join copies all columns of its left side.
        named = self._named(native(digests["identities"]), entry)
        sales = native(reduction.sales_facts(digests | {"identities": portable(named)}, scope, columns))
        return sales.drop("customer_id").rename({TEXT: "customer_id"})

    def _named(self, frame: pl.LazyFrame, entry: Mapping[str, Any]) -> pl.LazyFrame:
        """Add the customer ids to customer codes."""
        people = pl.scan_parquet(self._home(entry) / "customers.parquet")
        names = people.select(pl.col("customer_id_key").alias("customer_id"), pl.col("customer_id").alias(TEXT))
        return frame.join(names, on="customer_id", how="left")

    def _digests(self, reduction: Reduction, entry: Mapping[str, Any]) -> dict[str, Frame]:
        files: dict[str, list[Path]] = {}
        for file in sorted(self._digested(reduction, entry).glob("*.parquet")):
            files.setdefault(file.stem.rpartition("-")[0], []).append(file)
        return {name: portable(pl.scan_parquet(some)) for name, some in files.items() if name not in {"words", "codes"}}

    def _digested(self, reduction: Reduction, entry: Mapping[str, Any]) -> Path:
        """The folder of the digests; they are made when first asked for, and for each version of the reduction.

        Where nothing may be written beside the lines, they are kept elsewhere as long as the store is in use.
        """
        home = self._home(entry)
        folder = digest_folder(home, reduction.REDUCTION_VERSION)
        if not (folder.exists() or os.access(home, os.W_OK)):
            folder = digest_folder(self._elsewhere(entry), reduction.REDUCTION_VERSION)
        if not folder.exists():
            self._digest(reduction, entry["buckets"], home, folder)
        return folder

    def _elsewhere(self, entry: Mapping[str, Any]) -> Path:
        """A private folder for what is made of one generation, which goes with this process."""
        with self._making:
            if self._temporary is None:
                self._temporary = tempfile.TemporaryDirectory(prefix="kw-store-", ignore_cleanup_errors=True)
        return _private(Path(self._temporary.name) / str(entry["generation"]))

    def _digest(self, reduction: Reduction, buckets: int, home: Path, folder: Path) -> None:
        """Make the digests of the lines in `home` into `folder`."""
        temporary = folder.with_name(f"{folder.name}.{secrets.token_hex(8)}.tmp")
        with _writing(self.folder):
            _private(temporary)
            write = partial(write_digests, home, temporary, reduction=reduction)
            with ThreadPoolExecutor(BUCKETS_AT_ONCE, thread_name_prefix="bucket") as pool:
                list(pool.map(write, range(buckets)))
            _settle(temporary)
        with suppress(OSError):  # somebody else was faster
            temporary.rename(folder)

    def _known_reduction(self) -> Reduction:
        if self._reduction is None:
            raise ValueError("a store without a reduction has no facts")
        return self._reduction

    def _entry(self, table_id: str) -> dict[str, Any] | None:
        try:
            entry = json.loads((self.folder / f"{table_id}.json").read_bytes())
        except (OSError, ValueError):
            return None
        is_whole = isinstance(entry, dict) and entry.get("format") == FORMAT and self._home(entry).is_dir()
        return entry if is_whole else None

    def _home(self, entry: Mapping[str, Any]) -> Path:
        return self.folder / str(entry["generation"])

    def _row_files(self, table_id: str, entry: Mapping[str, Any]) -> list[Path]:
        if table_id != LEDGER:
            return [self._home(entry) / "rows.parquet"]
        return [file_of(self._home(entry), "lines", bucket) for bucket in range(entry["buckets"])]

    def _made(self, name: str) -> Path:
        _private(self.folder)
        return _private(self.folder / name)

    def _replace(self, table_id: str, marks: Sequence[str], write: Callable[[Path], Written]) -> Written:
        generation = f"{table_id}-{secrets.token_hex(8)}"
        temporary = self._made(f"{generation}.tmp")
        description = self.folder / f"{table_id}.json"
        try:
            written = write(temporary)
            made = {"format": FORMAT, "engine": pl.__version__, "generation": generation, "marks": list(marks)}
            entry = written.entry | made
            _settle(temporary)
            with locked(description):
                before = (self._entry(table_id) or entry)["generation"]
                temporary.rename(self.folder / generation)
                sync_folder(self.folder)
                replace_whole(description, json.dumps(entry).encode())
                self._sweep(table_id, {generation, before})
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        return written

    def _sweep(self, table_id: str, in_use: set[str]) -> None:
        """Remove old generations of a table; the one just replaced stays, for whoever still reads it."""
        for folder in self.folder.glob(f"{table_id}-*"):
            is_left_behind = folder.suffix != ".tmp" or time.time() - folder.stat().st_mtime > LEFT_BEHIND_AFTER
            if folder.name not in in_use and is_left_behind:
                shutil.rmtree(folder, ignore_errors=True)

    def _write(self, table_id: str, rows: Sequence[Rows], folder: Path, wish: Wish) -> Written:
        return self._write_ledger(rows, folder, wish) if table_id == LEDGER else _write_rows(table_id, rows, folder)

    def _write_ledger(self, rows: Sequence[Rows], folder: Path, wish: Wish) -> Written:
        frames = [one for one in rows if isinstance(one, pl.LazyFrame)]
        staged = [one for one in rows if isinstance(one, Staged)]
        if frames or not staged:
            lines = _canonical(LEDGER, frames)
            if self._reduction is not None and "net_amount" not in lines.collect_schema():
                lines = native(self._reduction.with_net(portable(lines)))
            staged.append(stage(lines, folder / "frames", FRAME_PARTS))
        ledger = write_ledger(staged, folder, wish)
        shutil.rmtree(folder / "frames", ignore_errors=True)
        if self._reduction is not None and ledger.buckets == 1:
            # Few lines: the digests are soon made, and amounts that do not add up are told before anything is kept.
            self._digest(self._reduction, 1, folder, digest_folder(folder, self._reduction.REDUCTION_VERSION))
        last = ledger.last_invoice_date
        return Written(
            {
                "rows": ledger.rows,
                "buckets": ledger.buckets,
                "columns": ledger.columns,
                "last_invoice_date": last.isoformat() if last else None,
            },
            ledger,
        )


def _write_rows(table_id: str, rows: Sequence[Rows], folder: Path) -> Written:
    frames = [one.scan() if isinstance(one, Staged) else one for one in rows]
    frame = _canonical(table_id, frames).collect()
    if table_id == "customer":
        frame = frame.unique("customer_id", keep="last", maintain_order=True)
    frame.write_parquet(folder / "rows.parquet")
    counts = frame.drop(LINE_KEY, SOURCE_KEY, strict=False).count().row(0, named=True)
    filled = [name for name, count in counts.items() if count or not frame.height]
    return Written({"rows": frame.height, "columns": filled})


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Say in plain words that the disk refuses; engines report a full one in errors of their own."""
    try:
        yield
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        if not (isinstance(error, OSError) or is_full(error)):
            raise
        doing = Text("{path} kann nicht geschrieben werden", "{path} cannot be written")
        raise disk_error(doing.format(path=str(folder)), error) from error


def _canonical(table_id: str, frames: Iterable[pl.LazyFrame]) -> pl.LazyFrame:
    """Stack the rows of several files; columns of the table get their types, further ones of customers become text."""
    schema = table_by_id(table_id).schema | {LINE_KEY: pl.UInt32, SOURCE_KEY: pl.UInt32}
    typed = []
    for frame in frames:
        names = frame.collect_schema().names()
        known = [pl.col(name).cast(kind) for name, kind in schema.items() if name in names]
        further = [pl.col(name).cast(pl.String) for name in names if name not in schema and table_id == "customer"]
        typed.append(frame.select(*known, *further))
    return pl.concat(typed, how="diagonal") if typed else pl.LazyFrame(schema=table_by_id(table_id).schema)


def _private(folder: Path) -> Path:
    """Make a folder that only its owner can read - or its group, where the parent is shared by one."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if private_mode(folder.parent) == 0o660:
            folder.chmod(0o2770)
    return folder


def _settle(folder: Path) -> None:
    """Make the files of a finished folder private and bring them to the disk."""
    mode = private_mode(folder)
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o700 if mode == 0o600 else 0o2770)
            continue
        path.chmod(mode)
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    sync_folder(folder)
