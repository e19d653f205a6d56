"""Owns stdout: whatever is data goes through here, to the terminal, a pipe or a file."""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kw_tui.cli.failures import unwritten
from kw_tui.cli.options import Form, Format
from kw_tui.cli.partly import marked_rows
from kw_tui.cli.target import check_name, format_of
from kw_tui.cli.voice import Voice, is_screen
from kw_tui.vocabulary.errors import KwError, UsageError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.vocabulary.table import Column


@dataclass(frozen=True, slots=True)
class Sink:
    """Where data goes and in which form; without a path, to stdout."""

    voice: Voice
    format: Format | None = None
    path: Path | None = None

    @property
    def form(self) -> Form:
        """The format asked for, else the one of the file's suffix, else a table."""
        return self.format or format_of(self.path) or "table"

    def frame(self, frame: "pl.DataFrame", columns: "Sequence[Column]", shown: Sequence[str] = ()) -> None:
        """Write a frame; `shown` are the columns a table shows, the other formats take all of `columns`."""
        if self.form == "table":
            chosen = [column for name in shown for column in columns if column.id == name] or list(columns)
            self.table(chosen, marked_rows(frame, [column.id for column in chosen]))
            return
        self._bytes(_encoded(frame, self.form))

    def table(self, columns: "Sequence[Column]", rows: Sequence[Sequence[Any]], below: str = "") -> None:
        """Write rows as an aligned table, and a line `below` it; tell of columns that found no place on the screen."""
        lines = self.laid_out(columns, rows)
        self.text("\n".join([*lines, "", below] if below else lines))

    def laid_out(self, columns: "Sequence[Column]", rows: Sequence[Sequence[Any]]) -> list[str]:
        """Lay rows out as `table` does; tell of columns that found no place on the screen."""
        from kw_tui.cli.columns import words_of_ids
        from kw_tui.cli.layout import table_lines

        room = shutil.get_terminal_size().columns if self._is_screen() else None
        lines, left_off = table_lines(columns, rows, self.voice.lang, words_of_ids(), room)
        if self._is_screen() and not self.voice.is_plain:
            lines[0] = f"\x1b[1m{lines[0]}\x1b[0m"
        if left_off:
            names = ", ".join(column.id for column in left_off)
            german = f"kw: zu schmal für {names} - breiter machen, --columns oder --format csv"
            self.voice.say(Text(german, f"kw: no room for {names} - widen, use --columns or --format csv"))
        return lines

    def text(self, text: str) -> None:
        """Write text and end the line."""
        self._bytes(f"{text}\n".encode("utf-8", "backslashreplace"))

    def json(self, value: Any) -> None:
        """Write one plain value as JSON; Decimals as exact numbers."""
        from kw_tui.cli.plain_json import dumps

        self.text(dumps(value))

    def _is_screen(self) -> bool:
        return self.path is None and is_screen(sys.stdout)

    def _bytes(self, content: bytes) -> None:
        if self.path is not None:
            save(self.path, content)
            return
        if self.form == "parquet" and is_screen(sys.stdout):
            message = Text("Parquet ist nichts für den Bildschirm", "Parquet is not for the screen")
            raise UsageError(message, Text("mit -o DATEI speichern", "save it with -o FILE"))
        if sys.stdout is None:
            raise unwritten(None)
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise unwritten(error) from error


def _encoded(frame: "pl.DataFrame", form: Form) -> bytes:
    from kw_tui.cli.exact import csv_bytes, json_text

    if form == "parquet":
        buffer = BytesIO()
        frame.write_parquet(buffer)
        return buffer.getvalue()
    if form == "xlsx":
        from kw_tui.cli.workbook import workbook_bytes

        return workbook_bytes(frame)
    return csv_bytes(frame) if form == "csv" else json_text(frame).encode("utf-8", "backslashreplace")


def save(path: Path, content: bytes) -> None:
    """Write a file whole: what was there stays until the new one is complete; never one of kw's own."""
    check_name(path)
    try:
        if path.is_dir():
            raise IsADirectoryError(21, os.strerror(21))
        if path.exists() and not path.is_file():  # /dev/stdout, a named pipe
            path.write_bytes(content)
            return
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            temporary.write_bytes(content)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        why = error.strerror or str(error)
        message = Text("{path} nicht geschrieben: {why}", "{path} was not written: {why}").format(path=path, why=why)
        raise KwError(message, Text("anderswohin schreiben", "write it elsewhere")) from error
