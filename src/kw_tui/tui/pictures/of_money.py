"""Where a customer's money goes: the price waterfall, the ladder to DB IV, and what a price step may cost in volume."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kw_tui.tui import figures
from kw_tui.tui.lines import Role
from kw_tui.tui.pictures.picture import Axis, Cursor, Curve, Mark, Step, Told, Waterfall
from kw_tui.tui.pictures.writing import money, short, whole
from kw_tui.vocabulary.phrases import BREAK_EVEN as EVEN
from kw_tui.vocabulary.phrases import NEVER_WORSE
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.core.metrics.ladder import Step as Amount
    from kw_tui.workbench import CustomerStory
    from kw_tui.workbench.price_plans import PricePlan

WATERFALL, LADDER, BREAK_EVEN = "waterfall", "ladder", "break_even"
STEP = Text("Schritt", "Step")
OF_LIST = Text("vom Listenpreis", "of list price")
OF_NET = Text("vom Nettoumsatz", "of net revenue")
NO_LIST = Text("kein Listenpreis bekannt", "no list price known")
NOTHING_SOLD = Text("kein positiver Umsatz im Zeitraum", "no positive revenue in the period")
NO_PLAN = Text("kein Preisschritt möglich: {why}", "no price step is possible: {why}")
NO_RATIO = Text("die relevante DB-Quote ist nicht bekannt", "the relevant contribution ratio is not known")
IN_YEAR = Text("Änderung des relevanten DB im Jahr, {currency}", "Change of relevant contribution a year, {currency}")


def price_waterfall(story: "CustomerStory", currency: str) -> Waterfall:
    """List price to pocket margin."""
    title = Text("Preistreppe: Liste bis realisierte Marge", "Price waterfall: list to pocket margin")
    return _steps(WATERFALL, title, story.waterfall, (OF_LIST, 0), currency)


def ladder(story: "CustomerStory", currency: str) -> Waterfall:
    """List revenue to DB IV."""
    title = Text("Deckungsbeitrag: Listenumsatz bis DB IV", "Contribution: list revenue to DB IV")
    at = next((place for place, one in enumerate(story.ladder) if one.id == "revenue"), 0)
    return _steps(LADDER, title, story.ladder, (OF_NET, at), currency)


def _steps(id_: str, title: Text, steps: "Sequence[Amount]", base: tuple[Text, int], currency: str) -> Waterfall:
    """A waterfall of steps; shares are of the step at the place of `base`."""
    of, at = base
    whole = float(steps[at].amount or 0) if steps else 0.0
    signed = [one.amount if one.is_sum or one.amount is None else -one.amount for one in steps]
    exact = money(currency)

    def share(place: int, lang: Lang) -> str:
        value = signed[place]
        return figures.ratio(None if value is None or whole <= 0 else float(value) / whole, lang)

    def amount(place: int, lang: Lang) -> str:
        return figures.amount(signed[place], lang)

    def tells(cursor: Cursor, lang: Lang) -> list[Told]:
        one, value = steps[cursor.y], signed[cursor.y]
        role: Role = "negative" if one.is_sum and value is not None and value < 0 else "strong"
        return [
            Told(one.label.in_(lang), exact(value, lang), role),
            Told("", f"{share(cursor.y, lang)} {of.in_(lang)}", ""),
        ]

    def rows(lang: Lang) -> list[list[str]]:
        heads = [STEP.in_(lang), currency or "", f"% {of.in_(lang)}"]
        return [heads, *([one.label.in_(lang), figures.amount(signed[place], lang, 2), share(place, lang)]
                         for place, one in enumerate(steps))]  # fmt: skip

    return Waterfall(
        id=id_,
        title=title,
        tells=tells,
        rows=rows,
        steps=tuple(Step(one.label, None if one.amount is None else float(one.amount), one.is_sum) for one in steps),
        x=Axis(Text(currency, currency), short),
        shown=(share, amount),
        empty=None if whole > 0 else NO_LIST if not steps or steps[at].amount is None else NOTHING_SOLD,
    )


# What a price step may cost


def break_even(plan: "PricePlan", currency: str) -> Curve:
    """The change of a year's contribution over the share of volume that is lost, with the break-even."""
    outcomes, even = plan.outcomes, plan.break_even_loss
    exact = money(currency)

    def tells(cursor: Cursor, lang: Lang) -> list[Told]:
        one = outcomes[cursor.x]
        return [
            Told(Text("Menge verloren", "Volume lost").in_(lang), whole(one.loss, lang), "title"),
            Told(Text("gegenüber heute", "against today").in_(lang),
                 figures.signed(one.change, exact(one.change, lang)), "negative" if one.change < 0 else "positive"),
            Told(Text("relevanter DB im Jahr", "relevant contribution a year").in_(lang),
                 exact(one.contribution, lang), ""),
        ]  # fmt: skip

    def rows(lang: Lang) -> list[list[str]]:
        heads = [Text("Menge verloren", "Volume lost").in_(lang), Text("Änderung", "Change").in_(lang), currency]
        return [heads, *([whole(one.loss, lang), figures.amount(one.change, lang, 2),
                          figures.amount(one.contribution, lang, 2)] for one in outcomes)]  # fmt: skip

    title = Text("Gewinnschwelle", "Break-even")
    if plan.step is not None:
        step = Text(*(figures.ratio(plan.step, lang) for lang in ("de", "en")))
        title = Text("Gewinnschwelle bei Preisschritt +{step}", "Break-even of a price step of +{step}").format(
            step=step
        )
    return Curve(
        id=BREAK_EVEN,
        title=title,
        tells=tells,
        rows=rows,
        xs=tuple(one.loss for one in outcomes),
        ys=tuple(float(one.change) for one in outcomes),
        x=Axis(Text("verlorene Menge", "volume lost"), whole),
        y=Axis(IN_YEAR.format(currency=currency), short),
        marks=_even_mark(even),
        empty=None if outcomes else NO_PLAN.format(why=plan.why_none or NO_RATIO),
        start=Cursor(0 if even is None else round(min(even, 1.0) * max(0, len(outcomes) - 1))),
        notes=_even_notes(even),
    )


def _even_mark(even: float | None) -> tuple[Mark, ...]:
    if even is None or not 0 <= even < 1:
        return ()
    label = Text(*(f"{EVEN.in_(lang)} {figures.ratio(even, lang)}" for lang in ("de", "en")))
    return (Mark(even, label),)


def _even_notes(even: float | None) -> tuple[Text, ...]:
    if even is None:
        return ()
    if even >= 1:
        return (NEVER_WORSE,)
    share = Text(*(figures.ratio(even, lang) for lang in ("de", "en")))
    said = Text("bis {share} Mengenverlust bleibt ein Gewinn", "up to {share} of volume lost it still gains")
    return (said.format(share=share),)
