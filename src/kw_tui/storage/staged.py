"""Lines of one file on their way into the store: canonical columns with line numbers, in parts by customer if many."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

PARTS = 32
SMALL = 300_000
"""Lines up to which one part is enough."""
LINE_KEY, SOURCE_KEY = "line_key", "source_key"
"""Where a stored row comes from: the line of its file, and the file."""
_ROW_GROUP = 16_384
"""Every part holds back this many lines while streaming: four times as many cost 0.2 GB more and save no time."""


@dataclass(frozen=True, slots=True)
class Staged:
    """Parquet files of canonical rows; `parts` tells the part of each file, None that they are in none."""

    files: tuple[Path, ...]
    parts: tuple[int, ...] | None = None

    @classmethod
    def at(cls, folders: Sequence[Path], *, is_parted: bool) -> "Staged":
        """What was written into some folders by `sink`."""
        files = tuple(sorted(file for folder in folders for file in folder.rglob("*.parquet")))
        return cls(files, tuple(int(file.parent.name.partition("=")[2]) for file in files) if is_parted else None)

    def scan(self) -> pl.LazyFrame:
        """All rows, lazily and in no order; no columns where there is not a single file."""
        frames = [pl.scan_parquet(file, glob=False, hive_partitioning=False) for file in self.files]
        return pl.concat(frames, how="diagonal") if frames else pl.LazyFrame()

    def part(self, number: int) -> list[Path]:
        """The files of one part."""
        return [file for file, part in zip(self.files, self.parts or (), strict=True) if part == number]


def sink(rows: pl.LazyFrame, folder: Path, *, is_parted: bool) -> pl.LazyFrame:
    """A plan that streams rows into an empty folder, in parts if asked for; its result is empty."""
    folder.mkdir(parents=True, exist_ok=True)
    if not is_parted:
        return rows.sink_parquet(folder / "rows.parquet", lazy=True, compression="lz4", statistics=False)
    by_customer = pl.PartitionBy(
        folder,
        key=(pl.col("customer_id").hash() % PARTS).cast(pl.UInt8).alias("part"),
        include_key=False,
        approximate_bytes_per_file=1 << 50,
    )
    return rows.sink_parquet(by_customer, lazy=True, compression="lz4", statistics=False, row_group_size=_ROW_GROUP)


def stage(rows: pl.LazyFrame, folder: Path, *, is_parted: bool) -> Staged:
    """Stream rows into an empty folder."""
    pl.collect_all([sink(rows, folder, is_parted=is_parted)], engine="streaming")
    return Staged.at([folder], is_parted=is_parted)
