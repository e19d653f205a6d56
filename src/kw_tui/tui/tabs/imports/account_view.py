"""What became of imported files: every line in one place, the sums, what was found on the way. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.cells import cell_len

from kw_tui.tui import figures
from kw_tui.tui.keys import Keyed, as_it_is
from kw_tui.tui.lines import BLANK, Line, Role, beside, clipped, filled, pair, title, wrapped
from kw_tui.tui.tabs.imports.faults_view import fault_lines
from kw_tui.tui.tabs.imports.problems import remark
from kw_tui.tui.tabs.imports.use_view import LEDGER, use_lines
from kw_tui.vocabulary.datev import ASIDE
from kw_tui.vocabulary.phrases import MORE
from kw_tui.vocabulary.texts import LANGUAGES, Lang, Text

if TYPE_CHECKING:
    from kw_tui.vocabulary.session import Source
    from kw_tui.workbench import Imported

COUNTS: tuple[tuple[str, Text], ...] = (
    ("accepted", Text("angenommen", "accepted")),
    ("rejected", Text("abgewiesen", "rejected")),
    ("without_customer", Text("ohne Kunde", "without customer")),
    ("not_revenue", Text("kein Umsatz", "not revenue")),
    ("header", Text("Kopfzeilen", "header lines")),
    ("preamble", Text("Vorspann", "preamble")),
    ("blank", Text("leer", "blank")),
    ("continuation", Text("Fortsetzungen", "continuations")),
    ("totals", Text("Summenzeilen", "totals rows")),
)
MAIN_COUNTS = ("accepted", "rejected", "without_customer", "not_revenue")
SUMS: tuple[tuple[str, Text], ...] = (
    ("net_sum", Text("Summe angenommen", "sum accepted")),
    ("without_customer_sum", Text("Summe ohne Kunde", "sum without customer")),
    ("rejected_sum", Text("Summe abgewiesen", "sum rejected")),
    ("control_total", Text("Kontrollsumme der Datei", "the file's own total")),
)
NEXT = Text(
    "↓ blättert, <import.back> zur Übersicht, <app.tab.queue> zur Prüfliste",
    "↓ scrolls, <import.back> for the overview, <app.tab.queue> for the review queue",
)
_IN_SHORT = Text(
    "{accepted} Zeilen angenommen, {rejected} abgewiesen", "{accepted} lines accepted, {rejected} rejected"
)
_CONVERTED = frozenset({"net_sum", "without_customer_sum"})
"""Sums that are known in the session's currency too."""
FILES_SHOWN = 40
_FILES, _TABLES = Text("{n} Dateien", "{n} files"), Text("{n} Tabellen", "{n} tables")
ROOM = 60
WIDE = 108
"""Cells from which what to mend, and the use of tables, stand beside the account."""


def page(
    imported: "Sequence[Imported]",
    present: Mapping[str, int],
    sources: "Iterable[Source]",
    lang: Lang,
    width: int,
    keyed: Keyed = as_it_is,
) -> list[Line]:
    """Return the whole page after an import: the account, what to mend, what can be computed."""
    head: list[Line] = [((keyed(NEXT).in_(lang), "dim"),), BLANK]
    is_wide = width >= WIDE
    room = width - ROOM - 3 if is_wide else width
    mend, use = fault_lines(imported, lang, room, keyed), use_lines(present, sources, lang, min(room, 76))
    if is_wide:
        return [*head, *beside(account(imported, lang, ROOM - 8, keyed), [*mend, BLANK, *use], ROOM)]
    return [*head, *account(imported, lang, min(width, ROOM), keyed), BLANK, *mend, BLANK, *use]


def account(imported: "Sequence[Imported]", lang: Lang, room: int, keyed: Keyed = as_it_is) -> list[Line]:
    """Return the reconciliation: every line of the files in one place, and the sums; of several, all together."""
    counts = added(imported)
    lines: list[Line] = [title(_heading(imported, lang, room), room)]
    every = figures.count(sum(one.reconciliation.lines for one in imported), lang)
    lines.append(pair(Text("Zeilen", "lines").in_(lang), every, room, "strong"))
    for name, label in COUNTS:
        if counts[name]:
            role: Role = "warning" if name == "rejected" else ""
            lines.append(pair(f"  {label.in_(lang)}", figures.count(counts[name], lang), room, role))
        if name == "not_revenue":
            lines += _aside(imported, lang, room)
    lines += _sums(imported, lang, room)
    if len(imported) > 1:
        lines += _files(imported, lang, room)
    notes = dict.fromkeys(keyed(remark(note)).in_(lang) for one in imported for note in one.notes)
    return [*lines, *(((part, "dim"),) for note in notes for part in wrapped(note, room, "  "))]


def added(imported: "Iterable[Imported]") -> dict[str, int]:
    """The counts of all files together."""
    every = [one.reconciliation for one in imported]
    return {name: sum(getattr(told, name) for told in every) for name, _ in COUNTS}


def _heading(imported: "Sequence[Imported]", lang: Lang, room: int) -> str:
    """The files and their tables; where that is too long, how many there are."""
    labels = list(dict.fromkeys(one.table.label.in_(lang) for one in imported))
    files = _FILES.format(n=figures.count(len(imported), lang)).in_(lang)
    name = imported[0].path.name if len(imported) == 1 else files
    tables = " + ".join(labels)
    if len(labels) > 1 and cell_len(name) + 3 + cell_len(tables) > room:
        tables = _TABLES.format(n=len(labels)).in_(lang)
    return f"{clipped(name, max(12, room - cell_len(tables) - 5))} → {tables}"


