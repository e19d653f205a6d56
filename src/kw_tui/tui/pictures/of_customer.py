"""The pictures of one customer: where its price goes, what each month brought, whether it still buys, break-even.

What is not known is left out of a picture, and the picture says why it is empty.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from kw_tui.tui import figures
from kw_tui.tui.lines import Role
from kw_tui.tui.pictures.picture import (
    Axis,
    Columns,
    Cursor,
    Curve,
    Mark,
    Picture,
    Series,
    Step,
    Told,
    Waterfall,
)
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.core.metrics.ladder import Step as Amount
    from kw_tui.workbench import CustomerStory, Timeline, Workbench
    from kw_tui.workbench.price_plans import PricePlan

WATERFALL, LADDER, MONTHS, ORDERS, ALIVE, BREAK_EVEN = "waterfall", "ladder", "months", "orders", "alive", "break_even"
FIRST_ON = {"timeline": ALIVE}
"""The picture a page of the customer begins with; the others with the price waterfall."""
FIRST_FOR = {"reprice": BREAK_EVEN, "service": LADDER, "channel": LADDER, "let_go": LADDER}
"""The picture that tells most about a proposal."""
OF_LIST = Text("vom Listenpreis", "of list price")
OF_NET = Text("vom Nettoumsatz", "of net revenue")
INVOICED = Text("Rechnungsbetrag", "Invoiced")
DB1 = Text("DB I", "DB I")
COSTED = Text("Wareneinsatz bekannt bei", "cost of goods known on")
OF_LINES = Text("{share} der Zeilen", "{share} of lines")
MONTH = Text("Monat", "Month")
ONE_LOSS = Text("1 Monat mit Verlust", "1 month at a loss")
EVEN = Text("Gewinnschwelle", "break-even")
NO_LIST = Text("kein Listenpreis bekannt", "no list price known")
NO_SALES = Text("noch keine Umsätze", "no sales yet")
NO_PLAN = Text("kein Preisschritt möglich: {why}", "no price step is possible: {why}")
NO_RATIO = Text("die relevante DB-Quote ist nicht bekannt", "the relevant contribution ratio is not known")
IN_YEAR = Text("Änderung des relevanten DB im Jahr, {currency}", "Change of relevant contribution a year, {currency}")


def customer_pictures(
    story: "CustomerStory", timeline: "Timeline", plan: "PricePlan", currency: str
) -> tuple[Picture, ...]:
    """Return all pictures of a customer, in the order they are turned through."""
    return (
        price_waterfall(story, currency),
        ladder(story, currency),
        months(story, currency),
        alive(timeline),
        orders(timeline),
        break_even(plan, currency),
    )


def pictures_of(customer_id: str) -> "Callable[[Workbench], tuple[Picture, ...]]":
    """Return what asks the workbench for all pictures of a customer."""

    def made(bench: "Workbench") -> tuple[Picture, ...]:
        told = bench.customer(customer_id), bench.timeline(customer_id), bench.price_plan(customer_id)
        return customer_pictures(*told, bench.currency)

    return made


def money(currency: str) -> Callable[[Any, Lang], str]:
    """Return what writes an amount exactly."""
    return lambda value, lang: f"{figures.amount(value, lang, 2)} {currency}".rstrip()


def short(value: Any, lang: Lang) -> str:
    """Write an amount briefly, as an axis does."""
    return figures.short(value, lang, "")


def _whole(value: Any, lang: Lang) -> str:
    return figures.ratio(value, lang, 0)


# Steps


def price_waterfall(story: "CustomerStory", currency: str) -> Waterfall:
    """List price to pocket margin."""
    title = Text("Preistreppe: Liste bis Pocket-Marge", "Price waterfall: list to pocket margin")
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
    shares = [None if one.amount is None or whole <= 0 else float(one.amount) / whole for one in steps]
    signs = [1 if one.is_sum else -1 for one in steps]
    exact = money(currency)

    def share(place: int, lang: Lang) -> str:
        value = shares[place]
        return figures.ratio(None if value is None else value * signs[place], lang)

    def amount(place: int, lang: Lang) -> str:
        value = steps[place].amount
        return figures.amount(None if value is None else value * signs[place], lang)

    def tells(cursor: Cursor, lang: Lang) -> list[Told]:
        one = steps[cursor.y]
        value = None if one.amount is None else one.amount * signs[cursor.y]
        role: Role = "negative" if one.is_sum and value is not None and value < 0 else "strong"
        return [
            Told(one.label.in_(lang), exact(value, lang), role),
            Told("", f"{share(cursor.y, lang)} {of.in_(lang)}", ""),
        ]

    def rows(lang: Lang) -> list[list[str]]:
        heads = [title.in_(lang), currency or "", f"% {of.in_(lang)}"]
        return [heads, *([one.label.in_(lang), figures.amount(one.amount, lang, 2), share(place, lang)]
                         for place, one in enumerate(steps))]  # fmt: skip

    return Waterfall(
        id=id_,
        title=title,
        tells=tells,
        rows=rows,
        steps=tuple(Step(one.label, None if one.amount is None else float(one.amount), one.is_sum) for one in steps),
        x=Axis(Text(currency, currency), short),
        shown=(share, amount),
        empty=None if whole > 0 else NO_LIST,
    )


# Months


def _named(days: Sequence[date]) -> Callable[[int], str]:
    return lambda place: f"{days[place]:%m/%y}"


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def months(story: "CustomerStory", currency: str) -> Columns:
    """What was invoiced in each month, and the DB I that is left of it."""
    frame = story.monthly
    days, exact = frame["month"].to_list(), money(currency)
    invoiced, left, costed = (frame[name].to_list() for name in ("net_amount", "contribution", "costed"))

    def tells(cursor: Cursor, lang: Lang) -> list[Told]:
        revenue, contribution, share = invoiced[cursor.x], left[cursor.x], costed[cursor.x]
        told = [
            Told(MONTH.in_(lang), f"{days[cursor.x]:%m/%Y}", "title"),
            Told(INVOICED.in_(lang), exact(revenue, lang), "negative" if revenue < 0 else "strong"),
            Told(DB1.in_(lang), exact(contribution, lang), "negative" if (contribution or 0) < 0 else "strong"),
        ]
        if contribution is not None and revenue > 0:
            told.append(Told("", _of(float(contribution / revenue), INVOICED, lang)))
        if share is not None and share < 1:
            told.append(Told(COSTED.in_(lang), OF_LINES.in_(lang).format(share=_whole(share, lang)), "warning"))
        return told

    def rows(lang: Lang) -> list[list[str]]:
        heads = [MONTH.in_(lang), INVOICED.in_(lang), DB1.in_(lang)]
        return [heads, *([f"{day:%m/%Y}", figures.amount(one, lang, 2), figures.amount(other, lang, 2)]
                         for day, one, other in zip(days, invoiced, left, strict=True))]  # fmt: skip

    return Columns(
        id=MONTHS,
        title=Text("Rechnungsbeträge und DB I je Monat", "Invoiced and DB I by month"),
        tells=tells,
        rows=rows,
        series=(
            Series(INVOICED, tuple(map(_float, invoiced))),
            Series(DB1, tuple(map(_float, left)), "dotted"),
        ),
        y=Axis(Text(f"{currency} im Monat", f"{currency} a month"), short),
        names=_named(days),
        empty=None if days else NO_SALES,
        start=Cursor(max(0, len(days) - 1)),
        notes=_month_notes(days, invoiced, left, currency),
    )


def _of(share: float, whole: Text, lang: Lang) -> str:
    return f"{figures.ratio(share, lang)} {Text('vom', 'of').in_(lang)} {whole.in_(lang)}"


def _month_notes(days: Sequence[date], invoiced: Sequence[Any], left: Sequence[Any], currency: str) -> tuple[Text, ...]:
    if not days:
        return ()
    best = max(range(len(days)), key=lambda place: invoiced[place])
    losses = sum(1 for one in left if one is not None and one < 0)
    told = Text("höchster {best} im {month}", "highest {best} in {month}")
    amount = Text(*(figures.short(invoiced[best], lang, currency) for lang in ("de", "en")))
    notes = [told.format(best=amount, month=f"{days[best]:%m/%Y}")]
    if losses:
        said = ONE_LOSS if losses == 1 else Text("{n} Monate mit Verlust", "{n} months at a loss")
        notes.append(said.format(n=str(losses)))
    return tuple(notes)


def orders(timeline: "Timeline") -> Columns:
    """How often the customer ordered in each month."""
    frame = timeline.months
    days, counts, amounts = (frame[name].to_list() for name in ("month", "orders", "net_amount"))
    label = Text("Aufträge", "Orders")

    def tells(cursor: Cursor, lang: Lang) -> list[Told]:
        return [
            Told(MONTH.in_(lang), f"{days[cursor.x]:%m/%Y}", "title"),
            Told(label.in_(lang), figures.count(counts[cursor.x], lang)),
            Told(INVOICED.in_(lang), figures.amount(amounts[cursor.x], lang, 2)),
        ]

    def rows(lang: Lang) -> list[list[str]]:
        body = ([f"{day:%m/%Y}", figures.count(count, lang)] for day, count in zip(days, counts, strict=True))
        return [[MONTH.in_(lang), label.in_(lang)], *body]

    return Columns(
        id=ORDERS,
        title=Text("Aufträge je Monat", "Orders by month"),
        tells=tells,
        rows=rows,
        series=(Series(label, tuple(map(_float, counts))),),
        y=Axis(label, figures.number),
        names=_named(days),
        empty=None if days else NO_SALES,
        start=Cursor(max(0, len(days) - 1)),
    )


def alive(timeline: "Timeline") -> Curve:
    """The chance at the end of each month that the customer still buys."""
    days, chances = timeline.months["month"].to_list(), timeline.months["p_alive"].to_list()
    known = [chance for chance in chances if chance is not None]
    label = Text("P(aktiv)", "P(alive)")

    def tells(cursor: Cursor, lang: Lang) -> list[Told]:
        end = Text("Ende", "End of").in_(lang)
        return [Told(end, f"{days[cursor.x]:%m/%Y}", "title"), Told(label.in_(lang), _exact(chances[cursor.x], lang))]

    def rows(lang: Lang) -> list[list[str]]:
        body = ([f"{day:%m/%Y}", _exact(one, lang)] for day, one in zip(days, chances, strict=True))
        return [[MONTH.in_(lang), label.in_(lang)], *body]

    why = timeline.why_no_model or NO_SALES
    note = Text("zuletzt {now} · am tiefsten {low}", "latest {now} · lowest {low}")
    ends = {name: Text(_exact(one, "de"), _exact(one, "en")) for name, one in
            (("now", known[-1]), ("low", min(known)))} if known else {}  # fmt: skip
    return Curve(
        id=ALIVE,
        title=Text("P(aktiv) am Monatsende", "P(alive) at the end of the month"),
        tells=tells,
        rows=rows,
        xs=tuple(float(place) for place in range(len(days))),
        ys=tuple(chances),
        x=Axis(Text("Monat", "Month"), lambda value, _lang: str(value)),
        y=Axis(label, _whole),
        names=_named(days),
        reach=(0.0, 1.0),
        level=0.5,
        empty=None if known else why,
        start=Cursor(max(0, len(days) - 1)),
        notes=(note.format(**ends),) if known else (),
    )


def _exact(value: float | None, lang: Lang) -> str:
    return figures.ratio(value, lang, 1)


# What a price step may cost


def break_even(plan: "PricePlan", currency: str) -> Curve:
    """The change of a year's contribution over the share of volume that is lost, with the break-even."""
    outcomes, even = plan.outcomes, plan.break_even_loss
    exact = money(currency)

    def tells(cursor: Cursor, lang: Lang) -> list[Told]:
        one = outcomes[cursor.x]
        sign = "+" if one.change > 0 else ""
        return [
            Told(Text("Menge verloren", "Volume lost").in_(lang), _whole(one.loss, lang), "title"),
            Told(Text("gegenüber heute", "against today").in_(lang), sign + exact(one.change, lang),
                 "negative" if one.change < 0 else "positive"),
            Told(Text("relevanter DB im Jahr", "relevant contribution a year").in_(lang),
                 exact(one.contribution, lang), ""),
        ]  # fmt: skip

    def rows(lang: Lang) -> list[list[str]]:
        heads = [Text("Menge verloren", "Volume lost").in_(lang), Text("Änderung", "Change").in_(lang), currency]
        return [heads, *([_whole(one.loss, lang), figures.amount(one.change, lang, 2),
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
        x=Axis(Text("verlorene Menge", "volume lost"), _whole),
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
        return (
            Text("auch ohne den Kunden nicht schlechter als heute", "even without the customer no worse than today"),
        )
    share = Text(*(figures.ratio(even, lang) for lang in ("de", "en")))
    said = Text("bis {share} Mengenverlust bleibt ein Gewinn", "up to {share} of volume lost it still gains")
    return (said.format(share=share),)
