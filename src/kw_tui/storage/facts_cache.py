"""Facts that were computed once are kept on disk under everything they depend on; only the latest few stay."""

import hashlib
import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from kw_tui.storage.atomic import replace_whole
from kw_tui.vocabulary.errors import SessionError

KEPT = 6


def kept(folder: Path, key: tuple[object, ...], compute: Callable[[], pl.DataFrame], most: int = KEPT) -> pl.DataFrame:
    """Return the frame stored under the key, or compute and store it; an unreadable one is computed anew.

    The folder holds at `most` so many.
    """
    path = folder / f"{hashlib.sha256(repr(key).encode()).hexdigest()[:32]}.parquet"
    with suppress(OSError, PolarsError):
        frame = pl.read_parquet(path, glob=False)
        with suppress(OSError):  # on a read-only disk none has to go
            path.touch()
        return frame
    frame = compute()
    with suppress(OSError, SessionError):  # a full or read-only disk costs time, not the answer
        content = io.BytesIO()
        frame.write_parquet(content, compression="lz4")
        replace_whole(path, content.getvalue())
        _prune(folder, most)
    return frame


def _prune(folder: Path, most: int) -> None:
    newest = sorted(folder.glob("*.parquet"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in newest[most:]:
        path.unlink(missing_ok=True)
