"""A table of text cells written to the staging folder part by part, whatever columns each part has."""

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.raw import LINE
from kw_tui.vocabulary.texts import Text

PART_BYTES = 32 << 20
"""Cells in memory that are written as one part."""
MOST_ROWS = 2_000_000_000
"""No source has more, unless it never ends."""
RESERVE = 256 << 20
"""Bytes that stay free on the disk, whatever a source still has to give."""


class StagedParts:
    """Frames of `line` and String columns called `0`, `1`, ..., a name meaning the same column in all of them."""

    def __init__(self, source: Path, staging: Path) -> None:
        self._source, self._folder = source, Path(tempfile.mkdtemp(prefix="parts-", dir=staging))
        self._waiting: list[pl.DataFrame] = []
        self._bytes = 0
        self._paths: list[Path] = []
        self._sha = hashlib.sha256()
        self.rows = self.signed = 0
        """Rows taken, and bytes of text signed."""

    def add(self, frame: pl.DataFrame) -> None:
        """Take some more rows; they may go to the disk now or later. Raises SourceError where that is full."""
        if not frame.height:
            return
        self.rows += frame.height
        if self.rows > MOST_ROWS:
            raise refusals.refusal(self._source, _ENDLESS.format(count=MOST_ROWS), _LESS)
        self._waiting.append(frame)
        self._bytes += int(frame.estimated_size())
        if self._bytes >= PART_BYTES:
            self._write()

    def sign_text(self, texts: Sequence[str]) -> None:
        """Let these texts count towards `sha256`."""
        self._sha.update(repr(tuple(texts)).encode())

    def sign(self, frame: pl.DataFrame) -> None:
        """Let the cells of a frame count towards `sha256`, however they are cut into frames."""
        text = frame.write_csv(include_header=False, quote_style="always").encode()
        self._sha.update(text)
        self.signed += len(text)

    @property
    def sha256(self) -> str:
        """The fingerprint of all that was signed."""
        return self._sha.hexdigest()

    def frame(self, headers: Sequence[str]) -> pl.LazyFrame:
        """All rows, in the order they came, with column `0` called by the first header and so on."""
        self._write()
        places = [str(place) for place in range(len(headers))]
        schema = {LINE: pl.Int64()} | {place: pl.String() for place in places}
        if not self._paths:
            empty = pl.LazyFrame(schema=schema)
            return empty.rename(dict(zip(places, headers, strict=True)))
        scanned = pl.scan_parquet(self._paths, schema=schema, missing_columns="insert", glob=False)
        return scanned.rename(dict(zip(places, headers, strict=True)))

    def _write(self) -> None:
        if not self._waiting:
            return
        if shutil.disk_usage(self._folder).free < RESERVE + self._bytes:
            raise refusals.full(self._source, self._folder.parent.parent)
        path = self._folder / f"{len(self._paths)}.parquet"
        part = pl.concat(self._waiting, how="diagonal")
        part.write_parquet(path, compression="lz4", statistics=False)
        self._paths.append(path)
        self._waiting, self._bytes = [], 0


_ENDLESS = Text("mehr als {count} Zeilen", "more than {count} rows")
_LESS = Text("nur den nötigen Zeitraum exportieren", "export only the period that is needed")
