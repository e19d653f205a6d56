"""What is imported and what is not yet, as cells and lines. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kw_tui.tui import figures
from kw_tui.tui.keys import Keyed, as_it_is
from kw_tui.tui.lines import BLANK, Line, pair, printable, title, wrapped
from kw_tui.tui.tabs.imports.use_view import more_lines
from kw_tui.tui.widgets.fields import Field, text
from kw_tui.vocabulary.sources import TABLES, table_by_id
from kw_tui.vocabulary.texts import Lang, Text, day

if TYPE_CHECKING:
    from kw_tui.vocabulary.session import Source

SOURCE_FIELDS: tuple[Field, ...] = (
    Field("table", Text("Tabelle", "Table"), 14, text, widest=26),
    Field("file", Text("Datei", "File"), 12, text, widest=60),
    Field("accepted", Text("Zeilen", "Rows"), 9, figures.count, "right"),
    Field("rejected", Text("abgewiesen", "rejected"), 10, figures.count, "right"),
    Field("net_sum", Text("Summe netto", "Net sum"), 13, text, "right"),
    Field("day", Text("Importiert", "Imported"), 10, text),
)
WELCOME: tuple[Text, ...] = (
    Text("Noch nichts importiert.", "Nothing imported yet."),
    Text(
        "Oben eine Rechnungsliste angeben, wie sie die Warenwirtschaft ausgibt: Datei, Ordner oder Muster"
        " (export/2026-*.csv). <path.complete> vervollständigt, <path.submit> zeigt die Vorschau,"
        " noch einmal <path.submit> importiert.",
        "Name a list of invoices above, as the ERP exports it: file, folder or pattern"
        " (export/2026-*.csv). <path.complete> completes, <path.submit> shows a preview, <path.submit> again imports.",
    ),
    Text(
        "Nötig sind nur Kunde, Datum und Nettobetrag. Kundenstamm, Servicefälle, Aktivitäten und Kulanz machen"
        " das Bild genauer.",
        "Only customer, date and net amount are needed. Customers, tickets, activities and concessions"
        " sharpen the picture.",
    ),
    Text("Zum Ausprobieren ohne eigene Daten:  kw demo", "To try it without data of your own:  kw demo"),
)


class SourceRow(NamedTuple):
    """One imported file as shown; `place` is where it stands in the session."""

    place: str
    table: str
    file: str
    accepted: int
    rejected: int
    net_sum: str
    day: str


def source_rows(sources: "Sequence[Source]", lang: Lang) -> list[SourceRow]:
    """Return one row a file."""
    return [
        SourceRow(
            str(place),
            table_by_id(source.table).label.in_(lang),
            printable(Path(source.path).name),
            source.accepted,
            source.rejected,
            _sum(source.net_sum, lang) if source.table == "sales_line" else "",
            _day(source.imported_at, lang),
        )
        for place, source in enumerate(sources)
    ]


def _sum(amount: str, lang: Lang) -> str:
    return figures.amount(Decimal(amount), lang, 2) if amount else figures.UNKNOWN


def _day(moment: str, lang: Lang) -> str:
    try:
        return day(date.fromisoformat(moment[:10]), lang)
    except ValueError:
        return moment[:10]


def welcome(lang: Lang, width: int, keyed: Keyed = as_it_is) -> list[Line]:
    """Return what to do first."""
    first, *rest = WELCOME
    lines: list[Line] = [BLANK, ((first.in_(lang), "title"),)]
    for paragraph in rest:
        lines += [BLANK, *(((part, ""),) for part in wrapped(keyed(paragraph).in_(lang), min(width, 76)))]
    return lines


def tables_there(
    present: Mapping[str, int], sources: "Iterable[Source]", lang: Lang, width: int, *, is_high: bool
) -> list[Line]:
    """Return which tables are there, with their rows, and which are missing; with room for it, what those would add."""
    lines: list[Line] = [title(Text("Tabellen", "Tables").in_(lang), width)]
    for table in TABLES:
        rows = present.get(table.id)
        shown = Text("fehlt", "missing").in_(lang) if not rows else figures.count(rows, lang)
        label, gap, value = pair(table.label.in_(lang), shown, width, "strong" if rows else "dim")
        lines.append(((label[0], "" if rows else "dim"), gap, value))
    more = more_lines(present, sources, lang, width) if is_high and present else []
    return [*lines, BLANK, *more] if more else lines
