"""Work in a child process: given a job as JSON, watched while it tells its progress, stopped when nobody waits."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import kw_tui

BEAT = 0.1
"""Seconds between two looks at the child."""
_ERRORS_KEPT, _SAID = 1 << 16, 100
_NO_MEMORY = (b"memory allocation", b"MemoryError", b"out of memory", b"Cannot allocate", b"failed to allocate")
_THREADS = "4"


class EndedError(Exception):
    """The child gave no verdict: `reason` is timeout, memory or died, `detail` how it ended."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


def verdict(
    module: str, job: Mapping[str, Any], seconds: float, beat: Callable[[float], None] | None = None
) -> Mapping[str, Any]:
    """Run a module in a process of its own and return the last object it prints.

    `beat` is called several times a second with the share of the work that is done; what it raises ends the child.
    Raises EndedError where the child ends without a verdict, or not within `seconds`.
    """
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(  # noqa: S603 - this program's own module
            # -P: the folder somebody works in is no place to import from.
            [sys.executable, "-P", "-m", module, json.dumps(job)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=_environment(),
            start_new_session=True,
        )
        try:
            return _watched(child, errors, seconds, beat)
        finally:
            child.kill()
            child.communicate()


def _environment() -> dict[str, str]:
    """The child finds this package where the parent found it, and keeps few threads: each takes address space."""
    here = str(Path(kw_tui.__file__).parents[1])
    path = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, "POLARS_MAX_THREADS": _THREADS, "MALLOC_ARENA_MAX": "2"}


class _Listener(threading.Thread):
    """Reads what the child tells, so that it never waits."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self.done = 0.0
        self._verdict: Mapping[str, Any] | None = None
        self._stream = stream

    def verdict(self) -> Mapping[str, Any] | None:
        """What the child said last, if it came to that."""
        return self._verdict

    def run(self) -> None:
        """Read to the end."""
        with suppress(ValueError, OSError):
            for line in self._stream:
                told = json.loads(line)
                if "done" in told:
                    self.done = told["done"]
                else:
                    self._verdict = told


def _watched(
    child: subprocess.Popen[bytes], errors: IO[bytes], seconds: float, beat: Callable[[float], None] | None
) -> Mapping[str, Any]:
    if child.stdout is None:
        raise EndedError("died")
    listener = _Listener(child.stdout)
    listener.start()
    until = time.monotonic() + seconds
    while listener.is_alive():
        listener.join(BEAT)
        if beat:
            beat(listener.done)
        if time.monotonic() > until:
            raise EndedError("timeout")
    if (said := listener.verdict()) is not None:
        return said
    code = child.wait()
    errors.seek(0)
    complaint = errors.read(_ERRORS_KEPT)
    if any(word in complaint for word in _NO_MEMORY):
        raise EndedError("memory")
    last = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2]
    raise EndedError("died", last[:_SAID] or str(code))
