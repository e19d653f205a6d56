"""The contribution ladder from list revenue to DB IV, and what would disappear with the customer (SPEC 3)."""

from collections.abc import Iterable

import polars as pl

from kw_tui.core.metrics.costs import COSTS, avoidable_amount, cost_amount, cost_of
from kw_tui.core.metrics.metric import NO_MONEY, Metric, known_money, ratio
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

DEDUCTIONS = ("line_discount", "credit_notes", "cash_discount", "bonus")
NO_GOODS = Text("kein Wareneinsatz in den Umsätzen", "no cost of goods in the sales")
NO_PREVIOUS = Text("kein Vergleichszeitraum oder kein Wareneinsatz", "no previous period, or no cost of goods")
NO_RATIO = Text(
    "kein Wareneinsatz in den Umsätzen, oder kein positiver Umsatz im Zeitraum",
    "no cost of goods in the sales, or no positive revenue in the period",
)
NO_COST = Text(
    "keine Aktivitäten, Servicefälle oder Kulanz importiert", "no activities, tickets or concessions imported"
)
NO_DEDUCTIONS = Text("nicht in den Umsätzen enthalten", "not part of the sales")
ABSENT_FACTS = dict.fromkeys(DEDUCTIONS, NO_DEDUCTIONS)
"""Why facts of the ladder may be unknown."""


def contribution(settings: Settings) -> tuple[Metric, ...]:
    """Revenue, deductions, goods and the rungs DB I to DB IV."""
    return (*_revenue(), *_rungs(), *_relevant(settings))


def net_revenue(suffix: str = "") -> pl.Expr:
    """Invoiced revenue less cash discount and bonus; where no such deduction is known, none is made."""
    later = [pl.col(f"{column}{suffix}").fill_null(NO_MONEY) for column in ("cash_discount", "bonus")]
    return pl.col(f"revenue_invoiced{suffix}") - later[0] - later[1]


def avoidable_prev(settings: Settings) -> pl.Expr:
    """Avoidable cost in the previous period; null where goods are unknown."""
    parts = (avoidable_amount(cost, cost_amount(cost, settings, "_prev"), settings) for cost in COSTS)
    return _total(pl.col("goods_prev"), parts)


def _revenue() -> tuple[Metric, ...]:
    return (
        Metric(
            "revenue",
            Text("Umsatz", "Revenue"),
            Kind.MONEY,
            net_revenue(),
            Text(
                "Nettoumsatz: fakturiert, abzüglich Skonto und Bonus.",
                "Net revenue: invoiced less cash discount and bonus.",
            ),
            better="high",
            adds_up=True,
        ),
        Metric(
            "revenue_prev",
            Text("Umsatz Vorzeitraum", "Revenue before"),
            Kind.MONEY,
            net_revenue("_prev"),
            Text(
                "Nettoumsatz im gleich langen Zeitraum davor.", "Net revenue of the period of the same length before."
            ),
            absent=Text("kein Vergleichszeitraum", "no previous period"),
            adds_up=True,
        ),
        Metric(
            "list_revenue",
            Text("Listenumsatz", "List revenue"),
            Kind.MONEY,
            pl.col("list_revenue"),
            Text(
                "Listenbetrag oder Menge x Listenpreis, sonst Netto vor Zeilenrabatt; ohne Gutschriften.",
                "List amount or quantity x list price, else net before line discount; without credits.",
            ),
            adds_up=True,
        ),
        Metric(
            "deductions",
            Text("Erlösschmälerungen", "Deductions"),
            Kind.MONEY,
            known_money(map(pl.col, DEDUCTIONS)),
            Text(
                "Zeilenrabatt, Gutschriften, Skonto und Bonus, soweit bekannt.",
                "Line discount, credit notes, cash discount and bonus, as far as known.",
            ),
            absent=Text("keine Abzüge in den Umsätzen", "no deductions in the sales"),
            better="low",
            adds_up=True,
        ),
        Metric(
            "goods",
            Text("Wareneinsatz", "Goods"),
            Kind.MONEY,
            pl.col("goods"),
            Text(
                "Wareneinsatz der Rechnungszeilen, soweit er bekannt ist; Retouren mindern ihn.",
                "Cost of goods of the invoice lines, as far as known; returns lower it.",
            ),
            absent=NO_GOODS,
            adds_up=True,
        ),
    )


