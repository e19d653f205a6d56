"""Which files are meant: paths, folders and patterns as a person gives them."""

from collections.abc import Sequence
from glob import glob
from pathlib import Path

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.postgres import is_postgres
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.passing_over import is_hidden, is_no_table

_WILD = frozenset("*?[")
_NO_FIT = (
    Text("keine Datei passt darauf", "no file fits"),
    Text("Pfad oder Muster prüfen", "check the path or the pattern"),
)
_NO_EXPORT = (
    Text("im Ordner liegt keine Datei mit einer Tabelle", "the folder has no file with a table"),
    Text("den Ordner mit den Exporten nennen, oder eine Datei", "name the folder of the exports, or a file"),
)


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
    if _is_folder(path):
        return _some(path, _NO_EXPORT, [file for file in path.iterdir() if file.is_file() and _may_be_export(file)])
    if _WILD & set(str(path)) and not path.exists():
        return _some(path, _NO_FIT, [file for name in glob(str(path)) if (file := Path(name)).is_file()])  # noqa: PTH207 - a pattern may be absolute
    return [path]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:  # a name too long to be one
        raise refusals.unreadable(path, error.strerror or type(error).__name__) from None


def _may_be_export(file: Path) -> bool:
    """Neither hidden, nor a session's own, nor by its name something else than a table."""
    return not (is_hidden(file) or is_no_table(file))


def _some(path: Path, refusal: tuple[Text, Text], files: list[Path]) -> list[Path]:
    if not files:
        raise refusals.refusal(path, *refusal)
    return sorted(files)
