"""`kw trace ID [METRIC]`: what a figure of a customer is computed from, down to the rows of a sum."""

from typing import TYPE_CHECKING, Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.assumed import NOTE
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import (
    CustomerArgument,
    FormatOption,
    OutputOption,
    PeriodOption,
    SessionOption,
    voice_of,
)
from kw_tui.cli.output import Sink
from kw_tui.cli.plain_rows import plain_frame
from kw_tui.cli.traced import (
    FIGURE_COLUMNS,
    NODE_COLUMNS,
    node_rows,
    plain_node,
    plain_tree,
    shown,
    tree_lines,
)
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.core.metrics.trace import Traced
    from kw_tui.vocabulary.table import Column
    from kw_tui.workbench.tracing import Rows

HEADS = {
    "id": Text("Kennung", "Id"),
    "label": Text("Kennzahl", "Figure"),
    "value": Text("Wert", "Value"),
    "unit": Text("Einheit", "Unit"),
    "meaning": Text("Bedeutung", "Meaning"),
}
MADE: dict[str, Text] = {
    "sum": Text("Summe von {count} Zeilen ({table})", "Sum of {count} rows ({table})"),
    "count": Text("Anzahl der Zeilen ({table})", "Number of rows ({table})"),
    "mean": Text("Mittel von {count} Zeilen ({table})", "Mean of {count} rows ({table})"),
    "min": Text("Kleinster Wert von {count} Zeilen ({table})", "Least of {count} rows ({table})"),
    "max": Text("Größter Wert von {count} Zeilen ({table})", "Greatest of {count} rows ({table})"),
}


def add_tracing(app: typer.Typer) -> None:
    """Add the command."""
    app.command("trace", cls=KwCommand, help=words.TRACE.en)(_trace)


def _trace(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    customer_id: CustomerArgument,
    metric: Annotated[str | None, typer.Argument(metavar="METRIC", help=words.METRIC.en)] = None,
    session: SessionOption = None,
    rows: Annotated[bool, typer.Option("--rows", help=words.ROWS.en)] = False,
    period: PeriodOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    from kw_tui.cli.target import check_target

    voice = voice_of(ctx)
    bench, sink = open_session(session, voice, period), Sink(voice, form, output)
    check_target(output, form, bench)
    tell_notice(bench, voice)
    if metric is None:
        _tell_all(bench.figures(customer_id), sink)
    elif not rows:
        _tell_tree(bench.trace(customer_id, metric), sink)
    elif (found := bench.evidence(customer_id, metric)) is not None:
        _tell_rows(found, sink)
    else:
        raise _no_rows(bench.trace(customer_id, metric))


def _tell_tree(node: "Traced", sink: Sink) -> None:
    from kw_tui.core.metrics.trace import below

    lang = sink.voice.lang
    if sink.form == "json":
        sink.json(plain_tree(node, lang))
    elif sink.form != "table":
        sink.frame(plain_frame(node_rows(node, lang), NODE_COLUMNS, counts=("level",)), ())
    else:
        sink.text("\n".join(tree_lines(node, lang)))
        _tell_assumed(any(one.is_assumed for one in below(node)), sink)


def _tell_all(nodes: "list[Traced]", sink: Sink) -> None:
    lang = sink.voice.lang
    told = [plain_node(node, lang) for node in nodes]
    if sink.form == "json":
        sink.json(told)
    elif sink.form != "table":
        sink.frame(plain_frame(told, FIGURE_COLUMNS), ())
    else:
        sink.table(_heads(), [_cells(node, sink) for node in nodes])
        _tell_assumed(any(node.is_assumed for node in nodes), sink)


def _cells(node: "Traced", sink: Sink) -> list[str]:
    lang = sink.voice.lang
    meaning = node.meaning if node.reason is None else node.reason
    return [node.id, node.label.in_(lang), shown(node, lang), *(one.in_(lang) for one in (node.unit, meaning))]


def _tell_assumed(is_any: bool, sink: Sink) -> None:
    if is_any:
        sink.voice.say(NOTE)


def _tell_rows(found: "Rows", sink: Sink) -> None:
    from kw_tui.cli.layout import cell

    lang = sink.voice.lang
    rows = found.frame.rows(named=True)
    if sink.form == "json":
        sink.json({"table": found.table.in_(lang), "made": found.made, "total": found.total, "rows": rows})
        return
    if sink.form != "table":
        sink.frame(found.frame, found.columns)
        return
    total = cell(found.total, found.columns[-1], lang, {})
    label = MADE[found.made].format(count=len(rows), table=found.table).in_(lang)
    sink.table(found.columns, [list(row.values()) for row in rows], below=f"{label}: {total}")


def _heads() -> "list[Column]":
    from kw_tui.vocabulary.table import Column, Kind

    return [Column(id_, Kind.TEXT, label) for id_, label in HEADS.items()]


def _no_rows(node: "Traced") -> UsageError:
    """Say of which of its sums there are rows."""
    from kw_tui.core.metrics.trace import below

    message = Text("{id!r} ist nicht aus Zeilen summiert", "{id!r} is not made of rows").format(id=node.id)
    summed = list(dict.fromkeys(one.id for one in below(node) if one.has_rows))
    hint = Text("Zeilen haben: {some}", "there are rows of: {some}").format(some=", ".join(summed[:8]))
    return UsageError(message, hint if summed else Text("`kw trace` ohne --rows", "`kw trace` without --rows"))
