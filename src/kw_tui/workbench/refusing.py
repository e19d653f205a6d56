"""The refused lines of a file, saved in its own layout with the reasons behind: corrected, they are imported again."""

import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from kw_tui.core.intake import checks, correction
from kw_tui.core.intake.intake import LINE
from kw_tui.core.intake.mapping import Mapping
from kw_tui.storage.atomic import disk_error, private_mode, replace_by_copy
from kw_tui.vocabulary.errors import SessionError, SourceError
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.opened import Opened

_SORTED_AT_ONCE, _STEP = 250_000, 10_000
"""Refused lines that are put in order at once, and lines of the file by which they are counted."""


def write_refused(opened: Opened, mapping: Mapping, trouble: pl.LazyFrame, rejects: pl.LazyFrame, target: Path) -> None:
    """Write the lines that were refused, those of `trouble` and those that are no records, in the order of the file."""
    raw = opened.raw
    delimiter = raw.separator
    headers = [header for header in raw.headers if header not in correction.ADDED]  # of lines refused again
    source = checks.Source(headers, delimiter, opened.origin)
    cells = correction.refused(trouble, mapping, opened.table, source, opened.lang)
    lines = pl.concat([cells, correction.broken(rejects, delimiter, opened.lang)])
    with target.open("w", encoding=_encoding(raw.encoding), errors="replace", newline="") as sink:
        if raw.datev:  # without its first line nobody would know the file again
            sink.writelines(f"{line}\n" for line in raw.preamble)
        names = [*headers, *correction.ADDED]
        sink.write(_row(names, delimiter))
        for some in _in_order(lines):
            rows = correction.written(some, delimiter).collect(engine="streaming")["row"]
            sink.writelines(f"{row}\n" for row in rows)


def _in_order(lines: pl.LazyFrame) -> Iterator[pl.LazyFrame]:
    """The lines in the order of their file, some at a time: all of them could not be sorted in memory."""
    counted = lines.group_by(step=pl.col(LINE) // _STEP).len().sort("step")
    span = (pl.col("len").cum_sum() - 1) // _SORTED_AT_ONCE
    spans = counted.group_by(span.alias("span")).agg(first=pl.col("step").min(), last=pl.col("step").max()).sort("span")
    for _, first, last in spans.collect(engine="streaming").rows():
        yield lines.filter((pl.col(LINE) // _STEP).is_between(first, last)).sort(LINE)


def keep(source: Path, folder: Path, sha256: str) -> None:
    """Keep a file of refused lines in a store, for whoever wants it later."""
    if source.exists():
        folder.mkdir(exist_ok=True, mode=0o700)
        replace_by_copy(kept(folder, sha256), source)


def kept(folder: Path, sha256: str) -> Path:
    """Where a store keeps the refused lines of a file."""
    return folder / f"{sha256[:16]}.csv"


def require_place(target: Path | None) -> None:
    """Raise SessionError where there is no folder to save to, before anything else is done."""
    if target is not None and not target.parent.is_dir():
        message = Text("Ordner {folder} gibt es nicht", "there is no folder {folder}").format(folder=target.parent)
        raise SessionError(message, Text("einen anderen Ort angeben", "name another place"))


def save_all(files: Sequence[Path], target: Path | None) -> None:
    """Copy refused lines to where a person wants them, those of several files to `NAME-1.csv`, `NAME-2.csv`, ...

    Raises SourceError where they are gone, SessionError where they cannot be written.
    """
    if target is None or not files:
        return
    several = [target.with_stem(f"{target.stem}-{number}") for number in range(1, len(files) + 1)]
    if not all(file.exists() for file in files):
        message = Text("die abgewiesenen Zeilen sind nicht mehr da", "the refused lines are there no more")
        raise SourceError(message, Text("die Datei erneut importieren", "import the file again"))
    try:
        for file, place in zip(files, several if len(files) > 1 else [target], strict=True):
            shutil.copyfile(file, place)
            place.chmod(private_mode(place.parent))
    except OSError as error:
        doing = Text("{path} kann nicht geschrieben werden", "{path} cannot be written").format(path=target)
        raise disk_error(doing, error) from None


def _row(cells: list[str], delimiter: str) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _encoding(encoding: str) -> str:
    """The encoding of the source; a bare UTF-8 gets a mark, without which spreadsheets do not know it."""
    return "utf-8-sig" if encoding in {"utf-8", ""} else encoding
