import hashlib
import os
from pathlib import Path

import pytest

from kw_tui.storage.readers.fingerprint import Passage, fingerprint, opening
from kw_tui.storage.readers.stamp import require_unchanged
from kw_tui.vocabulary.errors import SourceError


def test_a_fingerprint_is_the_hash_of_the_bytes_and_its_stamp_is_the_gates(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"abc" * 1000)
    told: list[tuple[int, int]] = []
    known = fingerprint(path, lambda done, total: told.append((done, total)))
    assert known.sha256 == hashlib.sha256(b"abc" * 1000).hexdigest()
    assert known.size == 3000
    assert told == [(3000, 3000)]
    require_unchanged(path, known.stamp)
    path.write_bytes(b"abd" * 1001)
    with pytest.raises(SourceError, match="changed"):
        require_unchanged(path, known.stamp)


def test_what_the_progress_raises_stops_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(5 << 20))
    seen: list[int] = []

    def stop(done: int, total: int) -> None:
        seen.append(done)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fingerprint(path, stop)
    assert seen == [1 << 20]


def test_a_file_that_grows_meanwhile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(3000))
    passage = Passage(path)
    for _ in passage.chunks(1000):
        with path.open("ab") as sink:
            sink.write(bytes(10))
        if path.stat().st_size > 3050:
            break
    with pytest.raises(SourceError, match="changed"):
        passage.finish()


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe"])
def test_what_is_no_file_begins_with_nothing_and_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "file"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    assert opening(path, 4) == b""
    with pytest.raises(SourceError, match="not"):
        fingerprint(path)


def test_the_beginning_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"PAR1 and more")
    assert opening(path, 4) == b"PAR1"
    assert opening(Path("bad\0name"), 4) == b""
