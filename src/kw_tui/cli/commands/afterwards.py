"""`kw afterwards`: what came of decisions once later data is there."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kw_tui.cli import words
from kw_tui.cli.listed import Asked, Listed, as_list, listed
from kw_tui.cli.options import (
    voice_of,
)
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.texts import Lang, Text, grouped, money, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    import polars as pl

    from kw_tui.workbench import Workbench

SHOWN = (
    "customer_id", "name", "action", "effective_date", "asked_step", "realised_step", "coverage", "volume_change",
    "contribution_change", "status", "outcome", "why", "next",
)  # fmt: skip
SHOWN_TOTALS = (
    "steps_past", "settled", "asked_amount", "realised_amount", "realised_count", "partly_count",
    "not_carried_out_count", "lost_count", "contribution_lost", "volume_lost", "too_early_count",
    "not_comparable_count",
)  # fmt: skip
ByOption = Annotated[Literal["who", "class"] | None, typer.Option("--by", help=words.AFTERWARDS_BY.en)]


def add_afterwards(app: typer.Typer) -> None:
    """Add the command."""
    app.command("afterwards", cls=KwCommand, help=words.AFTERWARDS.en)(as_list(_afterwards, without=("period",)))


def _afterwards(ctx: typer.Context, asked: Asked, by: ByOption = None) -> None:

    def frame(bench: "Workbench") -> "pl.DataFrame":
        return bench.afterwards() if by is None else bench.afterwards_totals(by=by)

    usual = SHOWN if by is None else (by, *SHOWN_TOTALS)
    found = listed(asked, voice_of(ctx), frame, usual)
    found.show()
    found.say(_notes(found, asked) if by is None and found.is_table else ())


def _notes(found: Listed, asked: Asked) -> list[Text]:
    """The totals of the rows that `--where` leaves, however few of them and of their columns are shown."""
    from kw_tui.cli.narrowing import Narrowing

    rows = Narrowing(asked.where, headings=found.bench.headings).narrow(found.bench.afterwards())
    return total_lines(found.bench.afterwards_totals(rows).row(0, named=True), found.bench.currency)


def total_lines(totals: "Mapping[str, Any]", currency: str) -> list[Text]:
    """Say what the price steps came to; nothing where there is none."""
    if not totals["steps_past"]:
        return [Text("noch kein Preisschritt ist wirksam geworden", "no price step has taken effect yet")]
    settled = Text(
        "Preisschritte beurteilt: {settled}; verlangt {asked}, umgesetzt {realised} im Jahr; umgesetzt {done}, "
        "teilweise {part}, nicht {failed}; verlorene Kunden: {lost} (DB {worth}); aufgegebene Menge: {volume}",
        "price steps settled: {settled}; asked {asked}, realised {realised} a year; realised {done}, partly {part}, "
        "not {failed}; customers lost: {lost} (worth {worth}); volume given up: {volume}",
    )
    known = {
        "asked": _money(totals["asked_amount"], currency),
        "realised": _money(totals["realised_amount"], currency),
        "worth": _money(totals["contribution_lost"], currency),
        "volume": _money(totals["volume_lost"], currency),
    }
    counts = {
        "settled": totals["settled"],
        "done": totals["realised_count"],
        "part": totals["partly_count"],
        "failed": totals["not_carried_out_count"],
        "lost": totals["lost_count"],
    }
    lines = (
        [settled.format(**known, **{name: _count(one) for name, one in counts.items()})] if totals["settled"] else []
    )
    apart = Text(
        "nicht mitgezählt: {early} zu früh (verlangt {asked_early}), {none} nicht vergleichbar (verlangt {asked_none})",
        "not counted: {early} too early (asked {asked_early}), {none} not comparable (asked {asked_none})",
    )
    if totals["too_early_count"] or totals["not_comparable_count"]:
        rest = {
            "early": _count(totals["too_early_count"]),
            "asked_early": _money(totals["asked_too_early"], currency),
            "none": _count(totals["not_comparable_count"]),
            "asked_none": _money(totals["asked_not_comparable"], currency),
        }
        lines.append(apart.format(**rest))
    return lines


def past_lines(rows: "pl.DataFrame", lang: Lang) -> list[str]:
    """A customer's past measures, a line each and one of what followed."""
    from kw_tui.core.afterwards.outcome import COMPARED, OUTCOMES, STATUSES, WHY
    from kw_tui.core.decisions import ACTIONS
    from kw_tui.vocabulary.texts import day

    lines = []
    for one in rows.rows(named=True):
        why = f" ({WHY[one['why']].in_(lang)})" if one["why"] else ""
        action, outcome = ACTIONS[one["action"]].in_(lang), OUTCOMES[one["outcome"]].in_(lang)
        lines.append(f"  {day(one['effective_date'], lang)}  {action}: {outcome}{why}")
        told = [
            (Text("verlangt {x}", "asked {x}"), one["asked_step"], percent),
            (Text("umgesetzt {x}", "realised {x}"), one["realised_step"], percent),
            (Text("Menge {x}", "volume {x}"), one["volume_change"], _signed(percent)),
            (Text("DB I {x} im Jahr", "DB I {x} a year"), one["contribution_change"], _signed(money)),
            (Text("Kosten der Betreuung {x} im Jahr", "cost to serve {x} a year"), _saved(one), _signed(money)),
        ]
        known = [label.in_(lang).format(x=write(value, lang)) for label, value, write in told if value is not None]
        status = STATUSES[one["status"]].in_(lang)
        compared = COMPARED[one["compared_with"]].in_(lang)
        lines.append(f"    {', '.join([*known, status])}; {one['days']} {Text('Tage', 'days').in_(lang)}, {compared}")
    return lines


def _signed(write: "Callable[..., str]") -> "Callable[..., str]":
    """Write what changed with its sign."""
    return lambda value, lang: f"+{write(value, lang)}" if value > 0 else write(value, lang)


def _saved(one: "Mapping[str, Any]") -> "Any":
    before, after = one["cost_to_serve_before"], one["cost_to_serve_after"]
    return None if one["action"] == "reprice" or before is None or after is None else after - before


def _money(value: "Any", currency: str) -> Text:
    return Text(money(value, "de", currency, 0), money(value, "en", currency, 0))


def _count(value: int) -> Text:
    return Text(grouped(value, 0, "de"), grouped(value, 0, "en"))