def _aside(imported: "Iterable[Imported]", lang: Lang, room: int) -> list[Line]:
    """What the lines are that are none of the table, with their sums."""
    found: dict[str, tuple[int, Decimal]] = {}
    for one in imported:
        frame = one.reconciliation.aside
        for why, count, amount in [] if frame is None else frame.select("aside", "count", "sum").iter_rows():
            so_far = found.get(why, (0, Decimal(0)))
            found[why] = (so_far[0] + count, so_far[1] + (amount or Decimal(0)))
    lines: list[Line] = []
    for why, (count, amount) in found.items():
        label = ASIDE.get(why, Text(why, why)).in_(lang)
        told = f"{figures.count(count, lang)} · {_exact(amount, lang)}"
        lines.append(pair(f"    {label}", told, room, "dim"))
    return lines


def _sums(imported: "Sequence[Imported]", lang: Lang, room: int) -> list[Line]:
    """The sums of each table: money of different kinds is not added up."""
    tables = {one.table.id: one.table for one in imported}
    found = {table: _totals([one for one in imported if one.table.id == table]) for table in tables}
    several = sum(1 for totals in found.values() if totals) > 1
    lines: list[Line] = []
    for table, totals in found.items():
        for label, total in totals:
            of_which = f" · {tables[table].label.in_(lang)}" if several else ""
            role: Role = "strong" if label is SUMS[0][1] and table == LEDGER else ""
            lines.append(pair(f"{label.in_(lang)}{of_which}", _exact(total, lang), room, role))
    return lines


def _totals(imported: "Sequence[Imported]") -> list[tuple[Text, Decimal]]:
    """The sums of files of one table; that of a ledger even where it is zero."""
    totals: list[tuple[Text, Decimal]] = []
    for name, label in SUMS:
        amounts = [amount for one in imported if (amount := _amount(one, name)) is not None]
        total = sum(amounts, Decimal(0))
        if total or (name == "net_sum" and imported[0].table.id == LEDGER):
            totals.append((label, total))
    return totals


def _amount(one: "Imported", name: str) -> Decimal | None:
    """A sum of one file: of what was accepted, in the currency it was converted to."""
    amount: Decimal | None = getattr(one if name in _CONVERTED else one.reconciliation, name)
    return amount


def _exact(amount: Decimal, lang: Lang) -> str:
    """Write an amount with two places, or with all it has: what is reconciled is never rounded."""
    return figures.amount(amount, lang, 2 if amount == round(amount, 2) else 4)


def _files(imported: "Sequence[Imported]", lang: Lang, room: int) -> list[Line]:
    """One line a file: its name, the lines accepted and rejected."""
    titles = (Text("angenommen", "accepted"), Text("abgewiesen", "rejected"))
    name_width = room - 26
    heads = "".join(filled(one.in_(lang), 13, right=True) for one in titles)
    lines: list[Line] = [BLANK, ((filled(Text("Datei", "File").in_(lang), name_width) + heads, "dim"),)]
    for one in imported[:FILES_SHOWN]:
        told = one.reconciliation
        counts = [filled(figures.count(count, lang), 13, right=True) for count in (told.accepted, told.rejected)]
        name = filled(one.path.name, name_width)
        lines.append(((name, ""), (counts[0], ""), (counts[1], "warning" if told.rejected else "dim")))
    if len(imported) > FILES_SHOWN:
        more = MORE.format(n=len(imported) - FILES_SHOWN)
        lines.append(((more.in_(lang), "dim"),))
    return lines


def in_short(imported: "Sequence[Imported]") -> Text:
    """Return how many lines were accepted and rejected."""
    counts = added(imported)
    accepted, rejected = (Text(*(figures.count(counts[name], lang) for lang in LANGUAGES)) for name in MAIN_COUNTS[:2])
    return _IN_SHORT.format(accepted=accepted, rejected=rejected)


def done(imported: "Sequence[Imported]", lang: Lang, width: int) -> list[Line]:
    """Return what became of the lines: each in one bucket, and the file's own total where it names one."""
    counts = added(imported)
    lines = sum(one.reconciliation.lines for one in imported)
    named = [(label, counts.pop(name)) for name, label in COUNTS if name in MAIN_COUNTS]
    named.append((Text("übrige", "others"), sum(counts.values())))
    buckets = " + ".join(f"{figures.count(count, lang)} {label.in_(lang)}" for label, count in named if count)
    told = Text("Importiert", "Imported").in_(lang)
    balance = Text("{lines} Zeilen = {buckets}", "{lines} lines = {buckets}")
    said = f"✓ {told}: {balance.format(lines=figures.count(lines, lang), buckets=buckets or '0').in_(lang)}"
    control = imported[0].reconciliation.control_total if len(imported) == 1 else None
    if control is not None:
        total = Text("Kontrollsumme {total}", "control total {total}").format(total=_exact(control, lang))
        said = f"{said} · {total.in_(lang)}"
    return [((part, "positive"),) for part in wrapped(said, width)]
