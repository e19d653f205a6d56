"""The templates of letters: those that come with the program, and a person's own, which are used instead."""

import os
from pathlib import Path
from typing import Literal, NamedTuple

from kw_tui.storage.atomic import create, disk_error, write_all
from kw_tui.storage.folders import private_folder
from kw_tui.storage.personal import config_path
from kw_tui.storage.shipped import shipped
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Text

FOLDER: Literal["letters"] = "letters"
LARGEST = 200_000
"""Bytes of a template; what is longer is none."""


class TemplateFile(NamedTuple):
    """A template as it lies on the disk."""

    path: Path
    text: str
    is_own: bool


def own_folder() -> Path:
    """Return where a person's own templates lie, whether or not there are any: beside the configuration."""
    return config_path().with_name(FOLDER)


def file_name(kind: str, form: str, lang: str) -> str:
    """Return what the file of a template is called: `price.letter.de.txt`."""
    return f"{kind}.{form}.{lang}.txt"


def read_template(name: str) -> TemplateFile:
    """Read a template, the own one where there is one; raise KwError where it cannot be read."""
    own = own_folder() / name
    is_own = own.is_file()
    path = own if is_own else shipped(FOLDER) / name
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise _unreadable(path, Text("zu groß für eine Vorlage", "too large for a template"))
        return TemplateFile(path, content.decode("utf-8"), is_own)
    except OSError as error:
        why = error.strerror or str(error)
        raise _unreadable(path, Text(why, why)) from None
    except UnicodeDecodeError:
        raise _unreadable(path, Text("kein UTF-8", "not UTF-8")) from None


def copy_templates() -> tuple[list[Path], list[Path]]:
    """Copy the shipped templates to a person's own folder; return those copied, and those that were there and stay.

    Raise SessionError where the folder refuses.
    """
    copied: list[Path] = []
    kept: list[Path] = []
    folder = own_folder()
    try:
        private_folder(folder)
        for source in sorted(shipped(FOLDER).glob("*.txt")):
            target = folder / source.name
            (copied if _copied(source, target) else kept).append(target)
    except OSError as error:
        doing = Text("Vorlagen nicht kopiert nach {path}", "The templates were not copied to {path}")
        raise disk_error(doing.format(path=folder), error) from error
    return copied, kept


def _copied(source: Path, target: Path) -> bool:
    """Copy a file, unless anything is there."""
    if os.path.lexists(target):
        return False
    descriptor = create(target)
    try:
        write_all(descriptor, source.read_bytes())
    finally:
        os.close(descriptor)
    return True


def _unreadable(path: Path, why: Text) -> KwError:
    message = Text("Vorlage {path} nicht lesbar: {why}", "Cannot read the template {path}: {why}")
    hint = Text("als UTF-8 speichern oder löschen", "save it as UTF-8 or delete it")
    return KwError(message.format(path=path, why=why), hint)
