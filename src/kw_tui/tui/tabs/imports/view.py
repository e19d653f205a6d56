"""What is imported, what a file holds, and what became of it, as cells and lines. Pure."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kw_tui.tui import figures
from kw_tui.tui.lines import BLANK, Line, clipped, filled, pair, title, wrapped
from kw_tui.tui.widgets.charts import bar
from kw_tui.tui.widgets.fields import Field, text
from kw_tui.vocabulary.faults import hint
from kw_tui.vocabulary.sources import TABLES, table_by_id
from kw_tui.vocabulary.texts import Lang, Text, day

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import Imported, Preview

SOURCE_FIELDS: tuple[Field, ...] = (
    Field("table", Text("Tabelle", "Table"), 13, text),
    Field("file", Text("Datei", "File"), 12, text),
    Field("accepted", Text("Zeilen", "Rows"), 9, figures.count, "right"),
    Field("rejected", Text("abgelehnt", "rejected"), 9, figures.count, "right"),
    Field("net_sum", Text("Summe netto", "Net sum"), 13, text, "right"),
    Field("day", Text("am", "on"), 10, text),
)
MAPPING_FIELDS: tuple[Field, ...] = (
    Field("label", Text("Feld", "Field"), 20, text),
    Field("glyph", Text("", ""), 1, text),
    Field("header", Text("Spalte der Datei", "Column of the file"), 18, text),
    Field("values", Text("erste Werte", "first values"), 16, text),
)
GLYPHS = {"exact": "=", "given": "✓", "guess": "?"}
NOT_USED = Text("(keine)", "(none)")
CODES_SHOWN = 40
LINES_SHOWN = 8

WELCOME: tuple[Text, ...] = (
    Text("Noch nichts importiert.", "Nothing imported yet."),
    Text(
        "Oben den Pfad einer Rechnungsliste eingeben (CSV oder Text, wie sie aus der Warenwirtschaft kommt),"
        " Tab vervollständigt, ⏎ zeigt eine Vorschau, noch einmal ⏎ importiert.",
        "Type the path of a list of invoices above (CSV or text, as the ERP exports it);"
        " Tab completes, ⏎ shows a preview, ⏎ again imports.",
    ),
    Text(
        "Nötig sind nur Kunde, Rechnungsnummer, Datum und Nettobetrag. Kundenstamm, Servicefälle, Aktivitäten"
        " und Kulanz machen das Bild genauer.",
        "Only customer, invoice number, date and net amount are needed. Customers, tickets, activities"
        " and concessions sharpen the picture.",
    ),
    Text("Zum Ausprobieren ohne eigene Daten:  kw demo", "To try it without data of your own:  kw demo"),
)


class SourceRow(NamedTuple):
    """One imported file as shown."""

    table: str
    file: str
    accepted: int
    rejected: int | None
    net_sum: str
    day: str


def source_rows(sources: Sequence[Any], lang: Lang) -> list[SourceRow]:
    """Return one row a file."""
    return [
        SourceRow(
            table_by_id(source.table).label.in_(lang),
            Path(source.path).name,
            source.accepted,
            getattr(source, "rejected", None),
            _sum(source.net_sum, lang) if source.table == "sales_line" else "",
            _day(source.imported_at, lang),
        )
        for source in sources
    ]


def _sum(amount: str, lang: Lang) -> str:
    from decimal import Decimal

    return figures.amount(Decimal(amount), lang, 2) if amount else figures.UNKNOWN


def _day(moment: str, lang: Lang) -> str:
    from datetime import date

    try:
        return day(date.fromisoformat(moment[:10]), lang)
    except ValueError:
        return moment[:10]


def welcome(lang: Lang, width: int) -> list[Line]:
    """Return what to do first."""
    first, *rest = WELCOME
    lines: list[Line] = [BLANK, ((first.in_(lang), "title"),)]
    for paragraph in rest:
        lines += [BLANK, *(((part, ""),) for part in wrapped(paragraph.in_(lang), min(width, 76)))]
    return lines


def missing_tables(present: Mapping[str, int], lang: Lang, width: int) -> list[Line]:
    """Return which tables are there, with their rows, and which would still help."""
    lines: list[Line] = [title(Text("Tabellen", "Tables").in_(lang), width)]
    for table in TABLES:
        rows = present.get(table.id)
        shown = Text("fehlt", "missing").in_(lang) if not rows else figures.count(rows, lang)
        label, gap, value = pair(table.label.in_(lang), shown, width, "strong" if rows else "dim")
        lines.append(((label[0], "" if rows else "dim"), gap, value))
    return lines


def about_file(preview: "Preview", lang: Lang, width: int) -> list[Line]:
    """Return how the file is laid out, and what it seems to be."""
    delimiter = {"\t": "Tab", " ": Text("Leerzeichen", "blanks").in_(lang)}.get(preview.delimiter, preview.delimiter)
    facts = Text(
        "{lines} Zeilen · {encoding} · Trennzeichen {delimiter} · Kopf in Zeile {header}",
        "{lines} lines · {encoding} · delimiter {delimiter} · header in line {header}",
    ).format(
        lines=figures.count(preview.lines, lang),
        encoding=preview.encoding,
        delimiter=delimiter,
        header=preview.header_line or figures.UNKNOWN,
    )
    return [
        ((f"{preview.path.name}  ", "strong"), ("→ ", "dim"), (preview.table.label.in_(lang), "accent")),
        ((clipped(facts.in_(lang), width), "dim"),),
    ]


def mapping_rows(preview: "Preview", changes: Mapping[str, str], lang: Lang) -> list[dict[str, Any]]:
    """Return one row a field: its label, how sure, the file's column, its first values. Required ones first."""
    rows = []
    for column in sorted(preview.table.columns, key=lambda one: not (one.required or one.id in preview.mapping)):
        header = changes.get(column.id, preview.mapping.get(column.id))
        how = "given" if column.id in changes else preview.confidence.get(column.id, "")
        missing = "!" if column.required else ""
        rows.append(
            {
                "field": column.id,
                "label": column.label.in_(lang) + (" *" if column.required else ""),
                "glyph": GLYPHS.get(how, "") if header else missing,
                "header": header or (NOT_USED.in_(lang) if column.required else ""),
                "values": _first_values(preview.rows, header),
            }
        )
    return rows


