"""What the tracing shows, as frames of texts and lines. Pure."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from kw_tui.core.metrics.trace import NATURES, Traced
from kw_tui.tui import figures
from kw_tui.tui.figures import NO, YES
from kw_tui.tui.filtering import narrowed
from kw_tui.tui.lines import Line, printable, wrapped
from kw_tui.tui.widgets.fields import Field, Writer, text
from kw_tui.tui.widgets.table_page import GAP
from kw_tui.vocabulary.origins import origin
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Lang, Text, day

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench.tracing import Rows

OPENED, CLOSED, LEAF, TO_ROWS = "▾ ", "▸ ", "  ", "▹ "
ROOT = "0"
"""Where the figure itself stands; what it reads is `0.0`, `0.1` and so on."""
LABEL = Text("Kennzahl", "Figure")
VALUE = Text("Wert", "Value")
VALUE_CELLS, UNIT_CELLS, NATURE_CELLS, LABEL_CELLS = 22, 12, 24, 34
LEAST_MEANING = 20
FRAME_CELLS = 4
"""Cells of a table beside its columns: the cursor's, and those of a scroll bar."""


def figure_fields(width: int) -> tuple[Field, ...]:
    """Return the columns of the list of figures; the meaning where there is room for it."""
    fields = (Field("value", VALUE, VALUE_CELLS, text, "right"), Field("unit", UNIT, UNIT_CELLS, text))
    room = width - FRAME_CELLS - sum(one.width + GAP for one in fields)
    meaning = room - LABEL_CELLS - GAP
    if meaning < LEAST_MEANING:
        return (Field("label", LABEL, room, text), *fields)
    return (Field("label", LABEL, LABEL_CELLS, text), *fields, Field("meaning", MEANING, meaning - GAP, text))


def tree_fields(width: int) -> tuple[Field, ...]:
    """Return the columns of a tree; what kind of thing a line is where there is room to say it."""
    value, nature = Field("value", VALUE, VALUE_CELLS, text, "right"), Field("nature", NATURE, NATURE_CELLS, text)
    fields = (value, nature) if width >= WIDE else (value,)
    room = width - FRAME_CELLS - sum(one.width + GAP for one in fields)
    return (Field("label", FROM, room, text), *fields)


WIDE = 100
UNIT, MEANING = Text("Einheit", "Unit"), Text("Bedeutung", "Meaning")
FROM, NATURE = Text("Woraus", "Computed from"), Text("Art", "Kind")


def _money(value: Any, lang: Lang) -> str:
    return figures.amount(value, lang, 2)


_WRITERS: dict[Kind, Writer] = {
    Kind.MONEY: _money,
    Kind.NUMBER: _money,
    Kind.RATIO: figures.ratio,
    Kind.COUNT: figures.count,
    Kind.DATE: figures.date_or_dash,
    Kind.SCORE: figures.score,
}


def exact(value: Any, kind: Kind, lang: Lang) -> str:
    """Write a value with the digits the command line shows."""
    if value is None:
        return figures.UNKNOWN
    if kind is Kind.FLAG:
        return (YES if value else NO).in_(lang)
    return _WRITERS.get(kind, text)(value, lang) if not isinstance(value, str) else printable(value)


def value_of(node: Traced, lang: Lang) -> str:
    """Write the value of a node, marked where it rests on an assumption."""
    value = node.said.in_(lang) if node.said is not None else exact(node.value, node.kind, lang)
    return f"{figures.ASSUMED} {value}" if node.is_assumed and node.value is not None else value


def figures_frame(nodes: Sequence[Traced], wanted: str, lang: Lang) -> "pl.DataFrame":
    """Return a row a figure that matches: id, label, value, unit, meaning or why it is not known; by name first."""
    import polars as pl

    rows = [
        (
            node.id,
            node.label.in_(lang),
            value_of(node, lang),
            node.unit.in_(lang),
            (node.meaning if node.reason is None else node.reason).in_(lang),
        )
        for node in nodes
    ]
    told = pl.DataFrame(
        rows, schema=dict.fromkeys(("id", "label", "value", "unit", "meaning"), pl.String), orient="row"
    )
    is_meant = (pl.col("label").str.to_lowercase() == wanted.strip().lower()) | (pl.col("id") == wanted.strip())
    named = narrowed(told, wanted, ("label", "id")).sort(is_meant, descending=True, maintain_order=True)
    return pl.concat([named, narrowed(told, wanted, ("label", "id", "meaning")).join(named, on="id", how="anti")])


def flattened(node: Traced, opened: Collection[str], path: str = ROOT) -> Iterator[tuple[str, Traced]]:
    """Yield what is seen of a tree, each with its place: the inputs of those that are opened."""
    yield path, node
    if path in opened:
        for number, one in enumerate(node.inputs):
            yield from flattened(one, opened, f"{path}.{number}")


