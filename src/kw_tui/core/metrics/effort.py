"""What serving takes of us, tickets and how they ended, and of the customer: the Customer Effort Score (SPEC 3)."""

import polars as pl

from kw_tui.core.metrics.metric import DAYS, MINUTES, Metric, ratio
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

NO_TICKETS = Text("keine Servicefälle importiert", "no tickets imported")
NOT_TOLD = Text("keine Servicefälle im Zeitraum, die es sagen", "no tickets in the period that tell it")
NO_ANSWER = Text(
    "keine Antworten im Zeitraum, oder auf verschiedenen Skalen", "no answers in the period, or on different scales"
)
NO_SEVEN = Text("keine Antworten im Zeitraum auf der Skala 1-7", "no answers in the period on the scale 1-7")


def effort(_settings: Settings) -> tuple[Metric, ...]:
    """Ours: tickets, minutes, how they ended. The customer's: CES. What tickets cost is a metric of its own."""
    return (*_tickets(), *_endings(), *_answers())


def _tickets() -> tuple[Metric, ...]:
    return (
        Metric(
            "tickets",
            Text("Servicefälle", "Tickets"),
            Kind.COUNT,
            pl.col("tickets"),
            Text("Servicefälle, die im Zeitraum eröffnet wurden.", "Tickets that were opened in the period."),
            needs=("ticket",),
            absent=NO_TICKETS,
            better="low",
            adds_up=True,
        ),
        Metric(
            "ticket_minutes",
            Text("Serviceminuten", "Ticket minutes"),
            Kind.NUMBER,
            pl.col("ticket_minutes"),
            Text("Minuten für die Servicefälle des Zeitraums.", "Minutes spent on the tickets of the period."),
            needs=("ticket",),
            absent=Text("keine Minuten in den Servicefällen", "no minutes in the tickets"),
            better="low",
            unit=MINUTES,
        ),
    )


def _endings() -> tuple[Metric, ...]:
    return (
        _share(
            "first_contact_share",
            Text("Erstlösung", "First contact"),
            ("tickets_first_contact", "tickets_first_contact_told"),
            Text(
                "Anteil der Servicefälle, die beim ersten Kontakt gelöst wurden, wo es vermerkt ist.",
                "Share of the tickets settled at the first contact, of those that tell.",
            ),
        ),
        _share(
            "resolved_share",
            Text("Gelöst", "Resolved"),
            ("tickets_resolved", "tickets_resolved_told"),
            Text(
                "Anteil der gelösten Servicefälle, wo es vermerkt ist.",
                "Share of the tickets that are resolved, of those that tell.",
            ),
        ),
        Metric(
            "resolution_days",
            Text("Lösungsdauer (Tage)", "Days to resolve"),
            Kind.SCORE,
            ratio(pl.col("ticket_days_open"), pl.col("tickets_closed")),
            Text(
                "Mittlere Kalendertage von der Eröffnung bis zum Abschluss der erledigten Servicefälle.",
                "Mean calendar days from opening to closing, of the tickets that are closed.",
            ),
            needs=("ticket",),
            absent=NOT_TOLD,
            better="low",
            unit=DAYS,
        ),
    )


def _answers() -> tuple[Metric, ...]:
    is_one_scale = pl.col("ces_scale_least") == pl.col("ces_scale_most")
    of_seven = pl.col("ces_of_seven")
    return (
        Metric(
            "ces",
            Text("CES", "CES"),
            Kind.SCORE,
            pl.when(is_one_scale).then(pl.col("ces_mean").round(9)),
            Text(
                "Aufwand des Kunden: Mittel seiner Antworten auf ihrer eigenen Skala; Skalen werden nie gemischt.",
                "The customer's effort: mean of its answers on their own scale; scales are never mixed.",
            ),
            needs=("ticket",),
            absent=NO_ANSWER,
        ),
        Metric(
            "ces_scale",
            Text("CES-Skala", "CES scale"),
            Kind.CATEGORY,
            pl.when(is_one_scale).then("ces_scale_least"),
            Text(
                "Skala der Antworten; die zweite Zahl heißt einfach (ohne Angabe 1-7).",
                "Scale of the answers; the second number means easy (1-7 where none is given).",
            ),
            needs=("ticket",),
            absent=NO_ANSWER,
        ),
        _share(
            "ces_agreement",
            Text("CES 5-7", "CES 5-7"),
            ("ces_agreed", "ces_of_seven"),
            Text("Anteil der Antworten 5 bis 7 auf der Skala 1-7.", "Share of the answers 5 to 7 on the scale 1-7."),
            NO_SEVEN,
        ),
        Metric(
            "ces_index",
            Text("CES-Index", "CES index"),
            Kind.RATIO,
            ratio(pl.col("ces_easy") - pl.col("ces_hard"), of_seven),
            Text(
                "Anteil der Antworten 6-7 minus Anteil 1-3 auf der Skala 1-7.",
                "Share of the answers 6-7 minus share of 1-3 on the scale 1-7.",
            ),
            source="PRACTICE: CES 2.0",
            needs=("ticket",),
            absent=NO_SEVEN,
            better="high",
        ),
    )


def _share(id_: str, label: Text, columns: tuple[str, str], meaning: Text, absent: Text = NOT_TOLD) -> Metric:
    part, whole = map(pl.col, columns)
    return Metric(id_, label, Kind.RATIO, ratio(part, whole), meaning, needs=("ticket",), absent=absent, better="high")
