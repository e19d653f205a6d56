"""`kw decisions`: the journal as a list, and as a file for a CRM."""

from typing import TYPE_CHECKING, Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.listed import Asked, as_list, listed
from kw_tui.cli.options import (
    voice_of,
)
from kw_tui.cli.tree import KwCommand

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.cli.voice import Voice
    from kw_tui.workbench import Workbench

SHOWN = ("when", "who", "customer_id", "action", "step", "until", "reason", "stands")
TO_SIGN = ("when", "who", "customer_id", "action", "step", "at_stake", "reason", "id")


def add_exporting(app: typer.Typer) -> None:
    """Add the command."""
    app.command("decisions", cls=KwCommand, help=words.DECISIONS.en)(as_list(_decisions))


def _decisions(
    ctx: typer.Context,
    asked: Asked,
    is_open: Annotated[bool, typer.Option("--open", help=words.DECISIONS_OPEN.en)] = False,
) -> None:
    voice = voice_of(ctx)
    found = listed(asked, voice, lambda bench: _told(bench, voice, is_open), TO_SIGN if is_open else SHOWN)
    found.show()


def _told(bench: "Workbench", voice: "Voice", is_open: bool) -> "pl.DataFrame":
    import polars as pl

    told = bench.exported_decisions(voice.lang)
    return told.filter(pl.col("signature") == "open") if is_open else told