def _first_values(rows: "pl.DataFrame", header: str | None) -> str:
    if header is None or header not in rows.columns:
        return ""
    values = [value for value in rows[header].head(12).to_list() if value]
    return " · ".join(dict.fromkeys(str(value).strip() for value in values[:4]))


def mapping_hint(preview: "Preview", lang: Lang) -> Line:
    """Return what the glyphs mean, and how many columns go nowhere."""
    said = Text(
        "= bekannt  ? vermutet, bitte prüfen  ✓ gewählt  * nötig  ·  unbenutzte Spalten: {unused}",
        "= known  ? guessed, please check  ✓ chosen  * required  ·  columns unused: {unused}",
    )
    return ((said.format(unused=len(preview.unused)).in_(lang), "dim"),)


COUNTS: tuple[tuple[str, Text], ...] = (
    ("accepted", Text("übernommen", "accepted")),
    ("rejected", Text("abgelehnt", "rejected")),
    ("without_customer", Text("ohne Kunde", "without customer")),
    ("header", Text("Kopfzeile", "header")),
    ("preamble", Text("Vorspann", "preamble")),
    ("blank", Text("leer", "blank")),
    ("continuation", Text("Fortsetzungen", "continuations")),
    ("totals", Text("Summenzeilen", "totals rows")),
)
MAIN_COUNTS = ("accepted", "rejected", "without_customer")
SUMS: tuple[tuple[str, Text], ...] = (
    ("net_sum", Text("Summe übernommen", "sum accepted")),
    ("without_customer_sum", Text("Summe ohne Kunde", "sum without customer")),
    ("rejected_sum", Text("Summe abgelehnt", "sum rejected")),
    ("control_total", Text("Kontrollsumme der Datei", "the file's own total")),
)


def account(imported: "Imported", lang: Lang, width: int) -> list[Line]:
    """Return the reconciliation: every line of the file in one place, the sums, and the rejects by reason."""
    told = imported.reconciliation
    room = min(width, 60)
    lines: list[Line] = [title(f"{imported.path.name} → {imported.table.label.in_(lang)}", room)]
    lines.append(
        pair(Text("Zeilen der Datei", "lines of the file").in_(lang), figures.count(told.lines, lang), room, "strong")
    )
    for name, label in COUNTS:
        if value := getattr(told, name):
            lines.append(
                pair(f"  {label.in_(lang)}", figures.count(value, lang), room, "warning" if name == "rejected" else "")
            )
    for name, label in SUMS:
        if (amount := getattr(told, name)) or name == "net_sum":
            lines.append(
                pair(label.in_(lang), figures.amount(amount, lang, 2), room, "strong" if name == "net_sum" else "")
            )
    for note in imported.notes:
        lines += [((part, "dim"),) for part in wrapped(note.in_(lang), room)]
    return [*lines, BLANK, *reject_lines(told.rejects, lang, width)]


