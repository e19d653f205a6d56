"""A price plan as lines: why, by which steps, and what small orders should pay. Pure."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kw_tui.tui import figures
from kw_tui.tui.lines import BLANK, Line, Role, filled, pair, wrapped
from kw_tui.tui.words import CHANNELS, COMMUNICATION, WORDS, word
from kw_tui.vocabulary.origins import unit_text
from kw_tui.vocabulary.phrases import MORE_STEPS
from kw_tui.vocabulary.settings import setting_by_id
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench.price_plans import PricePlan

MOST_SHOWN = 6
STEPS_TITLE = Text("Schritte in % des heutigen Preises", "Steps in % of today's price")
FEES_TITLE = Text("Kleinaufträge", "Small orders")
USED_TITLE = Text("Rechnet mit", "Rests on")
NO_MINIMUM = Text("unbekannt: DB-I-Quote fehlt oder nicht positiv", "unknown: DB I ratio missing or not positive")
_COLUMNS: tuple[tuple[str, Text, int, bool], ...] = (
    ("effective_date", Text("gültig ab", "from"), 10, False),
    ("step", Text("Schritt", "step"), 7, True),
    ("index", Text("Index", "index"), 6, True),
    ("communication", Text("mitteilen per", "tell by"), 15, False),
    ("revenue", Text("Umsatz", "revenue"), 9, True),
    ("relevant_contribution", Text("relev. DB", "relevant"), 9, True),
    ("change", Text("mehr", "more"), 8, True),
)
_CELLS = sum(width + 1 for _, _, width, _ in _COLUMNS)


def plan_lines(plan: "PricePlan", lang: Lang, currency: str, width: int, *, is_assumed: bool) -> list[Line]:
    """Return why, the steps, and what small orders should pay."""
    parts = (_head(plan, lang, width, is_assumed), _steps(plan, lang, width), _fees(plan.fees, lang, currency, width))
    return [line for part in parts for line in (*part, BLANK)][:-1]


def _head(plan: "PricePlan", lang: Lang, width: int, is_assumed: bool) -> list[Line]:
    mark = figures.ASSUMED if is_assumed else ""
    needed = figures.ratio(plan.first["needed_step"], lang)
    chosen = figures.ratio(plan.step, lang)
    lines = [
        pair(Text("Grund", "Reason").in_(lang), plan.reason.in_(lang), width),
        pair(WORDS["needed_step"].in_(lang), f"{mark}{needed}", width),
        pair(_step_label(plan, lang), f"{mark}{chosen}", width, "strong"),
        pair(WORDS["break_even_loss"].in_(lang), f"{mark}{figures.ratio(plan.break_even_loss, lang)}", width),
    ]
    if plan.why_reason is not None:
        lines += [((part, "warning"),) for part in wrapped(plan.why_reason.in_(lang), width)]
    if plan.first["channel_to"]:
        lines.append(pair(WORDS["channel_to"].in_(lang), word(CHANNELS, plan.first["channel_to"], lang), width))
    return lines


def _step_label(plan: "PricePlan", lang: Lang) -> str:
    label = WORDS["step"].in_(lang)
    if plan.bounds is None:
        return label
    least, most = (figures.ratio(one, lang) for one in plan.bounds)
    told = Text("{least} bis {most}", "{least} to {most}").format(least=least, most=most).in_(lang)
    if plan.step != plan.proposed:
        proposed = Text(", vorgeschlagen {step}", ", proposed {step}")
        told += proposed.format(step=figures.ratio(plan.proposed, lang)).in_(lang)
    return f"{label} ({told})"


def _steps(plan: "PricePlan", lang: Lang, width: int) -> list[Line]:
    lines: list[Line] = [((STEPS_TITLE.in_(lang), "title"),)]
    if plan.steps.is_empty():
        why = plan.why_none.in_(lang) if plan.why_none else figures.UNKNOWN
        return [*lines, *(((part, "warning"),) for part in wrapped(why, width))]
    shown = [one for one in _COLUMNS if one[0] != "revenue" or width >= _CELLS]
    lines.append((("".join(_cell(label.in_(lang), cells, right) for _, label, cells, right in shown), "dim"),))
    for row in plan.steps.head(MOST_SHOWN).iter_rows(named=True):
        lines.append(_row(row, shown, lang))
    return [*lines, *_rest(plan, lang, width)]


def _row(row: Mapping[str, Any], shown: list[tuple[str, Text, int, bool]], lang: Lang) -> Line:
    written = {
        "effective_date": figures.date_or_dash(row["effective_date"], lang),
        "step": f"+{figures.ratio(row['step'], lang)}",
        "index": figures.amount(100 * row["index"], lang, 1),
        "communication": word(COMMUNICATION, row["communication"], lang),
        "revenue": figures.amount(row["revenue"], lang),
        "relevant_contribution": figures.amount(row["relevant_contribution"], lang),
        "change": figures.amount(row["change"], lang),
    }
    return tuple((_cell(written[id_], cells, right), _role(id_, row)) for id_, _, cells, right in shown)


def _role(id_: str, row: Mapping[str, Any]) -> Role:
    if id_ == "step":
        return "strong"
    return "negative" if id_ == "relevant_contribution" and (row[id_] or 0) < 0 else ""


def _cell(text: str, cells: int, right: bool) -> str:
    return filled(text, cells, right=right) + " "


def _rest(plan: "PricePlan", lang: Lang, width: int) -> list[Line]:
    said = []
    if plan.steps.height > MOST_SHOWN:
        said.append(MORE_STEPS.format(n=figures.count(plan.steps_needed - MOST_SHOWN, lang)))
    if plan.open:
        left = Text("danach noch nötig: {open} des heutigen Preises", "still needed then: {open} of today's price")
        said.append(left.format(open=figures.ratio(plan.open, lang)))
    return [((part, "dim"),) for text in said for part in wrapped(text.in_(lang), width)]


def _fees(fees: Mapping[str, Any], lang: Lang, currency: str, width: int) -> list[Line]:
    def amount(name: str) -> str:
        return f"{figures.amount(fees[name], lang, 2)} {currency}".rstrip()

    least = NO_MINIMUM.in_(lang) if fees["minimum_order"] is None else amount("minimum_order")
    handling = Text("Mindestbestellwert ({cost} Abwicklung je Auftrag)", "Minimum order ({cost} handling per order)")
    lines = [
        ((FEES_TITLE.in_(lang), "title"),),
        pair(handling.format(cost=amount("order_cost")).in_(lang), least, width),
    ]
    if fees["small_orders"] is not None:
        count = Text("{n} von {all}", "{n} of {all}")
        small, placed = (figures.count(fees[name] or 0, lang) for name in ("small_orders", "orders"))
        counted = count.format(n=small, all=placed)
        below = Text("Aufträge darunter ohne Zuschlag", "Orders below it without surcharge")
        lines.append(pair(below.in_(lang), counted.in_(lang), width))
    if fees["small_orders"]:
        each = Text("Zuschlag im Mittel (auf {value})", "Surcharge on average (on {value})")
        lines.append(pair(each.format(value=amount("small_order_value")).in_(lang), amount("surcharge"), width))
        lines.append(pair(Text("brächte im Jahr", "would bring a year").in_(lang), amount("recovered"), width))
    return lines


def used_lines(plan: "PricePlan", lang: Lang, width: int) -> list[Line]:
    """Return the settings the plan rests on."""
    lines: list[Line] = [((USED_TITLE.in_(lang), "title"),)]
    for id_, value in plan.used.items():
        setting = setting_by_id(id_)
        shown = f"{value:g} {unit_text(setting.unit).in_(lang)}" if setting.unit else figures.ratio(float(value), lang)
        lines.append(pair(setting.label.in_(lang), shown, width))
    return lines
