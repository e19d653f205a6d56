"""Which files are meant: paths, folders and patterns as a person gives them, and which of them the session has."""

from collections.abc import Sequence
from glob import glob
from pathlib import Path

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.postgres import is_postgres
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.session import Session, Source
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.accounting import Imported

_WILD = frozenset("*?[")


def meant(paths: Sequence[Path]) -> list[Path]:
    """The files of paths: those of a folder, those that fit a pattern, in order of name; each once.

    Raises SourceError where a folder or a pattern holds none.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found |= dict.fromkeys(_files(path))
    return list(found)


def _files(path: Path) -> list[Path]:
    if is_postgres(path):
        return [path]
    if path.is_dir():
        return _some(path, [file for file in path.iterdir() if file.is_file() and _may_be_export(file)])
    if _WILD & set(str(path)) and not path.exists():
        return _some(path, [file for name in glob(str(path)) if (file := Path(name)).is_file()])  # noqa: PTH207 - a pattern may be absolute
    return [path]


def _may_be_export(file: Path) -> bool:
    """Neither hidden nor a session's own."""
    return not (file.name.startswith(".") or file.name.endswith((".kw.toml", ".decisions.toml")))


def _some(path: Path, files: list[Path]) -> list[Path]:
    if not files:
        message = Text("keine Datei passt darauf", "no file fits")
        raise refusals.refusal(path, message, Text("Pfad oder Muster prüfen", "check the path or the pattern"))
    return sorted(files)


def earlier(sha256: str, session: Session) -> Source | None:
    """The source of the session that has the same content."""
    return next((source for source in session.sources if source.sha256 == sha256), None)


def predecessor(one: Imported, session: Session, folder: Path) -> Source | None:
    """The source that a file is an update of: it lay at the same place, or has the same name in the same table."""
    same = [source for source in session.sources if source.table == one.table.id]
    at_place = [source for source in same if (folder / source.path).resolve() == one.path.resolve()]
    of_name = [source for source in same if Path(source.path).name == one.path.name]
    return next(iter([*at_place, *(of_name if len(of_name) == 1 else [])]), None)


def refuse_twice(imported: Sequence[Imported], session: Session) -> None:
    """Raise SourceError where the last of some files has the content of another, or of one imported before."""
    *others, new = imported
    if known := earlier(new.sha256, session):
        message = Text("{path} wurde schon am {day} importiert", "{path} was already imported on {day}")
        raise SourceError(message.format(path=new.path, day=known.imported_at[:10]), _ANOTHER)
    for other in others:
        if other.sha256 == new.sha256:
            message = Text("{path} hat denselben Inhalt wie {other}", "{path} has the same content as {other}")
            raise SourceError(message.format(path=new.path, other=other.path), _ANOTHER)


def refuse_unclear(one: Imported, session: Session, folder: Path, *, replace: bool) -> None:
    """Raise SourceError where a file would count twice with its predecessor, or has none to replace."""
    before = predecessor(one, session, folder)
    if before and not replace and (folder / before.path).resolve() == one.path.resolve():
        message = Text(
            "{path} wurde am {day} mit anderem Inhalt importiert", "{path} was imported on {day} with other content"
        )
        hint = Text(
            "--replace setzt die neue Fassung an die Stelle der alten", "--replace puts the new one in place of the old"
        )
        raise SourceError(message.format(path=one.path, day=before.imported_at[:10]), hint)
    if replace and before is None:
        known = [Path(source.path).name for source in session.sources if source.table == one.table.id]
        message = Text("{path} ersetzt keine importierte Datei", "{path} replaces no imported file")
        hint = Text("importiert sind: {all}", "imported are: {all}").format(all=", ".join(known) or "-")
        raise SourceError(message.format(path=one.path), hint)


_ANOTHER = Text("die neue Datei nennen, oder eine neue Sitzung anlegen", "name the new file, or start a new session")
