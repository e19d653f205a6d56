"""Why something is proposed about a customer, why other things are not, and what a price step may cost. Pure."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from kw_tui.core.metrics.findings import FINDINGS
from kw_tui.core.proposals.rules import rules_by_id
from kw_tui.tui import figures
from kw_tui.tui.lines import Line, Role, filled, pair, title, wrapped
from kw_tui.tui.widgets.charts import span
from kw_tui.tui.widgets.decided import standing_lines
from kw_tui.tui.widgets.reasons import condition_lines, figure, option_lines, risk_lines
from kw_tui.tui.words import ACTIONS, WORDS, word
from kw_tui.vocabulary.phrases import BREAK_EVEN, NEVER_WORSE
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.core.proposals.break_even import Outcome
    from kw_tui.workbench import CustomerStory

LOSS, CHANGE = 8, 11


def proposal(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    """Return what was decided, what is proposed, under which conditions, and what warns against it."""
    heading = title(WORDS["proposal"].in_(lang), width)
    row = story.proposal
    if row is None:
        return [heading, ((Text("keiner", "none").in_(lang), "dim"),)]
    step = f" +{figures.ratio(row['step'], lang)}" if row["step"] is not None else ""
    stake = figures.short(row["at_stake"], lang, currency)
    return [
        heading,
        *standing_lines(row, lang, width),
        ((f"→ {word(ACTIONS, row['proposal'], lang)}{step}", "accent"),),
        pair(WORDS["at_stake"].in_(lang), stake, width, "strong"),
        pair(WORDS["confidence"].in_(lang), figures.ratio(row["confidence"], lang, 0), width),
        *condition_lines(row["conditions"] or [], lang, width),
        *risk_lines(row["risks"] or [], lang, width, story.risks, advises=True),
        *_order(story, lang, currency, width),
    ]


def _order(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    lines = option_lines(story.options, lang, currency, width)
    heading = Text("Was in Frage kommt", "What comes into question").in_(lang)
    return [((heading, "strong"),), *lines] if lines else []


# Why not


def why_not(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    """Return the conditions that fail: of letting a loss-maker go; of every action where nothing is proposed."""
    actions = _in_question(story)
    nearest = _nearest(story, actions)
    if not nearest:
        return []
    heading = Text("Warum nicht …", "Why not …").in_(lang)
    lines: list[Line] = [title(heading, width)]
    for action, failed in nearest.items():
        lines += [((f"{word(ACTIONS, action, lang)}?", "strong"),), *condition_lines(failed, lang, width)]
    return lines


def _in_question(story: "CustomerStory") -> tuple[str, ...]:
    relevant = story.row.get("relevant_contribution")
    if story.proposal is None:
        return tuple(dict.fromkeys(rule.action for rule in rules_by_id().values()))
    is_loss = relevant is not None and relevant < 0
    return ("let_go",) if is_loss and story.proposal["proposal"] != "let_go" else ()


def _nearest(story: "CustomerStory", actions: Sequence[str]) -> dict[str, list[Mapping[str, Any]]]:
    """Return, per action, the conditions that fail in the rule of which the fewest do."""
    known = rules_by_id()
    found: dict[str, list[Mapping[str, Any]]] = {}
    for rule, rows in groupby(story.verdicts.iter_rows(named=True), key=itemgetter("rule")):
        failed: list[Mapping[str, Any]] = [row for row in rows if not row["holds"]]
        action = known[rule].action if rule in known else ""
        if action in actions and failed and len(failed) < len(found.get(action, [None] * 99)):
            found[action] = failed
    return {action: found[action] for action in actions if action in found}


# What if


def what_if(story: "CustomerStory", lang: Lang, currency: str, width: int) -> list[Line]:
    """Return what the price step changes at each loss of volume, and the loss at which it brings nothing."""
    if story.proposal is None or not story.outcomes:
        return []
    heading = Text("Wenn Menge wegfällt, in {currency}", "If volume is lost, in {currency}")
    even = story.proposal["break_even_loss"]
    outcomes = _chosen(story.outcomes, even)
    changes = [float(outcome.change) for outcome in outcomes]
    reach = (min(0.0, *changes), max(0.0, *changes))
    chart = max(8, min(30, width - LOSS - CHANGE - 2))
    rows = [(outcome.loss, _outcome(outcome, reach, chart, lang)) for outcome in outcomes]
    if even is not None and even < 1:
        rows.append((even, _break_even(even, reach, chart, lang)))
    rows.sort(key=itemgetter(0))
    lines = [title(heading.format(currency=currency).in_(lang), width), *(line for _, line in rows)]
    if even is not None and even >= 1:
        lines += [((part, "dim"),) for part in wrapped(NEVER_WORSE.in_(lang), width)]
    return lines


def _chosen(outcomes: Sequence["Outcome"], even: float | None) -> Sequence["Outcome"]:
    """Every tenth up to half of the volume where the break-even lies there, else every fifth of all of it."""
    return outcomes[: len(outcomes) // 2 + 1] if even is not None and even < 0.45 else outcomes[::2]


def _outcome(outcome: "Outcome", reach: tuple[float, float], chart: int, lang: Lang) -> Line:
    change = float(outcome.change)
    role: Role = "negative" if change < 0 else "positive"
    return (
        (filled(figures.ratio(-outcome.loss, lang, 0), LOSS - 2, right=True), "dim"),
        (filled(figures.signed_amount(outcome.change, lang), CHANGE, right=True), role if change < 0 else ""),
        (f"  {span(0.0, change, *reach, chart)}", role),
    )


def _break_even(even: float, reach: tuple[float, float], chart: int, lang: Lang) -> Line:
    zero = span(0.0, 0.0, *reach, chart)
    label, place = BREAK_EVEN.in_(lang), len(zero.rstrip())
    if len(label) + 1 < place:
        shown = f"{label:>{place - 2}} {zero.strip()}"
    else:
        shown = f"{zero.rstrip()} {label}" if len(label) + 1 < chart - place else zero
    return (
        (filled(figures.ratio(-even, lang, 0), LOSS - 2, right=True), "strong"),
        (filled("±0", CHANGE, right=True), "strong"),
        (f"  {shown}", "strong"),
    )


# Conditions granted


def findings(story: "CustomerStory", lang: Lang, width: int) -> list[Line]:
    """Return what the standing check found in this customer's conditions."""
    heading = title(Text("Konditionen", "Conditions granted").in_(lang), width)
    known = {finding.id: finding for finding in FINDINGS}
    lines: list[Line] = [heading]
    for row in story.findings.iter_rows(named=True):
        finding = known.get(row["finding"])
        if finding is None:
            continue
        evidence = finding.evidence.in_(lang).format(
            value=figure(row["value"], finding.kind, lang), limit=figure(row["limit"], finding.kind, lang)
        )
        lines.append((("! ", "warning"), (finding.label.in_(lang), "warning")))
        lines += [((f"  {part}", "dim"),) for part in wrapped(evidence, width - 2)]
    if len(lines) == 1:
        lines.append(((Text("keine Auffälligkeit", "nothing conspicuous").in_(lang), "dim"),))
    return lines
