"""A file read once from its first byte to its last: how it begins, its fingerprint, and that it stayed the same."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.gate import CHUNK, Progress
from kw_tui.storage.readers.stamp import Stamp, require_file, require_unchanged, stamp_of


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells a file from every other: `sha256` of its bytes (of the rows read where it is a database)."""

    path: Path
    size: int
    sha256: str
    stamp: Stamp


def opening(path: Path, count: int) -> bytes:
    """The first `count` bytes; none where the path is no file that can be read. A pipe is not opened."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as stream:
            return stream.read(count)
    except (OSError, ValueError):
        return b""


class Passage:
    """One way through the bytes of a file. Each chunk counts towards the fingerprint and the progress."""

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        require_file(path)
        self._path, self._progress, self._sha = path, progress, hashlib.sha256()
        self._stamp: Stamp = (0, 0, 0, 0)
        self._done = 0

    def chunks(self, size: int = CHUNK) -> Iterator[bytes]:
        """Yield the bytes in chunks of at most `size`; raise SourceError where they cannot be read."""
        with self._or_refuse(), self._path.open("rb") as stream:
            self._stamp = stamp_of(os.fstat(stream.fileno()))
            while chunk := stream.read(size):
                self._sha.update(chunk)
                self._done += len(chunk)
                yield chunk
                if self._progress:
                    self._progress(self._done, self._stamp[0])

    @contextmanager
    def _or_refuse(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise refusals.unreadable(self._path, error.strerror or type(error).__name__) from None

    def finish(self) -> Fingerprint:
        """The fingerprint, once every chunk was taken; raise SourceError if the file changed meanwhile."""
        if self._done != self._stamp[0]:
            raise refusals.changed(self._path)
        require_unchanged(self._path, self._stamp)
        return Fingerprint(self._path, self._done, self._sha.hexdigest(), self._stamp)


def fingerprint(path: Path, progress: Progress | None = None) -> Fingerprint:
    """Read a file through for its fingerprint alone."""
    passage = Passage(path, progress)
    for _ in passage.chunks():
        pass
    return passage.finish()
