"""`kw sign`: the second signature."""

from typing import TYPE_CHECKING, Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.commands.deciding import tell
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import SessionOption, voice_of
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.cli.voice import Voice
    from kw_tui.core.decisions import Decision
    from kw_tui.workbench import Workbench


def add_signing(app: typer.Typer) -> None:
    """Add the command."""
    app.command("sign", cls=KwCommand, help=words.SIGN.en)(_sign)


def _sign(
    ctx: typer.Context,
    wanted: Annotated[str | None, typer.Argument(metavar="[ID]", help=words.SIGN_ID.en)] = None,
    session: SessionOption = None,
    is_all: Annotated[bool, typer.Option("--all", help=words.SIGN_ALL.en)] = False,
    is_rejection: Annotated[bool, typer.Option("--reject", help=words.SIGN_REJECT.en)] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=words.REASON.en, show_default=False)] = "",
) -> None:
    voice = voice_of(ctx)
    if (wanted is None) is not is_all or (is_all and is_rejection):
        message = Text("`kw sign` braucht eine Kundennummer oder --all", "`kw sign` needs a customer no. or --all")
        hint = Text(
            "ablehnen einzeln: kw sign ID --reject --reason TEXT", "reject one: kw sign ID --reject --reason TEXT"
        )
        raise UsageError(message, hint)
    if reason and not is_rejection:
        message = Text("Eine Unterschrift trägt keinen Grund", "A signature carries no reason")
        raise UsageError(message, Text("--reason gehört zu --reject", "--reason goes with --reject"))
    bench = open_session(session, voice)
    if wanted is not None and is_rejection:
        tell(bench.reject([wanted], reason), Text("Abgelehnt", "Rejected"), voice)
    else:
        _tell_signed(bench, bench.sign(None if wanted is None else [wanted]), voice)


def _tell_signed(bench: "Workbench", signed: "list[Decision]", voice: "Voice") -> None:
    tell_notice(bench, voice)
    if signed:
        tell(signed, Text("Gegengezeichnet", "Countersigned"), voice)
    else:
        voice.say(Text("kw: Nichts wartet auf Ihre Unterschrift.", "kw: Nothing waits for your signature."))
