"""Who is served how, as cells. Pure."""

from typing import TYPE_CHECKING

from kw_tui.tui import figures
from kw_tui.tui.lines import Line
from kw_tui.tui.widgets.fields import Field, text
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

KINDS = ("visit", "call", "order", "delivery", "return", "dunning", "marketing", "other")
HONEST = Text(
    "Übersicht des Ist-Zustands aus den Aktivitäten. Die Planung (Soll je Segment, Kapazität, Kosten) folgt.",
    "An overview of what was done, from the activities. Planning (targets, capacity, cost) follows.",
)
NO_CHANNEL = Text("ohne Kanal", "no channel")
NO_CLASS = Text("ohne Klasse", "no class")


def _one_place(value: float | None, lang: Lang) -> str:
    return figures.amount(value, lang, 1)


FIELDS: tuple[Field, ...] = (
    Field("abc", Text("Klasse", "Class"), 11, text),
    Field("channel", Text("Kanal", "Channel"), 12, text),
    Field("customers", Text("Kunden", "Cust."), 6, figures.count, "right"),
    Field("revenue", Text("Umsatz", "Revenue"), 11, figures.amount, "right", is_signed=True),
    Field("visit", Text("Besuche", "Visits"), 7, figures.count, "right"),
    Field("call", Text("Anrufe", "Calls"), 7, figures.count, "right"),
    Field("others", Text("Übrige", "Others"), 7, figures.count, "right"),
    Field("hours", Text("Stunden", "Hours"), 7, figures.count, "right"),
    Field("hours_each", Text("Std./Kunde", "Hrs/cust."), 10, _one_place, "right"),
    Field("selling_share", Text("Kosten/Umsatz", "Cost/revenue"), 13, figures.ratio, "right"),
)  # fmt: skip


def served(portfolio: "pl.DataFrame") -> "pl.DataFrame":
    """Return one row a class and channel: customers, revenue, activities, hours; unknown stays unknown."""
    import polars as pl

    kinds = [kind for kind in KINDS if f"activity_{kind}" in portfolio.columns]
    minutes = [f"activity_{kind}_minutes" for kind in kinds if f"activity_{kind}_minutes" in portfolio.columns]
    others = [f"activity_{kind}" for kind in kinds if kind not in {"visit", "call"}]
    cost = pl.sum_horizontal("selling_cost", "service_cost")
    sums = portfolio.group_by("abc", "channel").agg(
        customers=pl.len(),
        revenue=pl.col("revenue").sum(),
        visit=_sum("activity_visit"),
        call=_sum("activity_call"),
        others=pl.sum_horizontal(_sum(one) for one in others) if others else pl.lit(None),
        minutes=pl.sum_horizontal(_sum(one) for one in minutes) if minutes else pl.lit(None),
        cost=cost.sum(),
    )
    hours = pl.col("minutes").cast(pl.Float64) / 60
    revenue = pl.col("revenue").cast(pl.Float64)
    return sums.sort("abc", "channel", nulls_last=True).with_columns(
        hours=pl.when(hours > 0).then(hours),
        hours_each=pl.when(hours > 0).then(hours / pl.col("customers")),
        selling_share=pl.when(revenue > 0).then(pl.col("cost").cast(pl.Float64) / revenue),
    )


def _sum(column: str) -> "pl.Expr":
    """Sum a column, null where nothing is known."""
    import polars as pl

    return pl.when(pl.col(column).is_not_null().any()).then(pl.col(column).cast(pl.Float64).sum())


def with_words(rows: "pl.DataFrame", lang: Lang) -> "pl.DataFrame":
    """Name what has no class or no channel."""
    import polars as pl

    return rows.with_columns(
        pl.col("abc").fill_null(NO_CLASS.in_(lang)), pl.col("channel").fill_null(NO_CHANNEL.in_(lang))
    )


def totals(rows: "pl.DataFrame", lang: Lang, currency: str) -> Line:
    """Return the line below the table."""
    hours = rows["hours"].sum() if rows["hours"].count() else None
    told = Text("{customers} Kunden · {revenue} · {hours} Stunden", "{customers} customers · {revenue} · {hours} hours")
    said = told.format(
        customers=figures.count(rows["customers"].sum(), lang),
        revenue=figures.short(rows["revenue"].sum(), lang, currency),
        hours=figures.count(hours, lang),
    )
    return ((said.in_(lang), "strong"),)
