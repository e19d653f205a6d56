"""Column files decoded once by a process of their own: damaged ones can end the process that reads them.

Run as a program with a job (`kind`, `path`), it tells its progress and at the end whether the file is sound.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import polars as pl

from kw_tui.storage.readers.confined import EndedError, verdict
from kw_tui.storage.readers.gate import Progress
from kw_tui.storage.readers.page_checksums import wrong_page
from kw_tui.storage.readers.typed_table import text_table

SCANS: dict[str, Callable[[Path], pl.LazyFrame]] = {
    "parquet": lambda path: pl.scan_parquet(path, glob=False, hive_partitioning=False),
    "arrow": lambda path: pl.scan_ipc(path, glob=False, hive_partitioning=False),
}
BELIEVABLE_ROWS = 1_000_000
ROWS_PER_BYTE = 50
"""A file that claims more rows than both allow was made to fill the memory: unpacked it is larger than any disk."""
SECONDS, BYTES_PER_SECOND = 120, 1 << 20
_BATCH = 250_000
_PULSE = 0.2


class UnsoundError(Exception):
    """A column file that cannot be decoded; says why in a few words."""


class CrowdedError(Exception):
    """A column file that claims far more rows than fit its size; says how many."""


def prove(path: Path, kind: str, progress: Progress | None = None) -> None:
    """Decode every value of a file of this kind; raise UnsoundError or CrowdedError where it is not to be read."""
    size = path.stat().st_size
    beat = (lambda share: progress(int(share * size), size)) if progress else None
    job = {"kind": kind, "path": os.fspath(path.absolute())}
    try:
        found = verdict(__name__, job, SECONDS + size / BYTES_PER_SECOND, beat)
    except EndedError as error:
        raise UnsoundError(error.reason) from None
    if "rows" in found:
        raise CrowdedError(found["rows"])
    if "fault" in found:
        raise UnsoundError(found["fault"])


def decode(kind: str, path: Path, tell: Callable[[float], None]) -> Mapping[str, Any]:
    """Decode a file here and now, telling the share that is done; return what is wrong with it, or nothing."""
    done = 0
    try:
        frame = SCANS[kind](path)
        rows = int(frame.select(pl.len()).collect().item())
        if rows > max(BELIEVABLE_ROWS, ROWS_PER_BYTE * path.stat().st_size):
            return {"rows": rows}
        if kind == "parquet" and (at := wrong_page(path)) is not None:
            return {"fault": f"wrong checksum of the page at byte {at}"}
        table = text_table(frame)
        if not table.headers:
            return {}  # nothing of it is ever decoded
        for batch in table.frame.collect_batches(chunk_size=_BATCH, maintain_order=False):
            done += batch.height
            tell(min(done / max(rows, 1), 1.0))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError) as error:
        return {"fault": str(error).partition("\n")[0][:120]}
    return {} if done == rows else {"fault": f"{done} of {rows} rows"}


def _say(message: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def _limit_memory() -> None:
    """Keep a file that unpacks without end from taking all memory, and leave no image of it behind."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _die_with_parent() -> None:
    """Wait for the end of standard input, which the parent holds open as long as it lives."""
    with suppress(OSError):
        while os.read(0, 1):
            time.sleep(_PULSE)
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_die_with_parent, daemon=True).start()
    _limit_memory()
    _job = json.loads(sys.argv[1])
    _say(decode(_job["kind"], Path(_job["path"]), lambda share: _say({"done": share})))
    sys.stdout.flush()
    os._exit(0)
