"""Whether a file is there, and still the one that was looked at."""

import os
from pathlib import Path

from kw_tui.storage.readers import refusals

Stamp = tuple[int, int, int, int]
"""Size, time of change, inode and, since that time can be set, time of the last change of any kind (ctime)."""


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp of a file from its status."""
    return (status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns)


def require_file(path: Path) -> None:
    """Raise SourceError where there is no file at this path."""
    if not path.exists():
        raise refusals.missing(path)
    if not path.is_file():
        raise refusals.not_a_file(path)


def require_unchanged(path: Path, stamp: Stamp) -> None:
    """Raise SourceError if the file is no longer the one that had this stamp."""
    try:
        status = path.stat()
    except OSError:
        raise refusals.changed(path) from None
    if stamp_of(status) != stamp:
        raise refusals.changed(path)
