"""Files of a folder that are no tables: documents, programs, pictures. They are left out, and that is said."""

from collections.abc import Sequence
from pathlib import Path

from kw_tui.storage.readers.postgres import is_postgres
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.opened import Opened

_OWN = (".kw.toml", ".decisions.toml")
_DOCUMENTS = ".md .markdown .rst .adoc .tex .pdf .doc .docx .odt .rtf .ppt .pptx .odp .eml .msg"
_PROGRAMS = ".py .pyc .ipynb .r .sh .bat .cmd .ps1 .js .ts .css .php .java .c .h .cpp .cs .go .rs .sql .exe .dll .jar"
_SETTINGS = ".toml .yaml .yml .ini .cfg .conf .lock .log .lnk .url"
_MEDIA = ".png .jpg .jpeg .gif .bmp .tif .tiff .webp .ico .svg .mp3 .mp4 .wav .mov .avi .ttf .otf"
_ENDINGS = frozenset(" ".join((_DOCUMENTS, _PROGRAMS, _SETTINGS, _MEDIA)).split())
"""Endings of files that nobody exports tables to. Of all others the content decides."""
_NAMES = frozenset({"readme", "license", "licence", "copying", "changelog", "makefile", "dockerfile", "thumbs.db"})
_NAMED = 5


def is_hidden(file: Path) -> bool:
    """Whether a file is nobody's business: hidden, or a session's own."""
    return file.name.startswith(".") or file.name.endswith(_OWN)


def is_no_table(file: Path) -> bool:
    """Whether the name of a file says that it holds no table."""
    return file.suffix.lower() in _ENDINGS or file.name.lower() in _NAMES


def holds_no_table(one: Opened) -> bool:
    """Whether none of the columns of a file is one of any table: prose looks so."""
    return not one.pairs.headers


def passed_over(paths: Sequence[Path]) -> list[Path]:
    """The files of folders among `paths` that are left out by their names, in order of name."""
    folders = [path for path in paths if not is_postgres(path) and path.is_dir()]
    files = (file for folder in folders for file in folder.iterdir() if file.is_file() and not is_hidden(file))
    return sorted(filter(is_no_table, files))


def told(by_name: Sequence[Path], by_content: Sequence[Path]) -> list[Text]:
    """Say which files were left out, and why."""
    why = ((by_name, _NO_TABLE), (by_content, _NOTHING_KNOWN))
    return [said.format(names=_listed(files)) for files, said in why if files]


def _listed(files: Sequence[Path]) -> str:
    return ", ".join(file.name for file in files[:_NAMED]) + (" ..." if len(files) > _NAMED else "")


_NO_TABLE = Text("ausgelassen, weil keine Tabelle: {names}", "left out, being no table: {names}")
_NOTHING_KNOWN = Text(
    "ausgelassen, weil keine ihrer Spalten bekannt ist: {names}", "left out, as none of its columns is known: {names}"
)
