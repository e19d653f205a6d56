"""`kw trace ID [METRIC]`: what a figure of a customer is computed from; `kw columns`: what every figure means."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kw_tui.cli import words
from kw_tui.cli.assumed import MARK, NOTE
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import CustomerArgument, PeriodOption, SessionOption, ShortFormatOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.origins import origin
from kw_tui.vocabulary.texts import Lang, Text, printable

if TYPE_CHECKING:
    from kw_tui.core.metrics.metric import Metric
    from kw_tui.core.metrics.trace import Traced
    from kw_tui.vocabulary.table import Column
    from kw_tui.workbench.tracing import Rows

HEADS = {
    "id": Text("Kennung", "Id"),
    "label": Text("Kennzahl", "Figure"),
    "value": Text("Wert", "Value"),
    "unit": Text("Einheit", "Unit"),
    "meaning": Text("Bedeutung", "Meaning"),
    "source": Text("Quelle", "Source"),
    "needs": Text("Braucht", "Needs"),
}
ABOVE = Text("(siehe oben)", "(see above)")
_LABEL, _VALUE = 52, 18


def add_tracing(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("trace", cls=KwCommand, help=words.TRACE.en)(_trace)
    app.command("columns", cls=KwCommand, help=words.COLUMN_LIST.en)(_columns)


def _trace(
    ctx: typer.Context,
    customer_id: CustomerArgument,
    metric: Annotated[str | None, typer.Argument(metavar="METRIC", help=words.METRIC.en)] = None,
    session: SessionOption = None,
    rows: Annotated[bool, typer.Option("--rows", help=words.ROWS.en)] = False,
    period: PeriodOption = None,
    form: ShortFormatOption = "table",
) -> None:
    voice = voice_of(ctx)
    bench, sink = open_session(session, voice, period), Sink(voice)
    tell_notice(bench, voice)
    if metric is None:
        _tell_all(bench.figures(customer_id), sink, form)
    elif not rows:
        _tell_tree(bench.trace(customer_id, metric), sink, form)
    elif (found := bench.evidence(customer_id, metric)) is not None:
        _tell_rows(found, sink, form)
    else:
        raise _no_rows(bench.trace(customer_id, metric))


def _tell_tree(node: "Traced", sink: Sink, form: str) -> None:
    from kw_tui.core.metrics.trace import below

    if form == "json":
        sink.json(_plain(node, sink.voice.lang))
        return
    sink.text("\n".join(tree_lines(node, sink.voice.lang)))
    if any(one.is_assumed for one in below(node)):
        sink.voice.say(NOTE)


def tree_lines(node: "Traced", lang: Lang) -> Iterator[str]:
    """The meaning of a figure, then a line for each thing it reads, indented; what was shown already only once."""
    needs = ", ".join(one.in_(lang) for one in node.needs)
    yield f"{node.label.in_(lang)} ({node.unit.in_(lang)}): {node.meaning.in_(lang)}"
    head = Text("Quelle {source}; braucht {needs}", "source {source}; needs {needs}").in_(lang)
    yield head.format(source=origin(node.source, lang), needs=needs)
    yield ""
    yield from _branch(node, 0, set(), lang)


def _branch(node: "Traced", depth: int, seen: set[tuple[str, str]], lang: Lang) -> Iterator[str]:
    from kw_tui.cli.layout import fitted, padded

    label = padded(fitted("  " * depth + printable(node.label.in_(lang)), _LABEL), _LABEL, right=False)
    is_seen = bool(node.inputs) and (node.nature, node.id) in seen
    told = [one.in_(lang) for one in (node.reason, node.note) if one is not None and not is_seen]
    told += [ABOVE.in_(lang)] if is_seen else []
    line = f"{label}{padded(shown(node, lang), _VALUE, right=True)}  {'; '.join(told)}"
    yield printable(line).rstrip()
    seen.add((node.nature, node.id))
    if not is_seen:
        for one in node.inputs:
            yield from _branch(one, depth + 1, seen, lang)


def shown(node: "Traced", lang: Lang) -> str:
    """The value of a node as its kind asks for, with the mark of an assumption."""
    from kw_tui.cli.layout import cell
    from kw_tui.vocabulary.table import Column

    value = node.said.in_(lang) if node.said is not None else node.value
    mark = f"{MARK} " if node.is_assumed and node.value is not None else ""
    return mark + cell(value, Column(node.id, node.kind, node.label), lang, {})


def _tell_all(nodes: "list[Traced]", sink: Sink, form: str) -> None:
    lang = sink.voice.lang
    if form == "json":
        sink.json([_plain(node, lang) for node in nodes])
        return
    lines = []
    for node in nodes:
        meaning = node.meaning if node.reason is None else node.reason
        texts = (one.in_(lang) for one in (node.unit, meaning))
        lines.append([node.id, node.label.in_(lang), shown(node, lang), *texts])
    sink.table(_heads("id", "label", "value", "unit", "meaning"), lines)
    if any(node.is_assumed for node in nodes):
        sink.voice.say(NOTE)


def _tell_rows(found: "Rows", sink: Sink, form: str) -> None:
    lang = sink.voice.lang
    rows = found.frame.rows(named=True)
    if form == "json":
        sink.json({"table": found.table.in_(lang), "made": found.made, "total": found.total, "rows": rows})
        return
    sink.table(found.columns, [list(row.values()) for row in rows])
    from kw_tui.cli.layout import cell

    total = cell(found.total, found.columns[-1], lang, {})
    label = MADE[found.made].format(count=len(rows), table=found.table).in_(lang)
    sink.text(f"\n{label}: {total}")


MADE: dict[str, Text] = {
    "sum": Text("Summe von {count} Zeilen ({table})", "Sum of {count} rows ({table})"),
    "count": Text("Anzahl der Zeilen ({table})", "Number of rows ({table})"),
    "mean": Text("Mittel von {count} Zeilen ({table})", "Mean of {count} rows ({table})"),
    "min": Text("Kleinster Wert von {count} Zeilen ({table})", "Least of {count} rows ({table})"),
    "max": Text("Größter Wert von {count} Zeilen ({table})", "Greatest of {count} rows ({table})"),
}


def _plain(node: "Traced", lang: Lang) -> dict[str, Any]:
    told: dict[str, Any] = {"id": node.id, "nature": node.nature}
    texts = {"label": node.label, "unit": node.unit, "meaning": node.meaning}
    told |= {name: text.in_(lang) for name, text in texts.items()}
    told |= {"value": node.value, "is_assumed": node.is_assumed, "source": origin(node.source, lang)}
    told["needs"] = [one.in_(lang) for one in node.needs]
    for name, text in (("said", node.said), ("reason", node.reason), ("note", node.note)):
        if text is not None:
            told[name] = text.in_(lang)
    return told | ({"inputs": [_plain(one, lang) for one in node.inputs]} if node.inputs else {})


def _columns(ctx: typer.Context, session: SessionOption = None, form: ShortFormatOption = "table") -> None:
    voice = voice_of(ctx)
    metrics, currency = _metrics(ctx, session)
    rows = [_described(one, currency, voice.lang) for one in metrics]
    if form == "json":
        Sink(voice).json(rows)
        return
    heads = _heads("id", "label", "unit", "meaning", "source", "needs")
    Sink(voice).table(heads, [[_cell(row[one.id]) for one in heads] for row in rows])


def _heads(*ids: str) -> "list[Column]":
    from kw_tui.vocabulary.table import Column, Kind

    return [Column(id_, Kind.TEXT, HEADS[id_]) for id_ in ids]


def _metrics(ctx: typer.Context, session: Any) -> "tuple[tuple[Metric, ...], str]":
    """Those of the session, if there is one here; else as they are by default."""
    try:
        bench = open_session(session, voice_of(ctx))
    except UsageError:
        if session is not None:
            raise
        from kw_tui.core.metrics.families import all_metrics
        from kw_tui.vocabulary.settings import Settings

        return all_metrics(Settings()), "EUR"
    return bench.metrics(), bench.currency


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


def _cell(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _no_rows(node: "Traced") -> UsageError:
    """Say of which of its sums there are rows."""
    from kw_tui.core.metrics.trace import below

    message = Text("{id!r} ist nicht aus Zeilen summiert", "{id!r} is not made of rows").format(id=node.id)
    summed = list(dict.fromkeys(one.id for one in below(node) if one.nature == "fact"))
    hint = Text("Zeilen haben: {some}", "there are rows of: {some}").format(some=", ".join(summed[:8]))
    return UsageError(message, hint if summed else Text("`kw trace` ohne --rows", "`kw trace` without --rows"))
