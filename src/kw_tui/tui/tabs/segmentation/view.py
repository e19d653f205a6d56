"""Segments and their customers as cells and lines. Pure."""

from typing import TYPE_CHECKING, Any

from kw_tui.core.segmentation.segments import (
    OWN,
    OWN_SEGMENTS,
    SEGMENTATIONS,
    STRATEGIES,
    segment_label,
    segmentation_by,
)
from kw_tui.tui import figures
from kw_tui.tui.lines import Line, Run, clipped
from kw_tui.tui.pictures import drawing
from kw_tui.tui.pictures.picture import Room
from kw_tui.tui.pictures.reading import heading as heading_of
from kw_tui.tui.tabs.segmentation.spread_picture import spread_curve
from kw_tui.tui.widgets.charts import bar
from kw_tui.tui.widgets.fields import WIDEST_NAME, Field, Writer, signed_sum, text, words
from kw_tui.vocabulary.settings.classes import MEASURES, METHODS
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Lang, Text
from kw_tui.vocabulary.words import SHORT

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from kw_tui.workbench import Spread

ALL_WAYS = (*SEGMENTATIONS, OWN_SEGMENTS)
WAYS = tuple(one.by for one in ALL_WAYS)
ALL = "*"
NONE = "-"
EVERYBODY = Text("Alle", "All")


def _segments(by: str) -> Writer:
    return words({one.id: one.label for one in segmentation_by(by).segments})


CUSTOMERS: tuple[Field, ...] = (
    Field("name", SHORT["name"], 18, text, widest=WIDEST_NAME),
    Field("abc_sub", SHORT["abc_sub"], 3, text),
    signed_sum("revenue", Text("Umsatz", "Revenue")),
    signed_sum("db1", Text("DB I", "DB I")),
    signed_sum("db4", Text("DB IV", "DB IV")),
    Field(
        "relevant_contribution",
        SHORT["relevant_contribution"],
        9,
        figures.amount,
        "right",
        is_signed=True,
        adds_up=True,
    ),
    Field("relevant_ratio", SHORT["relevant_ratio"], 8, figures.ratio, "right", is_signed=True),
    Field("rfm", Text("RFM", "RFM"), 3, figures.count, "right"),
    Field("rfm_segment", Text("RFM-Segment", "RFM segment"), 18, _segments("rfm_segment")),
    Field("kind", SHORT["kind"], 22, _segments("kind")),
    Field("orders", Text("Aufträge", "Orders"), 8, figures.count, "right", adds_up=True),
    Field("last_order", SHORT["last_order"], 10, figures.date_or_dash),
    Field("discount_rate", SHORT["discount_rate"], 8, figures.ratio, "right"),
    Field("condition_findings", Text("Befunde", "Findings"), 8, figures.count, "right"),
    Field("customer_id", SHORT["customer_id"], 9, text),
)


def segment_fields(*, is_wide: bool) -> tuple[Field, ...]:
    """Return the columns of the list of segments."""
    name = Field("label", Text("Segment", "Segment"), 9, text)
    count = Field("customers", Text("Kunden", "Cust."), 6, figures.count, "right")
    money = Field("revenue", Text("Umsatz", "Revenue"), 10, figures.amount, "right")
    share = Field("revenue_share", Text("% Ums.", "% rev."), 6, _whole_percent, "right")
    return (name, count, money, share, Field("bar", Text("", ""), 5, text)) if is_wide else (name, count, share)


def _whole_percent(value: float | None, lang: Lang) -> str:
    return figures.ratio(value, lang, 0)


def segment_rows(segments: "pl.DataFrame", by: str, lang: Lang) -> "pl.DataFrame":
    """Return all customers and then each segment: key, label, customers, revenue, bar, revenue_share."""
    import polars as pl

    rows = segments.filter(pl.col("segmentation") == by).to_dicts()
    largest = max((row["revenue_share"] or 0 for row in rows), default=0)
    everybody = segments.filter(pl.col("segmentation") == WAYS[0])  # each of them once, which own ones are not
    revenue = everybody["revenue"].sum()
    total = {
        "segment": ALL,
        "customers": everybody["customers"].sum(),
        "revenue": revenue,
        "revenue_share": 1.0 if revenue else None,
    }
    listed = [
        {
            "key": _key(row["segment"]),
            "label": EVERYBODY.in_(lang) if row is total else segment_label(by, row["segment"]).in_(lang),
            "customers": row["customers"],
            "revenue": row["revenue"],
            "bar": "" if row is total else bar(row["revenue_share"] or 0, largest, 5),
            "revenue_share": row["revenue_share"],
        }
        for row in (total, *rows)
    ]
    types: dict[str, Any] = {
        "key": pl.String,
        "label": pl.String,
        "customers": pl.Int64,
        "revenue": MONEY,
        "bar": pl.String,
    }
    return pl.DataFrame(listed, schema={**types, "revenue_share": pl.Float64})


