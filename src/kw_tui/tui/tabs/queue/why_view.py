"""The why beside the queue, as lines: who it is, what is proposed and why, with which plan and risks. Pure."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kw_tui.core.metrics.coverage import overstated
from kw_tui.tui import figures
from kw_tui.tui.lines import BLANK, Line, Role, beside, clipped, pair, wrapped
from kw_tui.tui.widgets.decided import standing_lines
from kw_tui.tui.widgets.reasons import condition_lines, is_told_in_order, option_lines, risk_lines
from kw_tui.tui.words import ACTIONS, CHANNELS, COMMUNICATION, NOBODY, WORDS, word
from kw_tui.vocabulary.phrases import AT_MOST, COMPUTING
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench.reasons import Reason

TWO_COLUMNS = 70
"""Cells from which the conditions stand beside the figures."""
ORDER = Text("Was in Frage kommt", "What comes into question")
MARKED = frozenset({"db4", "relevant_contribution"})


def why(
    row: Mapping[str, Any],
    reason: "Reason | None",
    lang: Lang,
    currency: str,
    width: int,
    assumed: Collection[str] = (),
) -> list[Line]:
    """Return the peek: who it is, what is proposed, under which conditions, with which plan and risks.

    Without a `reason` it is still being worked out. The figures in `assumed` rest on settings nobody has confirmed.
    Where there is room for two columns, the conditions stand beside the figures.
    """
    if width < TWO_COLUMNS:
        who, how = _who(row, lang, currency, width, assumed), _how(row, reason, lang, width)
        parts = [who, _because(row, reason, lang, width), _order(reason, lang, currency, width), how]
        return [line for part in parts if part for line in (*part, BLANK)]
    half = (width - 3) // 2
    right = width - half - 3
    left = [*_who(row, lang, currency, half, assumed), BLANK, *_how(row, reason, lang, half)]
    order = _order(reason, lang, currency, right)
    because = _because(row, reason, lang, right)
    return beside(left, [*because, *((BLANK, *order) if order else ())], half)


def _who(row: Mapping[str, Any], lang: Lang, currency: str, width: int, assumed: Collection[str]) -> list[Line]:
    return [
        *head(row, lang, width),
        BLANK,
        *standing_lines(row, lang, width),
        *_money(row, lang, currency, width, assumed),
    ]


def _because(row: Mapping[str, Any], reason: "Reason | None", lang: Lang, width: int) -> list[Line]:
    waiting: list[Line] = [((COMPUTING.in_(lang), "dim"),)]
    conditions = waiting if reason is None else condition_lines(reason.conditions, lang, width)
    basis = {} if reason is None else reason.risks
    return [((WORDS["conditions"].in_(lang), "title"),), *conditions, *_risks(row, basis, lang, width)]


def _order(reason: "Reason | None", lang: Lang, currency: str, width: int) -> list[Line]:
    """All that comes into question, and why in this order."""
    lines = option_lines(reason.options, lang, currency, width) if reason is not None else []
    return [((ORDER.in_(lang), "title"),), *lines] if lines else []


def _how(row: Mapping[str, Any], reason: "Reason | None", lang: Lang, width: int) -> list[Line]:
    others = row["alternatives"] if reason is None or not is_told_in_order(reason.options) else ()
    return [((Text("Umsetzung", "Plan").in_(lang), "title"),), *plan(row, lang, width), *_others(others, lang, width)]


def head(row: Mapping[str, Any], lang: Lang, width: int) -> list[Line]:
    """Return name, number, class and the proposal."""
    known = clipped(f"{row['customer_id']} · {row['abc_sub'] or figures.UNKNOWN}", width)
    name = clipped(row["name"] or NOBODY.in_(lang), width)
    proposal = word(ACTIONS, row["proposal"], lang)
    step = f" +{figures.ratio(row['step'], lang)}" if row["step"] is not None else ""
    return [((name, "strong"),), ((known, "dim"),), ((f"→ {proposal}{step}", "accent"),)]


def _money(row: Mapping[str, Any], lang: Lang, currency: str, width: int, assumed: Collection[str]) -> list[Line]:
    columns: tuple[tuple[Text, str], ...] = (
        (WORDS["at_stake"], "at_stake"),
        (Text("Umsatz", "Revenue"), "revenue"),
        *(((WORDS["group_revenue"], "group_revenue"),) if row.get("group_revenue") is not None else ()),
        (Text("DB IV", "DB IV"), "db4"),
        (Text("Relevanter Deckungsbeitrag", "Relevant contribution"), "relevant_contribution"),
    )
    lines, too_high = [], overstated(row)
    for label, column in columns:
        mark = figures.ASSUMED if column in MARKED and column in assumed and row[column] else ""
        mark = f"{AT_MOST}{mark}" if column in too_high else mark
        shown = f"{mark}{figures.short(row[column], lang, currency)}"
        lines.append(pair(label.in_(lang), shown, width, _role(row[column])))
    lines.insert(1, pair(WORDS["confidence"].in_(lang), figures.ratio(row["confidence"], lang, 0), width))
    mark = AT_MOST if "relevant_ratio" in too_high else ""
    share = f"{mark}{figures.ratio(row['relevant_ratio'], lang)}"
    lines.append(pair(Text("… in % vom Umsatz", "… as % of revenue").in_(lang), share, width))
    told = [f"{AT_MOST} {why.in_(lang)}" for why in dict.fromkeys(too_high.values())]
    return [*lines, *(((part, "dim"),) for one in told for part in wrapped(one, width, "  "))]


def _role(value: Any) -> Role:
    return "negative" if value is not None and value < 0 else ""


def _risks(row: Mapping[str, Any], basis: Mapping[str, Any], lang: Lang, width: int) -> list[Line]:
    if not row["risks"]:
        return []
    return [BLANK, ((WORDS["risks"].in_(lang), "title"),), *risk_lines(row["risks"], lang, width, basis)]


def plan(row: Mapping[str, Any], lang: Lang, width: int) -> list[Line]:
    """Return how the proposal would be carried out, as far as it says."""
    told: list[tuple[Text, str | None]] = [
        (WORDS["needed_step"], _known(row["needed_step"], figures.ratio, lang)),
        (WORDS["break_even_loss"], _known(row["break_even_loss"], figures.ratio, lang)),
        (WORDS["effective_date"], _known(row["effective_date"], figures.date_or_dash, lang)),
        (WORDS["communication"], _said(COMMUNICATION, row["communication"], lang)),
        (WORDS["channel_to"], _said(CHANNELS, row["channel_to"], lang)),
        (WORDS["profit_change"], _known(row["profit_change"], figures.amount, lang)),
    ]
    return [pair(label.in_(lang), value, width) for label, value in told if value is not None]


def _others(actions: Iterable[str], lang: Lang, width: int) -> list[Line]:
    """The other actions, as long as no more is known of them."""
    others = ", ".join(word(ACTIONS, one, lang) for one in actions)
    told = f"{WORDS['alternatives'].in_(lang)}: {others}"
    return [((part, "dim"),) for part in wrapped(told, width)] if others else []


def _known(value: Any, write: Any, lang: Lang) -> str | None:
    return None if value is None else write(value, lang)


def _said(texts: dict[str, Text], id_: Any, lang: Lang) -> str | None:
    return None if id_ is None else word(texts, id_, lang)
