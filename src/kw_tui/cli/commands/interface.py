"""`kw SESSION` and `kw demo`: the interface; without a terminal, the portfolio in a few lines."""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.config import wants_lean
from kw_tui.cli.opening import new_path, session_path, sessions_here, tell_notice
from kw_tui.cli.options import LeanOption, PeriodOption, SessionOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.overview import show_overview
from kw_tui.cli.stopping import stoppable
from kw_tui.cli.tree import OPEN, KwCommand
from kw_tui.cli.voice import Voice, is_screen
from kw_tui.tui.web import is_tab
from kw_tui.vocabulary.errors import KwError, SessionError
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
    lean: LeanOption = False,
) -> None:
    voice, given = voice_of(ctx), session or named
    if given is None and is_terminal() and len(sessions_here()) != 1:
        _welcome(voice, period, is_lean=lean)
        return
    path = session_path(given)
    _check_readable(path, voice)
    _enter(path, voice, period, is_lean=lean)


def _welcome(voice: Voice, period: str | None, *, is_lean: bool) -> None:
    """Let the person choose what to open, until it can be or they leave."""
    from kw_tui.storage.recent import recent_sessions
    from kw_tui.tui.welcome.app import choose
    from kw_tui.workbench.demo import demo_session

    problem: KwError | None = None
    while True:
        demo = partial(demo_session, None, voice.lang, lambda _: None)
        chosen, voice.lang = choose(sessions_here(), recent_sessions(), new_path(), demo, voice.lang, problem)
        if chosen is None or chosen.path is None:
            return
        try:
            _check_readable(chosen.path, voice)
        except KwError as error:
            problem = error
            continue
        _enter(chosen.path, voice, period, is_lean=is_lean)
        return


def _demo(
    ctx: typer.Context,
    fresh: Annotated[bool, typer.Option("--fresh", help=words.FRESH.en)] = False,
    folder: Annotated[Path | None, typer.Option("--folder", metavar="FOLDER", help=words.FOLDER.en)] = None,
    lean: LeanOption = False,
) -> None:
    voice = voice_of(ctx)
    with stoppable():
        from kw_tui.workbench.demo import demo_session

        path = demo_session(folder, voice.lang, voice.say, fresh=fresh)
    _enter(path, voice, None, is_lean=lean)


def is_terminal() -> bool:
    """Whether a person sits at all ends of a terminal that can draw; the interface draws on stderr."""
    can_draw = os.environ.get("TERM", "") not in {"", "dumb"} or sys.platform == "win32"
    return can_draw and all(is_screen(stream) for stream in (sys.stdin, sys.stdout, sys.stderr))


def has_screen() -> bool:
    """Whether there is something to draw on: a terminal, or the tab of a browser this process was started for."""
    return is_tab() or is_terminal()


def _enter(path: Path, voice: Voice, period: str | None, *, is_lean: bool) -> None:
    opened: list[Workbench] = []

    def bench() -> "Workbench":
        from kw_tui.workbench import Workbench

        return Workbench.open_or_new(path, lang=voice.lang, period=period)

    def remembered() -> "Workbench":
        opened.append(bench())
        _remember(opened)
        return opened[-1]

    if has_screen():
        from kw_tui.tui.app import run
        from kw_tui.tui.ending import promptly

        with promptly():
            try:
                run(remembered, voice.lang, is_lean=is_lean or wants_lean())
            finally:
                _remember(opened)  # more is known of it by now
        return
    shown = bench()
    tell_notice(shown, voice)
    show_overview(shown, Sink(voice))


def _remember(opened: "Sequence[Workbench]") -> None:
    """Put the session before all others that were opened."""
    from kw_tui.workbench.remembering import remember_opened

    for one in opened:
        remember_opened(one, datetime.now().isoformat(timespec="minutes"))  # noqa: DTZ005 - where the person sits


def _check_readable(path: Path, voice: Voice) -> None:
    """Refuse a broken session before the screen is taken; a new one needs only its folder."""
    from kw_tui.workbench.session_file import read_session

    if path.exists() or not has_screen():
        voice.follow(read_session(path).lang)
    elif not path.absolute().parent.is_dir():
        message = Text("Den Ordner {folder} gibt es nicht", "There is no folder {folder}").format(folder=path.parent)
        raise SessionError(message, Text("Pfad prüfen", "check the path"))
