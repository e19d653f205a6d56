"""`kw decide`, `kw undo`, `kw redo`."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import CustomerArgument, SessionOption, voice_of
from kw_tui.cli.tree import KwCommand
from kw_tui.cli.voice import Voice
from kw_tui.vocabulary.errors import DecisionError, UsageError
from kw_tui.vocabulary.meant import meant
from kw_tui.vocabulary.phrases import POSSIBLE
from kw_tui.vocabulary.texts import Text, percent

if TYPE_CHECKING:
    from kw_tui.core.decisions import Decision

ACTIONS = ("let_go", "reprice", "service", "channel", "keep", "snooze", "skip", "claim", "release")
UNTIL_A_DAY = ("keep", "snooze")
MOST_TOLD = 20
"""Decisions of one stroke that are told one by one."""
TAKES_EFFECT = ("reprice", "service", "channel")
_NONE_OF_YOURS = Text("Von Ihnen gibt es hier keine solche Entscheidung", "There is no such decision of yours here")
_SMALLEST_STEP = 0.1
_PER_CENT = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*%?")


def add_deciding(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("decide", cls=KwCommand, help=words.DECIDE.en)(_decide)
    app.command("undo", cls=KwCommand, help=words.UNDO.en)(_undo)
    app.command("redo", cls=KwCommand, help=words.REDO.en)(_redo)


def _decide(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    customer_id: CustomerArgument,
    action: Annotated[str, typer.Argument(metavar="ACTION", help=words.ACTION.en)],
    session: SessionOption = None,
    step: Annotated[str | None, typer.Option("--step", metavar="P", help=words.STEP.en)] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help=words.UNTIL.en)] = None,
    effective: Annotated[str | None, typer.Option("--effective", metavar="DATE", help=words.EFFECTIVE.en)] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=words.REASON.en, show_default=False)] = "",
) -> None:
    voice = voice_of(ctx)
    known, ratio, last_day, starts = read_action(action), read_step(step), read_day(until), read_day(effective)
    if last_day is not None and known not in UNTIL_A_DAY:
        message = Text("{action} hat keine Frist", "{action} takes no --until").format(action=known)
        raise UsageError(message, Text("--until gehört zu keep oder snooze", "--until goes with keep or snooze"))
    from kw_tui.core.decisions import waits_for

    if starts is not None and known not in TAKES_EFFECT:
        message = Text("{action} tritt nicht in Kraft", "{action} takes no --effective").format(action=known)
        hint = Text(
            "--effective gehört zu reprice, service oder channel", "--effective goes with reprice, service, channel"
        )
        raise UsageError(message, hint)
    bench = open_session(session, voice)
    made = bench.decide(customer_id, known, reason=reason, step=ratio, until=last_day, effective=starts)
    tell_notice(bench, voice)
    tell([made], Text("Entschieden", "Decided"), voice)
    if made.needs_signature:
        voice.say(Text("kw: {id} {waits}", "kw: {id} {waits}").format(id=made.customer_id, waits=waits_for(made)))


def _undo(ctx: typer.Context, session: SessionOption = None) -> None:
    voice = voice_of(ctx)
    undone = open_session(session, voice).undo()
    tell(undone, Text("Zurückgenommen", "Taken back"), voice)


def _redo(ctx: typer.Context, session: SessionOption = None) -> None:
    voice = voice_of(ctx)
    redone = open_session(session, voice).redo()
    tell(redone, Text("Wiederhergestellt", "Brought back"), voice)


def tell(decisions: "Sequence[Decision]", what: Text, voice: Voice) -> None:
    """Tell each decision in a line: what, about whom, by which step, by whom; many in one."""
    from kw_tui.core.decisions import ACTIONS as LABELS

    if not decisions:
        raise DecisionError(_NONE_OF_YOURS, Text("`kw decisions` zeigt alle", "`kw decisions` shows them all"))
    if len(decisions) > MOST_TOLD:
        first = decisions[0]
        action = LABELS.get(first.action, Text(first.action, first.action))
        line = Text("{what}: {count} Kunden - {action} ({who})", "{what}: {count} customers - {action} ({who})")
        voice.say(line.format(what=what, count=len(decisions), action=action, who=first.who))
        return
    for decision in decisions:
        action = LABELS.get(decision.action, Text(decision.action, decision.action))
        step = decision.step
        shown = Text(f" +{percent(step, 'de')}", f" +{percent(step, 'en')}") if step else Text("", "")
        line = Text("{what}: {id} - {action}{step} ({who})", "{what}: {id} - {action}{step} ({who})")
        voice.say(line.format(what=what, id=decision.customer_id, action=action, step=shown, who=decision.who))


def read_action(raw: str) -> str:
    """Read an action, `let-go` as well as `let_go`; raise UsageError with the nearest for any other."""
    action = raw.strip().lower().replace("-", "_").replace(" ", "_")
    if action in ACTIONS:
        return action
    message = Text("Aktion {raw!r} gibt es nicht", "There is no action {raw!r}").format(raw=raw)
    raise UsageError(message, meant(action, ACTIONS, POSSIBLE.format(all=", ".join(ACTIONS)), most=1))


def read_step(raw: str | None) -> float | None:
    """Read a price step in per cent (`5`, `5%`, `2,5`) as a ratio; raise UsageError otherwise."""
    if raw is None:
        return None
    plain = _PER_CENT.fullmatch(raw.strip())
    per_cent = float(plain[1].replace(",", ".")) if plain else -1.0
    if _SMALLEST_STEP <= per_cent <= 100:
        return per_cent / 100
    message = Text("Preisschritt {raw!r} ist nicht möglich", "Price step {raw!r} is not possible").format(raw=raw)
    raise UsageError(message, Text("in Prozent angeben: 5 heißt 5 %", "give it in per cent: 5 means 5 %"))


def read_day(raw: str | None) -> date | None:
    """Read `2027-01-31` or `31.01.2027`; raise UsageError otherwise."""
    if raw is None:
        return None
    for pattern in ("%Y-%m-%d", "%d.%m.%Y") if raw.isascii() else ():
        try:
            return datetime.strptime(raw.strip(), pattern).date()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
    message = Text("Datum {raw!r} ist nicht lesbar", "Date {raw!r} cannot be read").format(raw=raw)
    raise UsageError(message, Text("Form: 2027-01-31", "write 2027-01-31"))
