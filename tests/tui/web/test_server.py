import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from kw_tui.tui.web import server
from kw_tui.tui.web.server import Server, listen
from kw_tui.vocabulary.errors import KwError
from tests.tui.web.tabs import COMMAND, paths

SOON = 20.0


class Served:
    """A server at work, and a browser for it."""

    def __init__(self, client: aiohttp.ClientSession, server: Server, address: str, said: list[str]) -> None:
        self.client, self.server, self.address, self.said = client, server, address, said
        self.origin = address.rsplit("/", 2)[0]

    async def status(self, address: str = "", **headers: str) -> int:
        async with self.client.get(address or self.address, headers=headers) as answer:
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["Cache-Control"] == "no-store"
            return answer.status

    async def socket_status(self, **headers: str) -> int:
        try:
            async with self.client.ws_connect(f"{self.address}ws", headers=headers):
                return 101
        except aiohttp.WSServerHandshakeError as refusal:
            return refusal.status

    def tab(self) -> "aiohttp.client._WSRequestContextManager":
        return self.client.ws_connect(f"{self.address}ws?width=100&height=30", headers={"Origin": self.origin})


@pytest_asyncio.fixture
async def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Served]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", paths())
    said, told = list[str](), asyncio.get_running_loop().create_future()
    one = Server(COMMAND, "s.kw.toml", "en", said.append)
    task = asyncio.create_task(one.serve(listen(0), told.set_result))
    async with aiohttp.ClientSession() as client:
        yield Served(client, one, await told, said)
    if not task.done():
        os.kill(os.getpid(), signal.SIGINT)
    assert await asyncio.wait_for(task, SOON) == signal.SIGINT


async def _seen(tab: aiohttp.ClientWebSocketResponse, text: bytes) -> None:
    drawn = b""
    async with asyncio.timeout(SOON):
        while text not in drawn:
            message = await tab.receive()
            assert message.type == aiohttp.WSMsgType.BINARY, (message, drawn[-500:])
            drawn += message.data


async def test_only_who_has_the_address_comes_in(served: Served) -> None:
    assert served.address.startswith("http://127.0.0.1:")
    port = served.origin.rsplit(":", 1)[1]
    assert await served.status() == 200
    assert await served.status(Host=f"localhost:{port}") == 200
    assert await served.status(Host=f"evil.example:{port}") == 403
    for other in ("/", "/x/", "/ws", "/static/js/textual.js", f"/{'x' * 32}/", f"/{served.server.token[:-1]}/"):
        assert await served.status(served.origin + other) == 404
    for name in ("page.js", "static/js/textual.js", "static/css/xterm.css"):
        assert await served.status(f"{served.address}{name}") == 200
    for away in ("static/", "static/../../server.py", "static/%2e%2e/server.py"):
        assert await served.status(served.address + away) in (403, 404)


async def test_only_its_own_page_opens_a_socket(served: Served) -> None:
    for origin in ({}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost:3000"}):
        assert await served.socket_status(**origin) == 403
    assert served.server._tabs == {}
    assert await served.socket_status(Origin="http://evil.example", Host="evil.example") == 403


async def test_every_tab_has_its_own_program_until_the_server_is_told_to_end(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served.tab() as first:
        await _seen(first, b"68 of 68")
        monkeypatch.setattr(server, "MOST_TABS", 1)
        assert await served.status() == 503
        assert await served.socket_status(Origin=served.origin) == 503
        for nonsense in ("", "1", "[]", "[" * 5000, '["stdin", 7]', '["resize", {"width": "x"}]', '["who"]', "{}"):
            await first.send_str(nonsense)
        await first.send_bytes(b"\0")
        await first.send_str(json.dumps(["resize", {"width": 10**9, "height": 10**9}]))
        await first.send_str(json.dumps(["resize", {"width": 100, "height": 30}]))
        await first.send_str(json.dumps(["focus"]))
        await first.send_str(json.dumps(["stdin", "r"]))
        await _seen(first, b"67 of 68")
        os.kill(os.getpid(), signal.SIGINT)
        while (message := await first.receive(SOON)).type == aiohttp.WSMsgType.BINARY:
            pass
        assert message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)
        async with asyncio.timeout(SOON):
            while served.server._tabs:
                await asyncio.sleep(0.02)
    assert Path("journal").read_text().split() == ["reprice"]


def test_a_port_that_is_taken_is_told() -> None:
    with listen(0) as taken:
        with pytest.raises(KwError) as refused:
            listen(taken.getsockname()[1])
        assert "--port 0" in refused.value.line("en")
        assert taken.getsockname()[0] == "127.0.0.1"
