"""What became of a file: its account in words, and the same for other programs."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kw_tui.vocabulary import datev, faults
from kw_tui.vocabulary.texts import Lang, Text, grouped, money, printable

if TYPE_CHECKING:
    from pathlib import Path

    from kw_tui.vocabulary.table import Table
    from kw_tui.workbench import Imported
    from kw_tui.workbench.imported import Unknown

FAULTS_SHOWN = 12
_VALUE_SHOWN = 40

_COUNTS = {
    "lines": Text("Zeilen", "Lines"),
    "preamble": Text("Vorspann", "Preamble"),
    "header": Text("Kopfzeilen", "Header"),
    "blank": Text("leer", "blank"),
    "continuation": Text("Fortsetzungen", "continuation"),
    "totals": Text("Summenzeilen", "totals"),
    "accepted": Text("angenommen", "accepted"),
    "rejected": Text("abgewiesen", "rejected"),
    "without_customer": Text("ohne Kunde", "without customer"),
    "not_revenue": Text("beiseitegelegt", "set aside"),
}
_SUMS = {
    "net_sum": Text("Summe", "Sum"),
    "unknown_sum": Text("  davon unbekannt", "  of these unknown"),
    "without_customer_sum": Text("Summe ohne Kunde", "Sum without customer"),
    "rejected_sum": Text("Summe abgewiesen", "Sum rejected"),
    "control_total": Text("Summe laut Datei", "Total in the file"),
}


def story(one: "Imported", lang: Lang, currency: str, saved: "Path | None" = None) -> str:
    """Tell in a few lines what became of a file; `saved` is where its rejected lines are."""
    lines = [
        *_counts(one, lang),
        *_sums(one, lang, one.currency or currency),
        *_faults(one, lang),
        *(_NOTE.format(note=note).in_(lang) for note in one.notes),
        *_whereabouts(one, lang, saved),
        _MAPPED.in_(lang).format(pairs=", ".join(_pairs(one, lang))),
    ]
    return printed(f"{one.path}: {one.table.label.in_(lang)}", lines)


def printed(title: str, lines: list[str]) -> str:
    """Put lines under a title, each safe for the terminal."""
    return "\n".join([printable(title), *(f"  {printable(line)}" for line in lines)])


def account(one: "Imported") -> dict[str, Any]:
    """The same as plain values: counts, sums, mapping, faults with their codes, the first rejected lines."""
    told = one.reconciliation
    return {
        "file": str(one.path),
        "table": one.table.id,
        **told.to_dict(),
        "currency": one.currency,
        "converted": _converted(one),
        "unknown_customer": asdict(one.unknown) if one.unknown else None,
        "replaces": one.replaces.path if one.replaces else None,
        "mapping": dict(one.mapping),
        "guesses": [field for field in one.mapping if field in one.guesses],
        "sheet": one.sheet,
        "options": one.options.texts(),
        "notes": list(one.notes),
        "faults": one.faults.rows(named=True),
        "aside": [] if told.aside is None else told.aside.rows(named=True),
        "rejects": one.rejects.rows(named=True),
    }


def _converted(one: "Imported") -> dict[str, Decimal] | None:
    """The sums in the session's currency, where the file has others."""
    if one.converted_sum is None:
        return None
    return {"accepted": one.net_sum, "without_customer": one.without_customer_sum}


def _counts(one: "Imported", lang: Lang) -> Iterator[str]:
    for name, label in _COUNTS.items():
        if count := getattr(one.reconciliation, name):
            yield f"{label.in_(lang):<22}{grouped(count, 0, lang):>16}"
        if name == "accepted" and one.unknown:
            yield _unknown(one.unknown, lang)
    aside = one.reconciliation.aside
    for group in [] if aside is None else aside.rows(named=True):
        reason = datev.ASIDE.get(group["aside"], Text(group["aside"], group["aside"]))
        yield f"  {grouped(group['count'], 0, lang)} × {reason.in_(lang)}"


def _unknown(unknown: "Unknown", lang: Lang) -> str:
    """How many of the accepted lines are of customers the master does not know."""
    counts = {"lines": grouped(unknown.lines, 0, lang), "customers": grouped(unknown.customers, 0, lang)}
    return f"  {_UNKNOWN.in_(lang).format(**counts)}"


