"""Where the details of an unforeseen failure are kept: in a file that its owner alone can read."""

import os
import stat
import sys
import tempfile
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

OWNER_ONLY = 0o600
"""A failure may quote what stands in a customer's row."""
_APPENDING = os.O_CREAT | os.O_APPEND | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""A pipe that nobody reads would keep whoever opens it waiting."""


def write_down(error: BaseException) -> Path:
    """Append the failure to the log; return the log."""
    return write_down_text("".join(traceback.format_exception(error)))


def write_down_text(story: str) -> Path:
    """Append a story to the log; return the log, the null device where there is no place for one."""
    descriptor, log = open_log()
    try:
        with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now(UTC).isoformat()} {sys.argv[1:]}\n{story}\n")
    except OSError:  # the disk is full
        return Path(os.devnull)
    return log


def open_log() -> tuple[int, Path]:
    """Open the log to append to, in the temporary folder if the proper one cannot be written; return what it is.

    That is the null device where there is no place for one.
    """
    from platformdirs import user_log_path

    for folder in (user_log_path("kw-tui"), Path(tempfile.gettempdir())):
        log = folder / "kw.log"
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(log, _APPENDING, OWNER_ONLY)
            if not _is_our_file(descriptor):
                os.close(descriptor)
                continue
            with suppress(OSError, AttributeError):  # one that was made by hand, or on a system without
                os.fchmod(descriptor, OWNER_ONLY)
            return descriptor, log
    return os.open(os.devnull, os.O_WRONLY), Path(os.devnull)


def _is_our_file(descriptor: int) -> bool:
    """Neither a pipe somebody else reads from, nor a file laid out by another: the temporary folder is for all."""
    found = os.fstat(descriptor)
    return stat.S_ISREG(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())
