"""The portfolio in a few lines: its sums, and the top of the queue."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from kw_tui.cli.assumed import MARK, NOTE
from kw_tui.vocabulary.texts import Text, day, grouped, money
from kw_tui.vocabulary.words import PLACES

if TYPE_CHECKING:
    from kw_tui.cli.output import Sink
    from kw_tui.workbench import Summary, Workbench

TOP = 10
SHOWN = ("rank", "customer_id", "name", "abc_sub", "proposal", "at_stake", "step", "effective_date", "state")


def show_overview(bench: "Workbench", sink: "Sink") -> None:
    """Write the summary of a session and the first items of its queue."""
    from kw_tui.cli.columns import labelled

    lang, assumed = sink.voice.lang, bench.assumptions()
    sink.text("\n".join(_lines(bench.summary(), assumed, sink)))
    top = bench.queue().head(TOP)
    heading = Text("{place}, die obersten {n}", "{place}, top {n}").format(place=PLACES["queue"], n=TOP)
    sink.text(f"\n{heading.in_(lang)}\n")
    sink.frame(top, labelled(bench, top), SHOWN)
    if assumed:
        sink.text(f"\n{NOTE.in_(lang)}")


def _lines(summary: "Summary", assumed: Collection[str], sink: "Sink") -> list[str]:
    lang = sink.voice.lang

    def amount(name: str, rests_on: str = "") -> str:
        value = getattr(summary, name)
        mark = f" {MARK}" if value and (rests_on or name) in assumed else ""
        return "–" if value is None else money(value, lang, summary.currency) + mark

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
        (Text("Umsatz", "Revenue"), amount("revenue")),
        (Text("DB I", "DB I"), amount("db1")),
        (Text("DB IV", "DB IV"), amount("db4")),
        (
            Text("Relevanter DB", "Relevant contribution"),
            amount("relevant_contribution"),
        ),
        (
            Text("davon negativ", "of it negative"),
            losing.format(
                sum=amount("negative_sum", "relevant_contribution"), n=_count(summary.negative_customers, sink)
            ),
        ),
        (
            Text("Offene Vorschläge", "Open proposals"),
            waiting.format(n=_count(summary.open_items, sink), sum=amount("at_stake")),
        ),
        (Text("Entschieden", "Decided"), _count(summary.decided_items, sink)),
    )
    return [f"{label.in_(lang):<24}{text.in_(lang) if isinstance(text, Text) else text}" for label, text in rows]


def _count(number: int, sink: "Sink") -> str:
    return grouped(number, 0, sink.voice.lang)
