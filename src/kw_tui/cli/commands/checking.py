"""`kw check`: is the session whole, are its sources still what was imported, can the decisions be read?"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.failures import FAILED
from kw_tui.cli.opening import open_session
from kw_tui.cli.options import SessionOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.texts import Lang, Text, grouped, printable

if TYPE_CHECKING:
    from kw_tui.vocabulary.session import Source
    from kw_tui.workbench import Workbench

Finding = tuple[bool, Text]
"""Whether it is fine, and what it is."""


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
    found = list(_findings(bench, voice.lang))
    marks = {True: "ok ", False: "-> "}
    Sink(voice).text("\n".join(marks[is_fine] + printable(what.in_(voice.lang)) for is_fine, what in found))
    if not all(is_fine for is_fine, _ in found):
        raise typer.Exit(FAILED)


def _findings(bench: "Workbench", lang: Lang) -> Iterator[Finding]:
    from kw_tui.vocabulary.sources import table_by_id

    yield True, Text("Sitzung {path} lesbar", "Session {path} can be read").format(path=bench.path)
    for table, rows in bench.tables().items():
        told = Text("{label}: {rows} Zeilen", "{label}: {rows} rows")
        yield True, told.format(label=table_by_id(table).label, rows=grouped(rows, 0, lang))
    if not bench.tables():
        yield False, Text("noch nichts importiert", "nothing imported yet")
    yield from (_source(source, bench.path.parent) for source in bench.session.sources)
    count = bench.decisions().height
    notice = bench.notice()
    yield (False, notice) if notice else (True, Text("{n} Entscheidungen", "{n} decisions").format(n=count))


def _source(source: "Source", folder: Path) -> Finding:
    path = folder / source.path
    if not path.is_file():
        gone = Text("Quelle {path} ist nicht mehr da (importiert ist sie)", "source {path} is gone (it stays imported)")
        return True, gone.format(path=source.path)
    if path.stat().st_size == source.size and _sha256(path) == source.sha256:
        return True, Text("Quelle {path} unverändert", "source {path} unchanged").format(path=source.path)
    changed = Text(
        "Quelle {path} hat sich seit dem Import geändert - neu importieren",
        "source {path} has changed since its import - import it again",
    )
    return False, changed.format(path=source.path)


def _sha256(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
