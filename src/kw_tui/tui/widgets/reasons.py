"""The why of a proposal: its named conditions with the customer's value and the limit, and what warns against it."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len

from kw_tui.core.proposals.rules import conditions_by_id
from kw_tui.tui import figures
from kw_tui.tui.lines import Line, Run, wrapped
from kw_tui.tui.widgets.fields import Writer, text
from kw_tui.tui.words import RISK_LABELS, word
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Lang, Text

HOLDS: dict[bool, Run] = {True: ("✓", "positive"), False: ("✗", "negative")}
UNKNOWN: Run = ("?", "warning")


def condition_lines(conditions: Sequence[Mapping[str, Any]], lang: Lang, width: int) -> list[Line]:
    """Return each condition: whether it holds, the claim with its limit, and the customer's value at the right."""
    lines: list[Line] = []
    for condition in conditions:
        label, kind = _meaning(str(condition["id"]))
        claim = label.in_(lang)
        if condition["limit"] is not None and kind is not Kind.FLAG:
            claim += f" {figure(condition['limit'], kind, lang)}"
        lines += _condition(claim, figure(condition["value"], kind, lang), verdict(condition), width)
    return lines


def verdict(condition: Mapping[str, Any]) -> Run:
    """Return the glyph of a condition: it holds, it does not, or it holds though the value is not known."""
    if condition["value"] is None:
        return UNKNOWN
    return HOLDS[bool(condition["holds"])]


def _meaning(condition_id: str) -> tuple[Text, Kind]:
    known = conditions_by_id().get(condition_id)
    if known is not None:
        return known.label, known.kind
    said = condition_id.replace("_", " ")
    return Text(said, said), Kind.SCORE


def _condition(claim: str, value: str, glyph: Run, width: int) -> list[Line]:
    """On one line where there is room, else the claim is wrapped and the value ends the last line."""
    room = width - 2 - cell_len(value) - 1
    parts = wrapped(claim, width - 2)
    if cell_len(parts[-1]) > room:
        parts = wrapped(claim, room)
    lines: list[Line] = [(glyph if number == 0 else (" ", ""), (f" {part}", "")) for number, part in enumerate(parts)]
    gap = " " * max(1, width - 2 - cell_len(parts[-1]) - cell_len(value))
    return [*lines[:-1], (*lines[-1], (gap, ""), (value, "strong" if value != figures.UNKNOWN else "dim"))]


def risk_lines(risks: Sequence[str], lang: Lang, width: int) -> list[Line]:
    """Return one line a risk."""
    lines: list[Line] = []
    for risk in risks:
        first, *rest = wrapped(word(RISK_LABELS, risk, lang), width - 2)
        lines += [(("! ", "warning"), (first, "warning")), *(((f"  {part}", "warning"),) for part in rest)]
    return lines


def figure(value: Any, kind: Kind, lang: Lang) -> str:
    """Write a value of any kind."""
    if value is None:
        return figures.UNKNOWN
    if kind is Kind.FLAG:
        return (YES if value else NO).in_(lang)
    return WRITERS.get(kind, text)(value, lang)


YES, NO = Text("ja", "yes"), Text("nein", "no")
WRITERS: dict[Kind, Writer] = {
    Kind.MONEY: figures.amount,
    Kind.RATIO: figures.ratio,
    Kind.COUNT: figures.count,
    Kind.DATE: figures.date_or_dash,
    Kind.NUMBER: figures.number,
    Kind.SCORE: figures.number,
}
