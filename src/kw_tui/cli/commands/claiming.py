"""`kw claim-potential`: a person's word on what more a customer could buy, with evidence and an expiry."""

from typing import Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.commands.deciding import read_day
from kw_tui.cli.dealings import hit_rate_line
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import CustomerArgument, SessionOption, voice_of
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.amounts import read_amount
from kw_tui.vocabulary.texts import Text, money


def add_claiming(app: typer.Typer) -> None:
    """Add the command."""
    app.command("claim-potential", cls=KwCommand, help=words.CLAIM_POTENTIAL.en)(_claim_potential)


def _claim_potential(
    ctx: typer.Context,
    customer_id: CustomerArgument,
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help=words.AMOUNT.en)],
    session: SessionOption = None,
    evidence: Annotated[
        str, typer.Option("--evidence", metavar="TEXT", help=words.EVIDENCE.en, show_default=False)
    ] = "",
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help=words.UNTIL.en)] = None,
) -> None:
    voice = voice_of(ctx)
    claimed, last_day = read_amount(amount), read_day(until)
    bench = open_session(session, voice)
    made = bench.claim_potential(customer_id, claimed, evidence, last_day)
    tell_notice(bench, voice)
    told = Text(
        "Potenzial von {id}: {amount} mehr im Jahr bis {day} ({who}); {hits}",
        "Potential of {id}: {amount} more a year by {day} ({who}); {hits}",
    )
    shown = Text(money(claimed, "de", bench.currency), money(claimed, "en", bench.currency))
    hits = hit_rate_line(bench.hit_rate())
    voice.say(told.format(id=made.customer_id, amount=shown, day=made.until, who=made.who, hits=hits))
