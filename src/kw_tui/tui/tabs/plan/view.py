"""Who is served how, as cells. Pure."""

from typing import TYPE_CHECKING

from kw_tui.tui import figures
from kw_tui.tui.lines import Line
from kw_tui.tui.widgets.fields import Field, text
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

HONEST = Text(
    "Übersicht des Ist-Zustands aus den Aktivitäten. Die Planung (Soll je Segment, Kapazität, Kosten) folgt.",
    "An overview of what was done, from the activities. Planning (targets, capacity, cost) follows.",
)
UNTIMED = Text(" · {count} Aktiv. ohne Minuten", " · {count} untimed activities")
COVERAGE = Text("Abdeckung und Kapazität", "Coverage and capacity")
NO_CHANNEL = Text("ohne Kanal", "no channel")
NO_CLASS = Text("ohne Klasse", "no class")


def _one_place(value: float | None, lang: Lang) -> str:
    return figures.amount(value, lang, 1)


FIELDS: tuple[Field, ...] = (
    Field("abc", Text("Klasse", "Class"), 11, text),
    Field("channel", Text("Kanal", "Channel"), 12, text, widest=24),
    Field("customers", Text("Kunden", "Cust."), 6, figures.count, "right", adds_up=True),
    Field("revenue", Text("Umsatz", "Revenue"), 11, figures.amount, "right", is_signed=True, adds_up=True),
    Field("visit", Text("Besuche", "Visits"), 7, figures.count, "right"),
    Field("call", Text("Anrufe", "Calls"), 7, figures.count, "right"),
    Field("others", Text("Übrige", "Others"), 7, figures.count, "right"),
    Field("hours", Text("Stunden", "Hours"), 7, figures.count, "right"),
    Field("hours_each", Text("Std./Kunde", "Hrs/cust."), 10, _one_place, "right"),
    Field("cost_share", Text("Kosten/Umsatz", "Cost/revenue"), 13, figures.ratio, "right"),
)  # fmt: skip


def with_words(rows: "pl.DataFrame", lang: Lang) -> "pl.DataFrame":
    """Name what has no class or no channel."""
    import polars as pl

    return rows.with_columns(
        pl.col("abc").fill_null(NO_CLASS.in_(lang)), pl.col("channel").fill_null(NO_CHANNEL.in_(lang))
    )


def totals(rows: "pl.DataFrame", untimed: int, lang: Lang, currency: str) -> Line:
    """Return the line below the table; activities that tell no minutes are `untimed`, and in no hours."""
    hours = rows["hours"].sum() if rows["hours"].count() else None
    told = Text("{customers} Kunden · {revenue} · {hours} Stunden", "{customers} customers · {revenue} · {hours} hours")
    said = told.format(
        customers=figures.count(rows["customers"].sum(), lang),
        revenue=figures.short(rows["revenue"].sum(), lang, currency),
        hours=figures.count(hours, lang),
    )
    line: Line = ((said.in_(lang), "strong"),)
    if hours is None or not untimed:
        return line
    apart = UNTIMED.format(count=figures.count(untimed, lang))
    return (*line, (apart.in_(lang), "warning"))
