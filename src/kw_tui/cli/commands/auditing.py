"""`kw conditions`: what the standing check of conditions found, or the discounts by size bracket."""

from typing import Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.assumed import NOTE
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import (
    ColumnsOption,
    DescOption,
    FormatOption,
    LimitOption,
    OutputOption,
    PeriodOption,
    SessionOption,
    SortOption,
    WhereOption,
    voice_of,
)
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand

BracketsOption = Annotated[bool, typer.Option("--brackets", help=words.BRACKETS.en)]


def add_conditions(app: typer.Typer) -> None:
    """Add the command."""
    app.command("conditions", cls=KwCommand, help=words.CONDITIONS.en)(_conditions)


def _conditions(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    session: SessionOption = None,
    brackets: BracketsOption = False,
    form: FormatOption = None,
    output: OutputOption = None,
    where: WhereOption = None,
    sort: SortOption = None,
    desc: DescOption = False,
    limit: LimitOption = None,
    columns: ColumnsOption = None,
    period: PeriodOption = None,
) -> None:
    from kw_tui.cli.columns import labelled
    from kw_tui.cli.narrowing import Narrowing
    from kw_tui.cli.target import check_target

    voice = voice_of(ctx)
    narrowing = Narrowing(where, sort, desc, limit, columns)
    bench = open_session(session, voice, period)
    check_target(output, form, bench)
    rows = narrowing.narrow(bench.brackets() if brackets else bench.conditions())
    shown = narrowing.chosen(rows, ())
    rows = rows.select(shown)
    tell_notice(bench, voice)
    sink = Sink(voice, form, output)
    sink.frame(rows, labelled(bench, rows), shown)
    if sink.form == "table" and set(shown) & set(bench.assumptions()):
        voice.say(NOTE)
