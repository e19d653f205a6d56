"""`kw conditions`: what the standing check of conditions found, or the discounts by size bracket."""

from typing import Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.listed import Asked, listed
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
    asked = Asked(session, form, output, where, sort, desc, limit, columns, period)
    found = listed(asked, voice_of(ctx), lambda bench: bench.brackets() if brackets else bench.conditions())
    found.show()
    found.say(())
