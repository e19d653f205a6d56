"""`kw serve` in a real browser: the page shows the program, loads nothing from elsewhere, and keys reach it."""

import asyncio
import re
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.terminal.conftest import Start, decided
from tests.terminal.pseudo import kw_command

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs chromium (a browser to look at the page with)")
PATIENCE = 20.0
HEADLESS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--remote-debugging-port=0")  # fmt: skip
SHOWN = (
    "(() => { const c = [...document.querySelectorAll('canvas')]; "
    "return document.body.className + ' ' + c.map(x => x.width + 'x' + x.height).join(' '); })()"
)


class Page:
    """A page in a browser, driven as its own tools drive it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket, self._number, self._session = socket, 0, ""
        self.events: list[dict[str, Any]] = []

    async def open(self, address: str) -> None:
        target = await self.call("Target.createTarget", url="about:blank")
        attached = await self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for what in ("Network", "Log", "Runtime"):
            await self.call(f"{what}.enable")
        await self.call("Page.navigate", url=address)

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        session = {"sessionId": self._session} if self._session else {}
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters, **session})
        async for message in self._socket:
            told: dict[str, Any] = message.json()
            if told.get("id") == self._number:
                return told.get("result", {})
            self.events.append(told)
        raise ConnectionError(method)

    async def value(self, expression: str) -> Any:
        return (await self.call("Runtime.evaluate", expression=expression)).get("result", {}).get("value")

    def frames(self) -> str:
        """Return all that came over the page's sockets so far, as text."""
        from base64 import b64decode

        parts = [one["params"]["response"] for one in self.events if one["method"] == "Network.webSocketFrameReceived"]
        return b"".join(b64decode(one["payloadData"]) for one in parts if one["opcode"] == 2).decode("utf-8", "replace")

    async def until(self, text: str) -> None:
        end = time.monotonic() + PATIENCE
        while text not in self.frames():
            assert time.monotonic() < end, (
                re.findall(r".{20}open.{20}", self.frames()),
                [one["method"] for one in self.events][-20:],
            )
            await asyncio.sleep(0.1)
            await self.value("1")


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Page]:
    assert BROWSER is not None
    process = await asyncio.create_subprocess_exec(
        BROWSER,
        *HEADLESS,
        f"--user-data-dir={folder}",
        "about:blank",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        assert process.stderr is not None
        async with asyncio.timeout(PATIENCE):
            while (found := re.search(rb"ws://\S+", await process.stderr.readline())) is None:
                assert process.returncode is None
        async with (
            aiohttp.ClientSession() as client,
            client.ws_connect(found[0].decode(), max_msg_size=0) as socket,
        ):
            yield Page(socket)
    finally:
        process.kill()
        await process.wait()


@pytest.fixture
def address(start: Start, tmp_path: Path) -> Iterator[str]:
    """The address of a server on the session."""
    start().close()
    command = kw_command("--lang", "en", "serve", "s.kw.toml", "--port", "0")
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()
        assert server.wait(PATIENCE) == 143


async def test_a_page_shows_the_program_and_keys_reach_it(address: str, tmp_path: Path) -> None:
    async with browser(tmp_path / "profile") as page:
        await page.open(address)
        await page.until("19 of 19 open")
        async with asyncio.timeout(PATIENCE):
            while "TEXTAREA" not in await page.value("document.activeElement.tagName"):
                await asyncio.sleep(0.1)
        await page.call("Input.insertText", text="r")
        await page.until("18 of 19 open")
        assert "-first-byte" in await page.value(SHOWN)
        asked = [one["params"] for one in page.events if one["method"] == "Network.requestWillBeSent"]
        assert {one["request"]["url"].split("/")[2] for one in asked} == {address.split("/")[2]}
        trouble = [one for one in page.events if one["method"] in ("Runtime.exceptionThrown", "Network.loadingFailed")]
        assert trouble == []
        await page.call("Input.insertText", text="q")
        async with asyncio.timeout(PATIENCE):
            while "-closed" not in await page.value(SHOWN):
                await asyncio.sleep(0.1)
    assert decided(tmp_path) == 1


async def test_another_website_in_the_same_browser_comes_not_in(address: str, tmp_path: Path) -> None:
    """Nor one that knows the address, which it cannot."""
    strange = tmp_path / "strange.html"
    strange.write_text("<title>strange</title>")
    async with browser(tmp_path / "profile") as page:
        await page.open(strange.as_uri())
        socket = f"{address.replace('http', 'ws')}ws"
        await page.value(
            f"s = new WebSocket('{socket}'); s.onopen = () => w = 'in'; s.onerror = () => w = 'out'; w = ''"
        )
        async with asyncio.timeout(PATIENCE):
            while not (word := await page.value("w")):
                await asyncio.sleep(0.1)
        assert word == "out"
