"""Column files decoded once by a process of their own: damaged ones can end the process that reads them.

Run as a program with kind and path, it tells `done total` several times a second and at the end `sound` or a reason.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import polars as pl

from kw_tui.storage.readers.gate import Progress
from kw_tui.storage.readers.typed_table import text_table

SCANS: dict[str, Callable[[Path], pl.LazyFrame]] = {
    "parquet": lambda path: pl.scan_parquet(path, glob=False, hive_partitioning=False),
    "arrow": lambda path: pl.scan_ipc(path, glob=False, hive_partitioning=False),
}
BELIEVABLE_ROWS = 1_000_000
ROWS_PER_BYTE = 50
"""A file that claims more rows than both allow was made to fill the memory: unpacked it is larger than any disk."""
_BATCH = 250_000
_PULSE = 0.2
_SOUND, _FAULT, _CROWD = "sound", "fault", "crowd"


class UnsoundError(Exception):
    """A column file that cannot be decoded; says why in a few words."""


class CrowdedError(Exception):
    """A column file that claims far more rows than fit its size; says how many."""


def prove(path: Path, kind: str, progress: Progress | None = None) -> None:
    """Decode every value of a file of this kind; raise UnsoundError or CrowdedError where it is not to be read."""
    with _child(path, kind) as child:
        said = ""
        for line in child.stdout or ():
            said = line.strip()
            done, _, total = said.partition(" ")
            if progress and done.isdecimal() and total.isdecimal():
                progress(int(done), int(total))
    what, _, why = said.partition(" ")
    if what == _CROWD:
        raise CrowdedError(why)
    if what != _SOUND:
        raise UnsoundError(why if what == _FAULT else "")


@contextmanager
def _child(path: Path, kind: str) -> Iterator[subprocess.Popen[str]]:
    # -P: a module that lies in the folder of the moment is not to be taken for one of ours.
    command = [sys.executable, "-P", "-m", __name__, kind, os.fspath(path.absolute())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:  # noqa: S603
        try:
            yield child
        except BaseException:
            child.kill()
            raise


class Pulse:
    """Tells how far the work is, whatever it is doing; ends this process when nobody listens any more."""

    def __init__(self) -> None:
        self.done = self.total = 0
        self._lock = threading.Lock()

    def start(self) -> None:
        """Begin to tell."""
        threading.Thread(target=self._beat, daemon=True).start()

    def say(self, text: str) -> None:
        """Say one line."""
        with self._lock:
            try:
                os.write(1, (text + "\n").encode("ascii", "replace"))
            except OSError:
                os._exit(1)

    def _beat(self) -> None:
        while True:
            self.say(f"{self.done} {self.total}")
            time.sleep(_PULSE)


def decode(kind: str, path: Path, pulse: Pulse) -> str:
    """Decode a file here and now; return the line to end with."""
    try:
        frame = SCANS[kind](path)
        rows = int(frame.select(pl.len()).collect().item())
        if rows > max(BELIEVABLE_ROWS, ROWS_PER_BYTE * path.stat().st_size):
            return f"{_CROWD} {rows}"
        pulse.total = rows
        table = text_table(frame)
        if not table.headers:
            return _SOUND  # nothing of it is ever decoded
        for batch in table.frame.collect_batches(chunk_size=_BATCH, maintain_order=False):
            pulse.done += batch.height
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError) as error:
        return f"{_FAULT} {str(error).partition(chr(10))[0][:120]}"
    return _SOUND if pulse.done == rows else f"{_FAULT} {pulse.done} of {rows} rows"


def _limit_memory() -> None:
    """Keep a file that unpacks without end from taking all memory of the machine."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    _limit_memory()
    _pulse = Pulse()
    _pulse.start()
    _pulse.say(decode(sys.argv[1], Path(sys.argv[2]), _pulse))
    os._exit(0)
