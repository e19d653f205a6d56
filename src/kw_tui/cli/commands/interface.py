"""`kw SESSION` and `kw demo`: the interface; without a terminal, the portfolio in a few lines."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.opening import SUFFIX, session_path, tell_notice
from kw_tui.cli.options import PeriodOption, SessionOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.overview import show_overview
from kw_tui.cli.tree import OPEN, KwCommand
from kw_tui.cli.voice import Voice
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
    path = (folder or demo_folder()) / f"demo{SUFFIX}"
    if fresh:
        _remove(path, with_decisions=True)
    if not _is_current(path):
        _remove(path, with_decisions=False)
        _import_samples(path, voice)
    _enter(path, voice, None)


def is_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


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
    from kw_tui.storage import sessions

    if path.exists() or not is_terminal():
        voice.follow(sessions.read(path).lang)
    elif not path.absolute().parent.is_dir():
        message = Text("Den Ordner {folder} gibt es nicht", "There is no folder {folder}").format(folder=path.parent)
        raise SessionError(message, Text("Pfad prüfen", "check the path"))


def demo_folder() -> Path:
    """Return where the demo session is kept between calls."""
    from platformdirs import user_data_path

    return user_data_path("kw-tui") / "demo"


def _samples() -> list[Path]:
    from kw_tui.storage.shipped import shipped

    return sorted(shipped("sample_data").glob("*.csv"))


def _is_current(path: Path) -> bool:
    """Whether the demo session holds the sample files as they are now."""
    from kw_tui.storage import sessions

    if not path.exists():
        return False
    try:
        held = {(Path(source.path).name, source.size) for source in sessions.read(path).sources}
    except SessionError:
        return False
    return held == {(sample.name, sample.stat().st_size) for sample in _samples()}


def _remove(path: Path, *, with_decisions: bool) -> None:
    from kw_tui.workbench.workbench import store_folder

    path.unlink(missing_ok=True)
    shutil.rmtree(store_folder(path), ignore_errors=True)
    if with_decisions:
        path.with_name(path.name.replace(SUFFIX, ".decisions.toml")).unlink(missing_ok=True)


def _import_samples(path: Path, voice: Voice) -> None:
    from kw_tui.workbench import Workbench

    voice.say(Text("Beispieldaten werden eingelesen ...", "Reading the sample data ..."))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        message = Text("Ordner {folder} nicht angelegt: {why}", "Folder {folder} was not made: {why}")
        raise SessionError(
            message.format(folder=path.parent, why=error.strerror or error),
            Text("mit --folder einen anderen nennen", "name another with --folder"),
        ) from error
    Workbench.open_or_new(path, lang=voice.lang).import_files(_samples())
