"""The process that opens a workbook: one of its own, so that no file can take the program down with it.

It is started with a job as JSON, tells its progress line by line, ends with a verdict, and dies with its parent.
"""

import json
import os
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kw_tui.storage.atomic import is_full
from kw_tui.storage.readers.workbooks.refusals import RefusedError

_STEP = 0.01
"""Share of the work after which progress is told again."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to read: a sheet (None: the one that looks most like data), staged in files that begin with `target`.

    `memory` is how many bytes the process may use, 0 for any number.
    """

    path: str
    target: str
    sheet: str | None = None
    memory: int = 0


def run(job: Job) -> Mapping[str, Any]:
    """Do a job and return the verdict: what was staged, or why nothing was."""
    try:
        _limit(job.memory)
        # Only now: what these load must fit the limit too.
        from kw_tui.storage.readers.workbooks.sheets import staged_sheet

        return staged_sheet(Path(job.path), job.target, job.sheet, _Teller().tell)
    except RefusedError as error:
        return {"refused": error.code, "fields": error.fields}
    except MemoryError:
        return {"refused": "memory", "fields": {}}
    except BaseException as error:
        if is_full(error):
            return {"refused": "full", "fields": {}}
        if type(error).__name__ == "PanicException":  # an engine met what its authors thought impossible
            return {"refused": "damaged", "fields": {}}
        raise


class _Teller:
    """Writes progress, in steps."""

    def __init__(self) -> None:
        self._told = -1.0

    def tell(self, share: float) -> None:
        """Tell which share of the work lies behind, if that is news."""
        if share - self._told >= _STEP:
            self._told = share
            _say({"done": round(share, 3)})


def _say(message: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def _limit(memory: int) -> None:
    """Limit memory, and leave no image of it behind, where the system can do so."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _die_with_parent() -> None:
    """Wait for the end of standard input, which the parent holds open as long as it lives."""
    with suppress(OSError):
        while os.read(0, 1):
            pass
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_die_with_parent, daemon=True).start()
    _say(run(Job(**json.loads(sys.argv[1]))))
    # Nothing is worth the time that tidying up gigabytes takes.
    os._exit(0)
