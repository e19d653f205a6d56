"""A customer's price plan in lines, and as plain values."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kw_tui.vocabulary.origins import unit_text
from kw_tui.vocabulary.phrases import MORE_STEPS
from kw_tui.vocabulary.settings import setting_by_id
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Lang, Text, grouped, money, percent, printable
from kw_tui.vocabulary.words import WORDS

if TYPE_CHECKING:
    from kw_tui.core.proposals.break_even import Outcome
    from kw_tui.workbench.price_plans import PricePlan

STEP_COLUMNS = (
    Column("number", Kind.COUNT, Text("Nr.", "No.")),
    Column("effective_date", Kind.DATE, WORDS["effective_date"]),
    Column("step", Kind.RATIO, WORDS["step"]),
    Column("rise", Kind.RATIO, Text("auf den Preis davor", "on the price before")),
    Column("index", Kind.SCORE, Text("Preisindex", "Price index")),
    Column("communication", Kind.TEXT, WORDS["communication"]),
    Column("revenue", Kind.MONEY, Text("Umsatz im Jahr", "Revenue a year")),
    Column("relevant_contribution", Kind.MONEY, Text("Relevanter DB", "Relevant contribution")),
    Column("change", Kind.MONEY, Text("gegenüber heute", "against today")),
    Column("break_even_loss", Kind.RATIO, WORDS["break_even_loss"]),
)
"""What a table shows of each step; the price today has the index 100."""
MOST_SHOWN = 12
LOSSES = (0, 5, 10, 15, 20, 30, 40, 50, 75, 100)
_UNKNOWN = "–"
_OPEN = Text(
    "danach noch nötig: {open} des heutigen Preises, in {steps} Schritten insgesamt",
    "still needed afterwards: {open} of today's price, {steps} steps in all",
)
_NO_MINIMUM = Text("DB-I-Quote unbekannt oder nicht positiv", "DB I ratio unknown or not positive")


def plan_lines(plan: "PricePlan", lang: Lang, currency: str) -> Iterable[str]:
    """Write the plan for people."""
    yield printable(f"{plan.customer_id}  {plan.name or ''}").rstrip()
    yield from _head(plan, lang)
    yield from ("", Text("Schritte, in Prozent des heutigen Preises", "Steps, in per cent of today's price").in_(lang))
    yield from _steps(plan, lang)
    yield from ("", Text("Kleinaufträge", "Small orders").in_(lang))
    yield from _fees(plan.fees, lang, currency)
    if plan.outcomes:
        title = Text("Was wäre, wenn Menge verloren ginge (erster Schritt)", "What if volume is lost (first step)")
        yield from ("", title.in_(lang), *_what_if(plan, lang))
    yield from ("", Text("Rechnet mit", "Rests on").in_(lang), *_used(plan, lang))


def plain_plan(plan: "PricePlan") -> dict[str, Any]:
    """Return the plan as plain values."""
    names = ("customer_id", "name", "rule", "proposal", "step", "proposed", "bounds", "steps_needed", "open")
    told: dict[str, Any] = {name: getattr(plan, name) for name in names}
    first = {name: plan.first[name] for name in ("needed_step", "largest_step", "list_room", "channel_to", "abc")}
    return {
        **told,
        **first,
        "reason": plan.reason,
        "why_none": plan.why_none,
        "why_reason": plan.why_reason,
        "break_even_loss": plan.break_even_loss,
        "steps": plan.steps.drop("customer_id").rows(named=True),
        "fees": {name: value for name, value in plan.fees.items() if name != "customer_id"},
        "outcomes": [_plain_outcome(one) for one in plan.outcomes],
        "at_loss": plan.at_loss and _plain_outcome(plan.at_loss),
        "settings": plan.used,
    }


def _plain_outcome(outcome: "Outcome") -> dict[str, Any]:
    amounts = {name: round(getattr(outcome, name), 4) for name in ("revenue", "contribution", "change")}
    return {"loss": outcome.loss, **amounts}


def _head(plan: "PricePlan", lang: Lang) -> Iterable[str]:
    from kw_tui.core.proposals.channel import CHANNELS

    channel = CHANNELS.get(plan.first["channel_to"] or "")
    told = (
        (Text("Grund", "Reason"), plan.reason.in_(lang)),
        (WORDS["needed_step"], _ratio(plan.first["needed_step"], lang)),
        (WORDS["step"], _ratio(plan.step, lang)),
        (WORDS["break_even_loss"], _ratio(plan.break_even_loss, lang)),
        (WORDS["channel_to"], channel.in_(lang) if channel else _UNKNOWN),
    )
    yield from (f"  {label.in_(lang):<31}{value}" for label, value in told)
    if plan.step is not None and plan.proposed is not None and plan.step != plan.proposed:
        said = Text("vorgeschlagen: {step}", "proposed: {step}").format(step=_ratio(plan.proposed, lang))
        yield f"  {'':<31}{said.in_(lang)}"
    if plan.why_reason is not None:
        yield f"  {plan.why_reason.in_(lang)}"


def _steps(plan: "PricePlan", lang: Lang) -> Iterable[str]:
    from kw_tui.cli.columns import words_of_ids
    from kw_tui.cli.layout import table_lines

    if plan.steps.is_empty():
        yield f"  {plan.why_none.in_(lang) if plan.why_none else _UNKNOWN}"
        return
    rows = [
        [100 * row[one.id] if one.id == "index" else row[one.id] for one in STEP_COLUMNS]
        for row in plan.steps.head(MOST_SHOWN).rows(named=True)
    ]
    yield from (f"  {line}" for line in table_lines(STEP_COLUMNS, rows, lang, words_of_ids())[0])
    if plan.steps.height > MOST_SHOWN:
        yield f"  {MORE_STEPS.format(n=plan.steps.height - MOST_SHOWN).in_(lang)}"
    if plan.open:
        yield f"  {_OPEN.format(open=_ratio(plan.open, lang), steps=grouped(plan.steps_needed, 0, lang)).in_(lang)}"


def _fees(fees: Mapping[str, Any], lang: Lang, currency: str) -> Iterable[str]:
    told: list[tuple[Text, Text | str | None]] = [
        (Text("Abwicklung je Auftrag", "Handling per order"), _amount(fees["order_cost"], lang, currency)),
        (
            Text("Mindestbestellwert", "Minimum order"),
            _amount(fees["minimum_order"], lang, currency) or f"{_UNKNOWN}  ({_NO_MINIMUM.in_(lang)})",
        ),
    ]
    if fees["small_orders"] is not None:
        counts = {"n": grouped(fees["small_orders"], 0, lang), "all": grouped(fees["orders"] or 0, 0, lang)}
        below = Text("{n} von {all} im Zeitraum, ohne Zuschlag", "{n} of {all} in the period, without surcharge")
        told.append((Text("Aufträge darunter", "Orders below it"), below.format(**counts)))
    if fees["small_orders"]:
        told += [
            (Text("im Mittel", "on average"), _amount(fees["small_order_value"], lang, currency)),
            (Text("Zuschlag darauf", "Surcharge on that"), _amount(fees["surcharge"], lang, currency)),
            (Text("Zuschläge brächten im Jahr", "All a year"), _amount(fees["recovered"], lang, currency)),
        ]  # fmt: skip
    for label, value in told:
        if value is not None:
            yield f"  {label.in_(lang):<31}{value.in_(lang) if isinstance(value, Text) else value}"


def _what_if(plan: "PricePlan", lang: Lang) -> Iterable[str]:
    heads = (Text("Mengenverlust", "Volume lost"), Text("Relevanter DB", "Relevant contribution"))
    change = Text("gegenüber heute", "against today")
    yield f"  {heads[0].in_(lang):<16}{heads[1].in_(lang):>24}{change.in_(lang):>24}"
    asked = [] if plan.at_loss is None else [plan.at_loss]
    known = {one.loss for one in asked}
    shown = [one for one in plan.outcomes if round(one.loss * 100) in LOSSES and one.loss not in known]
    for one in sorted([*shown, *asked], key=lambda outcome: outcome.loss):
        loss = percent(one.loss, lang, 0 if round(one.loss * 100, 6).is_integer() else 1)
        mark = " <" if one in asked else ""
        yield f"  {loss:<16}{money(one.contribution, lang):>24}{money(one.change, lang):>24}{mark}"
    if plan.break_even_loss is not None:
        yield f"  {WORDS['break_even_loss'].in_(lang)}: {percent(plan.break_even_loss, lang)}"


def _used(plan: "PricePlan", lang: Lang) -> Iterable[str]:
    for id_, value in plan.used.items():
        setting = setting_by_id(id_)
        unit = unit_text(setting.unit).in_(lang)
        shown = f"{value:g} {unit}" if setting.unit else percent(float(value), lang)
        yield f"  {setting.label.in_(lang):<40}{shown:>10}  {id_}"


def _amount(value: Decimal | None, lang: Lang, currency: str) -> str | None:
    return None if value is None else money(value, lang, currency)


def _ratio(value: float | None, lang: Lang) -> str:
    return _UNKNOWN if value is None else percent(value, lang)
