"""`kw serve`: the interface in a browser on this machine, for demonstrations."""

import signal
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.opening import session_path
from kw_tui.cli.options import SessionOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.stopping import stoppable
from kw_tui.cli.tree import KwCommand
from kw_tui.cli.voice import Voice
from kw_tui.vocabulary.errors import KwError, UsageError
from kw_tui.vocabulary.texts import Text, printable

PORT = 8765
OWN_HOSTS = ("127.0.0.1", "localhost")


def add_serving(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve", cls=KwCommand, help=words.SERVE.en)(_serve)


def _serve(
    ctx: typer.Context,
    session: Annotated[Path | None, typer.Argument(metavar="SESSION", help=words.SERVED.en)] = None,
    named: SessionOption = None,
    port: Annotated[int, typer.Option("--port", metavar="PORT", min=0, max=65535, help=words.PORT.en)] = PORT,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help=words.HOST.en)] = OWN_HOSTS[0],
) -> None:
    voice = voice_of(ctx)
    _check_host(host, port)
    _check_extra()
    path = _path(session, named, voice)
    number = _serve_until_told(path, port, voice)
    if number != signal.SIGINT:  # Ctrl-C is how it is meant to end
        raise typer.Exit(128 + number)


def _path(session: Path | None, named: Path | None, voice: Voice) -> Path:
    """Return the session meant, `demo` being the sample data; raise KwError where it cannot be read."""
    from kw_tui.workbench.session_file import read_session

    if session == Path("demo"):
        from kw_tui.workbench.demo import demo_session

        with stoppable():
            return demo_session(None, voice.lang, voice.say)
    path = session_path(session or named)
    voice.follow(read_session(path).lang)
    return path


def _serve_until_told(path: Path, port: int, voice: Voice) -> int:
    import asyncio

    from kw_tui.tui.web.server import Server, listen

    lang = ["--lang", voice.lang] if voice.is_fixed else []
    command = [sys.executable, "-P", "-m", "kw_tui", *lang, "open", "--session", str(path.absolute())]
    listening = listen(port)

    def hear(line: str) -> None:
        voice.say(Text(line, line))

    def tell(address: str) -> None:
        voice.say(_TOLD.format(name=printable(path.name)))
        Sink(voice).text(address)

    async def serve() -> int:
        return await Server(command, f"kw · {path.name}", voice.lang, hear).serve(listening, tell)

    with listening:
        return asyncio.run(serve())


def _check_host(host: str, port: int) -> None:
    """Refuse to be reached by others: whoever opens the page decides in the name of who started it."""
    if host in OWN_HOSTS:
        return
    message = Text("Nur für diesen Rechner, nicht für {host}", "For this machine only, not for {host}")
    tunnel = f"ssh -L {port or PORT}:127.0.0.1:{port or PORT}"
    hint = Text("von anderswo mit `{tunnel} RECHNER`", "from elsewhere, use `{tunnel} MACHINE`")
    raise UsageError(message.format(host=host), hint.format(tunnel=tunnel))


def _check_extra() -> None:
    if find_spec("textual_serve") is None or find_spec("aiohttp") is None:
        raise KwError(
            Text("`kw serve` braucht das Paket textual-serve", "`kw serve` needs the package textual-serve"),
            Text("installieren mit pip install 'kw-tui[serve]'", "install it with pip install 'kw-tui[serve]'"),
        )


_TOLD = Text(
    "kw: {name} im Browser, nur auf diesem Rechner; wer die Adresse hat, entscheidet in Ihrem Namen. Ende mit Strg+C.",
    "kw: {name} in a browser, on this machine only; who has the address decides in your name. Ctrl-C ends it.",
)
