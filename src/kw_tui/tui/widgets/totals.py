"""What the rows of a table come to: those the filter leaves, and those that are marked. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len

from kw_tui.core.metrics.coverage import COVERAGE, RESTING_ON_GOODS
from kw_tui.core.metrics.coverage import any_partly as partly
from kw_tui.tui import figures
from kw_tui.tui.lines import Line, Role
from kw_tui.tui.widgets.fields import Field
from kw_tui.vocabulary.phrases import AT_MOST
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

Sums = Mapping[str, Any]
"""By column; None where no row has a value, a `Partial` where some have none."""


class Partial(NamedTuple):
    """The sum over those `rows` only whose value is known."""

    value: Any
    rows: int


class AtMost(NamedTuple):
    """A sum, or a `Partial` one, of figures of which some are too high."""

    value: Any


WAITING = "…"
OF = Text("{shown} von {total}", "{shown} of {total}")
MARKED = Text("{count} markiert", "{count} marked")
HIDDEN = Text(", {count} nicht gezeigt", ", {count} not shown")
KNOWN = Text(" (bei {count} bekannt)", " (known of {count})")
GAP = " · "
LEGEND = Text("≤ Kosten lückenhaft", "≤ cost incomplete")


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts, and the sums of each column of amounts; sums are None while they are being worked out."""

    shown: int = 0
    total: int = 0
    marked: int = 0
    hidden: int = 0
    sums: Sums | None = field(default_factory=dict)
    marked_sums: Sums | None = field(default_factory=dict)


def sums_of(frame: "pl.DataFrame", places: "pl.Series | None", columns: Sequence[str]) -> Sums:
    """Return the sum of each of these columns over the rows at these places, or over all; nothing else is read."""
    there = [name for name in columns if name in frame.columns and frame.schema[name].is_numeric()]
    found: dict[str, Any] = {}
    for name in there:
        values = frame[name] if places is None else frame[name].gather(places)
        known = values.count()
        whole = values.sum() if known else None
        found[name] = Partial(whole, known) if 0 < known < values.len() else whole
    if any_partly(frame, places):
        found |= {name: AtMost(found[name]) for name in there if name in RESTING_ON_GOODS and found[name] is not None}
    return found


def any_partly(frame: "pl.DataFrame", places: "pl.Series | None") -> bool:
    """Whether goods of any of these rows are known in part only."""
    if COVERAGE not in frame.columns:
        return False
    shares = frame[COVERAGE] if places is None else frame[COVERAGE].gather(places)
    return partly(shares)


def totals_line(
    totals: Totals, fields: Sequence[Field], lang: Lang, currency: str, width: int, *, is_brief: bool = False
) -> Line:
    """Return the line under a table. Where there is little room sums are left out whole, the last ones first.

    A brief one tells of marked rows alone where all are shown.
    """
    counted = OF.format(shown=figures.count(totals.shown, lang), total=figures.count(totals.total, lang)).in_(lang)
    left: list[Line] = [((counted, "strong"),)]
    if totals.shown:
        left += _sums(totals.sums, fields, lang, currency)
        if totals.sums is not None and any(isinstance(one, AtMost) for one in totals.sums.values()):
            left.insert(2, ((LEGEND.in_(lang), "dim"),))
    right: list[Line] = []
    if totals.marked:
        told = MARKED.format(count=figures.count(totals.marked, lang)).in_(lang)
        if totals.hidden:
            told += HIDDEN.format(count=figures.count(totals.hidden, lang)).in_(lang)
        right = [((f"● {told}", "accent"),), *_sums(totals.marked_sums, fields, lang, currency)]
    kept = _kept([] if is_brief and right and totals.shown == totals.total else left, right, width)
    line: list[tuple[str, Role]] = []
    for part in kept:
        line += [(GAP, "dim")] if line else []
        line += part
    return tuple(line)


def _kept(left: Sequence[Line], right: Sequence[Line], width: int) -> list[Line]:
    """The counts, then as many sums as there is room for, those of marked rows first."""
    ranked = [*left[:1], *right[:1]]
    for number in range(1, max(len(left), len(right))):
        ranked += [*right[number : number + 1], *left[number : number + 1]]
    room, chosen = width + len(GAP), set[int]()
    for part in ranked:
        room -= sum(cell_len(text) for text, _ in part) + len(GAP)
        if room < 0 and len(chosen) >= min(len(ranked), bool(left) + bool(right)):
            break
        chosen.add(id(part))
    return [part for part in (*left, *right) if id(part) in chosen]


def _sums(sums: Sums | None, fields: Sequence[Field], lang: Lang, currency: str) -> list[Line]:
    told: list[Line] = []
    for one in fields:
        if not one.adds_up or (sums is not None and one.id not in sums):
            continue
        value = None if sums is None else sums[one.id]
        of = mark = ""
        if isinstance(value, AtMost):
            mark, value = AT_MOST, value.value
        if isinstance(value, Partial):
            of = KNOWN.format(count=figures.count(value.rows, lang)).in_(lang)
            value = value.value
        shown = WAITING if sums is None else f"{mark}{_amount(value, lang, currency)}"
        role: Role = "negative" if value is not None and value < 0 else ""
        told.append(((f"{_in_a_line(one.label, lang)} ", "dim"), (shown, role), *(((of, "dim"),) if of else ())))
    return told


def _in_a_line(label: Text, lang: Lang) -> str:
    """A header's word within a line: English writes it small, abbreviations stay."""
    said = label.in_(lang)
    return said[:1].lower() + said[1:] if lang == "en" and said[1:2].islower() else said


def _amount(value: Any, lang: Lang, currency: str) -> str:
    return figures.count(value, lang) if isinstance(value, int) else figures.short(value, lang, currency)
