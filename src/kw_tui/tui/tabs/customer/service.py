"""What serving a customer takes, how hard it is for the customer, and how it pays. Pure."""

from typing import TYPE_CHECKING

from kw_tui.core.metrics.costs import COSTS
from kw_tui.tui.lines import Line, filled, title
from kw_tui.tui.tabs.customer.amounts import AMOUNT, amount, changed
from kw_tui.tui.tabs.customer.telling import figure_lines, sentence
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import CustomerStory

COLUMNS = frozenset(cost.column for cost in COSTS if cost.rung in ("marketing", "selling", "service"))
"""What serving costs, by column."""


def effort(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    """Return tickets and how they ended, and the customer's own effort with its scale."""
    heading = Text("Servicefälle und Aufwand des Kunden", "Tickets and the customer's effort").in_(lang)
    told = story.parts.get("effort", ())
    lines = [title(heading, width), *figure_lines(told, lang, width, ("tickets", "ces"))]
    if any(one.id == "ces" and one.value is not None for one in told):
        said = Text("CES: die zweite Zahl der Skala heißt leicht", "CES: the second number of the scale means easy")
        lines += sentence(said.in_(lang), width)
    return lines


def payment(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    """Return how it pays, and what waiting and cash discount cost."""
    heading = Text("Zahlung, Beträge in {currency}", "Payment, amounts in {currency}").format(currency=currency)
    told = story.parts.get("payment", ())
    return [title(heading.in_(lang), width), *figure_lines(told, lang, width, ("days_beyond_due",))]


def serving(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    """Return what marketing, selling and service cost, this period, the one before, and the change."""
    heading = Text("Was Betreuung kostet, in {currency}", "What serving costs, in {currency}").format(currency=currency)
    label = width - 3 * (AMOUNT + 1)
    names = (Text("Zeitraum", "period"), Text("davor", "before"), Text("Änderung", "change"))
    over: Line = ((" " * label, ""), *((filled(name.in_(lang), AMOUNT + 1, right=True), "dim") for name in names))
    lines: list[Line] = []
    for now, before, change in zip(story.ladder, story.ladder_before, story.ladder_change, strict=True):
        if now.id in COLUMNS and (now.amount or before.amount):
            mark = now.id in story.assumptions
            shown = (
                amount(now.amount, lang, is_assumed=mark),
                amount(before.amount, lang, dim=True, is_assumed=mark),
                changed(change, lang),
            )
            told: Line = tuple(part for one in shown for part in ((" ", ""), one))
            lines.append(((filled(now.label.in_(lang), label), ""), *told))
    if not lines:
        none = Text("keine Kosten der Betreuung bekannt", "no cost of serving is known").in_(lang)
        return [title(heading.in_(lang), width), ((none, "dim"),)]
    return [title(heading.in_(lang), width), over, *lines]
