"""Why something is proposed, why not, and what if: conditions with value and limit, outcomes of a price step."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kw_tui.vocabulary.texts import Lang, Text, day, grouped, money, percent, printable
from kw_tui.vocabulary.words import WORDS

if TYPE_CHECKING:
    from kw_tui.vocabulary.table import Kind
    from kw_tui.workbench import CustomerStory

Row = Mapping[str, Any]
LOSSES = (0, 10, 20, 30, 50, 100)
_CHANGE = Text("gegenüber heute", "against today")
_HOLDS = {True: "✓", False: "✗"}


def condition_lines(verdicts: Iterable[Row], lang: Lang) -> list[str]:
    """Each condition up to its limit, the customer's value, and whether it holds."""
    return [f"  {_HOLDS[one['holds']]} {_claim(one, lang):<60}{_value(one, lang):>16}" for one in verdicts]


def why_not_let_go(story: "CustomerStory", lang: Lang) -> list[str]:
    """What keeps a customer who costs money; nothing where none is lost, or it is proposed to end the relation."""
    contribution, proposed = story.row["relevant_contribution"], (story.proposal or {}).get("proposal")
    if contribution is None or contribution >= 0 or proposed == "let_go":
        return []
    return condition_lines(_failing(story, "let_go"), lang)


def why_nothing(story: "CustomerStory", lang: Lang) -> list[str]:
    """For each action what its nearest rule, the one that lacks least, misses; nothing where there is a proposal."""
    from kw_tui.core.proposals.rules import PROPOSALS, rule_by_id

    if story.proposal is not None:
        return []
    missed = {id_: _failing(story, id_) for id_ in story.verdicts["rule"].unique(maintain_order=True)}
    lines = []
    for action, label in PROPOSALS.items():
        nearest = min((failing for id_, failing in missed.items() if rule_by_id(id_).action == action), key=len)
        told = "; ".join(f"{_claim(one, lang)} ({_value(one, lang)})" for one in nearest)
        lines.append(f"  {label.in_(lang)}: {_HOLDS[False]} {told}")
    return lines


def what_if_lines(story: "CustomerStory", lang: Lang) -> list[str]:
    """What the proposed step leaves at some losses of volume, and how much may be lost."""
    if story.proposal is None or not story.outcomes:
        return []
    head = (Text("Mengenverlust", "Volume lost"), Text("Relevanter DB", "Relevant contribution"), _CHANGE)
    first, second, third = (one.in_(lang) for one in head)
    lines = [f"  {first:<16}{second:>24}{third:>24}"]
    lines += [
        f"  {percent(one.loss, lang, 0):<16}{money(one.contribution, lang):>24}{money(one.change, lang):>24}"
        for one in story.outcomes
        if round(one.loss * 100) in LOSSES
    ]
    tolerated = story.proposal["break_even_loss"]
    if tolerated is not None:
        lines.append(f"  {WORDS['break_even_loss'].in_(lang)}: {percent(tolerated, lang)}")
    return lines


def option_lines(story: "CustomerStory", lang: Lang) -> list[str]:
    """Every action that comes into question in its order, with its money and why it stands there."""
    from kw_tui.core.proposals.options import ORDER_REASONS
    from kw_tui.core.proposals.rules import PROPOSALS

    lines = []
    for one in story.options:
        step = f" +{percent(one['step'], lang)}" if one["step"] is not None else ""
        label, why = PROPOSALS[one["proposal"]].in_(lang) + step, ORDER_REASONS[one["order_reason"]].in_(lang)
        lines.append(f"  {one['order']} {label:<38}{money(one['at_stake'], lang):>14}  {why}")
    return lines


def risk_lines(story: "CustomerStory", lang: Lang) -> list[str]:
    """Every risk of what is proposed: the value it rests on, and what to do; those about the law are prompts."""
    from kw_tui.core.proposals.risks import PROMPT, RISKS_BY_ID

    lines, risks = [], [RISKS_BY_ID[id_] for id_ in (story.proposal or {}).get("risks", ())]
    for risk in risks:
        ground = story.risks.get(risk.id)
        value = None if ground is None else figure(ground, risk.kind, lang)
        told = "" if value is None else f", {risk.grounds.in_(lang).format(value=value)}"
        lines.append(f"  ! {risk.label.in_(lang)}{told}: {risk.advice.in_(lang)}")
    return [*lines, *([f"    {PROMPT.in_(lang)}"] if any(risk.is_legal for risk in risks) else [])]


def figure(value: Any, kind: "Kind", lang: Lang) -> str:
    """Write a value that was weighed the way its kind reads; foreign text is made harmless."""
    if value is None:
        return "–"
    if kind.name in ("DATE", "TEXT"):
        return day(value, lang) if kind.name == "DATE" else printable(str(value))
    if kind.name == "RATIO":
        return percent(value, lang)
    return grouped(value, 0 if kind.name in ("COUNT", "MONEY") else 2, lang)


def _failing(story: "CustomerStory", rule: str) -> list[Row]:
    return [one for one in story.verdicts.rows(named=True) if one["rule"] == rule and not one["holds"]]


def _claim(verdict: Row, lang: Lang) -> str:
    from kw_tui.core.proposals.rules import condition_by_id

    condition = condition_by_id(verdict["id"])
    return f"{condition.label.in_(lang)} {figure(verdict['limit'], condition.kind, lang)}"


def _value(verdict: Row, lang: Lang) -> str:
    from kw_tui.core.proposals.rules import condition_by_id

    return figure(verdict["value"], condition_by_id(verdict["id"]).kind, lang)
