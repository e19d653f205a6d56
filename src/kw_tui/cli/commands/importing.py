"""`kw import`: read files, reconcile them to the line, and say what became of each."""

import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kw_tui.cli import words
from kw_tui.cli.failures import REJECTED
from kw_tui.cli.opening import open_or_new, open_session
from kw_tui.cli.options import SessionOption, ShortFormatOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand
from kw_tui.cli.voice import Voice, is_screen
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Lang, Text, grouped, money, printable

if TYPE_CHECKING:
    from kw_tui.workbench import Imported, Step
    from kw_tui.workbench.progress import Progress

TableName = Literal["sales_line", "customer", "ticket", "activity", "concession", "price_condition", "prospect"]
REJECTS_SHOWN = 5

_COUNTS = {
    "lines": Text("Zeilen", "Lines"),
    "preamble": Text("Vorspann", "Preamble"),
    "header": Text("Kopfzeilen", "Header"),
    "blank": Text("leer", "blank"),
    "continuation": Text("Fortsetzungen", "continuation"),
    "totals": Text("Summenzeilen", "totals"),
    "accepted": Text("angenommen", "accepted"),
    "rejected": Text("abgewiesen", "rejected"),
    "without_customer": Text("ohne Kunde", "without customer"),
}
_SUMS = {
    "net_sum": Text("Summe", "Sum"),
    "without_customer_sum": Text("Summe ohne Kunde", "Sum without customer"),
    "rejected_sum": Text("Summe abgewiesen", "Sum rejected"),
    "control_total": Text("Summe laut Datei", "Total in the file"),
}


def add_import(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import", cls=KwCommand, help=words.IMPORT.en)(_import)


def _import(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=words.FILES.en)],
    session: SessionOption = None,
    table: Annotated[TableName | None, typer.Option("--as", metavar="TABLE", help=words.TABLE.en)] = None,
    mapped: Annotated[list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help=words.MAP.en)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words.DRY_RUN.en)] = False,
    strict: Annotated[bool, typer.Option("--strict", help=words.STRICT.en)] = False,
    form: ShortFormatOption = "table",
) -> None:
    from kw_tui.workbench import Wish

    voice = voice_of(ctx)
    mapping = _mapping(mapped or [], table)
    bench = (open_or_new if session is not None else open_session)(session, voice)
    imported = bench.import_files(files, Wish(table, mapping or None), dry_run=dry_run, progress=_progress())
    sink = Sink(voice)
    if form == "json":
        sink.json([_account(one) for one in imported])
    else:
        sink.text("\n\n".join(_story(one, voice, bench.currency) for one in imported))
    if not dry_run:
        voice.say(Text("Gespeichert in {path}", "Saved in {path}").format(path=bench.path))
    if strict and any(one.reconciliation.rejected for one in imported):
        raise typer.Exit(REJECTED)


def _mapping(pairs: list[str], table: str | None) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        field, _, column = pair.partition("=")
        if not field or not column:
            message = Text("--map {pair!r} ist nicht lesbar", "--map {pair!r} cannot be read").format(pair=pair)
            raise UsageError(message, Text("Form: FELD=SPALTE", "write FIELD=COLUMN"))
        mapping[_field(field.strip(), table)] = column
    return mapping


def _field(name: str, table: str | None) -> str:
    """Check a field's name against the table, or against all tables."""
    from kw_tui.cli.narrowing import no_column
    from kw_tui.vocabulary.sources import TABLES, table_by_id

    tables = [table_by_id(table)] if table else TABLES
    fields = list(dict.fromkeys(field for one in tables for field in one.column_ids))
    if name not in fields:
        raise no_column(name, fields)
    return name


def _progress() -> "Progress | None":
    """Show how far reading is, on a terminal only."""
    if not is_screen(sys.stderr):
        return None

    def show(_: "Step", done: int, total: int) -> None:
        share = min(done / total, 1) if total else 1.0
        sys.stderr.write(f"\r{share:4.0%} " if share < 1 else "\r     \r")
        sys.stderr.flush()

    return show


def _account(one: "Imported") -> dict[str, Any]:
    return {
        "file": str(one.path),
        "table": one.table.id,
        **one.reconciliation.to_dict(),
        "mapping": dict(one.mapping),
        "rejects": one.rejects.rows(named=True),
    }


def _story(one: "Imported", voice: Voice, currency: str) -> str:
    """Tell in a few lines what became of a file: counts, sums, the first rejects, the mapping."""
    lang, told = voice.lang, one.reconciliation
    lines = [f"{printable(str(one.path))}: {one.table.label.in_(lang)}"]
    counts = {label.in_(lang): getattr(told, name) for name, label in _COUNTS.items()}
    lines += [f"  {label:<22}{grouped(count, 0, lang):>16}" for label, count in counts.items() if count]
    sums = {label.in_(lang): getattr(told, name) for name, label in _SUMS.items()}
    lines += [f"  {label:<22}{_exact(amount, lang, currency):>20}" for label, amount in sums.items() if amount]
    lines += [f"  {line}" for line in _rejects(told.rejects, voice)]
    pairs = ", ".join(f"{field} = {header}" for field, header in one.mapping.items())
    lines.append(f"  {Text('Zugeordnet', 'Mapped').in_(lang)}: {printable(pairs)}")
    return "\n".join(lines)


def _exact(amount: Decimal, lang: Lang, currency: str) -> str:
    """An amount with two places, or with all four where it has them: what is reconciled is never rounded."""
    places = 2 if amount == round(amount, 2) else 4
    return money(amount, lang, currency, places)


def _rejects(rejects: Any, voice: Voice) -> list[str]:
    """The first rejected lines: number, code, column and what stood there."""
    lines = []
    for reject in rejects.head(REJECTS_SHOWN).rows(named=True):
        place = Text("Zeile {n}", "line {n}").format(n=reject.get("line_first")).in_(voice.lang)
        seen = [reject.get(name) for name in ("code", "header", "value")]
        lines.append(printable(f"{place}: {', '.join(str(part) for part in seen if part not in (None, ''))}"))
    if rejects.height > REJECTS_SHOWN:
        more = Text("und {n} weitere", "and {n} more").format(n=rejects.height - REJECTS_SHOWN)
        lines.append(more.in_(voice.lang))
    return lines
