"""`kw letter`: letters and mails about what was decided, one or many, and the templates they are made of."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kw_tui.cli import words
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import SessionOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.target import check_name, check_target
from kw_tui.cli.tree import KwCommand
from kw_tui.cli.voice import Voice
from kw_tui.vocabulary.errors import DecisionError, UsageError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.core.letters.kinds import Kind
    from kw_tui.core.letters.letter import Letter
    from kw_tui.workbench import Workbench

KindName = Literal["price", "service", "channel", "run-off"]
Form = Literal["letter", "mail"]
_TABLES = (".csv", ".xlsx")
_TEXTS = (".txt", ".md", "")


def add_letter(app: typer.Typer) -> None:
    """Add the command."""
    app.command("letter", cls=KwCommand, help=words.LETTER.en)(_letter)


def _letter(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    customer_id: Annotated[str | None, typer.Argument(metavar="ID", help=words.CUSTOMER_ID.en)] = None,
    session: SessionOption = None,
    kind: Annotated[KindName | None, typer.Option("--kind", help=words.LETTER_KIND.en)] = None,
    form: Annotated[Form, typer.Option("--form", help=words.LETTER_FORM.en)] = "letter",
    where: Annotated[str | None, typer.Option("--where", metavar="SQL", help=words.LETTER_WHERE.en)] = None,
    decided: Annotated[bool, typer.Option("--decided", help=words.LETTER_DECIDED.en)] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help=words.LETTER_OUTPUT.en)] = None,
    templates: Annotated[bool, typer.Option("--templates", help=words.LETTER_TEMPLATES.en)] = False,
) -> None:
    voice = voice_of(ctx)
    if templates:
        _copy_templates(voice)
        return
    is_many = where is not None or decided
    if (customer_id is None) is not is_many:
        raise _who()
    lang = voice.lang if voice.is_fixed else None
    bench = open_session(session, voice)
    wanted = _kind(kind)
    if customer_id is not None:
        _check(output, bench, is_many=False)
        letters = [bench.letter(customer_id, wanted, form, lang)]
    else:
        _check(output, bench, is_many=True)
        found = bench.to_write_to(where, only_decided=decided)
        letters = bench.letters(found, wanted, form, lang)
        _tell_without(len(found) - len(letters), voice)
        if not letters:
            raise _nobody(only_decided=decided)
    tell_notice(bench, voice)
    _write(letters, output, bench, voice, is_many=is_many)
    _tell(letters, voice)


def _kind(name: KindName | None) -> "Kind | None":
    from kw_tui.core.letters.kinds import KINDS

    return next((kind for kind in KINDS if kind.replace("_", "-") == name), None)


def _check(output: Path | None, bench: "Workbench", *, is_many: bool) -> None:
    """Raise UsageError for a place that cannot take the letters: a single one a file or a table, many a folder."""
    if output is None:
        if is_many:
            raise UsageError(
                Text("Viele Schreiben brauchen einen Ort", "Many letters need a place"),
                Text("-o ORDNER/, oder -o DATEI.csv | .xlsx", "-o FOLDER/, or -o FILE.csv | .xlsx"),
            )
        return
    suffix = output.suffix.lower()
    if suffix in _TABLES or (not is_many and suffix in _TEXTS):
        check_target(output, None, bench, also=(*_TABLES, *_TEXTS))
    elif is_many and (output.is_dir() or not (suffix or output.exists())):
        check_name(output / "x.txt")
    else:
        message = Text("{path} kann keine Schreiben aufnehmen", "{path} cannot take letters").format(path=output)
        raise UsageError(message, _WHERE_MANY if is_many else _WHERE_ONE)


def _write(
    letters: "Sequence[Letter]", output: Path | None, bench: "Workbench", voice: Voice, *, is_many: bool
) -> None:
    """Write to the screen, to a file, to a table, or a file each into a folder; note what is kept."""
    if output is None:
        Sink(voice).text(letters[0].text.rstrip("\n"))
        return
    if output.suffix.lower() in _TABLES:
        table = bench.merge_table(letters)
        Sink(voice, None, output).frame(table, ())
    elif is_many or output.is_dir():
        paths = bench.save_letters(letters, output)
        said = Text("kw: {count} Schreiben in {path}", "kw: {count} letters in {path}")
        voice.say(said.format(count=len(set(paths)), path=output))
        return
    else:
        Sink(voice, "table", output).text(letters[0].text.rstrip("\n"))
    bench.note_letters(letters)


def _tell(letters: "Sequence[Letter]", voice: Voice) -> None:
    """Tell which are drafts, what is missing, and what to consider before sending; of many, how often each."""
    drafts = [one.customer_id for one in letters if one.is_draft]
    total = len(letters)
    if drafts:
        what = _DRAFT if total == 1 else _DRAFTS.format(count=len(drafts), total=total)
        voice.say(Text("kw: {what}", "kw: {what}").format(what=what))
    lacking = list(dict.fromkeys(label for one in letters for label in one.missing))
    if lacking:
        named = Text(", ".join(label.de for label in lacking), ", ".join(label.en for label in lacking))
        voice.say(_MISSING.format(names=named))
        if any(label.en.startswith("Your ") for label in lacking):
            voice.say(_CONFIGURE)
    _tell_counted((note for one in letters for note in one.notes), total, voice)


def _tell_counted(notes: Iterable[Text], total: int, voice: Voice) -> None:
    for note, count in Counter(notes).items():
        line = Text("kw: {note}", "kw: {note}") if total == 1 else Text("kw: {note} ({count})", "kw: {note} ({count})")
        voice.say(line.format(note=note, count=count))


def _tell_without(count: int, voice: Voice) -> None:
    if count:
        said = Text(
            "kw: ausgelassen, weil nichts entschieden oder vorgeschlagen ist: {count}",
            "kw: left out since nothing is decided or proposed: {count}",
        )
        voice.say(said.format(count=count))


def _copy_templates(voice: Voice) -> None:
    from kw_tui.storage.letter_templates import copy_templates, own_folder

    copied, kept = copy_templates()
    said = Text(
        "kw: {copied} Vorlagen nach {folder} kopiert, {kept} waren schon da und bleiben",
        "kw: {copied} templates copied to {folder}, {kept} were there and stay",
    )
    voice.say(said.format(copied=len(copied), kept=len(kept), folder=own_folder()))


def _who() -> UsageError:
    message = Text("An wen geschrieben wird, ist nicht klar", "It is not clear who is written to")
    return UsageError(message, Text("ID, --where oder --decided angeben", "give ID, --where or --decided"))


def _nobody(*, only_decided: bool) -> DecisionError:
    if only_decided:
        message = Text("Von nichts Entschiedenem fehlt ein Schreiben", "No decision lacks a letter")
        hint = Text(
            "ID oder --where schreibt auch, was schon geschrieben ist", "ID or --where writes again what is written"
        )
        return DecisionError(message, hint)
    message = Text("Es gibt niemandem etwas mitzuteilen", "There is nothing to tell anybody")
    hint = Text("erst entscheiden, oder --kind angeben", "decide first, or give --kind")
    return DecisionError(message, hint)


_WHERE_ONE = Text("eine .txt-Datei nennen, oder .csv, .xlsx", "name a .txt file, or .csv, .xlsx")
_WHERE_MANY = Text("einen Ordner nennen, oder .csv, .xlsx", "name a folder, or .csv, .xlsx")
_DRAFT = Text("Entwurf: das ist noch nicht entschieden", "a draft: this is not decided yet")
_DRAFTS = Text(
    "{count} von {total} sind Entwürfe: noch nicht entschieden", "{count} of {total} are drafts: not decided yet"
)
_MISSING = Text("kw: es fehlt: {names}", "kw: missing: {names}")
_CONFIGURE = Text(
    "kw: Absender in der Konfiguration eintragen (`kw config path`): company, address, person, phone, email; "
    "ohne Firma gilt keines als geschrieben",
    "kw: name the sender in the configuration (`kw config path`): company, address, person, phone, email; "
    "without a company none counts as written",
)
