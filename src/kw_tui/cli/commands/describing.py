"""`kw columns`: what every figure means, where it comes from and what it needs."""

from typing import TYPE_CHECKING, Any

import typer

from kw_tui.cli import words
from kw_tui.cli.opening import open_session
from kw_tui.cli.options import FormatOption, OutputOption, SessionOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.plain_rows import plain, plain_frame
from kw_tui.cli.target import check_name, check_suffix, check_target
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.origins import origin
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.core.metrics.metric import Metric
    from kw_tui.workbench import Workbench

HEADS = {
    "id": Text("Kennung", "Id"),
    "label": Text("Kennzahl", "Figure"),
    "unit": Text("Einheit", "Unit"),
    "meaning": Text("Bedeutung", "Meaning"),
    "source": Text("Quelle", "Source"),
    "needs": Text("Braucht", "Needs"),
}
"""What a screen shows; the other formats tell more."""


def add_describing(app: typer.Typer) -> None:
    """Add the command."""
    app.command("columns", cls=KwCommand, help=words.COLUMN_LIST.en)(_columns)


def _columns(
    ctx: typer.Context, session: SessionOption = None, form: FormatOption = None, output: OutputOption = None
) -> None:
    from kw_tui.vocabulary.table import Column, Kind

    voice = voice_of(ctx)
    bench = _bench(ctx, session)
    if bench is not None:
        check_target(output, form, bench)
    elif output is not None:
        check_name(output)
        check_suffix(output, form)
    metrics, currency = _usual() if bench is None else (bench.metrics(), bench.currency)
    rows, sink = [_described(one, currency, voice.lang) for one in metrics], Sink(voice, form, output)
    if sink.form == "json":
        sink.json(rows)
    elif sink.form != "table":
        sink.frame(plain_frame(rows, tuple(rows[0])), ())
    else:
        heads = [Column(id_, Kind.TEXT, label) for id_, label in HEADS.items()]
        sink.table(heads, [[plain(row[one]) for one in HEADS] for row in rows])


def _bench(ctx: typer.Context, session: Any) -> "Workbench | None":
    """The session, if there is one here."""
    try:
        return open_session(session, voice_of(ctx))
    except UsageError:
        if session is not None:
            raise
        return None


def _usual() -> "tuple[tuple[Metric, ...], str]":
    """The metrics as they are by default."""
    from kw_tui.core.metrics.families import all_metrics
    from kw_tui.vocabulary.settings import Settings

    return all_metrics(Settings()), "EUR"


def _described(metric: "Metric", currency: str, lang: Lang) -> dict[str, Any]:
    from kw_tui.core.metrics.trace import unit_of
    from kw_tui.vocabulary.sources import table_by_id

    texts = {
        "label": metric.label,
        "unit": unit_of(metric.kind, metric.unit, currency),
        "meaning": metric.meaning,
        "absent": metric.absent,
    }
    told = {"id": metric.id, **{name: text.in_(lang) for name, text in texts.items()}}
    told["source"] = origin(metric.source, lang)
    return told | {
        "needs": [table_by_id(table).label.in_(lang) for table in metric.needs],
        "inputs": sorted(metric.inputs),
        "settings": list(metric.settings),
        "better": metric.better,
    }
