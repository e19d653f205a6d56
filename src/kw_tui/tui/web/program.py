"""One process of the program, with a tab of a browser for its terminal."""

import asyncio
import json
import os
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Literal

from kw_tui.tui.web import DRIVER

PRELUDE = b"__GANGLION__\n"
"""The line after which Textual's packets begin."""
LAST_WORDS_SECONDS = 8.0
"""What the program may take to write what was decided, and to end."""
WIDEST, HIGHEST = 500, 300
"""Cells; a page cannot ask for a screen that no machine could draw."""
MOST_SAID = 500


class Program:
    """The process; `show` gets what it draws, `hear` the lines it says besides."""

    def __init__(
        self,
        command: Sequence[str],
        show: Callable[[bytes], Awaitable[None]],
        hear: Callable[[str], None],
    ) -> None:
        self._command, self._show, self._hear = command, show, hear
        self._process: Process | None = None

    async def run(self, width: int, height: int) -> None:
        """Start it and hand on what it draws, until it ends."""
        columns, rows = _bounded(width, height)
        environment = {
            **os.environ,
            "TEXTUAL_DRIVER": DRIVER,
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TERM_PROGRAM": "textual",
            "COLUMNS": str(columns),
            "ROWS": str(rows),
        }
        self._process = process = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=True
        )
        heard = asyncio.create_task(self._listen(process))
        try:
            await self._hand_on(process)
        finally:
            await self.stop()
            with suppress(TimeoutError):  # something it started may hold on to it
                await asyncio.wait_for(heard, 1)

    async def type(self, keys: str) -> None:
        """Hand keys to it."""
        await self._send(b"D", keys.encode("utf-8", "replace"))

    async def resize(self, width: int, height: int) -> None:
        """Tell it how large the tab is now."""
        columns, rows = _bounded(width, height)
        await self._tell({"type": "resize", "width": columns, "height": rows})

    async def focus(self, kind: Literal["focus", "blur"]) -> None:
        """Tell it whether the tab is looked at."""
        await self._tell({"type": kind})

    async def stop(self) -> None:
        """End it: it is told that nobody types any more, writes what was decided, and is killed only if it hangs."""
        process = self._process
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), LAST_WORDS_SECONDS)
        except TimeoutError:
            _kill(process)
            await process.wait()

    async def _hand_on(self, process: Process) -> None:
        """Read packets to the end, even when nobody looks any more: the program would wait for ever otherwise."""
        drawn = process.stdout
        assert drawn is not None
        is_looked_at = True
        with suppress(asyncio.IncompleteReadError, ValueError, ConnectionError):
            while await drawn.readline() != PRELUDE:
                if drawn.at_eof():
                    return
            while True:
                kind, size = await drawn.readexactly(1), int.from_bytes(await drawn.readexactly(4), "big")
                payload = await drawn.readexactly(size)
                if kind == b"D" and is_looked_at:
                    try:
                        await self._show(payload)
                    except (ConnectionError, RuntimeError):
                        is_looked_at = False

    async def _listen(self, process: Process) -> None:
        assert process.stderr is not None
        said = b""
        while part := await process.stderr.read(4096):
            *lines, said = (said + part)[-65536:].split(b"\n")
            for line in filter(None, lines):
                self._hear(line.decode("utf-8", "replace")[:MOST_SAID])

    async def _tell(self, news: dict[str, str | int]) -> None:
        await self._send(b"M", json.dumps(news).encode())

    async def _send(self, kind: bytes, payload: bytes) -> None:
        if self._process is None or self._process.stdin is None or self._process.stdin.is_closing():
            return
        with suppress(ConnectionError, RuntimeError):  # it has ended meanwhile
            self._process.stdin.write(kind + len(payload).to_bytes(4, "big") + payload)
            await self._process.stdin.drain()


def _bounded(width: int, height: int) -> tuple[int, int]:
    return min(max(width, 1), WIDEST), min(max(height, 1), HIGHEST)


def _kill(process: Process) -> None:
    """Kill it and whatever it started."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
