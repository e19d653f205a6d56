"""Folders of derived files: private, brought to the disk as a whole, and a disk that refuses said in plain words."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from kw_tui.storage.atomic import disk_error, is_full, private_mode, sync_folder
from kw_tui.vocabulary.texts import Text


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Say in plain words that the disk refuses; engines report a full one in errors of their own."""
    try:
        yield
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        if not (isinstance(error, OSError) or is_full(error)):
            raise
        doing = Text("{path} kann nicht geschrieben werden", "{path} cannot be written")
        raise disk_error(doing.format(path=str(folder)), error) from error


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner can read - or its group, where the parent is shared by one."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if private_mode(folder.parent) == 0o660:
            folder.chmod(0o2770)
    return folder


def sizes(folder: Path) -> dict[str, int]:
    """The bytes of each file of a folder, by its name; what lies in folders within is not told."""
    return {path.name: path.stat().st_size for path in sorted(folder.iterdir()) if path.is_file()}


def is_whole(folder: Path, written: Mapping[str, int]) -> bool:
    """Whether all files are there as long as they were written: one deleted or cut off by somebody else is not."""
    try:
        found = sizes(folder)
    except OSError:
        return False
    return all(found.get(name) == size for name, size in written.items())


def settle(folder: Path) -> None:
    """Make the files of a finished folder private and bring them to the disk."""
    mode = private_mode(folder)
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o700 if mode == 0o600 else 0o2770)
            continue
        path.chmod(mode)
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    sync_folder(folder)
