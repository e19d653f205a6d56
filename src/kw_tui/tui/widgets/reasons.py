"""The why of a proposal: its named conditions with the customer's value and the limit, and what warns against it."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len

from kw_tui.tui import figures
from kw_tui.tui.lines import Line, Role, clipped, filled, wrapped
from kw_tui.tui.words import RISKS, word
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Lang, Text

HOLDS: dict[bool | None, tuple[str, Role]] = {True: ("✓", "positive"), False: ("✗", "negative"), None: ("?", "warning")}
LIMIT = Text("Grenze", "limit")

Labels = Mapping[str, tuple[Text, Kind]]
"""Id of a condition -> what it is called, and the kind of its value."""


def condition_lines(conditions: Sequence[Mapping[str, Any]], labels: Labels, lang: Lang, width: int) -> list[Line]:
    """Return one line a condition: holds or not, its name, the value, the limit."""
    lines: list[Line] = []
    for condition in conditions:
        label, kind = labels.get(condition["id"], (Text(*[str(condition["id"]).replace("_", " ")] * 2), Kind.SCORE))
        glyph, role = HOLDS[condition["holds"]]
        value = figure(condition["value"], kind, lang)
        limit = f"{LIMIT.in_(lang)} {figure(condition['limit'], kind, lang)}"
        lines += _condition(label.in_(lang), value, limit, (glyph, role), width)
    return lines


def _condition(label: str, value: str, limit: str, glyph: tuple[str, Role], width: int) -> list[Line]:
    known = value != figures.UNKNOWN
    room = width - 2 - (cell_len(value) + 1 if known else 0)
    first: Line = (glyph, (" ", ""), (filled(label, room), ""), (f" {value}" if known else "", "strong"))
    if cell_len(label) > room:
        return [(glyph, (f" {clipped(label, width - 2)}", "")), (("  ", ""), (f"{value} · {limit}" if known else "", "dim"))]
    if not known:
        return [first]
    return [first, ((" " * (width - cell_len(limit)), ""), (limit, "dim"))] if limit.split()[-1] != "–" else [first]


def risk_lines(risks: Sequence[str], lang: Lang, width: int) -> list[Line]:
    """Return one line a risk."""
    lines: list[Line] = []
    for risk in risks:
        first, *rest = wrapped(word(RISKS, risk, lang), width - 2)
        lines += [(("! ", "warning"), (first, "warning")), *(((f"  {text}", "warning"),) for text in rest)]
    return lines


def figure(value: Any, kind: Kind, lang: Lang) -> str:
    """Write a value of any kind."""
    if value is None:
        return figures.UNKNOWN
    if kind is Kind.MONEY:
        return figures.amount(value, lang)
    if kind is Kind.RATIO:
        return figures.ratio(value, lang)
    if kind is Kind.COUNT:
        return figures.count(value, lang)
    if kind is Kind.DATE:
        return figures.date_or_dash(value, lang)
    if kind is Kind.FLAG:
        return (Text("ja", "yes") if value else Text("nein", "no")).in_(lang)
    return figures.score(value, lang) if isinstance(value, int | float) else str(value)
