"""The commands that list a table: customers, migration, capacity."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from kw_tui.cli import words
from kw_tui.cli.listed import Asked, as_list, listed
from kw_tui.cli.options import (
    voice_of,
)
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Listing:
    """One table: its command, its help, where it comes from, and the columns a screen usually shows."""

    name: str
    help: Text
    frame: "Callable[[Workbench], pl.DataFrame]"
    shown: tuple[str, ...] = ()
    notes: "Callable[[Workbench], Sequence[Text]]" = lambda _: ()


LISTINGS = (
    Listing(
        "customers",
        words.CUSTOMERS,
        lambda bench: bench.portfolio(),
        (
            "customer_id", "name", "abc_sub", "rfm_segment", "revenue", "db1", "db1_ratio", "db4",
            "relevant_contribution", "relevant_ratio", "orders", "last_order", "condition_findings",
        ),
    ),
    Listing(
        "migration",
        words.MIGRATION,
        lambda bench: bench.migration(),
        notes=lambda bench: [why] if (why := bench.why_no_migration()) else [],
    ),
    Listing(
        "capacity",
        words.CAPACITY,
        lambda bench: bench.capacity(),
        notes=lambda bench: bench.capacity_notes(),
    ),
)  # fmt: skip


def add_listings(app: typer.Typer) -> None:
    """Add a command for each listing."""
    for listing in LISTINGS:
        app.command(listing.name, cls=KwCommand, help=listing.help.en)(_command(listing))


def _command(listing: Listing) -> Callable[..., Any]:
    def command(ctx: typer.Context, asked: Asked) -> None:
        found = listed(asked, voice_of(ctx), listing.frame, listing.shown)
        found.show()
        found.say(listing.notes(found.bench))

    return as_list(command)