def tree_frame(node: Traced, opened: Collection[str], lang: Lang) -> "pl.DataFrame":
    """Return a row for what is seen of a tree: path, label with its indent, value, nature."""
    import polars as pl

    rows = [
        (path, _indented(path, one, opened, lang), value_of(one, lang), NATURES[one.nature].in_(lang))
        for path, one in flattened(node, opened)
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(("path", "label", "value", "nature"), pl.String), orient="row")


def _indented(path: str, one: Traced, opened: Collection[str], lang: Lang) -> str:
    glyph = (OPENED if path in opened else CLOSED) if one.inputs else TO_ROWS if one.has_rows else LEAF
    return f"{'  ' * path.count('.')}{glyph}{printable(one.label.in_(lang))}"


def about(node: Traced, lang: Lang, width: int, height: int = 6) -> list[Line]:
    """Return what is to be known of a node, in as many lines as there are."""
    lines: list[Line] = [((part, ""),) for part in wrapped(node.meaning.in_(lang), width)]
    for told in (node.reason, node.note):
        if told is not None:
            lines += [
                ((part, "warning" if told is node.reason else "accent"),) for part in wrapped(told.in_(lang), width)
            ]
    return [*lines[: height - 1], ((_facts_of(node, lang, width), "dim"),)]


def _facts_of(node: Traced, lang: Lang, width: int) -> str:
    parts = [NATURES[node.nature].in_(lang), node.unit.in_(lang)]
    if node.source:
        parts.append(f"{SOURCE.in_(lang)} {origin(node.source, lang)}")
    if node.needs:
        parts.append(f"{NEEDS.in_(lang)} {', '.join(one.in_(lang) for one in node.needs)}")
    if node.is_assumed and node.nature == "metric":
        parts.append(f"{figures.ASSUMED} {RESTS.in_(lang)}")
    line = ""
    for part in (one for one in parts if one):
        longer = f"{line} · {part}" if line else part
        line = longer if cell_len(longer) <= width else line
    return line


SOURCE, NEEDS = Text("Quelle", "source"), Text("braucht", "needs")
RESTS = Text("beruht auf Annahmen", "rests on assumptions")


def rows_fields(rows: "Rows", lang: Lang) -> list[Field]:
    """Return the columns of the rows behind a fact: the day, what each row adds, then the rest."""
    first, *rest, adds = rows.columns
    added = replace(_field(adds, rows, lang), adds_up=rows.made == "sum")
    return [_field(first, rows, lang), added, *(_field(one, rows, lang) for one in rest)]


def _field(column: Column, rows: "Rows", lang: Lang) -> Field:
    def write(value: Any, lang: Lang) -> str:
        return exact(value, column.kind, lang)

    shown = (exact(value, column.kind, lang) for value in rows.frame[column.id].head(200))
    width = min(max([cell_len(column.label.in_(lang)), *map(cell_len, shown)]), 30)
    align = "right" if column.kind.is_numeric else "left"
    return Field(column.id, column.label, width, write, align, is_signed=column.kind is Kind.MONEY)  # type: ignore[arg-type]


def rows_lines(node: Traced, rows: "Rows", lang: Lang, width: int) -> list[Line]:
    """Return what the rows come to, of which table and which days they are."""
    total = exact(rows.total, rows.columns[-1].kind, lang)
    made = MADE[rows.made].format(count=figures.count(rows.frame.height, lang), table=rows.table.in_(lang))
    heading: Line = ((f"{node.label.in_(lang)}: {made.in_(lang)} = ", ""), (total, "strong"))
    days = Text("vom {first} bis {last}", "from {first} to {last}").in_(lang)
    first = BEGINNING.in_(lang) if rows.period.first is None else day(rows.period.first, lang)
    return [
        heading,
        ((days.format(first=first, last=day(rows.period.last, lang)), "dim"),),
        *(((part, ""),) for part in wrapped(node.meaning.in_(lang), width)),
    ]


BEGINNING = Text("Anfang", "the beginning")
MADE: dict[str, Text] = {
    "sum": Text("Summe von {count} Zeilen ({table})", "sum of {count} rows ({table})"),
    "count": Text("Anzahl der Zeilen ({table})", "number of rows ({table})"),
    "mean": Text("Mittel von {count} Zeilen ({table})", "mean of {count} rows ({table})"),
    "min": Text("kleinster Wert von {count} Zeilen ({table})", "least of {count} rows ({table})"),
    "max": Text("größter Wert von {count} Zeilen ({table})", "greatest of {count} rows ({table})"),
}
