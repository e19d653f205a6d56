"""Lines that are no records: the first of them in memory, from some thousands on in the staging folder."""

import tempfile
from pathlib import Path

import polars as pl

from kw_tui.storage.readers.raw import REJECT_SCHEMA

BATCH_LINES = 20_000
"""Lines held before they are written; fewer than that never touch the disk."""
BATCH_LETTERS = 8 << 20
LINE_KEPT = 1 << 16
"""Letters kept of a line that is no record, so that it can be corrected."""


class Rejects:
    """Takes lines in the order of their file and gives them back as a lazy frame of REJECT_SCHEMA."""

    def __init__(self, staging: Path, kept: int = LINE_KEPT) -> None:
        self._staging, self._kept = staging, kept
        self._folder: Path | None = None
        self._lines: list[int] = []
        self._codes: list[str] = []
        self._texts: list[str] = []
        self._letters = 0
        self._paths: list[Path] = []
        self.count = 0
        """Lines taken."""

    def add(self, line: int, code: str, raw: str) -> None:
        """Take one line; of its text at most `kept` letters. Raises OSError where the disk is full."""
        text = raw[: self._kept]
        self._lines.append(line)
        self._codes.append(code)
        self._texts.append(text)
        self._letters += len(text)
        self.count += 1
        if len(self._lines) >= BATCH_LINES or self._letters >= BATCH_LETTERS:
            self._write()

    def frame(self) -> pl.LazyFrame:
        """All lines in the order they came."""
        if not self._paths:
            return self._batch().lazy()
        self._write()
        return pl.scan_parquet(self._paths, schema=REJECT_SCHEMA, glob=False)

    def _batch(self) -> pl.DataFrame:
        columns = (self._lines, self._lines, self._codes, self._texts)
        return pl.DataFrame(dict(zip(REJECT_SCHEMA, columns, strict=True)), schema=REJECT_SCHEMA)

    def _write(self) -> None:
        if not self._lines:
            return
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="rejects-", dir=self._staging))
        path = self._folder / f"{len(self._paths)}.parquet"
        self._batch().write_parquet(path, compression="lz4")
        self._paths.append(path)
        self._lines, self._codes, self._texts, self._letters = [], [], [], 0


def no_rejects() -> pl.LazyFrame:
    """The rejects of a source whose every line is a record."""
    return pl.LazyFrame(schema=REJECT_SCHEMA)
