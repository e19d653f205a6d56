"""`kw batch ACTION --where SQL`: one decision about many customers, previewed first, taken with --yes."""

from typing import TYPE_CHECKING, Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.assumed import NOTE
from kw_tui.cli.commands.deciding import UNTIL_A_DAY, read_action, read_day, read_step
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import FormatOption, OutputOption, SessionOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text, grouped

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench
    from kw_tui.workbench.batches import Applied, BatchPreview

_NOTHING = Text("kw: nichts geschrieben; mit --yes wird entschieden", "kw: nothing written; --yes decides")
_DONE = Text(
    "Entschieden: {count} Kunden - {action} ({who}); `kw undo` nimmt alle zurück",
    "Decided: {count} customers - {action} ({who}); `kw undo` takes all back",
)
_WAIT = Text("kw: {count} davon: {waits}", "kw: {count} of them: {waits}")
_MEANWHILE = Text("kw: nicht entschieden:", "kw: not decided:")


def add_batching(app: typer.Typer) -> None:
    """Add the command."""
    app.command("batch", cls=KwCommand, help=words.BATCH.en)(_batch)


def _batch(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    action: Annotated[str, typer.Argument(metavar="ACTION", help=words.BATCH_ACTION.en)],
    where: Annotated[str, typer.Option("--where", metavar="SQL", help=words.BATCH_WHERE.en, show_default=False)],
    session: SessionOption = None,
    step: Annotated[str | None, typer.Option("--step", metavar="P", help=words.STEP.en)] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help=words.UNTIL.en)] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=words.REASON.en, show_default=False)] = "",
    yes: Annotated[bool, typer.Option("--yes", help=words.YES.en)] = False,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    from kw_tui.cli.target import check_target
    from kw_tui.workbench.batches import Wish

    voice = voice_of(ctx)
    known, ratio, last_day = read_action(action), read_step(step), read_day(until)
    if last_day is not None and known not in UNTIL_A_DAY:
        message = Text("{action} hat keine Frist", "{action} takes no --until").format(action=known)
        raise UsageError(message, Text("--until gehört zu keep oder snooze", "--until goes with keep or snooze"))
    bench, sink = open_session(session, voice), Sink(voice, form, output)
    check_target(output, form, bench)
    preview = bench.batch(Wish(known, ratio, last_day, reason), where)
    applied = bench.apply_batch(preview) if yes else None
    tell_notice(bench, voice)
    _show(preview, applied, sink, bench)
    if applied is None:
        voice.say(_NOTHING)
    else:
        _tell(applied, sink)


def _show(preview: "BatchPreview", applied: "Applied | None", sink: Sink, bench: "Workbench") -> None:
    from kw_tui.cli.batches import plain_preview, preview_lines
    from kw_tui.cli.columns import labelled

    if sink.form == "json":
        sink.json(plain_preview(preview, applied))
    elif sink.form == "table":
        sink.text("\n".join(preview_lines(preview, sink.voice.lang, bench.currency)))
        if bench.assumptions().get("break_even_loss"):
            sink.voice.say(NOTE)
    else:
        sink.frame(preview.rows, labelled(bench, preview.rows))


def _tell(applied: "Applied", sink: Sink) -> None:
    from kw_tui.cli.batches import left_out_lines
    from kw_tui.core.decisions import ACTIONS, waits_for

    first = applied.decisions[0]
    count = grouped(len(applied.decisions), 0, sink.voice.lang)
    sink.voice.say(_DONE.format(count=count, action=ACTIONS[first.action], who=first.who))
    if waiting := [one for one in applied.decisions if one.needs_signature]:
        sink.voice.say(_WAIT.format(count=grouped(len(waiting), 0, sink.voice.lang), waits=waits_for(waiting[0])))
    if applied.left_out:
        sink.voice.say(_MEANWHILE)
        for line in left_out_lines(applied, sink.voice.lang):
            sink.voice.say(Text(f"  {line}", f"  {line}"))
