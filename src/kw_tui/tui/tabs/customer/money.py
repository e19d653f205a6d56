"""One customer's money as lines: contribution ladder, what would go with the customer, price waterfall. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len

from kw_tui.tui import figures
from kw_tui.tui.lines import Line, Role, clipped, filled, title, wrapped
from kw_tui.tui.pictures import drawing
from kw_tui.tui.pictures.of_money import price_waterfall
from kw_tui.tui.tabs.customer.amounts import AMOUNT, amount, changed
from kw_tui.tui.widgets.charts import span
from kw_tui.vocabulary.settings import SETTINGS
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.core.metrics.ladder import Step
    from kw_tui.workbench import CustomerStory

LABELS = (31, 27)
CHARTS = (8, 28)
NAMES_SHOWN = 3
RELEVANT = Text("Relevanter Deckungsbeitrag", "Relevant contribution")


class Row(NamedTuple):
    """A line of the ladder: this period, the one before, the change, and why this one is not known."""

    id: str
    label: str
    now: Any
    before: Any
    change: Any
    is_sum: bool
    reason: str


def ladder(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    """Return list revenue to DB IV, this period, the one before and the change, each step a floating block."""
    heading = Text("Deckungsbeitrag in {currency}", "Contribution in {currency}").format(currency=currency).in_(lang)
    rooms = (width - label - 3 * (AMOUNT + 1) - 1 for label in LABELS)
    chart = min(CHARTS[1], next((room for room in rooms if room >= CHARTS[0]), 0))
    label = width - 3 * (AMOUNT + 1) - (chart + 1 if chart else 0)
    names = (Text("Zeitraum", "period"), Text("davor", "before"), Text("Änderung", "change"))
    over: Line = ((" " * label, ""), *((filled(name.in_(lang), AMOUNT + 1, right=True), "dim") for name in names))
    steps = zip(story.ladder, story.ladder_before, story.ladder_change, strict=True)
    rows = [_row(story, step.id, step.label, (step.amount, before.amount, change), lang, is_sum=step.is_sum)
            for step, before, change in steps]  # fmt: skip
    bars, times = two_scales(story.ladder, chart) if chart else ([""] * len(rows), 1)
    now, then = (story.row.get(f"relevant_contribution{end}") for end in ("", "_prev"))
    last = _row(story, "relevant_contribution", RELEVANT, (now, then, story.relevant_change), lang, is_sum=True)
    assumed = frozenset(story.assumptions)
    drawn = zip([*rows, last], [*bars, ""], strict=True)
    lines = [_step(row, block, label, width, assumed, lang) for row, block in drawn]
    return [title(heading, width), over, *lines, *_enlarged(times, lang, width), *_footnotes(story, lang, width)]


def _row(
    story: "CustomerStory", id_: str, label: Text, values: tuple[Any, Any, Any], lang: Lang, *, is_sum: bool
) -> Row:
    reason = story.reasons.get(id_)
    return Row(id_, label.in_(lang), *values, is_sum, reason.in_(lang) if reason is not None else "")


def _step(row: Row, block: str, label: int, width: int, assumed: frozenset[str], lang: Lang) -> Line:
    look: Role = "strong" if row.is_sum else "dim"
    name = row.label if cell_len(row.label) <= label else row.label.partition(" (")[0]
    shown = filled(name if row.is_sum else f"  − {name}", label)
    if row.now is None and row.before is None and row.reason:
        return ((shown, look), (" ", ""), (clipped(f"{figures.UNKNOWN} {row.reason}", width - label - 1), "dim"))
    now = amount(row.now, lang, strong=row.is_sum, is_assumed=row.id in assumed)
    before = amount(row.before, lang, dim=True, is_assumed=row.id in assumed)
    change = changed(row.change, lang, is_sum=row.is_sum)
    line: Line = ((shown, look), (" ", ""), now, (" ", ""), before, (" ", ""), change)
    return (*line, (f" {block}", _block_role(row))) if block else line


def _block_role(row: Row) -> Role:
    if not row.is_sum:
        return "dim"
    return "negative" if row.now is not None and row.now < 0 else "accent"


# Notes below the ladder


def _enlarged(times: int, lang: Lang, width: int) -> list[Line]:
    if times < 2:
        return []
    said = Text("Balken ab DB I {times}-fach vergrößert", "bars from DB I on enlarged {times} times")
    return [((filled(said.in_(lang).format(times=times), width, right=True), "dim"),)]


def _footnotes(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    return [*_too_high(story, lang, width), *_footnote(story, lang, width)]


def _too_high(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    """Say where the contribution is too high because lines lack their cost."""
    why = story.overstated.get("db1")
    return [((part, "negative"),) for part in wrapped(f"DB I {why.in_(lang)}", width, "  ")] if why else []


def _footnote(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    """Name the assumptions that the figures shown rest on."""
    shown = {step.id for step in (*story.ladder, *story.relevant) if step.amount}
    shown |= {"relevant_contribution"} if story.row.get("relevant_contribution") else set()
    return assumption_lines(story, shown, lang, width)


def assumption_lines(story: "CustomerStory", shown: Collection[str], lang: Lang, width: int) -> list[Line]:
    """Name the settings nobody has confirmed on which figures shown rest; none where all are confirmed."""
    open_ = {setting for metric in shown for setting in story.assumptions.get(metric, ())}
    if not open_:
        return []
    said = Text("beruht auf unbestätigten Annahmen", "rests on assumptions not confirmed").in_(lang)
    return [((part, "dim"),) for part in wrapped(f"{figures.ASSUMED} {said}: {named(open_, lang)}", width, "  ")]


def named(settings: Collection[str], lang: Lang) -> str:
    """Name settings briefly: those of one kind share their first words, and only the first few are told."""
    known = [one for one in SETTINGS if one.id in settings]
    kinds = dict.fromkeys(one.id.split("_")[0] for one in known)
    groups = [[one.label.in_(lang) for one in known if one.id.split("_")[0] == kind] for kind in kinds]
    return "; ".join(_listed(labels) for labels in groups)


def _listed(labels: Sequence[str]) -> str:
    words = [label.split(" ") for label in labels]
    alike = len(list(takewhile(lambda same: len(set(same)) == 1, zip(*words, strict=False)))) if len(labels) > 1 else 0
    start, rests = " ".join(words[0][:alike]), [" ".join(one[alike:]) for one in words]
    more = len(rests) - NAMES_SHOWN
    return f"{start} {', '.join(rests[:NAMES_SHOWN])}{f' … (+{more})' if more > 0 else ''}".strip()


# What would go with the customer


def relevant(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    """Return the arithmetic behind the relevant contribution."""
    if not story.relevant:
        return []
    heading = Text("Was mit dem Kunden wegfiele", "What would go with the customer").in_(lang)
    lines = [title(heading, width)]
    for step in story.relevant:
        label = step.label.in_(lang) if step.is_sum else f"  − {step.label.in_(lang)}"
        look: Role = "strong" if step.is_sum else "dim"
        told = amount(step.amount, lang, strong=step.is_sum, is_assumed=step.id in story.assumptions)
        lines.append(((filled(label, width - AMOUNT - 1), look), (" ", ""), told))
    return lines


def outlook(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    """Return what is to come: the chance of being there, orders, and their value."""
    if not story.outlook:
        return []
    lines: list[Line] = [title(Text("Was zu erwarten ist", "What to expect").in_(lang), width)]
    for one in story.outlook:
        label = f"{_SIGNS[one.sign]} {one.label.in_(lang)}"
        look: Role = "strong" if one.sign == "=" else ""
        if one.value is None:
            reason = story.reasons.get(one.id)
            why = f"{figures.UNKNOWN} {reason.in_(lang) if reason else ''}"
            lines.append(((filled(label, width // 2), look), (clipped(why, width - width // 2), "dim")))
            continue
        mark = figures.ASSUMED if one.id in story.assumptions and one.value else ""
        told = filled(mark + _SHOWN[one.kind](one.value, lang), AMOUNT, right=True)
        is_loss = one.kind is Kind.MONEY and one.value < 0
        lines.append(((filled(label, width - AMOUNT - 1), look), (" ", ""), (told, "negative" if is_loss else look)))
    return lines


_SIGNS = {"": " ", "x": "×", "-": "−", "=": "="}
_SHOWN: Mapping[Kind, Callable[[Any, Lang], str]] = {
    Kind.RATIO: figures.ratio,
    Kind.SCORE: lambda value, lang: figures.amount(value, lang, 1),
    Kind.MONEY: figures.amount,
}


def waterfall(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    """Return list price to pocket margin, as shares of the list price; nothing where there is none."""
    picture = price_waterfall(story, currency)
    return drawing.among(picture, len(picture.steps) + 1, lang, width) if picture.empty is None else []


# Blocks

Ends = tuple[float, float] | None


def two_scales(steps: Sequence["Step"], width: int) -> tuple[list[str], int]:
    """Return the blocks of the ladder, and how many times those from DB I on are enlarged so that they can be read."""
    ends = _ends(steps)
    at = next((place for place, step in enumerate(steps) if step.id == "db1"), len(steps))
    (low, high), (low_below, high_below) = _reach(ends[:at]), _reach(ends[at:])
    times = int((high - low) / (high_below - low_below)) if high_below > low_below else 1
    if times < 2:
        return _drawn(ends, *_reach(ends), width), 1
    below = _drawn(ends[at:], low_below, low_below + (high - low) / times, width)
    return [*_drawn(ends[:at], low, high, width), *below], times


def _ends(steps: Sequence["Step"]) -> list[Ends]:
    """Return where each block begins and ends; None where an amount is not known."""
    level = 0.0
    ends: list[Ends] = []
    for step in steps:
        if step.amount is None:
            ends.append(None)
        elif step.is_sum:
            level = float(step.amount)
            ends.append((0.0, level))
        else:
            ends.append((level - float(step.amount), level))
            level -= float(step.amount)
    return ends


def _reach(ends: Sequence[Ends]) -> tuple[float, float]:
    known = [end for pair in ends if pair is not None for end in pair]
    return min(known, default=0.0), max(known, default=0.0)


def _drawn(ends: Sequence[Ends], low: float, high: float, width: int) -> list[str]:
    return [" " * width if pair is None or pair[0] == pair[1] else span(*pair, low, high, width) for pair in ends]