def _sums(one: "Imported", lang: Lang, currency: str) -> Iterator[str]:
    """The sums; what is converted in the session's currency, what is not as the file has it."""
    told, written_in = one.reconciliation, _written_in(one, currency)
    amounts = {
        "net_sum": (one.net_sum, currency),
        "unknown_sum": (one.unknown.total if one.unknown else None, currency),
        "without_customer_sum": (one.without_customer_sum, currency),
        "rejected_sum": (told.rejected_sum, written_in),
        "control_total": (told.control_total, written_in),
    }
    for name, label in _SUMS.items():
        amount, unit = amounts[name]
        if amount:
            yield f"{label.in_(lang):<22}{_exact(amount, lang, unit):>20}"


def _written_in(one: "Imported", currency: str) -> str:
    """The currency of what was not converted; none where the file has several."""
    if one.converted_sum is None:
        return currency
    return (one.currencies[0].name or "") if len(one.currencies) == 1 else ""


def _exact(amount: Decimal, lang: Lang, currency: str) -> str:
    """An amount with two places, or with all four where it has them: what is reconciled is never rounded."""
    places = 2 if amount == round(amount, 2) else 4
    return money(amount, lang, currency, places)


def _faults(one: "Imported", lang: Lang) -> Iterator[str]:
    """What was found wrong, the most frequent first: how often, what, in which field, where, and what to do."""
    for group in one.faults.head(FAULTS_SHOWN).rows(named=True):
        yield _fault(group, one.table, lang)
    if one.faults.height > FAULTS_SHOWN:
        yield _MORE.in_(lang).format(n=one.faults.height - FAULTS_SHOWN)


def _fault(group: Mapping[str, Any], table: "Table", lang: Lang) -> str:
    field, code = group["field"], group["code"]
    named = f", {table[field].label.in_(lang)}" if field and field in table else ""
    where = (_IN if group["count"] == 1 else _FIRST_IN).in_(lang).format(line=group["line_first"])
    seen = f': "{_short(group["value"])}"' if group["value"] else ""
    what = faults.label(code).in_(lang)
    if group["severity"] == "warning":
        named += (_COUNTS_STILL if code in _COUNTED else _CELL_ONLY).in_(lang)
    return f"{grouped(group['count'], 0, lang)} × {what}{named} ({where}{seen}) - {faults.hint(code).in_(lang)}"


def _short(value: str) -> str:
    return value if len(value) <= _VALUE_SHOWN else f"{value[:_VALUE_SHOWN]}…"


def _whereabouts(one: "Imported", lang: Lang, saved: "Path | None") -> Iterator[str]:
    if not one.reconciliation.rejected:
        return
    yield _SAVED.in_(lang).format(path=saved) if saved else _MAY_SAVE.in_(lang)


def _pairs(one: "Imported", lang: Lang) -> Iterator[str]:
    """Field = column by what the field is called; a column that is only likely bears a `?`."""
    for field, header in one.mapping.items():
        yield f"{one.table[field].label.in_(lang)} = {header}{' (?)' if field in one.guesses else ''}"


_NOTE = Text("Hinweis: {note}", "Note: {note}")
_MAPPED = Text("Zugeordnet: {pairs}", "Mapped: {pairs}")
_IN, _FIRST_IN = Text("Zeile {line}", "line {line}"), Text("zuerst Zeile {line}", "first line {line}")
_CELL_ONLY = Text(" (nur die Zelle bleibt leer oder gerundet)", " (only the cell is empty or rounded)")
_COUNTED = frozenset({"unknown-customer"})
"""Warnings that cost nothing: the line is there with all its cells."""
_COUNTS_STILL = Text(" (die Zeile zählt)", " (the line counts)")
_UNKNOWN = Text(
    "{lines} × Kunde nicht im Kundenstamm (Kunden: {customers})",
    "{lines} × not in the customer master (customers: {customers})",
)
_MORE = Text("und {n} weitere Arten von Fehlern", "and {n} more kinds of faults")
_SAVED = Text("Abgewiesene Zeilen zum Berichtigen: {path}", "Rejected lines, to be corrected: {path}")
_MAY_SAVE = Text(
    "Abgewiesene Zeilen zum Berichtigen sichern: --rejects DATEI", "Save rejected lines to correct them: --rejects FILE"
)
