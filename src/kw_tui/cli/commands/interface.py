"""`kw SESSION` and `kw demo`: the interface; without a terminal, the portfolio in a few lines."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.opening import session_path, tell_notice
from kw_tui.cli.options import PeriodOption, SessionOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.overview import show_overview
from kw_tui.cli.stopping import stoppable
from kw_tui.cli.tree import OPEN, KwCommand
from kw_tui.cli.voice import Voice, is_screen
from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench


def add_interface(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(OPEN, cls=KwCommand, help=words.OPEN.en, hidden=True)(_open)
    app.command("demo", cls=KwCommand, help=words.DEMO.en)(_demo)


def _open(
    ctx: typer.Context,
    session: Annotated[Path | None, typer.Argument(metavar="SESSION", help=words.SESSION.en)] = None,
    named: SessionOption = None,
    period: PeriodOption = None,
) -> None:
    voice = voice_of(ctx)
    path = session_path(session or named, may_be_new=is_terminal())
    _check_readable(path, voice)
    _enter(path, voice, period)


def _demo(
    ctx: typer.Context,
    fresh: Annotated[bool, typer.Option("--fresh", help=words.FRESH.en)] = False,
    folder: Annotated[Path | None, typer.Option("--folder", metavar="FOLDER", help=words.FOLDER.en)] = None,
) -> None:
    voice = voice_of(ctx)
    with stoppable():
        from kw_tui.workbench.demo import demo_session

        path = demo_session(folder, voice.lang, voice.say, fresh=fresh)
    _enter(path, voice, None)


def is_terminal() -> bool:
    """Whether a person sits at all ends of a terminal that can draw; the interface draws on stderr."""
    can_draw = os.environ.get("TERM", "") not in {"", "dumb"} or sys.platform == "win32"
    return can_draw and all(is_screen(stream) for stream in (sys.stdin, sys.stdout, sys.stderr))


def _enter(path: Path, voice: Voice, period: str | None) -> None:
    def bench() -> "Workbench":
        from kw_tui.workbench import Workbench

        return Workbench.open_or_new(path, lang=voice.lang, period=period)

    if is_terminal():
        from kw_tui.tui.app import run

        run(bench, voice.lang)
        return
    opened = bench()
    tell_notice(opened, voice)
    show_overview(opened, Sink(voice))


def _check_readable(path: Path, voice: Voice) -> None:
    """Refuse a broken session before the screen is taken; a new one needs only its folder."""
    from kw_tui.workbench.session_file import read_session

    if path.exists() or not is_terminal():
        voice.follow(read_session(path).lang)
    elif not path.absolute().parent.is_dir():
        message = Text("Den Ordner {folder} gibt es nicht", "There is no folder {folder}").format(folder=path.parent)
        raise SessionError(message, Text("Pfad prüfen", "check the path"))