def _rungs() -> tuple[Metric, ...]:
    return (
        _rung(
            "db1",
            Text("DB I", "DB I"),
            pl.col("revenue") - pl.col("goods"),
            Text("Nettoumsatz minus Wareneinsatz.", "Net revenue minus goods."),
        ),
        Metric(
            "db1_ratio",
            Text("DB I %", "DB I %"),
            Kind.RATIO,
            ratio(pl.col("db1"), pl.col("revenue")),
            Text("DB I geteilt durch den Nettoumsatz.", "DB I divided by net revenue."),
            absent=NO_RATIO,
            better="high",
        ),
        _rung(
            "db2",
            Text("DB II", "DB II"),
            pl.col("db1") - pl.col("marketing_cost").fill_null(NO_MONEY),
            Text("DB I minus Werbekosten, soweit bekannt.", "DB I minus marketing cost, as far as known."),
        ),
        Metric(
            "selling_cost",
            Text("Vertriebskosten", "Selling cost"),
            Kind.MONEY,
            cost_of("selling"),
            Text(
                "Besuche, Anrufe und Auftragsabwicklung, soweit bekannt.",
                "Visits, calls and order handling, as far as known.",
            ),
            better="low",
            adds_up=True,
        ),
        _rung(
            "db3",
            Text("DB III", "DB III"),
            pl.col("db2") - pl.col("selling_cost").fill_null(NO_MONEY),
            Text("DB II minus Vertriebskosten.", "DB II minus selling cost."),
        ),
        Metric(
            "service_cost",
            Text("Servicekosten", "Service cost"),
            Kind.MONEY,
            cost_of("service"),
            Text(
                "Servicefälle, Lieferungen, Retouren, Mahnungen, Fracht, Kulanz und Sonstiges, soweit bekannt.",
                "Tickets, deliveries, returns, dunning, freight, concessions and other, as far as known.",
            ),
            absent=NO_COST,
            better="low",
            adds_up=True,
        ),
        _rung(
            "db4",
            Text("DB IV", "DB IV"),
            pl.col("db3") - pl.col("service_cost").fill_null(NO_MONEY),
            Text(
                "Kundendeckungsbeitrag: DB III minus Servicekosten.",
                "The customer's contribution: DB III minus service cost.",
            ),
        ),
    )


def _relevant(settings: Settings) -> tuple[Metric, ...]:
    shares = tuple(setting for cost in COSTS for setting in (cost.rate, cost.avoidable) if setting)
    parts = (avoidable_amount(cost, pl.col(cost.column), settings) for cost in COSTS)
    return (
        Metric(
            "avoidable_cost",
            Text("Vermeidbare Kosten", "Avoidable cost"),
            Kind.MONEY,
            _total(pl.col("goods"), parts),
            Text(
                "Wareneinsatz und von jeder übrigen Kostenart der vermeidbare Anteil; Unbekanntes zählt nicht.",
                "Goods and of each other cost the avoidable share; what is unknown does not count.",
            ),
            source="HO",
            absent=NO_GOODS,
            settings=tuple(cost.avoidable for cost in COSTS if cost.avoidable),
            adds_up=True,
        ),
        _rung(
            "relevant_contribution",
            Text("Relevanter DB", "Relevant contribution"),
            pl.col("revenue") - pl.col("avoidable_cost"),
            Text(
                "Was mit dem Kunden wegfiele: Umsatz minus vermeidbare Kosten.",
                "What disappears if the customer goes: revenue minus avoidable cost.",
            ),
            "HO",
        ),
        Metric(
            "relevant_contribution_prev",
            Text("Relevanter DB Vorzeitraum", "Relevant contribution before"),
            Kind.MONEY,
            net_revenue("_prev") - avoidable_prev(settings),
            Text(
                "Umsatz minus vermeidbare Kosten im Zeitraum davor, zu heutigen Sätzen.",
                "Revenue minus avoidable cost of the period before, at the rates of today.",
            ),
            source="HO",
            absent=NO_PREVIOUS,
            settings=shares,
            better="high",
            adds_up=True,
        ),
        Metric(
            "relevant_ratio",
            Text("Relevanter DB %", "Relevant ratio"),
            Kind.RATIO,
            ratio(pl.col("relevant_contribution"), pl.col("revenue")),
            Text(
                "Relevanter Deckungsbeitrag geteilt durch den Nettoumsatz.",
                "Relevant contribution divided by net revenue.",
            ),
            source="HO",
            absent=NO_RATIO,
            better="high",
        ),
    )


def _rung(id_: str, label: Text, expr: pl.Expr, meaning: Text, source: str = "MC, SAP, WL") -> Metric:
    return Metric(id_, label, Kind.MONEY, expr, meaning, source=source, absent=NO_GOODS, better="high", adds_up=True)


def _total(goods: pl.Expr, parts: Iterable[pl.Expr]) -> pl.Expr:
    for part in parts:
        goods = goods + part
    return goods