def _key(segment: str | None) -> str:
    return NONE if segment is None else segment


def largest_first(portfolio: "pl.DataFrame") -> "pl.Series":
    """Return the places of all customers by revenue."""
    return portfolio["revenue"].arg_sort(descending=True, nulls_last=True)


def places_of_own(portfolio: "pl.DataFrame", own: "pl.DataFrame", places: "pl.Series") -> "dict[str, pl.Series]":
    """Return, of all these places, those of the customers in each segment of the session, by its name."""
    ids = portfolio["customer_id"]
    found = {}
    for (name,), rows in own.partition_by("segment", as_dict=True).items():
        found[str(name)] = places.filter(ids.is_in(rows["customer_id"].implode()).gather(places))
    return found


def members(
    portfolio: "pl.DataFrame", by: str, key: str, places: "pl.Series", own: "Mapping[str, pl.Series]"
) -> "pl.Series":
    """Return, of all these places, those of the customers of a segment; `own` tells those of the session's segments."""
    if key == ALL:
        return places
    if by == OWN:
        return own.get(key, places.clear())
    is_member = portfolio[by].is_null() if key == NONE else portfolio[by] == key
    return places.filter(is_member[places])


def heading(by: str, said: str, lang: Lang, width: int) -> Line:
    """Return the line above: the ways to cut the portfolio, all where there is room, and what is `said` of this one."""
    faces: list[Run] = []
    for one in ALL_WAYS:
        face = one.label.in_(lang)
        faces.append((f"[{face}]", "strong") if one.by == by else (f" {face} ", "dim"))
    room = sum(len(face) for face, _ in faces)
    rest = f" · {said}" if said else ""
    if room + len(rest) > width:
        faces = [face for face in faces if face[1] == "strong"]
        room = sum(len(face) for face, _ in faces)
    line: list[Run] = [*faces, (clipped(rest, max(0, width - room)), "accent")]
    return tuple(line)


_BY = {**MEASURES, "relevant_contribution": Text("relevantem DB", "relevant contribution")}
"""The measures as German has them after `nach`."""


def how_classed(measure: str, method: str, lang: Lang) -> str:
    """Say how the classes are made."""
    how = Text("ABC nach {measure}, {method}", "ABC by {measure}, {method}")
    return how.format(measure=_BY.get(measure, Text(measure, measure)), method=METHODS[method]).in_(lang)


def strategy_of(segments: "pl.DataFrame", by: str, key: str, lang: Lang) -> str:
    """Say the norm strategy of a segment; nothing where it has none."""
    import polars as pl

    found = segments.filter(pl.col("segmentation") == by, pl.col("segment") == key)["strategy"].to_list()
    if not found or found[0] is None:
        return ""
    said = Text("{label}: {strategy}", "{label}: {strategy}")
    return said.format(label=segment_label(by, key), strategy=STRATEGIES[found[0]]).in_(lang)


def spread_lines(spread: "Spread", measure: str, lang: Lang, currency: str, size: tuple[int, int]) -> list[Line]:
    """Return the curve of a measure with its figures below; `size` is the room in cells."""
    width, height = size
    picture = spread_curve(spread, measure, currency)
    notes = [clipped(note.in_(lang), width) for note in picture.notes]
    merged = joined_notes(notes, width)
    rows = max(2, height - 1 - len(merged))
    drawn = drawing.draw(picture, Room(width, rows), None, lang)
    return [heading_of(picture.title, lang, width), *drawn, *(((line, ""),) for line in merged)]


def joined_notes(notes: list[str], width: int) -> list[str]:
    """Put notes after each other as long as they find room in a line."""
    lines: list[str] = []
    for note in notes:
        longer = f"{lines[-1]} · {note}" if lines else note
        if lines and len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(note)
    return lines
