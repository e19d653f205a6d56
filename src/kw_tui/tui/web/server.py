"""The server behind `kw serve`: on this machine's own address, one process of the program for each tab."""

import asyncio
import json
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.resources import files
from typing import Any

from aiohttp import WSMsgType, web

from kw_tui.tui.web.doorkeeper import LOOPBACK, is_own_origin, kept_by, new_token
from kw_tui.tui.web.page import page, script
from kw_tui.tui.web.program import Program
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

MOST_TABS = 8
"""Each is a process of its own with the whole session in memory."""


class Server:
    """Serves one session; `command` starts the program on it."""

    def __init__(self, command: Sequence[str], title: str, lang: Lang, hear: Callable[[str], None]) -> None:
        self._command, self._title, self._lang, self._hear = command, title, lang, hear
        self.token = new_token()
        self._tabs: dict[web.WebSocketResponse, asyncio.Task[None]] = {}
        self._has_ended = asyncio.Event()

    async def serve(self, listening: socket.socket, tell: Callable[[str], None]) -> int:
        """Serve until a signal comes; `tell` gets the address. Return the number of the signal."""
        told: list[int] = []

        def end(number: int) -> None:
            told.append(number)
            self._has_ended.set()

        loop = asyncio.get_running_loop()
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            with suppress(NotImplementedError, AttributeError):
                loop.add_signal_handler(getattr(signal, name), end, int(getattr(signal, name)))
        runner = web.AppRunner(self.application(), access_log=None)
        await runner.setup()
        try:
            await web.SockSite(runner, listening).start()
            tell(f"http://{LOOPBACK}:{listening.getsockname()[1]}/{self.token}/")
            await self._has_ended.wait()
        finally:
            await self._close_tabs()
            await runner.cleanup()
        return told[0] if told else int(signal.SIGINT)

    def application(self) -> web.Application:
        """Return what answers; every address begins with the token."""
        application = web.Application(middlewares=[kept_by(self.token)])
        application.router.add_get(f"/{self.token}/", self._page)
        application.router.add_get(f"/{self.token}/page.js", self._script)
        application.router.add_get(f"/{self.token}/ws", self._tab)
        application.router.add_static(f"/{self.token}/static", str(files("textual_serve").joinpath("static")))
        return application

    async def _page(self, request: web.Request) -> web.Response:
        if len(self._tabs) >= MOST_TABS:
            raise web.HTTPServiceUnavailable(text=_TOO_MANY.format(n=MOST_TABS).in_(self._lang))
        shown = page(self._title, request.headers["Host"], self.token, request.query.get("fontsize"), self._lang)
        return web.Response(text=shown, content_type="text/html")

    async def _script(self, _request: web.Request) -> web.Response:
        return web.Response(text=script(), content_type="text/javascript")

    async def _tab(self, request: web.Request) -> web.StreamResponse:
        if not is_own_origin(request.headers.get("Origin"), request.headers["Host"]):
            raise web.HTTPForbidden(text="kw: this socket is for its own page only\n")
        if len(self._tabs) >= MOST_TABS or self._has_ended.is_set():
            raise web.HTTPServiceUnavailable
        tab = web.WebSocketResponse(heartbeat=15, max_msg_size=1 << 20)
        await tab.prepare(request)
        program = Program(self._command, tab.send_bytes, self._hear)
        width, height = _number(request, "width", 80), _number(request, "height", 24)
        shown = asyncio.create_task(self._show(program, tab, width, height))
        self._tabs[tab] = shown
        try:
            async for message in tab:
                if message.type == WSMsgType.TEXT:
                    await _take(message.data, program, tab)
        finally:
            await asyncio.shield(self._end(program, tab, shown))
        return tab

    async def _show(self, program: Program, tab: web.WebSocketResponse, width: int, height: int) -> None:
        try:
            await program.run(width, height)
        except OSError as error:
            self._hear(f"kw: {error.strerror}")
        finally:
            await tab.close()

    async def _end(self, program: Program, tab: web.WebSocketResponse, shown: asyncio.Task[None]) -> None:
        await program.stop()
        await shown
        self._tabs.pop(tab, None)

    async def _close_tabs(self) -> None:
        """Close every tab; each lets its program write what was decided."""
        for tab in list(self._tabs):
            with suppress(ConnectionError, RuntimeError):
                await tab.close()
        while self._tabs:
            await asyncio.sleep(0.05)


def listen(port: int) -> socket.socket:
    """Take a port of this machine's own address, any free one for 0; raise KwError."""
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        why = error.strerror or str(error)
        message = Text("Anschluss {port} geht nicht: {why}", "Port {port} cannot be used: {why}")
        hint = Text("mit --port 0 einen freien nehmen", "take a free one with --port 0")
        raise KwError(message.format(port=port, why=why), hint) from error


async def _take(message: str, program: Program, tab: web.WebSocketResponse) -> None:
    """Hand on what the page sends; what is no message of it is passed over."""
    kind, data = _parsed(message)
    if kind == "stdin" and isinstance(data, str):
        await program.type(data)
    elif kind == "resize" and isinstance(data, dict):
        width, height = data.get("width"), data.get("height")
        if isinstance(width, int) and isinstance(height, int):
            await program.resize(width, height)
    elif kind in ("focus", "blur"):
        await program.focus("focus" if kind == "focus" else "blur")
    elif kind == "ping":
        await tab.send_json(["pong", data])


def _parsed(message: str) -> tuple[Any, Any]:
    try:
        kind, *rest = json.loads(message)
    except (ValueError, TypeError, RecursionError):
        return None, None
    return kind, rest[0] if rest else None


def _number(request: web.Request, name: str, default: int) -> int:
    given = request.query.get(name, "")
    return int(given[:6]) if given.isascii() and given.isdigit() else default


_TOO_MANY = Text(
    "kw: {n} Fenster sind offen, mehr gehen nicht - eines schließen", "kw: {n} tabs are open, the most - close one"
)
