"""`kw neighbours ID`: the customers most like one, side by side with it."""

from typing import TYPE_CHECKING

import typer

from kw_tui.cli import words
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import (
    CountOption,
    CustomerArgument,
    FormatOption,
    OutputOption,
    PeriodOption,
    SessionOption,
    voice_of,
)
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.texts import Lang, Text, grouped, money, printable

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

SHOWN = (
    "customer_id", "name", "distance", "cluster", "revenue", "db1_ratio", "service_cost", "orders", "recency_days",
    "regularity",
)  # fmt: skip
BESIDE = 5
"""Neighbours that `kw customer` shows."""
NOBODY = Text(
    "kw: keine ähnlichen Kunden: keine Umsätze im Zeitraum, oder sonst niemand mit welchen",
    "kw: no similar customers: no sales in the period, or nobody else with any",
)


def add_neighbours(app: typer.Typer) -> None:
    """Add the command."""
    app.command("neighbours", cls=KwCommand, help=words.NEIGHBOURS.en)(_neighbours)


def _neighbours(
    ctx: typer.Context,
    customer_id: CustomerArgument,
    session: SessionOption = None,
    count: CountOption = 10,
    form: FormatOption = None,
    output: OutputOption = None,
    period: PeriodOption = None,
) -> None:
    from kw_tui.cli.columns import labelled
    from kw_tui.cli.target import check_target

    voice = voice_of(ctx)
    bench = open_session(session, voice, period)
    check_target(output, form, bench)
    found = bench.neighbours(customer_id, count)
    tell_notice(bench, voice)
    if found.is_empty():
        voice.say(NOBODY)
    Sink(voice, form, output).frame(found, labelled(bench, found), SHOWN)


def neighbour_lines(bench: "Workbench", customer_id: str, lang: Lang) -> list[str]:
    """A line for each of the nearest customers: id, name, revenue and distance."""
    distance = Text("Abstand {away}", "distance {away}")
    return [
        f"  {_wide(row['customer_id'], 12)}{_wide(row['name'] or '', 40)}"
        f"{money(row['revenue'], lang):>16}  {distance.format(away=grouped(row['distance'], 2, lang)).in_(lang)}"
        for row in bench.neighbours(customer_id, BESIDE).rows(named=True)[1:]
    ]


def _wide(written: str, room: int) -> str:
    from kw_tui.cli.layout import fitted, padded

    return padded(fitted(printable(written), room - 2), room, right=False)
