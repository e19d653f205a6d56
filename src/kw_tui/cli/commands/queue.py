"""`kw queue`: the proposals by money at stake, those of one product group, or every action that comes into question."""

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

GroupOption = Annotated[str | None, typer.Option("--group", metavar="NAME", help=words.QUEUE_GROUP.en)]
ProposalsOption = Annotated[bool, typer.Option("--proposals", help=words.QUEUE_PROPOSALS.en)]
SHOWN = (
    "rank", "customer_id", "name", "abc_sub", "proposal", "at_stake", "step", "break_even_loss",
    "effective_date", "communication", "channel_to", "risks", "state", "claimed_by",
)  # fmt: skip
SHOWN_OF_GROUP = (*SHOWN[:6], "group_revenue", "rank_overall", *SHOWN[6:])
SHOWN_OPTIONS = ("rank", "customer_id", "name", "order", "proposal", "at_stake", "confidence", "step", "order_reason")


def add_queue(app: typer.Typer) -> None:
    """Add the command."""
    app.command("queue", cls=KwCommand, help=words.QUEUE.en)(as_list(_queue))


def _queue(ctx: typer.Context, asked: Asked, group: GroupOption = None, proposals: ProposalsOption = False) -> None:
    if proposals and group is not None:
        message = Text("--proposals und --group gehen nicht zusammen", "--proposals and --group do not go together")
        raise UsageError(message, Text("eines von beiden weglassen", "leave one of them out"))

    def frame(bench: "Workbench") -> "pl.DataFrame":
        if proposals:
            return bench.options()
        return bench.queue_with_conditions(group)

    shown = SHOWN_OPTIONS if proposals else SHOWN if group is None else SHOWN_OF_GROUP
    found = listed(asked, voice_of(ctx), frame, shown)
    found.show()
    found.say(() if group is None or not found.is_table else [found.bench.sharing(group)])
