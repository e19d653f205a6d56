"""Rows a person takes along, written to a file of its own that nobody else can read."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kw_tui.storage.atomic import create, disk_error, replace_whole, write_all
from kw_tui.storage.own_files import check_free
from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

EXISTS = Text("{path} gibt es schon", "{path} exists")
ELSE = Text("eine andere Datei nennen", "name another file")


def save_copy(bench: "Workbench", target: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Write a file whole, readable by its owner alone; what is there stays unless it is to be overwritten.

    Raises UsageError for a file of the session or one it was imported from, SessionError where it cannot be written.
    """
    folder = bench.path.absolute().parent
    check_free(target, [bench.path, *(folder / source.path for source in bench.session.sources)])
    doing = Text("{path} kann nicht geschrieben werden", "{path} cannot be written").format(path=target)
    try:
        if overwrite:
            replace_whole(target, content)
            return
        descriptor = create(target)
        try:
            write_all(descriptor, content)
        finally:
            os.close(descriptor)
    except FileExistsError:
        raise SessionError(EXISTS.format(path=target), ELSE) from None
    except (OSError, ValueError) as error:
        raise disk_error(doing, error) from None
