"""`kw price-plan ID`: by which steps the price of a customer would be raised, and what if volume were lost."""

from typing import Annotated, Literal

import typer

from kw_tui.cli import words
from kw_tui.cli.assumed import NOTE
from kw_tui.cli.commands.deciding import read_step
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import CustomerArgument, SessionOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.amounts import read_share

PlanFormat = Literal["table", "json", "csv"]


def add_price_planning(app: typer.Typer) -> None:
    """Add the command."""
    app.command("price-plan", cls=KwCommand, help=words.PRICE_PLAN.en)(_price_plan)


def _price_plan(
    ctx: typer.Context,
    customer_id: CustomerArgument,
    session: SessionOption = None,
    step: Annotated[str | None, typer.Option("--step", metavar="P", help=words.OTHER_STEP.en)] = None,
    loss: Annotated[str | None, typer.Option("--loss", metavar="SHARE", help=words.LOSS.en)] = None,
    form: Annotated[PlanFormat, typer.Option("--format", help=words.FORMAT.en, show_default=False)] = "table",
) -> None:
    from kw_tui.cli.price_plans import STEP_COLUMNS, plain_plan, plan_lines

    voice = voice_of(ctx)
    ratio, lost = read_step(step), None if loss is None else read_share(loss)
    bench, sink = open_session(session, voice), Sink(voice, form)
    plan = bench.price_plan(customer_id, ratio, lost)
    tell_notice(bench, voice)
    if form == "json":
        sink.json(plain_plan(plan))
    elif form == "csv":
        sink.frame(plan.steps, STEP_COLUMNS)
    else:
        sink.text("\n".join(plan_lines(plan, voice.lang, bench.currency)))
        if bench.assumptions().get("step"):
            voice.say(NOTE)
