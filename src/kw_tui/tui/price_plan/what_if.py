"""What a price step leaves if volume is lost, as a picture with a cursor: the change against today by loss. Pure."""

from typing import TYPE_CHECKING

from kw_tui.tui import figures
from kw_tui.tui.lines import Line, Role, Run, pair, trimmed
from kw_tui.tui.widgets.charts import curve
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
BREAK_EVEN, CURSOR = "▲", "┃"
LEAST_HEIGHT = 4


def what_if_lines(plan: "PricePlan", at: int, lang: Lang, currency: str, width: int, height: int) -> list[Line]:
    """Return the picture in so many cells and rows, and below it the figures at a loss of `at` per cent."""
    title = trimmed(((TITLE.in_(lang), "title"), (f"  {_about(plan, lang)}", "dim")), width)
    if not plan.outcomes:
        why = plan.why_none or NO_RATIO
        return [title, ((why.in_(lang), "warning"),)]
    changes = [float(one.change) for one in plan.outcomes]
    rows = max(LEAST_HEIGHT, height - 6)
    labels = [figures.short(value, lang, "") for value in (max(*changes, 0), min(*changes, 0))]
    margin = max(map(len, labels)) + 1
    room = width - margin
    picture = curve(changes, room, rows, mark=0.0)
    cursor, even = _column(at / 100, room), _column(plan.break_even_loss, room)
    lines: list[Line] = []
    for number, row in enumerate(picture):
        label = labels[0] if number == 0 else labels[1] if number == rows - 1 else ""
        lines.append(((label.rjust(margin - 1) + " ", "dim"), *_crossed(row, cursor)))
    return [title, *lines, _axis(margin, room, cursor, even), *_told(plan, at, lang, currency, width)]


def _about(plan: "PricePlan", lang: Lang) -> str:
    step = figures.ratio(plan.step, lang)
    return Text("Änderung im Jahr bei +{step}", "change a year at +{step}").format(step=step).in_(lang)


def _column(share: float | None, room: int) -> int | None:
    return None if share is None else min(room - 1, round(share * (room - 1)))


def _crossed(row: str, cursor: int | None) -> tuple[Run, ...]:
    """A line of the picture; where the cursor stands and nothing is drawn, the cursor is seen."""
    if cursor is None:
        return ((row, ""),)
    glyph = row[cursor] if row[cursor] != " " else CURSOR
    return ((row[:cursor], ""), (glyph, "accent"), (row[cursor + 1 :], ""))


def _axis(margin: int, room: int, cursor: int | None, even: int | None) -> Line:
    """No loss at the left, all of it at the right; where the step brings nothing any more is marked."""
    cells = list("0 %".ljust(room - 5) + "100 %")
    runs: list[Run] = [(" " * margin, "")]
    for place, cell in enumerate(cells):
        role: Role = "dim"
        if place == even:
            cell, role = BREAK_EVEN, "strong"  # noqa: PLW2901 - what is drawn there
        elif place == cursor:
            cell, role = CURSOR, "accent"  # noqa: PLW2901 - what is drawn there
        runs.append((cell, role))
    return tuple(runs)


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
