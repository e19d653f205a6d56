"""The why of a proposal: its named conditions with value and limit, the other options, and what warns against it."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len

from kw_tui.core.proposals.options import ORDER_REASONS
from kw_tui.core.proposals.risks import PROMPT, RISKS_BY_ID
from kw_tui.core.proposals.rules import conditions_by_id
from kw_tui.tui import figures
from kw_tui.tui.figures import NO, YES
from kw_tui.tui.lines import Line, Role, Run, clipped, wrapped
from kw_tui.tui.widgets.fields import Writer, text
from kw_tui.tui.words import ACTIONS, RISK_LABELS, word
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Lang, Text

MOST_SAID = 40
"""Cells of a text that a risk rests on."""
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


def risk_lines(
    risks: Sequence[str], lang: Lang, width: int, basis: Mapping[str, Any] | None = None, *, advises: bool = False
) -> list[Line]:
    """Return each risk with the value it rests on, and what to do about it if it `advises`.

    Those about the law say that they are prompts.
    """
    lines: list[Line] = []
    for risk in risks:
        first, *rest = wrapped(_risk(risk, (basis or {}).get(risk), lang), width - 2)
        lines += [(("! ", "warning"), (first, "warning")), *(((f"  {part}", "warning"),) for part in rest)]
        if advises and risk in RISKS_BY_ID:
            advice = RISKS_BY_ID[risk].advice.in_(lang)
            lines += [((f"  {part}", "dim"),) for part in wrapped(advice, width - 2)]
    if any(RISKS_BY_ID[risk].is_legal for risk in risks if risk in RISKS_BY_ID):
        lines += [((f"  {part}", "dim"),) for part in wrapped(PROMPT.in_(lang), width - 2)]
    return lines


def _risk(risk: str, ground: Any, lang: Lang) -> str:
    label = word(RISK_LABELS, risk, lang)
    known = RISKS_BY_ID.get(risk)
    if known is None or ground is None:
        return label
    value = clipped(figure(ground, known.kind, lang), MOST_SAID)
    return f"{label}, {known.grounds.in_(lang).format(value=value)}"


def option_lines(options: Sequence[Mapping[str, Any]], lang: Lang, currency: str, width: int) -> list[Line]:
    """Return the options in their order, each with its money and why it stands there; nothing where there is one."""
    if not is_told_in_order(options):
        return []
    lines: list[Line] = []
    for option in options:
        step = f" +{figures.ratio(option['step'], lang)}" if option["step"] is not None else ""
        label = f"{option['order']} {word(ACTIONS, option['proposal'], lang)}{step}"
        role: Role = "strong" if option["is_recommended"] else ""
        money = figures.short(option["at_stake"], lang, currency)
        lines.append(_option(label, money, width, role))
        why = word(ORDER_REASONS, option["order_reason"], lang)
        lines += [((f"  {part}", "dim"),) for part in wrapped(why, width - 2)]
    return lines


def is_told_in_order(options: Sequence[Mapping[str, Any]]) -> bool:
    """Whether there is an order to tell of: of several options, or of one that comes again."""
    return len(options) > 1 or any(option["order_reason"] != "only" for option in options)


def _option(label: str, money: str, width: int, role: Role) -> Line:
    shown = clipped(label, width - cell_len(money) - 1)
    return ((shown, role), (" " * max(1, width - cell_len(shown) - cell_len(money)), ""), (money, role))


def figure(value: Any, kind: Kind, lang: Lang) -> str:
    """Write a value of any kind."""
    if value is None:
        return figures.UNKNOWN
    if kind is Kind.FLAG:
        return (YES if value else NO).in_(lang)
    return WRITERS.get(kind, text)(value, lang)


WRITERS: dict[Kind, Writer] = {
    Kind.MONEY: figures.amount,
    Kind.RATIO: figures.ratio,
    Kind.COUNT: figures.count,
    Kind.DATE: figures.date_or_dash,
    Kind.NUMBER: figures.number,
    Kind.SCORE: figures.number,
}
