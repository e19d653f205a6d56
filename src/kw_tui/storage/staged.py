"""Lines of one file on their way into the store: canonical columns with line numbers, in parts by customer if many."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

SMALL = 300_000
"""Lines up to which one part is enough."""
LINES_A_PART = 750_000
"""Lines that are sorted at once: so many that parts stay few, so few that memory does."""
MOST_PARTS = 1024
LINE_KEY, SOURCE_KEY = "line_key", "source_key"
"""Where a stored row comes from: the line of its file, and the file."""
_ROW_GROUP = 16_384
"""Every part holds back this many lines while streaming: four times as many cost 0.2 GB more and save no time."""


def parts_for(lines: int) -> int:
    """How many parts so many lines make: a power of two, so that more lines only ever split parts."""
    if lines <= SMALL:
        return 1
    return min(1 << max(1, (lines // LINES_A_PART).bit_length()), MOST_PARTS)


@dataclass(frozen=True, slots=True)
class Staged:
    """Parquet files of canonical rows in `parts` by customer; `places` tells the part of each file."""

    files: tuple[Path, ...]
    parts: int = 1
    places: tuple[int, ...] = ()

    @classmethod
    def at(cls, folders: Sequence[Path], parts: int) -> "Staged":
        """What was written into some folders by `sink`."""
        files = tuple(sorted(file for folder in folders for file in folder.rglob("*.parquet")))
        return cls(files, parts, tuple(int(file.parent.name.partition("=")[2] or 0) for file in files))

    def scan(self) -> pl.LazyFrame:
        """All rows, lazily and in no order; no columns where there is not a single file."""
        frames = [pl.scan_parquet(file, glob=False, hive_partitioning=False) for file in self.files]
        return pl.concat(frames, how="diagonal") if frames else pl.LazyFrame()

    def part(self, number: int) -> list[Path]:
        """The files of one part."""
        return [file for file, place in zip(self.files, self.places, strict=True) if place == number]


def sink(rows: pl.LazyFrame, folder: Path, parts: int) -> pl.LazyFrame:
    """A plan that streams rows into an empty folder; its result is empty."""
    folder.mkdir(parents=True, exist_ok=True)
    if parts == 1:
        return rows.sink_parquet(folder / "rows.parquet", lazy=True, compression="lz4", statistics=False)
    by_customer = pl.PartitionBy(
        folder,
        key=(pl.col("customer_id").hash() % parts).cast(pl.UInt16).alias("part"),
        include_key=False,
        approximate_bytes_per_file=1 << 50,
    )
    return rows.sink_parquet(by_customer, lazy=True, compression="lz4", statistics=False, row_group_size=_ROW_GROUP)


def stage(rows: pl.LazyFrame, folder: Path, parts: int) -> Staged:
    """Stream rows into an empty folder."""
    pl.collect_all([sink(rows, folder, parts)], engine="streaming")
    return Staged.at([folder], parts)
