"""`kw evidence ID [FINDING]`: the rows that show each finding about a customer, and the lines of the files behind."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

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
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.texts import Text, printable

if TYPE_CHECKING:
    from kw_tui.core.evidence.evidence import Evidence
    from kw_tui.vocabulary.table import Column
    from kw_tui.workbench import Workbench
    from kw_tui.workbench.evidence import Shown

SUMMARY = ("customer_id", "finding", "value", "limit", "evidence", "rows", "column", "total")
"""The columns of the findings without a FINDING: a row for each sum of each table."""
NOTHING_FOUND = Text("kw: keine Befunde zu den Konditionen dieses Kunden", "kw: no findings about this customer")
NOT_FOUND = Text(
    "kw: kein Befund: {label} trifft auf diesen Kunden nicht zu", "kw: no finding: {label} does not hold for this one"
)
NO_ROWS = Text("  dazu gibt es keine Zeilen", "  there are no rows")
NUMBER = Text("Nr.", "No.")
BEHIND = Text("Zeilen dahinter", "Lines behind")


def add_evidence(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evidence", cls=KwCommand, help=words.SHOW_EVIDENCE.en)(_evidence)


def _evidence(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    customer_id: CustomerArgument,
    finding: Annotated[str | None, typer.Argument(metavar="FINDING", help=words.FINDING.en)] = None,
    session: SessionOption = None,
    rows: Annotated[bool, typer.Option("--rows", help=words.EVIDENCE_LINES.en)] = False,
    table: Annotated[str | None, typer.Option("--table", metavar="T", help=words.EVIDENCE_TABLE.en)] = None,
    period: PeriodOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    from kw_tui.cli.target import check_target

    voice = voice_of(ctx)
    bench, sink = open_session(session, voice, period), Sink(voice, form, output)
    check_target(output, form, bench)
    found = bench.shown(customer_id, finding)
    tell_notice(bench, voice)
    if sink.form == "table":
        lines = [line for one in found for line in _told(one, table, sink, is_with_lines=rows)]
        sink.text("\n".join([*_heading(bench, customer_id), *lines]))
    elif sink.form == "json":
        sink.json([_plain(customer_id, one, table, sink, is_with_lines=rows) for one in found])
    elif finding is None:
        sink.frame(plain_frame(list(_summary(customer_id, found)), SUMMARY, counts=("rows",)), ())
    else:
        one = found[0].table(table)
        sink.frame(one.lines.select("row", *(each.id for each in one.line_columns)) if rows else one.rows, ())
    _say(found, bench, sink)


def _say(found: "Sequence[Shown]", bench: "Workbench", sink: Sink) -> None:
    if not found:
        sink.voice.say(NOTHING_FOUND)
    for one in found:
        if not one.is_found:
            sink.voice.say(NOT_FOUND.format(label=one.finding.label))
    figures = {one.finding.value for one in found} | {
        sum_.figure for one in found for t in one.evidence for sum_ in t.totals
    }
    if sink.form == "table" and figures & set(bench.assumptions()):
        sink.voice.say(NOTE)


def _heading(bench: "Workbench", customer_id: str) -> list[str]:
    import polars as pl

    name = bench.portfolio().filter(pl.col("customer_id") == customer_id)["name"].first()
    return [printable(f"{customer_id}  {name!s}" if name is not None else customer_id)]


def _chosen(one: "Shown", table: str | None) -> "Iterable[Evidence]":
    return one.evidence if table is None else (one.table(table),)


def _told(one: "Shown", table: str | None, sink: Sink, *, is_with_lines: bool) -> Iterable[str]:
    lang = sink.voice.lang
    yield from ("", f"{one.finding.label.in_(lang)} ({one.finding.id}): {one.says.in_(lang)}")
    for evidence in _chosen(one, table):
        yield from ("", f"{evidence.label.in_(lang)} ({evidence.id})", evidence.how.in_(lang))
        if evidence.rows.is_empty():
            yield NO_ROWS.in_(lang)
            continue
        yield from ("", *_table(evidence.rows, evidence.columns, sink, is_numbered=is_with_lines))
        yield from (f"  {each.in_(lang)}" for each in evidence.sums())
        if is_with_lines:
            yield from ("", f"{BEHIND.in_(lang)} ({evidence.id})")
            yield from _table(evidence.lines.sort("row", maintain_order=True), evidence.line_columns, sink)


def _table(frame: Any, columns: "Sequence[Column]", sink: Sink, *, is_numbered: bool = True) -> list[str]:
    """Rows as an aligned table, numbered from 1."""
    import polars as pl

    from kw_tui.vocabulary.table import Column, Kind

    numbers = [Column("row", Kind.COUNT, NUMBER)] if is_numbered else []
    shown = [*numbers, *columns]
    ids = [one.id for one in shown if one.kind is Kind.ID]
    rows = frame.with_columns(pl.col("row") + 1, pl.col(ids).cast(pl.String)).select(one.id for one in shown).rows()
    return sink.laid_out(shown, rows)


def _plain(customer_id: str, one: "Shown", table: str | None, sink: Sink, *, is_with_lines: bool) -> dict[str, Any]:
    lang = sink.voice.lang
    return {
        "customer_id": customer_id,
        "finding": one.finding.id,
        "label": one.finding.label.in_(lang),
        "is_found": one.is_found,
        "value": one.value,
        "limit": one.limit,
        "says": one.says.in_(lang),
        "evidence": [
            {
                "id": each.id,
                "label": each.label.in_(lang),
                "how": each.how.in_(lang),
                "rows": each.rows.rows(named=True),
                "totals": [
                    {"column": total.column, "label": total.label.in_(lang), "value": each.come_to(total)}
                    for total in each.totals
                ],
            }
            | ({"lines": _lines(each)} if is_with_lines else {})
            for each in _chosen(one, table)
        ],
    }


def _lines(evidence: "Evidence") -> list[dict[str, Any]]:
    return evidence.lines.select("row", *(one.id for one in evidence.line_columns)).rows(named=True)


def _summary(customer_id: str, found: "Iterable[Shown]") -> Iterable[dict[str, Any]]:
    for one in found:
        named = {"customer_id": customer_id, "finding": one.finding.id, "value": one.value, "limit": one.limit}
        for each in one.evidence:
            table = named | {"evidence": each.id, "rows": each.rows.height}
            for total in each.totals:
                yield table | {"column": total.column, "total": each.come_to(total)}
            if not each.totals:
                yield table
