"""What a file holds before it is imported: its layout, why it is read so, its first and its problem rows. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
from rich.cells import cell_len

from kw_tui.tui import figures
from kw_tui.tui.keys import Keyed, as_it_is
from kw_tui.tui.lines import Line, Role, Run, clipped, printable, trimmed, wrapped
from kw_tui.tui.tabs.imports.faults_view import hint_here
from kw_tui.tui.tabs.imports.looking import Look
from kw_tui.tui.tabs.imports.problems import remark
from kw_tui.tui.widgets.fields import Field, text
from kw_tui.vocabulary import faults
from kw_tui.vocabulary.table import Table
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import Preview

PROBLEM_FIELDS: tuple[Field, ...] = (
    Field("line", Text("Zeile", "Line"), 7, text, "right"),
    Field("column", Text("Spalte", "Column"), 12, text),
    Field("value", Text("Wert", "Value"), 11, text),
    Field("what", Text("was nicht stimmt", "what is wrong"), 21, text),
    Field("hint", Text("was zu tun ist", "what to do"), 18, text),
)
_WIDER = {"column": 6, "value": 9, "what": 9}
"""Cells more for columns of the problem rows on a wide screen."""
_WIDE = 110
FORMATS: dict[str, Text] = {
    "postgres": Text("PostgreSQL", "PostgreSQL"),
    "parquet": Text("Parquet", "Parquet"),
    "arrow": Text("Arrow", "Arrow"),
    "sqlite": Text("SQLite", "SQLite"),
    "workbook": Text("Arbeitsmappe", "workbook"),
    "html": Text("HTML-Tabelle", "HTML table"),
    "json": Text("JSON", "JSON"),
    "datev": Text("DATEV-Format", "DATEV format"),
    "text": Text("Textdatei", "text file"),
}
"""What formats are called; any other by its id."""
DATABASES = frozenset({"postgres", "sqlite"})
"""Formats whose `sheets` are tables."""
DELIMITERS: dict[str, Text] = {
    ";": Text("Semikolon", "semicolon"),
    ",": Text("Komma", "comma"),
    "|": Text("Strich |", "bar |"),
    "\t": Text("Tab", "tab"),
    " ": Text("Leerzeichen", "blanks"),
}
NO_HEADER = Text("ohne Kopfzeile", "no header line")
MOST_PROBLEMS = 200
"""Problem rows a preview shows at most."""
_PARAGRAPH, _EVIDENCE = 2, 3
"""Lines that notes, doubts and questions each may take, and the evidence: the tables below need the room."""


def about_file(look: Look, lang: Lang, width: int, keyed: Keyed = as_it_is) -> list[Line]:
    """Return how the file is laid out and why, what is unclear, and what is missing."""
    preview = look.preview
    more = (_ONE_MORE if look.others == 1 else _MORE).format(n=figures.count(look.others, lang)).in_(lang)
    count = Text(" · {n} Zeilen", " · {n} lines").format(n=figures.count(preview.lines, lang)).in_(lang)
    name = clipped(preview.path.name, max(12, width - 50))
    lines: list[Line] = [
        trimmed(
            (
                (f"{name}  ", "strong"),
                ("→ ", "dim"),
                (preview.table.label.in_(lang), "accent"),
                (count, ""),
                (more if look.others else "", "warning"),
            ),
            width,
        ),
        ((clipped(" · ".join(keyed(part).in_(lang) for part in _facts(preview)), width), ""),),
    ]
    if look.left_out:
        lines += _paragraph([_left_out(look)], "dim", lang, width, 1)
    lines += _paragraph(preview.evidence, "dim", lang, width, _EVIDENCE)
    lines += _paragraph((keyed(remark(note, is_preview=True)) for note in preview.notes), "", lang, width)
    lines += _paragraph((keyed(remark(doubt, is_preview=True)) for doubt in preview.doubts), "warning", lang, width)
    lines += _paragraph([_asked(ask.question) for ask in look.asks], "warning", lang, width)
    return [*lines, *missing_lines(preview, lang, width, keyed)]


def _facts(preview: "Preview") -> list[Text]:
    header = Text("Kopf in Zeile {line}", "header in line {line}").format(line=preview.header_line)
    facts = [FORMATS.get(preview.format, Text(preview.format, preview.format))]
    if preview.encoding:
        facts.append(Text(preview.encoding, preview.encoding))
    if preview.delimiter:
        known = DELIMITERS.get(preview.delimiter, Text(preview.delimiter, preview.delimiter))
        facts.append(Text("Trennzeichen {name}", "delimiter {name}").format(name=known))
    if preview.sheet is not None:
        facts.append(_sheet(preview.sheet, len(preview.sheets), is_database=preview.format in DATABASES))
    return [*facts, header if preview.header_line else NO_HEADER]


def _sheet(name: str, count: int, *, is_database: bool) -> Text:
    sheet = (_TABLE if is_database else _SHEET).format(name=name)
    if count < 2:
        return sheet
    return _OF_SHEETS.format(sheet=sheet, count=count)


def _asked(question: Text) -> Text:
    return Text("? {question}", "? {question}").format(question=question)


def _paragraph(texts: Iterable[Text], role: Role, lang: Lang, width: int, most: int = _PARAGRAPH) -> list[Line]:
    """Put remarks on as few lines as they need, broken between them; what is too much for `most` lines is cut."""
    parts: list[str] = []
    for one in texts:
        remark = printable(one.in_(lang))
        longer = f"{parts[-1]} · {remark}" if parts else remark
        if parts and (cell_len(longer) <= width or len(parts) == most):
            parts[-1] = longer
        else:
            parts.append(remark)
    return [((clipped(part, width), role),) for part in parts]


def _left_out(look: Look) -> Text:
    names = ", ".join(file.name for file in look.left_out)
    return Text("ausgelassen, weil keine Tabellen: {names}", "left out, being no tables: {names}").format(names=names)


def missing_lines(preview: "Preview", lang: Lang, width: int, keyed: Keyed = as_it_is) -> list[Line]:
    """Return which required fields have no column, and what to do; nothing where all have one."""
    if not preview.missing:
        return []
    names = ", ".join(preview.table[field].label.in_(lang) for field in preview.missing)
    if "net_amount" in preview.missing and "gross_amount" in preview.mapping:
        said = keyed(_ONLY_GROSS).format(header=preview.mapping["gross_amount"]).in_(lang)
    else:
        said = keyed(_LACKS if len(preview.missing) == 1 else _LACK).format(names=names).in_(lang)
    return [((part, "negative"),) for part in wrapped(said, width, "  ")[:_PARAGRAPH]]


def rows_heading(preview: "Preview", lang: Lang, width: int, *, is_problems: bool, keyed: Keyed = as_it_is) -> Line:
    """Return what the lower table shows, and how to see the other."""
    found = preview.problems["line_first"].n_unique()
    count = f"{figures.count(found, lang)}{'+' if preview.problems.height >= MOST_PROBLEMS else ''}"
    other: Run = ("", "")
    if is_problems:
        other = (keyed(_SEE_FIRST).in_(lang), "dim")
    elif found:
        other = (keyed(_SEE_PROBLEM if found == 1 else _SEE_PROBLEMS).format(count=count).in_(lang), "warning")
    elif not preview.missing:
        other = (_NO_PROBLEM.in_(lang), "positive")
    shown = _PROBLEM_ROWS.format(count=count) if is_problems else _FIRST_ROWS
    return trimmed(((f"{shown.in_(lang)}  ", "title"), other), width)


def problem_fields(width: int) -> list[Field]:
    """Return the columns of the problem rows."""
    return [replace(one, width=one.width + (_WIDER.get(one.id, 0) if width >= _WIDE else 0)) for one in PROBLEM_FIELDS]


def problem_rows(preview: "Preview", lang: Lang, keyed: Keyed = as_it_is) -> pl.DataFrame:
    """Return the problem rows in words: line, column, value, what is wrong, what to do."""
    hints = {code: keyed(hint_here(code)).in_(lang) for code in preview.problems["code"].unique()}
    rows = [
        {
            "line": record["line_first"],
            "column": record["header"] or _label(preview.table, record["field"], lang),
            "value": record["value"] if record["value"] is not None else record["raw"],
            "what": faults.label(record["code"]).in_(lang),
            "hint": hints[record["code"]],
        }
        for record in preview.problems.iter_rows(named=True)
    ]
    schema = {"line": pl.Int64, **dict.fromkeys(("column", "value", "what", "hint"), pl.String)}
    return pl.DataFrame(rows, schema=schema, orient="row")


def problem_line(rows: pl.DataFrame, place: int, lang: Lang, width: int) -> Line:
    """Return one problem row as a sentence: its cells may be too narrow for what they say."""
    if not 0 <= place < rows.height:
        return ()
    row = rows.row(place, named=True)
    where = Text("Zeile {line}", "line {line}").format(line=row["line"]).in_(lang)
    column = f" · {row['column']}" if row["column"] else ""
    return trimmed(((f"{where}{column}: {row['what']}", "warning"), (f" → {row['hint']}", "")), width)


def _label(table: Table, field: str | None, lang: Lang) -> str:
    return table[field].label.in_(lang) if field and field in table else ""


_LACKS = Text("! Es fehlt: {names}. <import.edit> ordnet eine Spalte zu, <import.table> wählt die Tabelle",
              "! Missing: {names}. <import.edit> assigns a column, <import.table> chooses the table")  # fmt: skip
_LACK = Text("! Es fehlen: {names}. <import.edit> ordnet eine Spalte zu, <import.table> wählt die Tabelle",
             "! Missing: {names}. <import.edit> assigns a column, <import.table> chooses the table")  # fmt: skip
_ONLY_GROSS = Text(
    "! {header} ist brutto, und der Steuersatz fehlt; ist es netto: <import.edit> ordnet es Nettobetrag zu",
    "! {header} is gross without a tax rate; if it is net: <import.edit> assigns it to Net amount",
)
_ONE_MORE = Text("  und eine weitere Datei", "  and one more file")
_MORE = Text("  und {n} weitere Dateien", "  and {n} more files")
_SHEET = Text("Blatt {name}", "sheet {name}")
_TABLE = Text("Tabelle {name}", "table {name}")
_OF_SHEETS = Text("{sheet} (<import.sheet>: {count} zur Wahl)", "{sheet} (<import.sheet>: choose from {count})")
_FIRST_ROWS = Text("Erste Zeilen", "First rows")
_PROBLEM_ROWS = Text("Problemzeilen ({count})", "Problem rows ({count})")
_SEE_FIRST = Text("<import.problems>: erste Zeilen", "<import.problems>: first rows")
_SEE_PROBLEM = Text("<import.problems>: eine Problemzeile", "<import.problems>: one problem row")
_SEE_PROBLEMS = Text("<import.problems>: {count} Problemzeilen", "<import.problems>: {count} problem rows")
_NO_PROBLEM = Text("✓ unter ihnen keine unlesbare Zelle", "✓ no unreadable cell among them")
