"""What happened with a customer and when: orders by month, the chance that it still buys, and dated events. Pure."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kw_tui.tui import figures
from kw_tui.tui.lines import Line, title, trimmed
from kw_tui.tui.pictures import drawing, of_months
from kw_tui.tui.tabs.customer.telling import sentence
from kw_tui.vocabulary.texts import Lang, Text
from kw_tui.workbench.timeline import EVENTS

if TYPE_CHECKING:
    from kw_tui.workbench import Timeline

MOST_EVENTS = 400


def orders(timeline: "Timeline", lang: Lang, width: int, height: int = 5) -> list[Line]:
    """Return the orders of each month as columns."""
    return drawing.among(of_months.orders(timeline), height, lang, width)


def alive(timeline: "Timeline", lang: Lang, width: int, height: int = 5) -> list[Line]:
    """Return the chance at the end of each month that the customer still buys, as a curve."""
    return drawing.among(of_months.alive(timeline), height, lang, width)


# Events


def events(timeline: "Timeline", lang: Lang, currency: str, width: int) -> list[Line]:
    """Return the dated events, newest first; of very many the newest."""
    count = timeline.events.height
    heading = Text("Was war: {count} Ereignisse", "What happened: {count} events").in_(lang)
    lines: list[Line] = [title(heading.format(count=figures.count(count, lang)), width)]
    for row in timeline.events.head(MOST_EVENTS).iter_rows(named=True):
        lines.append(event(row, lang, currency, width))
    if count > MOST_EVENTS:
        more = Text("… {more} frühere: kw customer --part timeline", "… {more} earlier: kw customer --part timeline")
        lines += sentence(more.in_(lang).format(more=figures.count(count - MOST_EVENTS, lang)), width)
    return lines


def event(row: Mapping[str, Any], lang: Lang, currency: str, width: int) -> Line:
    """Return one event: its day, what it was, and what is known of it."""
    label = EVENTS.get(row["event"])
    name = label.in_(lang) if label is not None else str(row["event"] or figures.UNKNOWN)
    told = " · ".join(details(row, lang, currency))
    line: Line = (
        (f"{figures.date_or_dash(row['day'], lang)}  ", "dim"),
        (name, "strong"),
        (f"  {told}" if told else "", ""),
    )
    return trimmed(line, width)


def details(row: Mapping[str, Any], lang: Lang, currency: str) -> list[str]:
    """Return what is known of an event besides its day and name."""
    count, minutes, share = row["count"], row["minutes"], row["share"]
    said = Text("erledigt {day}", "closed {day}") if row["event"] == "ticket" else Text("bis {day}", "until {day}")
    until = said.in_(lang)
    parts = (
        f"{figures.number(count, lang)}×" if count is not None and count != 1 else None,
        f"{figures.number(minutes, lang)} min" if minutes else None,
        figures.ratio(share, lang) if share is not None else None,
        f"{figures.amount(row['amount'], lang)} {currency}".rstrip() if row["amount"] is not None else None,
        row["text"],
        until.format(day=figures.date_or_dash(row["until"], lang)) if row["until"] is not None else None,
        row["who"],
    )
    return [part for part in parts if part]
