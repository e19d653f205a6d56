"""The interface with a watch on its event loop: each time it stands still is written to a file, and where it stood.

usage: python -m benches.heartbeat SESSION GAPS

GAPS gets one JSON line for each gap of `LEAST` or more: when it began (seconds of the monotonic clock, which all
processes share), how long it was, and the innermost lines of the program it was seen in.
"""

import asyncio
import gc
import json
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from kw_tui.tui.app import KwApp

LEAST = 0.02
"""Seconds; the loop is woken every `BEAT`."""
BEAT = 0.002
OURS = "kw_tui"
DEPTH = 4


class Gap(NamedTuple):
    """A time in which no key was heeded, in seconds: when it began, how long it was, how much of that the loop was at
    work, how much it waited for a processor that other programs had; and where it was seen.
    """

    began: float
    seconds: float
    used: float
    queued: float
    where: str

    @property
    def own(self) -> float:
        """The seconds the program itself is to blame for: at work on the loop, or kept from it by its own threads."""
        return max(0.0, self.seconds - self.queued)


class Heartbeat:
    """Wakes the loop again and again, and notes when it came late. Another thread looks at what kept it."""

    def __init__(self, log: TextIO) -> None:
        self._log, self._loop_thread = log, threading.get_ident()
        self._last, self._used, self._queued = time.perf_counter(), 0.0, 0.0
        self._where = ""
        self._waits = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")

    def start(self) -> None:
        """Begin; called on the loop."""
        self._last, self._used, self._queued = time.perf_counter(), time.thread_time(), self._waited()
        asyncio.get_running_loop().call_later(BEAT, self._beat)
        threading.Thread(target=self._look, daemon=True).start()

    def _beat(self) -> None:
        now, used, queued = time.perf_counter(), time.thread_time(), self._waited()
        if now - self._last >= LEAST:
            gap = Gap(self._last, now - self._last, used - self._used, queued - self._queued, self._where)
            self._log.write(json.dumps(gap._asdict()) + "\n")
            self._log.flush()
        self._last, self._used, self._queued, self._where = now, used, queued, ""
        asyncio.get_running_loop().call_later(BEAT, self._beat)

    def _waited(self) -> float:
        """Seconds the loop's thread has waited for a processor; 0 where the system does not tell."""
        try:
            return int(self._waits.read_text(encoding="ascii").split()[1]) / 1e9
        except (OSError, IndexError):
            return 0.0

    def _look(self) -> None:
        while True:
            time.sleep(LEAST / 2)
            if time.perf_counter() - self._last >= LEAST and not self._where:
                frame = sys._current_frames().get(self._loop_thread)
                stack = traceback.extract_stack(frame) if frame else []
                ours = [one for one in stack if OURS in one.filename] or stack
                self._where = " < ".join(
                    f"{Path(o.filename).stem}.{o.name}:{o.lineno}" for o in reversed(ours[-DEPTH:])
                )


def gaps(log: Path, began: float, ended: float) -> list[Gap]:
    """Return the gaps that lie between two moments at least in part, the worst first."""
    told = [Gap(**json.loads(line)) for line in log.read_text(encoding="utf-8").splitlines()]
    return sorted(
        (one for one in told if began < one.began + one.seconds and one.began < ended), key=lambda g: -g.seconds
    )


def main() -> None:
    from kw_tui.cli import search_seldom
    from kw_tui.tui.app import KwApp
    from kw_tui.workbench import Workbench

    session, log = sys.argv[1:]
    search_seldom()
    gc.freeze()
    app = KwApp(lambda: Workbench.open(Path(session)))
    app.ends_process = True
    asyncio.run(_watched(app, Path(log)))


async def _watched(app: "KwApp", log: Path) -> None:
    with log.open("w", encoding="utf-8") as file:
        Heartbeat(file).start()
        await app.run_async()


if __name__ == "__main__":
    main()
