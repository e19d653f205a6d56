"""Why a workbook is not read: codes that cross from the child process to the parent, and what they say to a person."""

from collections.abc import Mapping
from pathlib import Path

from kw_tui.storage.readers import refusals
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.texts import Text


class RefusedError(Exception):
    """A workbook, or one of its sheets, is not read: a code of REFUSALS and what fills its words."""

    def __init__(self, code: str, **fields: str | int) -> None:
        super().__init__(code)
        self.code, self.fields = code, fields


def refused(path: Path, code: str, fields: Mapping[str, str | int]) -> SourceError:
    """Return the error for a code; an unknown one means damage."""
    message, hint = REFUSALS.get(code, REFUSALS["damaged"])
    return refusals.refusal(path, message.format(**fields), hint.format(**fields))


_SAVE_AGAIN = Text(
    "in Excel oder LibreOffice öffnen, als XLSX neu speichern und wiederholen",
    "open it in Excel or LibreOffice, save it as XLSX again, and repeat",
)
_SMALLER = Text(
    "das Blatt als CSV speichern und dann importieren; Text wird auch in jeder Größe gelesen",
    "save the sheet as CSV, then import that; text is read at any size",
)
_CHOOSE = Text("ein anderes Blatt wählen: {sheets}", "choose another sheet: {sheets}")

REFUSALS: Mapping[str, tuple[Text, Text]] = {
    "damaged": (
        Text("die Excel- oder Calc-Mappe ist beschädigt", "the Excel or Calc workbook is damaged"),
        _SAVE_AGAIN,
    ),
    "not-a-workbook": (
        Text("keine Excel- oder Calc-Mappe, sondern {what}", "not an Excel or Calc workbook but {what}"),
        Text("die Tabelle als CSV oder XLSX speichern", "save the table as CSV or XLSX"),
    ),
    "archive": (
        Text("ein ZIP-Archiv, keine Excel- oder Calc-Mappe", "a zip archive, not an Excel or Calc workbook"),
        Text("entpacken und die Datei darin importieren", "unpack it and import the file inside"),
    ),
    "binary-workbook": (
        Text(
            "eine binäre Excel-Mappe (XLSB), die nicht gelesen wird",
            "a binary Excel workbook (XLSB), which is not read",
        ),
        Text("in Excel als XLSX speichern", "save it as XLSX in Excel"),
    ),
    "encrypted": (
        Text("die Mappe ist mit einem Kennwort geschützt", "the workbook is protected by a password"),
        Text("ohne Kennwort speichern und wiederholen", "save it without a password, then repeat"),
    ),
    "bomb": (
        Text(
            "entpackt wären es {size} MB, so dicht packt keine echte Mappe",
            "unpacked it would be {size} MB; no real workbook packs as tightly",
        ),
        _SAVE_AGAIN,
    ),
    "crowded": (
        Text("sie enthält mehr als {limit} Teile", "it holds more than {limit} parts"),
        _SAVE_AGAIN,
    ),
    "crowded-sheet": (
        Text(
            "das Blatt {sheet!r} hat mehr als {limit} gefüllte Zellen",
            "the sheet {sheet!r} has more than {limit} filled cells",
        ),
        _SMALLER,
    ),
    "far-cell": (
        Text(
            "das Blatt {sheet!r} reicht bis {cell}: {cells} Zellen, mehr als {limit}",
            "the sheet {sheet!r} reaches to {cell}: {cells} cells, more than {limit}",
        ),
        Text(
            "verirrte Zellen weit unten oder rechts löschen, oder das Blatt als CSV speichern",
            "delete stray cells far down or to the right, or save the sheet as CSV",
        ),
    ),
    "unknown-sheet": (
        Text("kein Blatt {sheet!r}", "no sheet {sheet!r}"),
        Text("vorhanden: {sheets}", "there are: {sheets}"),
    ),
    "no-cells": (
        Text("das Blatt {sheet!r} enthält keine Tabelle (ein Diagramm?)", "the sheet {sheet!r} is no table (a chart?)"),
        _CHOOSE,
    ),
    "empty-sheet": (Text("das Blatt {sheet!r} ist leer", "the sheet {sheet!r} is empty"), _CHOOSE),
    "empty": (
        Text("kein Blatt enthält Daten", "no sheet holds data"),
        Text("den Export wiederholen", "export it again"),
    ),
    "only-hidden": (
        Text("kein sichtbares Blatt enthält Daten", "no visible sheet holds data"),
        Text("ein ausgeblendetes angeben: {sheets}", "name a hidden one: {sheets}"),
    ),
    "too-wide": (
        Text(
            "das Blatt {sheet!r} hat mehr als {limit} Spalten",
            "the sheet {sheet!r} has more than {limit} columns",
        ),
        Text("nur die nötigen Spalten exportieren", "export only the columns that are needed"),
    ),
    "memory": (
        Text(
            "die Mappe braucht mehr als {limit} MB Arbeitsspeicher", "the workbook needs more than {limit} MB of memory"
        ),
        _SMALLER,
    ),
    "timeout": (
        Text("nach {limit} Sekunden noch nicht gelesen", "not read after {limit} seconds"),
        _SMALLER,
    ),
    "died": (
        Text(
            "das Lesen brach ab ({reason}); die Mappe ist beschädigt oder zu groß",
            "reading it broke off ({reason}); the workbook is damaged or too large",
        ),
        _SMALLER,
    ),
}
