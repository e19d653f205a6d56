"""`kw set`: show every setting, tell all about one, or change some."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.opening import open_or_new, open_session
from kw_tui.cli.options import FormatOption, OutputOption, SessionOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.meant import meant
from kw_tui.vocabulary.settings import ITEMS
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

_NOTHING_TO_WRITE = Text("Eine Änderung schreibt keine Liste", "A change writes no list")
LAST_CHANGES = 5
"""How many of the last changes are told."""
MAY_COME_FIRST = frozenset({"currency", "rates"})
"""What may have to be said before anything can be imported, so that a new session may begin with it."""
DEFAULT = frozenset({"default", "vorgabe"})
"""A value that takes a setting back to its default."""


def add_settings(app: typer.Typer) -> None:
    """Add the command."""
    app.command("set", cls=KwCommand, help=words.SET.en)(_set)


def _set(
    ctx: typer.Context,
    changes: Annotated[list[str] | None, typer.Argument(metavar="KEY=VALUE...", help=words.CHANGES.en)] = None,
    session: SessionOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words.SET_DRY_RUN.en)] = False,
) -> None:
    from kw_tui.cli.target import check_target

    voice = voice_of(ctx)
    names, wanted = _asked(changes or [])
    begins = session is not None and wanted and not dry_run and MAY_COME_FIRST.issuperset(wanted)
    if output is not None and wanted and not dry_run:
        raise UsageError(_NOTHING_TO_WRITE, Text("-o nur zum Zeigen", "-o is for showing"))
    bench, sink = (open_or_new if begins else open_session)(session, voice), Sink(voice, form, output)
    check_target(output, form, bench)
    if wanted and dry_run:
        from kw_tui.cli.commands.trying import tell_effect

        tell_effect(bench, wanted, sink)
    elif wanted:
        bench.set(**wanted)
        default = Text("Vorgabe", "default").in_(voice.lang)
        said = ", ".join(f"{key} = {default if value is None else value}" for key, value in wanted.items())
        voice.say(Text("Gespeichert: {said}", "Saved: {said}").format(said=said))
    else:
        _show(bench, sink, names)


def _asked(changes: Sequence[str]) -> tuple[list[str], dict[str, str | None]]:
    """Return the names to tell about, or the values to set: one or the other."""
    parts = [_parted(change) for change in changes]
    names = [key for key, value in parts if value is None]
    if names and len(names) < len(parts):
        message = Text("Für {key} fehlt der Wert", "{key} lacks a value").format(key=names[0])
        raise UsageError(message, Text("Form: {key}=WERT", "write {key}=VALUE").format(key=names[0]))
    if names:
        return names, {}
    is_name = {"reviewers"}
    return [], {
        key: None if value and value.casefold() in DEFAULT and key not in is_name else value for key, value in parts
    }


def _parted(text: str) -> tuple[str, str | None]:
    key, equals, value = (part.strip() for part in text.partition("="))
    if key not in ITEMS:
        message = Text("Einstellung {key!r} gibt es nicht", "There is no setting {key!r}").format(key=key)
        raise UsageError(message, meant(key, ITEMS, Text("`kw set` zeigt alle", "`kw set` shows them all")))
    return key, value if equals else None


def _show(bench: "Workbench", sink: Sink, names: Collection[str]) -> None:
    from kw_tui.cli.plain_rows import plain_frame
    from kw_tui.cli.setting_rows import COLUMNS, HEADS, change_line, everything, rows, table
    from kw_tui.vocabulary.table import Column, Kind

    lang = sink.voice.lang
    if sink.form == "json":
        sink.json(rows(bench, lang, names))
    elif sink.form != "table":
        sink.frame(plain_frame(rows(bench, lang, names), COLUMNS), ())
    elif names:
        told = ("\n".join(everything(one, bench, lang)) for one in bench.about_settings() if one.id in names)
        sink.text("\n\n".join(told))
    else:
        sink.table([Column(id_, Kind.TEXT, label) for id_, label in HEADS.items()], table(bench, lang))
        for change in bench.session.changes[: -LAST_CHANGES - 1 : -1]:
            sink.voice.say(Text("Geändert {said}", "Changed {said}").format(said=change_line(change)))
