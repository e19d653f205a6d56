"""The portfolio in a few lines: its sums, and the top of the queue."""

from decimal import Decimal
from typing import TYPE_CHECKING

from kw_tui.vocabulary.texts import Text, day, grouped, money

if TYPE_CHECKING:
    from kw_tui.cli.output import Sink
    from kw_tui.workbench import Summary, Workbench

TOP = 10
SHOWN = ("rank", "customer_id", "name", "abc_sub", "proposal", "at_stake", "step", "effective_date", "state")


def show_overview(bench: "Workbench", sink: "Sink") -> None:
    """Write the summary of a session and the first items of its queue."""
    from kw_tui.cli.columns import labelled

    sink.text("\n".join(_lines(bench.summary(), sink)))
    top = bench.queue().head(TOP)
    sink.text(f"\n{Text('Oben in der Arbeitsliste', 'Top of the queue').in_(sink.voice.lang)}\n")
    sink.frame(top, labelled(bench, top), SHOWN)


def _lines(summary: "Summary", sink: "Sink") -> list[str]:
    lang = sink.voice.lang

    def amount(value: Decimal | None) -> str:
        return "–" if value is None else money(value, lang, summary.currency)

    first = day(summary.period.first, lang) if summary.period.first else "..."
    counted = Text("{all}, davon {active} mit Umsatz", "{all}, {active} of them with sales")
    losing = Text("{sum} bei {n} Kunden", "{sum} from {n} customers")
    waiting = Text("{n}, es geht um {sum} im Jahr", "{n}, {sum} a year at stake")
    rows = (
        (Text("Zeitraum", "Period"), Text("{a} - {b}", "{a} - {b}").format(a=first, b=day(summary.period.last, lang))),
        (
            Text("Kunden", "Customers"),
            counted.format(all=_count(summary.customers, sink), active=_count(summary.active, sink)),
        ),
        (Text("Umsatz", "Revenue"), amount(summary.revenue)),
        (Text("DB I", "DB I"), amount(summary.db1)),
        (Text("DB IV", "DB IV"), amount(summary.db4)),
        (Text("Relevanter DB", "Relevant contribution"), amount(summary.relevant_contribution)),
        (
            Text("davon negativ", "of it negative"),
            losing.format(sum=amount(summary.negative_sum), n=_count(summary.negative_customers, sink)),
        ),
        (
            Text("Offene Vorschläge", "Open proposals"),
            waiting.format(n=_count(summary.open_items, sink), sum=amount(summary.at_stake)),
        ),
        (Text("Entschieden", "Decided"), _count(summary.decided_items, sink)),
    )
    return [f"{label.in_(lang):<24}{text.in_(lang) if isinstance(text, Text) else text}" for label, text in rows]


def _count(number: int, sink: "Sink") -> str:
    return grouped(number, 0, sink.voice.lang)
