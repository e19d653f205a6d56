"""Each table lies in a folder of its own generation and is replaced as a whole: old or new, never half of one."""

import json
import secrets
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from kw_tui.storage.atomic import locked, replace_whole, sync_folder
from kw_tui.storage.folders import is_whole, private_folder, settle, sizes
from kw_tui.storage.table_files import Written

FORMAT = 2
LEFT_BEHIND_AFTER = 24 * 3600
"""Seconds after which an unfinished write is taken to be that of a dead process."""


class _Known(NamedTuple):
    """A description that was read, what told its file from another then, and the folder it stands for if it is ours."""

    path: Path
    stamp: tuple[int, ...]
    entry: Any
    home: Path | None


class Generations:
    """The folders of all tables, and beside them a description (`entry`) of what stands for each now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, _Known] = {}

    def entry(self, table_id: str) -> dict[str, Any] | None:
        """What was remembered when the table was written; None if it is absent, damaged or not to be read."""
        try:
            known = self._known(table_id)
        except (OSError, ValueError):
            return None
        return known.entry if known.home is not None and known.home.is_dir() else None

    def _known(self, table_id: str) -> "_Known":
        """A description as it is: read once, for it is asked for many times, and replaced by renaming only."""
        known = self._read.get(table_id)
        path = self.folder / f"{table_id}.json" if known is None else known.path
        found = path.stat()
        stamp = (found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size)
        if known is None or known.stamp != stamp:
            entry = json.loads(path.read_bytes())
            known = self._read[table_id] = _Known(path, stamp, entry, self._whole(entry))
        return known

    def _whole(self, entry: Any) -> Path | None:
        """The folder of a description, if it is one of ours and nobody has taken files away or cut them off."""
        if not (isinstance(entry, dict) and entry.get("format") == FORMAT):
            return None
        home, files = self.home(entry), entry.get("files", {})
        return home if isinstance(files, dict) and is_whole(home, files) else None

    def home(self, entry: Mapping[str, Any]) -> Path:
        """The folder an entry stands for."""
        return self.folder / str(entry["generation"])

    def made(self, name: str) -> Path:
        """Make a private folder beside those of the tables."""
        private_folder(self.folder)
        return private_folder(self.folder / name)

    def replace(self, table_id: str, marks: Sequence[str], write: Callable[[Path], Written]) -> Written:
        """Let a new generation be written, and put it in the place of the one before; marks are kept with it."""
        generation = f"{table_id}-{secrets.token_hex(8)}"
        temporary = self.made(f"{generation}.tmp")
        description = self.folder / f"{table_id}.json"
        try:
            written = write(temporary)
            made = {"format": FORMAT, "engine": pl.__version__, "generation": generation, "marks": list(marks)}
            entry = written.entry | made | {"files": sizes(temporary)}
            settle(temporary)
            with locked(description):
                before = (self.entry(table_id) or entry)["generation"]
                temporary.rename(self.folder / generation)
                sync_folder(self.folder)
                replace_whole(description, json.dumps(entry).encode())
                self._sweep(table_id, {generation, before})
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        return written

    def forget(self, table_id: str) -> None:
        """Take a table away; its files go with the next one written."""
        (self.folder / f"{table_id}.json").unlink(missing_ok=True)

    def _sweep(self, table_id: str, in_use: set[str]) -> None:
        """Remove old generations of a table; the one just replaced stays, for whoever still reads it."""
        for folder in self.folder.glob(f"{table_id}-*"):
            is_left_behind = folder.suffix != ".tmp" or time.time() - folder.stat().st_mtime > LEFT_BEHIND_AFTER
            if folder.name not in in_use and is_left_behind:
                shutil.rmtree(folder, ignore_errors=True)
