"""`kw set`: show every setting, or change some."""

from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kw_tui.cli import words
from kw_tui.cli.opening import open_or_new, open_session
from kw_tui.cli.options import FormatOption, OutputOption, SessionOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.plain_rows import plain, plain_frame
from kw_tui.cli.tree import KwCommand
from kw_tui.cli.voice import Voice
from kw_tui.vocabulary.changes import told
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.origins import origin, unit_text
from kw_tui.vocabulary.settings import SETTINGS, Setting
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

OF_SESSION = ("as_of", "period", "lang", "currency", "rates", "reviewers", "rfm_r", "rfm_f", "rfm_m", "rfm_segments")
HEADS = {
    "id": Text("Einstellung", "Setting"),
    "label": Text("Bedeutung", "Meaning"),
    "value": Text("Wert", "Value"),
    "default": Text("Vorgabe", "Default"),
    "allowed": Text("Erlaubt", "Allowed"),
    "unit": Text("Einheit", "Unit"),
    "source": Text("Quelle", "Source"),
}
_NOTHING_TO_WRITE = Text("Eine Änderung schreibt keine Liste", "A change writes no list")
LAST_CHANGES = 5
"""How many of the last changes are told."""
MAY_COME_FIRST = frozenset({"currency", "rates"})
"""What may have to be said before anything can be imported, so that a new session may begin with it."""


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
    wanted = dict(_change(change) for change in changes or [])
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
        said = ", ".join(f"{key} = {value}" for key, value in wanted.items())
        voice.say(Text("Gespeichert: {said}", "Saved: {said}").format(said=said))
    else:
        _show(bench, sink)


def _change(text: str) -> tuple[str, str]:
    key, equals, value = (part.strip() for part in text.partition("="))
    known = (*OF_SESSION, *(setting.id for setting in SETTINGS))
    if key not in known:
        near = get_close_matches(key, known, n=3, cutoff=0.5)
        message = Text("Einstellung {key!r} gibt es nicht", "There is no setting {key!r}").format(key=key)
        meant = Text("gemeint ist vielleicht {near}", "did you mean {near}?").format(near=", ".join(near))
        raise UsageError(message, meant if near else Text("`kw set` zeigt alle", "`kw set` shows them all"))
    if not equals:
        message = Text("Für {key} fehlt der Wert", "{key} lacks a value").format(key=key)
        raise UsageError(message, Text("Form: {key}=WERT", "write {key}=VALUE").format(key=key))
    return key, value


def _row(setting: Setting, bench: "Workbench", lang: Lang) -> dict[str, Any]:
    return {
        "id": setting.id,
        "label": setting.label.in_(lang),
        "value": bench.settings[setting.id],
        "default": setting.default,
        "allowed": allowed(setting),
        "unit": unit_text(setting.unit).in_(lang),
        "source": origin(setting.source, lang),
        "is_assumption": setting.is_assumption,
    }


def _session_rows(bench: "Workbench") -> list[dict[str, Any]]:
    from kw_tui.workbench.session_fields import shown

    return [{"id": name, "value": shown(bench.session, name)} for name in OF_SESSION]


def allowed(setting: Setting) -> str:
    """Say what a setting may be: its choices, or its bounds."""
    return ", ".join(setting.choices) or f"{setting.low:g} .. {setting.high:g}"


def _show(bench: "Workbench", sink: Sink) -> None:
    from kw_tui.vocabulary.table import Column, Kind

    rows = _session_rows(bench) + [_row(setting, bench, sink.voice.lang) for setting in SETTINGS]
    if sink.form == "json":
        sink.json(rows)
    elif sink.form != "table":
        sink.frame(plain_frame(rows, (*HEADS, "is_assumption")), ())
    else:
        columns = [Column(id_, Kind.TEXT, label) for id_, label in HEADS.items()]
        sink.table(columns, [[_shown(row.get(id_, "")) for id_ in HEADS] for row in rows])
        _tell_changes(bench, sink.voice)


def _tell_changes(bench: "Workbench", voice: Voice) -> None:
    """Say who changed what last, the latest first."""
    for change in bench.session.changes[: -LAST_CHANGES - 1 : -1]:
        moment = datetime.fromisoformat(change.when) if change.when else None
        when = Text(f"{moment:%d.%m.%Y %H:%M}", f"{moment:%Y-%m-%d %H:%M}") if moment else Text("?", "?")
        said = Text("Geändert {when} von {who}: {what}", "Changed {when} by {who}: {what}")
        voice.say(said.format(when=when, who=change.who, what=told(change)))


def _shown(value: Any) -> str | None:
    return f"{value:g}" if isinstance(value, int | float) else plain(value)