def reject_lines(rejects: "pl.DataFrame", lang: Lang, width: int) -> list[Line]:
    """Return the rejects grouped by code: how many, in which lines, an example, and what to do."""
    if rejects.is_empty():
        return [((Text("✓ nichts abgelehnt", "✓ nothing rejected").in_(lang), "positive"),)]
    import polars as pl

    groups = rejects.group_by("code", "header", maintain_order=True).agg(
        pl.len().alias("count"), pl.col("line_first").head(LINES_SHOWN).alias("lines"), pl.col("value").first()
    )
    lines: list[Line] = [title(Text("Abgelehnt oder gemeldet", "Rejected or reported").in_(lang), min(width, 60))]
    for group in groups.sort("count", descending=True, maintain_order=True).head(CODES_SHOWN).iter_rows(named=True):
        lines += _group(group, lang, width)
    return lines


def _group(group: Mapping[str, Any], lang: Lang, width: int) -> list[Line]:
    where = ", ".join(str(line) for line in group["lines"]) + (" …" if group["count"] > len(group["lines"]) else "")
    header = f" · {group['header']}" if group["header"] else ""
    quoted = Text(" · z. B. „{value}“", " · e.g. “{value}”").in_(lang)
    example = quoted.format(value=group["value"]) if group["value"] else ""
    place = Text("Zeile", "line").in_(lang)
    told: list[Line] = [
        (
            (filled(figures.count(group["count"], lang), 7, right=True), "strong"),
            (f"  {clipped(str(group['code']) + header, width - 10)}", "warning"),
        ),
        ((clipped(f"{'':9}{place} {where}{example}", width), "dim"),),
    ]
    advice = _advice(group["code"])
    if advice is not None:
        told.append(((clipped(f"{'':9}→ {advice.in_(lang)}", width), ""),))
    return told


def _advice(code: str) -> Text | None:
    try:
        return hint(code)
    except KeyError:
        return None


def progress(done: int, total: int, rows: int, lang: Lang, width: int) -> Line:
    """Return the bar of an import under way: bytes read of those of the file; when all are, its rows are checked."""
    share = done / total if total else 0.0
    if total and done >= total:
        checking = Text("{rows} Zeilen werden geprüft …", "checking {rows} lines …")
        return ((checking.in_(lang).format(rows=figures.count(rows, lang)), ""),)
    size = f"{_megabytes(done, lang)} / {_megabytes(total, lang)} MB"
    told = Text("{size} · Esc bricht ab", "{size} · Esc cancels").in_(lang).format(size=size)
    label = Text("wird gelesen", "reading").in_(lang)
    return (
        (f"{label} ", ""),
        (bar(share, 1.0, max(8, width - len(label) - len(told) - 10)), "accent"),
        (f" {figures.ratio(share, lang, 0)}", "strong"),
        (f"  {told}", "dim"),
    )


def _megabytes(size: int, lang: Lang) -> str:
    return figures.amount(size / 1e6, lang, 1)


def done(imported: Sequence["Imported"], lang: Lang, width: int) -> Line:
    """Return what became of the lines: each in one bucket, and the file's own total where it names one."""
    parts = [_balance(one, lang) for one in imported]
    told = Text("Importiert", "Imported").in_(lang)
    return ((clipped(f"✓ {told}: {'; '.join(parts)}", width), "positive"),)


def _balance(imported: "Imported", lang: Lang) -> str:
    told = imported.reconciliation
    counts = {name: getattr(told, name) for name, _ in COUNTS}
    named = [(label, counts.pop(name)) for name, label in COUNTS if name in MAIN_COUNTS]
    named.append((Text("übrige", "others"), sum(counts.values())))
    buckets = " + ".join(f"{figures.count(count, lang)} {label.in_(lang)}" for label, count in named if count)
    lines = Text("{lines} Zeilen = {buckets}", "{lines} lines = {buckets}").in_(lang)
    said = lines.format(lines=figures.count(told.lines, lang), buckets=buckets or "0")
    if told.control_total is None:
        return said
    control = Text("Kontrollsumme {total}", "control total {total}").in_(lang)
    return f"{said} · {control.format(total=figures.amount(told.control_total, lang, 2))}"
