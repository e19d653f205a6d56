"""What a price step leaves if volume is lost, as a picture with a cursor: the change against today by loss. Pure."""

from typing import TYPE_CHECKING

from kw_tui.tui import figures
from kw_tui.tui.lines import Line, pair, trimmed
from kw_tui.tui.pictures import drawing
from kw_tui.tui.pictures.of_money import break_even
from kw_tui.tui.pictures.picture import Cursor, Room
from kw_tui.tui.words import WORDS
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench.price_plans import PricePlan

TITLE = Text("Was wäre, wenn Menge verloren ginge", "What if volume is lost")
NO_RATIO = Text(
    "Die relevante DB-Quote ist nicht bekannt: keine Kosten importiert",
    "The relevant contribution ratio is not known: no cost imported",
)
CONTRIBUTION = Text("Relevanter DB im Jahr", "Relevant contribution a year")
CHANGE = Text("gegenüber heute", "against today")
LOSS = Text("Menge verloren", "Volume lost")
BREAK_EVEN = "┊"
LEAST_HEIGHT, FIGURES = 5, 4


def what_if_lines(plan: "PricePlan", at: int, lang: Lang, currency: str, width: int, height: int) -> list[Line]:
    """Return the picture in so many cells and rows, and below it the figures at a loss of `at` per cent."""
    title = trimmed(((TITLE.in_(lang), "title"), (f"  {_about(plan, lang)}", "dim")), width)
    if not plan.outcomes:
        why = plan.why_none or NO_RATIO
        return [title, ((why.in_(lang), "warning"),)]
    room = Room(width, max(LEAST_HEIGHT, height - 1 - FIGURES))
    picture = drawing.draw(break_even(plan, currency), room, Cursor(at), lang)
    return [title, *picture, *_told(plan, at, lang, currency, width)]


def _about(plan: "PricePlan", lang: Lang) -> str:
    step = figures.ratio(plan.step, lang)
    return Text("Änderung im Jahr bei +{step}", "change a year at +{step}").format(step=step).in_(lang)


def _told(plan: "PricePlan", at: int, lang: Lang, currency: str, width: int) -> list[Line]:
    one = plan.outcomes[at]
    signed = f"{'+' if one.change > 0 else ''}{figures.amount(one.change, lang)} {currency}".rstrip()
    even = f"{BREAK_EVEN} {WORDS['break_even_loss'].in_(lang)}"
    return [
        pair(LOSS.in_(lang), figures.ratio(one.loss, lang, 0), width, "accent"),
        pair(CONTRIBUTION.in_(lang), _amount(one.contribution, lang, currency), width),
        pair(CHANGE.in_(lang), signed, width, "negative" if one.change < 0 else "positive"),
        pair(even, figures.ratio(plan.break_even_loss, lang), width, "strong"),
    ]  # fmt: skip


def _amount(value: object, lang: Lang, currency: str) -> str:
    return f"{figures.amount(value, lang)} {currency}".rstrip()  # type: ignore[arg-type]
