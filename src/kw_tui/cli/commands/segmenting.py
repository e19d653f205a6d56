"""`kw segments`: segments and their sums, or some side by side; `kw segment`: name one by a condition."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kw_tui.cli import words
from kw_tui.cli.assumed import marked
from kw_tui.cli.listed import Asked, as_list, listed
from kw_tui.cli.opening import open_session
from kw_tui.cli.options import (
    SessionOption,
    ShortFormatOption,
    WhereOption,
    voice_of,
)
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text, grouped, money
from kw_tui.vocabulary.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from kw_tui.vocabulary.table import Column
    from kw_tui.workbench import Workbench

MIGRATION, RFM_MAP = "migration", "rfm_map"
MEDIAN = "median_"
STRATEGY, COVERAGE = "strategy", "cost_coverage"
ByOption = Annotated[str | None, typer.Option("--by", metavar="WAY", help=words.BY.en)]
CompareOption = Annotated[str | None, typer.Option("--compare", metavar="A,B", help=words.COMPARE.en)]
NameArgument = Annotated[str | None, typer.Argument(metavar="NAME", help=words.SEGMENT_NAME.en)]
RemoveOption = Annotated[bool, typer.Option("--remove", help=words.SEGMENT_REMOVE.en)]


def add_segments(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("segments", cls=KwCommand, help=words.SEGMENTS.en)(as_list(_segments))
    app.command("segment", cls=KwCommand, help=words.SEGMENT.en)(_segment)


def _segments(ctx: typer.Context, asked: Asked, by: ByOption = None, compare: CompareOption = None) -> None:
    found = listed(asked, voice_of(ctx), lambda bench: _found(bench, by, compare))
    if compare is None:
        if asked.columns is None:
            found = replace(found, shown=[one for one in found.shown if _is_told(one, found.rows)])
        found.show()
        found.say(_notes(found.bench, by) if found.is_table else ())
        return
    described = _described(found.bench, found.rows)
    if found.is_table:
        _side_by_side(found.rows, described, found.sink)
    else:
        found.show(described)
    found.say(())


def _found(bench: "Workbench", by: str | None, compare: str | None) -> "pl.DataFrame":
    """The table asked for; raise UsageError for a way or a segment there is none of."""
    import polars as pl

    if compare is not None:
        names = [name.strip() for name in compare.split(",") if name.strip()]
        if len(names) < 2:
            message = Text("--compare braucht zwei Segmente", "--compare takes two segments")
            raise UsageError(message, Text("Beispiel: --compare A,C", "for example --compare A,C"))
        return bench.compare(names)
    if by is None:
        return bench.segments()
    if by == MIGRATION:
        return bench.migration()
    if by == RFM_MAP:
        return bench.rfm_map()
    from kw_tui.core.segmentation.segments import OWN_SEGMENTS, SEGMENTATIONS

    ways = {one.by: one.label for one in (*SEGMENTATIONS, OWN_SEGMENTS)}
    known = next((way for way, label in ways.items() if by.lower() in {way, label.de.lower(), label.en.lower()}), None)
    if known is None:
        message = Text("Einteilung {by!r} gibt es nicht", "There is no grouping {by!r}").format(by=by)
        some = ", ".join((*ways, MIGRATION, RFM_MAP))
        raise UsageError(message, Text("es gibt {some}", "there are {some}").format(some=some))
    return bench.segments().filter(pl.col("segmentation") == known)


def _is_told(column: str, rows: "pl.DataFrame") -> bool:
    """Whether a column is shown unasked: how much of the goods is known is told by a mark."""
    return column != COVERAGE and (column != STRATEGY or bool(rows[column].count()))


def _notes(bench: "Workbench", by: str | None) -> "Sequence[Text]":
    """What is to be known: on a screen alone, for the figures themselves are sound."""
    why = bench.why_no_migration() if by == MIGRATION else None
    return (why,) if why else bench.segment_notes(by)


def _described(bench: "Workbench", rows: "pl.DataFrame") -> "list[Column]":
    """The columns of a comparison: a median is called after what it is the median of."""
    from kw_tui.cli.columns import columns_by_id, labelled

    known = columns_by_id(bench)
    told = [_median_of(known.get(one.id.removeprefix(MEDIAN)), one) for one in labelled(bench, rows)]
    assumed = {f"{MEDIAN}{id_}" for id_ in bench.assumptions()}
    return [replace(one, label=marked(one.label)) if one.id in assumed else one for one in told]


def _median_of(of: "Column | None", column: "Column") -> "Column":
    from kw_tui.vocabulary.table import Column, Kind

    if of is None or not column.id.startswith(MEDIAN):
        return column
    kind = Kind.SCORE if of.kind is Kind.COUNT else of.kind  # between two customers may lie half a one
    return Column(column.id, kind, Text("{de}, Median", "{en}, median").format(de=of.label.de, en=of.label.en))


def _side_by_side(rows: "pl.DataFrame", columns: "list[Column]", sink: Sink) -> None:
    """A line a figure, a column a segment."""
    from kw_tui.cli.columns import words_of_ids
    from kw_tui.cli.layout import cell, padded, width
    from kw_tui.cli.partly import marked_rows
    from kw_tui.vocabulary.table import Column, Kind

    lang, told = sink.voice.lang, words_of_ids()
    figures = [column for column in columns if column.id != "segment"]
    heads, grid = [Column("figure", Kind.TEXT, WORDS["figure"])], [[column.label.in_(lang) for column in figures]]
    known = marked_rows(rows, [column.id for column in figures])
    for place, row in enumerate(rows.rows(named=True)):
        name = cell(row.get("segment", ""), Column("segment", Kind.TEXT, WORDS["segment"]), lang, told)
        written = [
            name,
            *(cell(value, column, lang, told) for value, column in zip(known[place], figures, strict=True)),
        ]
        face, *values = (padded(one, max(map(width, written)), right=True) for one in written)
        heads.append(Column(f"segment {place}", Kind.TEXT, Text(face, face)))
        grid.append(values)
    sink.table(heads, list(zip(*grid, strict=True)))


def _segment(
    ctx: typer.Context,
    name: NameArgument = None,
    session: SessionOption = None,
    where: WhereOption = None,
    remove: RemoveOption = False,
    form: ShortFormatOption = "table",
) -> None:
    voice = voice_of(ctx)
    bench = open_session(session, voice)
    if name is None:
        _list(bench, Sink(voice), form)
    elif remove == (where is not None):
        message = Text("Entweder --where oder --remove", "Either --where or --remove")
        raise UsageError(message, Text("Beispiel: kw segment Klein --where \"revenue < 1000\"",
                                       "for example kw segment Small --where \"revenue < 1000\""))  # fmt: skip
    elif where is None:
        bench.remove_segment(name)
        voice.say(Text("Entfernt: {name}", "Removed: {name}").format(name=name))
    else:
        found, lang = bench.name_segment(name, where), voice.lang
        worth = "–" if found.revenue is None else money(found.revenue, lang, bench.currency)
        saved = Text("Gespeichert: {name}, {n} Kunden, Umsatz {worth}", "Saved: {name}, {n} customers, revenue {worth}")
        voice.say(saved.format(name=name, n=grouped(found.customers, 0, lang), worth=worth))


def _list(bench: "Workbench", sink: Sink, form: str) -> None:
    from kw_tui.vocabulary.table import Column, Kind

    rows = [{"name": one.name, "where": one.where} for one in bench.own_segments()]
    if form == "json":
        sink.json(rows)
        return
    columns = [Column("segment", Kind.TEXT, WORDS["segment"]), Column("where", Kind.TEXT, WORDS["where"])]
    sink.table(columns, [[row["name"], row["where"]] for row in rows])
