"""Beside the lines of a bucket: codes for their texts, and what they boil down to; made when first asked for."""

import json
import os
import secrets
import shutil
import tempfile
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock

import numpy as np
import polars as pl

from kw_tui.storage.buckets import ROW_GROUP, customer_code, file_of
from kw_tui.storage.engines import Frame, Progress, Reduction, at_once, native, portable
from kw_tui.storage.folders import is_whole, private_folder, settle, sizes, writing
from kw_tui.storage.generations import LEFT_BEHIND_AFTER

CODED = ("product_id", "product_group")
"""Columns that the digests hold as codes in text order; `words` has the texts."""
_FILES = "files.json"
"""Beside the digests: how long each was written."""
KEYS = ("customer_id", "invoice_no", *CODED)


class Digests:
    """The digests of ledgers: `home` is the folder with the lines, in so many `buckets`.

    Where nothing may be written beside the lines, they are kept elsewhere as long as this is in use.
    """

    def __init__(self) -> None:
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._making = Lock()
        self._whole: set[Path] = set()
        self.progress: Progress | None = None
        """Is told how many buckets are boiled down; it may raise to stop."""

    def frames(self, reduction: Reduction, home: Path, buckets: int) -> dict[str, Frame]:
        """The digests by name, each over all buckets."""
        files: dict[str, list[Path]] = {}
        for file in sorted(self.folder(reduction, home, buckets).glob("*.parquet")):
            files.setdefault(file.stem.rpartition("-")[0], []).append(file)
        return {
            name: portable(pl.scan_parquet(some, glob=False))
            for name, some in files.items()
            if name not in {"words", "codes"}
        }

    def folder(self, reduction: Reduction, home: Path, buckets: int) -> Path:
        """Where they lie; they are made when first asked for, and for each version of the reduction."""
        folder = digest_folder(home, reduction.REDUCTION_VERSION)
        if not (folder.exists() or os.access(home, os.W_OK)):
            folder = digest_folder(self._elsewhere(home.name), reduction.REDUCTION_VERSION)
        if folder not in self._whole and folder.exists() and not _is_whole(folder):
            shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            _make(reduction, home, buckets, folder, self.progress)
        self._whole.add(folder)
        return folder

    def _elsewhere(self, generation: str) -> Path:
        """A private folder for what is made of one generation, which goes with this process."""
        with self._making:
            if self._temporary is None:
                self._temporary = tempfile.TemporaryDirectory(prefix="kw-store-", ignore_cleanup_errors=True)
        return private_folder(Path(self._temporary.name) / generation)


def _make(reduction: Reduction, home: Path, buckets: int, folder: Path, progress: Progress | None) -> None:
    """Make the digests of the lines in `home` into `folder`: whole or not at all."""
    _sweep(folder)
    temporary = folder.with_name(f"{folder.name}.{secrets.token_hex(8)}.tmp")
    try:
        with writing(home.parent):
            private_folder(temporary)
            at_once(partial(write_digests, home, temporary, reduction=reduction), range(buckets), progress)
            (temporary / _FILES).write_text(json.dumps(sizes(temporary)))
            settle(temporary)
        with suppress(OSError):  # somebody else was faster
            temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove what processes that ended in the middle of it have left."""
    for left in folder.parent.glob(f"{folder.name}.*.tmp"):
        with suppress(OSError):  # somebody else was faster
            if time.time() - left.stat().st_mtime > LEFT_BEHIND_AFTER:
                shutil.rmtree(left, ignore_errors=True)


def _is_whole(folder: Path) -> bool:
    """Whether all digests are there as they were written; those of earlier programs tell nothing of it."""
    try:
        written = json.loads((folder / _FILES).read_bytes())
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    return isinstance(written, dict) and is_whole(folder, written)


def digest_folder(folder: Path, version: int) -> Path:
    """Where the digests of one reduction version lie."""
    return folder / f"digests-v{version}"


def write_digests(home: Path, folder: Path, bucket: int, reduction: Reduction) -> None:
    """Code one bucket of lines and boil it down."""
    lines = pl.read_parquet(file_of(home, "lines", bucket), glob=False)
    codes, words = _codes(lines, bucket)
    _write(words, file_of(folder, "words", bucket))
    _write(codes, file_of(folder, "codes", bucket))
    coded = lines.with_columns(codes.get_columns())
    parts = reduction.digests(portable(coded.lazy()))
    for name, frame in zip(parts, pl.collect_all([native(part) for part in parts.values()]), strict=True):
        _write(_in_order(frame), file_of(folder, name, bucket))


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Sort by the first two columns; what lies in that order already is left as it is."""
    first, second = frame.columns[:2] if frame.width > 1 else frame.columns * 2
    one, other = pl.col(first), pl.col(second)
    follows = (one > one.shift()) | ((one == one.shift()) & (other >= other.shift()))
    is_ordered = frame.height < 2 or frame.select(follows.slice(1).fill_null(value=False).all()).item()
    return frame if is_ordered else frame.sort(first, second)


def coded_lines(home: Path, folder: Path, bucket: int) -> pl.LazyFrame:
    """Read the lines of a bucket with codes for customers, invoices, products and groups."""
    lines = pl.scan_parquet(file_of(home, "lines", bucket), glob=False)
    codes = pl.scan_parquet(file_of(folder, "codes", bucket), glob=False)
    return pl.concat([lines.drop(codes.collect_schema().names()), codes], how="horizontal")


def decoded(frame: pl.LazyFrame, words: pl.DataFrame) -> pl.LazyFrame:
    """Replace the codes of products and groups by their texts."""
    present = frame.collect_schema().names()
    return frame.with_columns(
        pl.lit(words[name].explode()).gather(pl.col(name)).alias(name) for name in words.columns if name in present
    )


def _codes(lines: pl.DataFrame, bucket: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Codes row by row, and the words behind those of products and groups, one list a column."""
    coded = {name: _coded(lines[name]) for name in CODED if name in lines.columns}
    codes = lines.select(
        customer_code(bucket).alias("customer_id"),
        pl.col("invoice_no").cast(pl.Categorical(pl.Categories.random())).to_physical(),
        *(codes.alias(name) for name, (codes, _) in coded.items()),
    )
    lists = {name: [words] for name, (_, words) in coded.items()}
    return codes, pl.DataFrame(lists, schema={name: pl.List(pl.String) for name in lists})


def _coded(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The place of each text among the different ones in order, and these. Only the different ones are sorted: codes
    are given in order of appearance, so that a new one is larger than all before it.
    """
    codes = texts.cast(pl.Categorical(pl.Categories.random())).to_physical()
    highest = codes.cum_max().fill_null(strategy="forward")
    words = texts.filter(highest.ne_missing(highest.shift(1)))
    order = words.arg_sort()
    ranks = pl.Series(np.argsort(order.to_numpy()), dtype=pl.UInt32)
    return ranks.gather(codes), words.gather(order)


def _write(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path, compression="lz4", row_group_size=ROW_GROUP // 2)
