"""`kw conditions`: what the standing check of conditions found, their totals, or the discounts by size bracket."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.listed import Asked, as_list, listed
from kw_tui.cli.options import (
    voice_of,
)
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import Workbench

BracketsOption = Annotated[bool, typer.Option("--brackets", help=words.BRACKETS.en)]


TotalsOption = Annotated[bool, typer.Option("--totals", help=words.FINDINGS_TOTAL.en)]
EVIDENCE = Text(
    "`kw evidence KUNDE` zeigt die Belege eines Kunden", "`kw evidence CUSTOMER` shows the evidence of a customer"
)


def add_conditions(app: typer.Typer) -> None:
    """Add the command."""
    app.command("conditions", cls=KwCommand, help=words.CONDITIONS.en)(as_list(_conditions))


def _conditions(
    ctx: typer.Context, asked: Asked, brackets: BracketsOption = False, totals: TotalsOption = False
) -> None:
    if totals and brackets:
        raise UsageError(Text("--brackets oder --totals", "--brackets or --totals"), Text("eins davon", "one of them"))
    found = listed(asked, voice_of(ctx), partial(_asked, brackets=brackets, totals=totals))
    found.show()
    found.say((EVIDENCE,) if found.is_table and not brackets and found.rows.height else ())


def _asked(bench: "Workbench", *, brackets: bool, totals: bool) -> "pl.DataFrame":
    if brackets:
        return bench.brackets()
    return bench.condition_totals() if totals else bench.conditions()
