"""What the overlay of findings shows, as frames and lines. Pure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len

from kw_tui.core.evidence.concessions import CHOICES
from kw_tui.core.evidence.evidence import PART, Evidence
from kw_tui.tui import figures
from kw_tui.tui.lines import Line, clipped, wrapped
from kw_tui.tui.trace.view import exact
from kw_tui.tui.widgets.fields import Field, Writer, text, words
from kw_tui.vocabulary.sources import table_by_id
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench.evidence import Shown

LABEL = Text("Befund", "Finding")
WIDEST = 30
LOOKED_AT = 200
"""Rows a column's width is taken from."""


class Place(NamedTuple):
    """A table of a finding."""

    shown: "Shown"
    evidence: Evidence
    is_first: bool


def places(found: "Sequence[Shown]") -> list[Place]:
    """Return every table of every finding, in their order."""
    return [Place(one, each, not place) for one in found for place, each in enumerate(one.evidence)]


def list_frame(listed: Sequence[Place], lang: Lang) -> "pl.DataFrame":
    """Return a row a table: its key, and the finding or, of its further tables, what they are called."""
    import polars as pl

    labels = [
        one.shown.finding.label.in_(lang) if one.is_first else f"  · {one.evidence.label.in_(lang)}" for one in listed
    ]
    return pl.DataFrame({"key": [str(place) for place in range(len(listed))], "label": labels}, schema_overrides=_TEXTS)


_TEXTS: dict[str, Any] = {"key": str, "label": str}


def list_fields(width: int) -> tuple[Field, ...]:
    """Return the one column of the list."""
    return (Field("label", LABEL, max(10, width - 4), text),)


def fields(columns: Sequence[Column], frame: "pl.DataFrame", lang: Lang) -> list[Field]:
    """Return columns as wide as what stands in them."""
    return [_field(one, frame, lang) for one in columns]


def _field(column: Column, frame: "pl.DataFrame", lang: Lang) -> Field:
    write = _writer(column)
    shown = (write(value, lang) for value in frame[column.id].head(LOOKED_AT))
    width = min(max([cell_len(column.label.in_(lang)), *map(cell_len, shown)]), WIDEST)
    is_signed = column.kind is Kind.MONEY
    return Field(column.id, column.label, width, write, "right" if column.kind.is_numeric else "left", is_signed)


def _writer(column: Column) -> Writer:
    if column.id == "choice":
        return words(CHOICES)

    def write(value: Any, lang: Lang) -> str:
        is_number = column.kind is Kind.ID and value is not None
        return str(value) if is_number and not isinstance(value, str) else exact(value, column.kind, lang)

    return write


def says(place: Place, lang: Lang, width: int) -> list[Line]:
    """Return the finding in a sentence, in two lines at most."""
    told = wrapped(f"{place.shown.finding.label.in_(lang)}: {place.shown.says.in_(lang)}", width)
    return [((part, "warning"),) for part in told[:2]]


def about(place: Place, lang: Lang, width: int, height: int) -> list[Line]:
    """Return what a table is called, what it comes to and how it is made, in as many lines as there are."""
    sums = wrapped(" · ".join(one.in_(lang) for one in place.evidence.sums()), width)[: height - 2]
    how = wrapped(place.evidence.how.in_(lang), width)
    room = height - 1 - len(sums)
    if len(how) > room:
        how = [*how[: room - 1], clipped(f"{how[room - 1]} …", width)] if room > 0 else []
    heading: Line = ((place.evidence.label.in_(lang), "title"),)
    return [heading, *(((part, "strong"),) for part in sums), *(((part, "dim"),) for part in how)]


def about_lines(place: Place, row: int, lang: Lang, width: int, height: int) -> list[Line]:
    """Return what the lines behind a row are, and what they come to."""
    lines, evidence = place.evidence.behind(row), place.evidence
    table = table_by_id(evidence.table).label.in_(lang)
    counted = (
        (ONE_BEHIND if lines.height == 1 else BEHIND)
        .in_(lang)
        .format(count=figures.count(lines.height, lang), table=table)
    )
    labels = {one.id: one for one in evidence.columns}
    sums = [
        f"{labels[name].label.in_(lang)}: {exact(lines[PART + name].sum(), labels[name].kind, lang)}"
        for name in evidence.parts
        if lines[PART + name].count()
    ]
    heading: Line = ((f"{evidence.label.in_(lang)}: {counted}", "title"),)
    told: list[Line] = [((part, "strong"),) for part in wrapped(" · ".join(sums), width)]
    return [heading, *told][:height]


ONE_BEHIND = Text("{count} Zeile dahinter ({table})", "{count} line behind ({table})")
BEHIND = Text("{count} Zeilen dahinter ({table})", "{count} lines behind ({table})")
