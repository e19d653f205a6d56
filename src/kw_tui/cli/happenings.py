"""What happened with a customer, in lines: orders month by month, and what is dated, newest first."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kw_tui.vocabulary.texts import Lang, Text, day, grouped, money, percent, printable

if TYPE_CHECKING:
    from kw_tui.workbench import Timeline

_UNKNOWN = "–"


def plain_timeline(known: "Timeline") -> dict[str, Any]:
    """The months and events as rows."""
    return {"months": known.months.rows(named=True), "events": known.events.rows(named=True)}


def order_lines(known: "Timeline", lang: Lang, most: int | None = None) -> list[str]:
    """A line a month, or the latest: orders, what was invoiced, the chance at its end that the customer still buys."""
    names = (Text("Aufträge", "Orders"), Text("netto", "net"), Text("P(aktiv)", "P(alive)"))
    heading = "".join(f"{name.in_(lang):>{room}}" for name, room in zip(names, (10, 18, 12), strict=True))
    lines = [
        f"  {row['month']:%Y-%m}{grouped(row['orders'], 0, lang):>10}{money(row['net_amount'], lang):>18}"
        f"{_UNKNOWN if row['p_alive'] is None else percent(row['p_alive'], lang):>12}"
        for row in known.months.tail(most or known.months.height).iter_rows(named=True)
    ]
    why = [f"  P: {_UNKNOWN}  ({known.why_no_model.in_(lang)})"] if lines and known.why_no_model else []
    return [f"{'':>9}{heading}", *lines, *why] if lines else []


def event_lines(known: "Timeline", currency: str, lang: Lang, most: int | None = None) -> list[str]:
    """A line an event, or the newest: its day, what it was, and what is known of it."""
    from kw_tui.workbench.timeline import EVENTS

    lines = []
    for row in known.events.head(most or known.events.height).iter_rows(named=True):
        name = EVENTS.get(row["event"], Text(str(row["event"]), str(row["event"]))).in_(lang)
        lines.append(printable(f"  {day(row['day'], lang)}  {name:<26}{_details(row, currency, lang)}").rstrip())
    more = known.events.height - len(lines)
    told = Text("  … {more} frühere: --part timeline", "  … {more} earlier: --part timeline")
    return [*lines, told.in_(lang).format(more=more)] if more else lines


def _details(row: Mapping[str, Any], currency: str, lang: Lang) -> str:
    said = Text("erledigt {day}", "closed {day}") if row["event"] == "ticket" else Text("bis {day}", "until {day}")
    until = said.in_(lang)
    told = (
        f"{_plain(row['count'], lang)} x" if row["count"] not in (None, 1) else None,
        f"{_plain(row['minutes'], lang)} min" if row["minutes"] else None,
        percent(row["share"], lang) if row["share"] is not None else None,
        money(row["amount"], lang, currency) if row["amount"] is not None else None,
        row["text"],
        until.format(day=day(row["until"], lang)) if row["until"] is not None else None,
        row["who"],
    )
    return "  ".join(one for one in told if one)


def _plain(value: float, lang: Lang) -> str:
    return grouped(value, 0 if value.is_integer() else 1, lang)
