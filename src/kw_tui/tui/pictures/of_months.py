"""A customer month by month: what was invoiced and is left, how often it ordered, whether it still buys."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from kw_tui.tui import figures
from kw_tui.tui.pictures.picture import Axis, Columns, Cursor, Curve, Series, Told
from kw_tui.tui.pictures.writing import exact, money, short, whole
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import CustomerStory, Timeline

MONTHS, ORDERS, ALIVE = "months", "orders", "alive"
INVOICED = Text("Rechnungsbetrag", "Invoiced")
DB1 = Text("DB I", "DB I")
COSTED = Text("Wareneinsatz bekannt bei", "cost of goods known on")
OF_LINES = Text("{share} der Zeilen", "{share} of lines")
MONTH = Text("Monat", "Month")
ONE_LOSS = Text("1 Monat mit Verlust", "1 month at a loss")
NO_SALES = Text("noch keine Umsätze", "no sales yet")


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
            told.append(Told(COSTED.in_(lang), OF_LINES.in_(lang).format(share=whole(share, lang)), "warning"))
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
        y=Axis(label, figures.count, is_counted=True),
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
        return [Told(end, f"{days[cursor.x]:%m/%Y}", "title"), Told(label.in_(lang), exact(chances[cursor.x], lang))]

    def rows(lang: Lang) -> list[list[str]]:
        body = ([f"{day:%m/%Y}", exact(one, lang)] for day, one in zip(days, chances, strict=True))
        return [[MONTH.in_(lang), label.in_(lang)], *body]

    why = timeline.why_no_model or NO_SALES
    note = Text("zuletzt {now} · am tiefsten {low}", "latest {now} · lowest {low}")
    ends = {name: Text(exact(one, "de"), exact(one, "en")) for name, one in
            (("now", known[-1]), ("low", min(known)))} if known else {}  # fmt: skip
    return Curve(
        id=ALIVE,
        title=Text("P(aktiv) am Monatsende", "P(alive) at the end of the month"),
        tells=tells,
        rows=rows,
        xs=tuple(float(place) for place in range(len(days))),
        ys=tuple(chances),
        x=Axis(Text("Monat", "Month"), lambda value, _lang: str(value)),
        y=Axis(label, whole),
        names=_named(days),
        reach=(0.0, 1.0),
        level=0.5,
        empty=None if known else why,
        start=Cursor(max(0, len(days) - 1)),
        notes=(note.format(**ends),) if known else (),
    )
