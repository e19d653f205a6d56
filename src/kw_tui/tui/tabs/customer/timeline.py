"""What happened with a customer and when: orders by month, the chance that it still buys, and dated events. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from kw_tui.tui import figures
from kw_tui.tui.lines import Line, filled, title, trimmed
from kw_tui.tui.tabs.customer.telling import sentence
from kw_tui.tui.widgets.charts import columns, curve
from kw_tui.vocabulary.texts import Lang, Text
from kw_tui.workbench.timeline import EVENTS

if TYPE_CHECKING:
    from kw_tui.workbench import Timeline

MOST_EVENTS = 400
MOST_MONTHS = 60
SCALE = 6
NOTHING = Text("noch keine Umsätze", "no sales yet")


def orders(timeline: "Timeline", lang: Lang, width: int, height: int = 3) -> list[Line]:
    """Return the orders of each month as columns."""
    heading = title(Text("Aufträge je Monat", "Orders by month").in_(lang), width)
    months = timeline.months.tail(_count(width))
    if months.is_empty():
        return [heading, ((NOTHING.in_(lang), "dim"),)]
    values = [float(value) for value in months["orders"]]
    gap = _gap(width, len(values))
    top = figures.count(max(values), lang)
    drawn: list[Line] = [
        ((filled(top if number == 0 else "", SCALE - 1, right=True), "dim"), (" ", ""), (row, "accent"))
        for number, row in enumerate(columns(values, height, gap=gap))
    ]
    return [heading, *drawn, _axis(months["month"].to_list(), gap)]


def alive(timeline: "Timeline", lang: Lang, width: int, height: int = 3) -> list[Line]:
    """Return the chance at the end of each of these months that the customer still buys, as a curve."""
    heading = Text("P(aktiv) am Monatsende", "P(alive) at the end of the month").in_(lang)
    months = timeline.months.tail(_count(width))
    known = months["p_alive"].drop_nulls()
    if known.is_empty():
        why = timeline.why_no_model.in_(lang) if timeline.why_no_model is not None else NOTHING.in_(lang)
        return [title(heading, width), *sentence(f"{figures.UNKNOWN} {why}", width)]
    gap = _gap(width, months.height)
    unknown = " " * ((months.height - len(known)) * (1 + gap))
    drawn = curve([float(value) for value in known], len(known) * (1 + gap) - gap, height, mark=1.0)
    scale = (figures.ratio(1.0, lang, 0), *[""] * (height - 2), figures.ratio(0.0, lang, 0))
    lines: list[Line] = [
        ((filled(label, SCALE - 1, right=True), "dim"), (" ", ""), (unknown + row, "accent"))
        for label, row in zip(scale, drawn, strict=True)
    ]
    said = Text("zuletzt {now} · am tiefsten {low}", "latest {now} · lowest {low}").in_(lang)
    told = said.format(now=figures.ratio(known[-1], lang), low=figures.ratio(_least(known.to_list()), lang))
    return [title(heading, width), *lines, ((told, ""),)]


def _least(values: list[float]) -> float:
    return min(values)


def _count(width: int) -> int:
    return max(6, min(MOST_MONTHS, (width - SCALE)))


def _gap(width: int, months: int) -> int:
    return 1 if months * 2 <= width - SCALE + 1 else 0


def _axis(months: list[date], gap: int) -> Line:
    room = len(months) * (1 + gap) - gap
    first, last = f"{months[0]:%m/%y}", f"{months[-1]:%m/%y}"
    shown = f"{first}{last:>{room - len(first)}}" if room > len(first) + len(last) else last
    return ((" " * SCALE + shown, "dim"),)


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
