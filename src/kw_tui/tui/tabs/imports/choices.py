"""What there is to choose from when a file is imported: options and their values, columns, tables, paths."""

import os
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

from kw_tui.tui.lines import clipped, printable
from kw_tui.tui.tabs.imports.looking import Look, is_address
from kw_tui.tui.tabs.imports.mapping_view import first_values
from kw_tui.tui.widgets.pick import Option
from kw_tui.vocabulary.import_options import DELIMITERS, ImportOptions
from kw_tui.vocabulary.sources import TABLES
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.vocabulary.session import Source
    from kw_tui.workbench import Preview

AS_FOUND = Text("wie die Datei es zeigt", "as the file shows")
NOT_USED = Text("– nicht benutzen –", "– do not use –")
OPTIONS: dict[str, Text] = {
    "encoding": Text("Zeichensatz", "Encoding"),
    "delimiter": Text("Trennzeichen", "Delimiter"),
    "header": Text("Kopfzeile", "Header line"),
    "sheet": Text("Blatt", "Sheet"),
    "decimal": Text("Dezimalzeichen", "Decimal mark"),
    "dates": Text("Tag und Monat", "Day and month"),
    "currency": Text("Währung", "Currency"),
    "discount": Text("Rabatt", "Discount"),
    "sale": Text("Verkauf", "Sale"),
    "amounts": Text("Beträge", "Amounts"),
    "duplicates": Text("Wiederholte Zeilen", "Repeated lines"),
}
"""Options by the name they have in `ImportOptions`, in the order they are offered."""
VALUES: dict[str, dict[str, Text]] = {
    "encoding": {
        "utf-8": Text("UTF-8", "UTF-8"),
        "utf-16": Text("UTF-16", "UTF-16"),
        "cp1252": Text("cp1252 (Windows)", "cp1252 (Windows)"),
        "latin-1": Text("ISO 8859-1", "ISO 8859-1"),
        "cp850": Text("cp850 (DOS)", "cp850 (DOS)"),
    },
    "delimiter": {
        ";": Text("Semikolon  ;", "semicolon  ;"),
        ",": Text("Komma  ,", "comma  ,"),
        "|": Text("senkrechter Strich  |", "vertical bar  |"),
        "tab": Text("Tabulator", "tab"),
        "blank": Text("Leerzeichen", "blanks"),
    },
    "decimal": {
        ",": Text("1.234 = 1 234 (Punkt trennt Tausender)", "1.234 = 1,234 (a dot parts thousands)"),
        ".": Text("1.234 = 1,234 (Punkt ist Dezimalzeichen)", "1.234 = 1.234 (a dot is the decimal mark)"),
    },
    "dates": {
        "dmy": Text("03/04 = 3. April (Tag zuerst)", "03/04 = 3 April (day first)"),
        "mdy": Text("03/04 = 4. März (Monat zuerst)", "03/04 = March 4th (month first)"),
    },
    "discount": {
        "percent": Text("0,5 = 0,5 % (Prozent)", "0.5 = 0.5 % (per cent)"),
        "fraction": Text("0,5 = 50 % (Anteil)", "0.5 = 50 % (fraction)"),
    },
    "sale": {
        "debit": Text("Soll ist Verkauf", "debit is the sale"),
        "credit": Text("Haben ist Verkauf", "credit is the sale"),
    },
    "amounts": {
        "line": Text("jede Zeile hat ihren eigenen Betrag", "each line has an amount of its own"),
        "invoice": Text("jede Zeile wiederholt den der Rechnung", "each line repeats that of its invoice"),
    },
    "duplicates": {
        "keep": Text("behalten", "keep"),
        "drop": Text("weglassen, was eine andere genau wiederholt", "leave out what repeats another exactly"),
    },
}
"""What an option can be, by the value `ImportOptions` takes."""
SHORT: dict[str, Text] = {
    ",": Text("Komma", "comma"),
    ".": Text("Punkt", "dot"),
    "dmy": Text("Tag zuerst", "day first"),
    "mdy": Text("Monat zuerst", "month first"),
    "percent": Text("Prozent", "per cent"),
    "fraction": Text("Anteil", "fraction"),
    "debit": Text("Soll", "debit"),
    "credit": Text("Haben", "credit"),
    "line": Text("der Zeile", "of the line"),
    "invoice": Text("der Rechnung", "of the invoice"),
    "drop": Text("weglassen", "leave out"),
}
NO_HEADER = Text("keine", "none")
TEXT_ONLY = frozenset({"encoding", "delimiter"})
"""Options that only a text file has."""
_OF_SALES = frozenset({"currency", "sale", "amounts"})
_WITHOUT_HEADER = frozenset({"postgres", "parquet", "arrow", "sqlite", "json"})
"""Formats that name their columns themselves."""
_LABEL_WIDTH = 20
_HEADER_WIDTH, _VALUES_WIDTH = 26, 32
_RECENT_FILES = 12


