"""`kw import`: read files, reconcile them to the line, and say what became of each."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kw_tui.cli import words
from kw_tui.cli.column_pairs import column_pairs
from kw_tui.cli.failures import FAILED, REJECTED
from kw_tui.cli.import_asking import answered
from kw_tui.cli.import_story import account, story
from kw_tui.cli.meter import metered
from kw_tui.cli.opening import open_or_new, open_session
from kw_tui.cli.options import SessionOption, ShortFormatOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.stopping import Stop, stoppable
from kw_tui.cli.target import check_target
from kw_tui.cli.tree import KwCommand
from kw_tui.cli.voice import Voice
from kw_tui.vocabulary.errors import SourceError, UsageError
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Imported, Wish, Workbench

TableName = Literal["sales_line", "customer", "ticket", "activity", "concession", "price_condition", "prospect"]


def add_import(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import", cls=KwCommand, help=words.IMPORT.en)(_import)


def _import(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    named: Annotated[list[str], typer.Argument(metavar="FILE...", help=words.FILES.en)],
    session: SessionOption = None,
    table: Annotated[TableName | None, typer.Option("--as", metavar="TABLE", help=words.TABLE.en)] = None,
    mapped: Annotated[list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help=words.MAP.en)] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME", help=words.SHEET.en)] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", metavar="NAME", help=words.ENCODING.en)] = None,
    delimiter: Annotated[str | None, typer.Option("--delimiter", metavar="MARK", help=words.DELIMITER.en)] = None,
    header: Annotated[str | None, typer.Option("--header", metavar="N", help=words.HEADER.en)] = None,
    decimal: Annotated[str | None, typer.Option("--decimal", metavar="MARK", help=words.DECIMAL.en)] = None,
    dates: Annotated[str | None, typer.Option("--dates", metavar="ORDER", help=words.DATES.en)] = None,
    currency: Annotated[str | None, typer.Option("--currency", metavar="CODE", help=words.CURRENCY.en)] = None,
    discount: Annotated[str | None, typer.Option("--discount", metavar="HOW", help=words.DISCOUNT.en)] = None,
    sale: Annotated[str | None, typer.Option("--sale", metavar="SIDE", help=words.SALE.en)] = None,
    amounts: Annotated[str | None, typer.Option("--amounts", metavar="OF", help=words.AMOUNTS.en)] = None,
    duplicates: Annotated[str | None, typer.Option("--duplicates", metavar="HOW", help=words.DUPLICATES.en)] = None,
    replace: Annotated[bool, typer.Option("--replace", help=words.REPLACE.en)] = False,
    rejects: Annotated[Path | None, typer.Option("--rejects", metavar="FILE", help=words.REJECTS.en)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words.DRY_RUN.en)] = False,
    strict: Annotated[bool, typer.Option("--strict", help=words.STRICT.en)] = False,
    form: ShortFormatOption = "table",
) -> None:
    voice, files = voice_of(ctx), _paths(named)
    said = {
        "sheet": sheet,
        "encoding": encoding,
        "delimiter": delimiter,
        "header": header,
        "decimal": decimal,
        "dates": dates,
        "currency": currency,
        "discount": discount,
        "sale": sale,
        "amounts": amounts,
        "duplicates": duplicates,
    }
    options = ImportOptions.of({name: value for name, value in said.items() if value is not None})
    with stoppable() as stop:
        from kw_tui.workbench import Wish

        wish = Wish(table, column_pairs(mapped or [], table) or None, options, replace)
        bench = (open_or_new if session is not None else open_session)(session, voice)
        _check_rejects(rejects, files, bench)
        with _ended_in_words(bench.path, stop, voice):
            imported = _imported(bench, files, wish, voice, stop, rejects=rejects, dry_run=dry_run)
    _tell(imported, bench, voice, rejects, form)
    voice.say(_ONLY_CHECKED if dry_run else Text("Gespeichert in {path}", "Saved in {path}").format(path=bench.path))
    if strict and any(one.reconciliation.rejected for one in imported):
        raise typer.Exit(REJECTED)


def _paths(named: Sequence[str]) -> list[Path]:
    """Raise UsageError where nothing is named: as a path that would be the current folder, with all its files."""
    if not all(name.strip() for name in named):
        raise UsageError(_NO_NAME, _NAME_ONE)
    return [Path(name) for name in named]


def _imported(
    bench: "Workbench",
    files: Sequence[Path],
    wish: "Wish",
    voice: Voice,
    stop: Stop,
    *,
    rejects: Path | None,
    dry_run: bool,
) -> "list[Imported]":
    """Import; what the values leave open is asked, and then all begins anew."""
    while True:
        try:
            with metered(voice.lang, stop) as progress:
                return bench.import_files(files, wish, dry_run=dry_run, rejects=rejects, progress=progress)
        except SourceError as error:
            stop.check()
            wish = answered(error, wish, voice)


@contextmanager
def _ended_in_words(session: Path, stop: Stop, voice: Voice) -> Iterator[None]:
    """End the call with one line where Ctrl-C stopped the work, whatever error it came out as."""
    before = _content(session)
    try:
        yield
    except BaseException as error:
        if not (stop.is_asked or isinstance(error, KeyboardInterrupt)):
            raise
        voice.say(_STOPPED if _content(session) == before else _STOPPED_LATE)
        raise typer.Exit(stop.code or FAILED) from None


def _content(session: Path) -> bytes | None:
    try:
        return session.read_bytes()
    except OSError:
        return None


def _tell(imported: "Sequence[Imported]", bench: "Workbench", voice: Voice, rejects: Path | None, form: str) -> None:
    sink = Sink(voice)
    if form == "json":
        sink.json([account(one) for one in imported])
        return
    with_rejects = [one.path for one in imported if one.refused]
    saved = dict(zip(with_rejects, _places(rejects, len(with_rejects)), strict=True)) if rejects else {}
    sink.text("\n\n".join(story(one, voice.lang, bench.currency, saved.get(one.path)) for one in imported))
    if rejects and not saved:
        voice.say(_NO_REJECTS.format(path=rejects))


def _check_rejects(target: Path | None, files: Sequence[Path], bench: "Workbench") -> None:
    """Raise UsageError where rejected lines cannot be saved, or would be saved over a file that is to be read."""
    if target is None:
        return
    from kw_tui.workbench.files_meant import meant

    if target.suffix.lower() not in _TEXT:
        message = Text(
            "{path}: abgewiesene Zeilen werden als Text gesichert", "{path}: rejected lines are saved as text"
        )
        raise UsageError(message.format(path=target), Text("eine .csv-Datei nennen", "name a .csv file"))
    sources = meant(files)
    for place in {target, *_places(target, len(sources))}:
        check_target(place, "csv", bench)
        if any(place.resolve() == source.resolve() for source in sources):
            message = Text("{path} soll gelesen werden und bleibt", "{path} is to be read and stays as it is")
            raise UsageError(message.format(path=place), _OTHER_FILE)
    if not target.parent.is_dir():
        message = Text("den Ordner {path} gibt es nicht", "there is no folder {path}")
        raise UsageError(message.format(path=target.parent), _OTHER_FILE)


def _places(target: Path, count: int) -> list[Path]:
    """Where the rejected lines of so many files go: one a file, numbered where there are several."""
    return [target] if count == 1 else [target.with_stem(f"{target.stem}-{n}") for n in range(1, count + 1)]


_TEXT = frozenset(("", ".csv", ".tsv", ".txt"))
_NO_NAME = Text("Der Pfad ist leer", "The path is empty")
_NAME_ONE = Text(
    "eine Datei oder einen Ordner nennen; . ist dieser Ordner", "name a file or a folder; . is this folder"
)
_STOPPED = Text("Abgebrochen, nichts importiert", "Stopped, nothing imported")
_STOPPED_LATE = Text("Abgebrochen, aber schon gespeichert", "Stopped, but it was saved already")
_ONLY_CHECKED = Text("Nur geprüft, nichts gespeichert", "Only checked, nothing saved")
_NO_REJECTS = Text("Nichts abgewiesen, {path} nicht geschrieben", "Nothing rejected, {path} not written")
_OTHER_FILE = Text("mit --rejects eine andere Datei nennen", "name another file with --rejects")
