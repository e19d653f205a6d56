"""A file that is not there, or no longer the one that was looked at."""

import os
from pathlib import Path

import pytest

from kw_tui.storage.readers.stamp import require_file, require_unchanged, stamp_of
from kw_tui.vocabulary.errors import SourceError


def test_only_a_file_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    for there in (path, tmp_path):
        with pytest.raises(SourceError):
            require_file(there)
    path.write_bytes(b"a;b\n")
    require_file(path)


def test_a_later_change_shows(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"a;b\n")
    stamp = stamp_of(path.stat())
    require_unchanged(path, stamp)
    path.write_bytes(b"a;b\n1;2\n")
    with pytest.raises(SourceError, match="changed while it was being read"):
        require_unchanged(path, stamp)


def test_a_file_that_went_away_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"a;b\n")
    stamp = stamp_of(path.stat())
    path.unlink()
    with pytest.raises(SourceError, match="changed while it was being read"):
        require_unchanged(path, stamp)


def test_a_change_shows_though_the_time_is_set_back(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"a;b\n1;2\n")
    status = path.stat()
    with path.open("r+b") as stream:
        stream.write(b"a;b\n1;9\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(SourceError, match="changed while it was being read"):
        require_unchanged(path, stamp_of(status))