def option_list(look: Look) -> list[Option]:
    """Return the options that make a difference to this file, each with its value."""
    return [
        Option(name, _with_value(label, value_of(look, name))) for name, label in OPTIONS.items() if fits(look, name)
    ]


def fits(look: Look, name: str) -> bool:
    """Whether an option makes a difference to the file looked at."""
    preview = look.preview
    if name == "sheet":
        return len(preview.sheets) > 1
    if name in TEXT_ONLY:
        return bool(preview.delimiter or preview.encoding) or getattr(look.options, name) is not None
    if name == "discount":
        return "discount_pct" in preview.mapping
    if name in _OF_SALES:
        return preview.table.id == "sales_line"
    return name != "header" or preview.format not in _WITHOUT_HEADER


def value_of(look: Look, name: str) -> Text:
    """What an option is set to, or that the file decides."""
    value = getattr(look.options, name)
    if name == "header" and value == 0:
        return NO_HEADER
    if value is None:
        return _found(look.preview, name)
    known = SHORT.get(str(value)) if name != "delimiter" else None
    return known or VALUES.get(name, {}).get(str(value), Text(str(value), str(value)))


def _found(preview: "Preview", name: str) -> Text:
    """What the file itself decides, where a look tells."""
    if name == "delimiter":
        value = next((called for called, sign in DELIMITERS.items() if sign == preview.delimiter), "")
    else:
        value = {"encoding": preview.encoding, "header": str(preview.header_line or "")}.get(name, "")
    if not value:
        return AS_FOUND
    known = VALUES.get(name, {}).get(value, Text(value, value))
    return Text("{value} (erkannt)", "{value} (found)").format(value=known)


def _with_value(label: Text, value: Text) -> Text:
    return Text(f"{label.de:{_LABEL_WIDTH}}{value.de}", f"{label.en:{_LABEL_WIDTH}}{value.en}")


def value_list(look: Look, name: str) -> list[Option]:
    """Return what an option can be; the empty id leaves it to the file."""
    if name == "sheet":
        return [_same(sheet) for sheet in look.preview.sheets]
    free = [Option("", AS_FOUND)] if _default(name) is None else []
    return [*free, *(Option(value, label) for value, label in VALUES[name].items())]


def _default(name: str) -> object:
    return next(field.default for field in fields(ImportOptions) if field.name == name)


def chosen_value(look: Look, name: str) -> str:
    """Return the id of the value that holds now."""
    if name == "sheet":
        return look.preview.sheet or ""
    value = getattr(look.options, name)
    return "" if value is None else str(value)


def column_list(preview: "Preview") -> list[Option]:
    """Return the columns of the file, each with the field it is now or else its first values, and that none is used."""
    width = min(max((cell_len(printable(header)) for header in preview.headers), default=0), _HEADER_WIDTH)
    taken = {header: preview.table[field].label for field, header in preview.mapping.items()}
    return [Option("", NOT_USED), *(_column(preview, header, width, taken.get(header)) for header in preview.headers)]


def _column(preview: "Preview", header: str, width: int, field: Text | None) -> Option:
    name = clipped(header, width)
    name += " " * (width - cell_len(name))
    values = clipped(first_values(preview.rows, header), _VALUES_WIDTH)
    de, en = (f"= {field.de}", f"= {field.en}") if field else (values, values)
    return Option(header, Text(f"{name}  {de}", f"{name}  {en}"))


def file_list(look: Look) -> list[Option]:
    """Return the files looked at, by their place among them."""
    return [Option(str(place), _same(file.name).label) for place, file in enumerate(look.files)]


def table_list() -> list[Option]:
    """Return the kinds of tables there are."""
    return [Option(table.id, table.label) for table in TABLES]


def _same(name: str) -> Option:
    return Option(name, Text(name, name))


def recent(sources: "Sequence[Source]", home: Path, folder: str) -> list[Option]:
    """Return paths to begin with: the folder last looked at, the folders of imported files, and those files.

    `home` is the folder of the session, from which the paths of its files start. The newest come first.
    """
    files = [home / source.path for source in reversed(sources) if not is_address(Path(source.path))]
    folders = [_folder(Path(folder))] if folder else []
    folders += [_folder(file.parent) for file in files]
    return [_same(path) for path in dict.fromkeys([*folders, *map(shortened, files[:_RECENT_FILES])])]


def _folder(path: Path) -> str:
    return f"{shortened(path)}/".replace("//", "/")


def shortened(path: Path) -> str:
    """Write a path as it is quickest typed: from where the program was started, else from the home folder."""
    full = Path(os.path.abspath(path))  # noqa: PTH100 - links stay as they are
    if full.is_relative_to(Path.cwd()):
        return full.relative_to(Path.cwd()).as_posix()
    if full.is_relative_to(Path.home()):
        return f"~/{full.relative_to(Path.home()).as_posix()}"
    return str(full)
