"""What is wrong with lines, grouped by how to mend it, as lines. Pure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kw_tui.tui import figures
from kw_tui.tui.keys import Keyed, as_it_is
from kw_tui.tui.lines import BLANK, Line, Role, Run, clipped, filled, title, wrapped
from kw_tui.vocabulary import faults
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import Imported

HERE: dict[str, Text] = {
    "ambiguous-number": Text(
        "Vorschau, <import.options>: das Dezimalzeichen wählen",
        "in the preview, <import.options>: choose the decimal mark",
    ),
}
"""What to do about a fault where a key does what the command line has an option for."""
REFUSED = Text("Abgewiesen: so ist es zu beheben", "Rejected: how to mend it")
REPORTED = Text("Angenommen, aber zu prüfen", "Accepted, but to be looked at")
NOTHING = Text("✓ nichts abgewiesen", "✓ nothing rejected")
SAVE = Text("<import.save> speichert diese Zeilen in eine Datei", "<import.save> saves these lines to a file")
GROUPS_SHOWN = 40
_COUNT_WIDTH = 9


class Fault(NamedTuple):
    """Cells or lines of a file with one fault in one field."""

    code: str
    field: Text | None
    times: int
    line: int
    value: str | None
    file: str
    is_error: bool


def hint_here(code: str) -> Text:
    """What to do about a fault, in terms of this screen."""
    return HERE.get(code) or faults.hint(code)


def faults_of(imported: "Sequence[Imported]") -> list[Fault]:
    """Return the faults of all files, those of one kind together, the most frequent first."""
    several = len(imported) > 1
    found: dict[tuple[str, Text | None, bool], Fault] = {}
    for one in imported:
        for fault in _faults(one, one.path.name if several else ""):
            key = (fault.code, fault.field, fault.is_error)
            first = found.get(key, fault._replace(times=0))
            found[key] = first._replace(times=first.times + fault.times)
    return sorted(found.values(), key=lambda fault: -fault.times)


def _faults(one: "Imported", file: str) -> list[Fault]:
    labels = {column.id: column.label for column in one.table.fields}
    return [
        Fault(
            row["code"], labels.get(row["field"] or ""), row["count"], row["line_first"], row["value"], file,
            row["severity"] != "warning",
        )
        for row in one.faults.iter_rows(named=True)
    ]  # fmt: skip


def fault_lines(imported: "Sequence[Imported]", lang: Lang, width: int, keyed: Keyed = as_it_is) -> list[Line]:
    """Return what was refused, and what was only reported: each group by what to do about it."""
    found = faults_of(imported)
    refused = [fault for fault in found if fault.is_error]
    reported = [fault for fault in found if not fault.is_error]
    lines: list[Line] = []
    if refused:
        lines += [title(REFUSED.in_(lang), width), *_groups(refused, "warning", lang, width, keyed)]
        lines += [((keyed(SAVE).in_(lang), "accent"),)] if any(one.refused for one in imported) else []
    else:
        lines.append(((NOTHING.in_(lang), "positive"),))
    if reported:
        lines += [BLANK, title(REPORTED.in_(lang), width), *_groups(reported, "", lang, width, keyed)]
    return lines


def _groups(found: Sequence[Fault], role: Role, lang: Lang, width: int, keyed: Keyed) -> list[Line]:
    groups: dict[str, list[Fault]] = {}
    for fault in found[:GROUPS_SHOWN]:
        groups.setdefault(keyed(hint_here(fault.code)).in_(lang), []).append(fault)
    lines: list[Line] = []
    for advice, members in groups.items():
        lines += [((part, "strong"),) for part in wrapped(f"→ {advice}", width, "  ")]
        for fault in members:
            lines += _told(fault, role, lang, width)
    if len(found) > GROUPS_SHOWN:
        lines.append(((_MORE.format(count=len(found) - GROUPS_SHOWN).in_(lang), "dim"),))
    return lines


def _told(fault: Fault, role: Role, lang: Lang, width: int) -> list[Line]:
    """One line where it fits, else as many as the place needs."""
    head: Run = (filled(figures.count(fault.times, lang), _COUNT_WIDTH - 2, right=True), "strong")
    field = f" · {fault.field.in_(lang)}" if fault.field else ""
    what = f"{faults.label(fault.code).in_(lang)}{field}"
    place = _place(fault, lang)
    indent = " " * _COUNT_WIDTH
    if _COUNT_WIDTH + len(what) + 3 + len(place) <= width:
        return [(head, (f"  {what}", role), (f" · {place}", "dim"))]
    lines: list[Line] = [(head, (f"  {clipped(what, width - _COUNT_WIDTH)}", role))]
    return [*lines, *(((f"{indent}{part}", "dim"),) for part in wrapped(place, width - _COUNT_WIDTH))]


def _place(fault: Fault, lang: Lang) -> str:
    where = (_FIRST if fault.times > 1 else _ONLY).format(line=fault.line).in_(lang)
    if fault.file:
        where = f"{where} ({fault.file})"
    quoted = Text(", z. B. „{value}“" if fault.times > 1 else ", „{value}“",
                  ", e.g. “{value}”" if fault.times > 1 else ", “{value}”").in_(lang)  # fmt: skip
    return where + (quoted.replace("{value}", _start(fault.value)) if fault.value else "")


def _start(value: str) -> str:
    """A value may be a whole line."""
    return value if len(value) <= 60 else f"{value[:60]}…"


_FIRST = Text("zuerst Zeile {line}", "first in line {line}")
_ONLY = Text("Zeile {line}", "line {line}")
_MORE = Text("… und {count} weitere Arten", "… and {count} more kinds")
