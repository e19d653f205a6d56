"""`kw check`: is the session whole, are its sources still what was imported, can the decisions be read?"""

from pathlib import Path
from typing import Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.failures import FAILED
from kw_tui.cli.opening import open_session
from kw_tui.cli.options import SessionOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.texts import Text, printable


def add_check(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check", cls=KwCommand, help=words.CHECK.en)(_check)


def _check(
    ctx: typer.Context,
    path: Annotated[Path | None, typer.Argument(metavar="SESSION", help=words.SESSION.en)] = None,
    session: SessionOption = None,
) -> None:
    voice = voice_of(ctx)
    bench = open_session(path or session, voice)
    found, marks = bench.check(), {True: "ok ", False: "-> "}
    readable = Text("Sitzung {path} lesbar", "Session {path} can be read").format(path=bench.path)
    lines = [(True, readable), *((one.is_fine, one.told) for one in found)]
    Sink(voice).text("\n".join(marks[is_fine] + printable(told.in_(voice.lang)) for is_fine, told in lines))
    if not all(one.is_fine for one in found):
        raise typer.Exit(FAILED)
