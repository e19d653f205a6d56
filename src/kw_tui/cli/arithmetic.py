"""A customer's money as lines: the ladders, why a figure is not known, and which ones are assumed."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kw_tui.cli.assumed import MARK
from kw_tui.vocabulary.texts import Lang, Text, money

if TYPE_CHECKING:
    from kw_tui.core.metrics.ladder import Step
    from kw_tui.workbench import CustomerStory

UNKNOWN = "–"
MONTHS = 12


def ladder_lines(story: "CustomerStory", lang: Lang) -> list[str]:
    """The contribution ladder; beside it, where anything is known of it, the period before and the change."""
    if all(step.amount is None for step in story.ladder_before):
        return _lines(story.ladder, [""] * len(story.ladder), story, story.assumptions, lang)
    names = (Text("Zeitraum", "Period"), Text("davor", "Before"), Text("Änderung", "Change"))
    now, then, change = (one.in_(lang) for one in names)
    before = [
        f"{_amount(step, lang):>18}{_mark(step, story.assumptions)}{_written(change, lang):>16}"
        for step, change in zip(story.ladder_before, story.ladder_change, strict=True)
    ]
    return [f"{now:>62}{then:>20}{change:>18}", *_lines(story.ladder, before, story, story.assumptions, lang)]


def relevant_lines(story: "CustomerStory", lang: Lang) -> list[str]:
    """From net revenue to the relevant contribution; of an assumed share the cost taken off is assumed too."""
    from kw_tui.core.metrics.costs import COSTS

    behind = story.assumptions.get("relevant_contribution", ())
    assumed = {cost.column for cost in COSTS if cost.avoidable in behind} | set(story.assumptions)
    return _lines(story.relevant, [""] * len(story.relevant), story, assumed, lang)


def waterfall_lines(story: "CustomerStory", lang: Lang) -> list[str]:
    """From list price to pocket margin."""
    return _lines(story.waterfall, [""] * len(story.waterfall), story, story.assumptions, lang)


def outlook_lines(story: "CustomerStory", lang: Lang) -> list[str]:
    """What is to come: the chance of being there, orders, and their value."""
    from kw_tui.cli.layout import cell
    from kw_tui.vocabulary.table import Column

    lines = []
    for one in story.outlook:
        reason = story.reasons.get(one.id)
        told = UNKNOWN if one.value is None else cell(one.value, Column(one.id, one.kind, one.label), lang, {})
        mark = f" {MARK}" if one.value and one.id in story.assumptions else ""
        why = f"  ({reason.in_(lang)})" if one.value is None and reason else ""
        lines.append(f"  {one.sign or ' '} {one.label.in_(lang):<40}{told:>18}{mark}{why}".rstrip())
    return lines


def month_lines(story: "CustomerStory", lang: Lang) -> list[str]:
    """What was invoiced in each of the last months."""
    rows = story.monthly.tail(MONTHS).rows(named=True)
    return [f"  {row['month']:%Y-%m}{money(row['net_amount'], lang):>20}" for row in rows]


def assumed_steps(story: "CustomerStory") -> list[str]:
    """The figures of all ladders that bear the mark."""
    steps = (*story.ladder, *story.ladder_before, *story.relevant)
    future = [one.id for one in story.outlook if one.value and one.id in story.assumptions]
    return [*(step.id for step in steps if _mark(step, story.assumptions).strip()), *future]


def because(reason: str) -> str:
    """What stands in place of a figure that is not known."""
    return f"{UNKNOWN}  ({reason})"


def _lines(
    steps: "Sequence[Step]", beside: Sequence[str], story: "CustomerStory", assumed: Collection[str], lang: Lang
) -> list[str]:
    """Sums are marked by `=`, what is taken off by `-`."""
    lines = []
    for step, more in zip(steps, beside, strict=True):
        label = f"{'=' if step.is_sum else '-'} {step.label.in_(lang)}"
        reason = (story.reasons if step.amount is None else story.overstated).get(step.id)
        why = f"  ({reason.in_(lang)})" if reason else ""
        lines.append(f"  {label:<42}{_amount(step, lang):>18}{_mark(step, assumed)}{more}{why}".rstrip())
    return lines


def _amount(step: "Step", lang: Lang) -> str:
    return _written(step.amount, lang)


def _written(amount: Decimal | None, lang: Lang) -> str:
    return UNKNOWN if amount is None else money(amount, lang)


def _mark(step: "Step", assumed: Collection[str]) -> str:
    """Nothing taken off is nothing at any rate."""
    return f" {MARK}" if step.amount and step.id in assumed else "  "
