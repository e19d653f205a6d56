"""Kinds of customer that ask for a treatment of their own (SPEC 4). The first that holds names the customer."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from kw_tui.core.metrics.classes import abc_class, class_settings
from kw_tui.core.metrics.metric import Metric, at_place, has_sales, ratio
from kw_tui.core.metrics.potential import yearly
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text


@dataclass(frozen=True, slots=True)
class CustomerKind:
    """A named condition on one customer within its portfolio."""

    id: str
    label: Text
    holds: Callable[[Settings], pl.Expr]


_KINDS = Text(
    "Ausgepresst: A nach Umsatz, relevante Quote im tiefsten Viertel, serviceintensiv. "
    "Serviceintensiv: Serviceanteil ab Grenze und im höchsten Viertel. "
    "Entwickelbar: C nach Umsatz, Potenzial ab Grenze und ab Jahresumsatz. "
    "Anspruchslos: verdient, kein Servicefall, Serviceanteil im tiefsten Viertel.",
    "Squeezed: A by revenue, relevant ratio in the lowest quarter, intensively served. "
    "Intensively served: service share from the limit and in the highest quarter. "
    "Developable: C by revenue, potential from the limit and from a year's revenue. "
    "Undemanding: earns, no ticket, service share in the lowest quarter.",
)


def kinds(settings: Settings) -> tuple[Metric, ...]:
    """The share of DB I that service eats, and the kind of customer."""
    return (
        Metric(
            "service_share",
            Text("Serviceanteil", "Service share"),
            Kind.RATIO,
            ratio(pl.col("service_cost"), pl.col("db1")),
            Text("Servicekosten geteilt durch DB I.", "Service cost divided by DB I."),
            source="SPEC 4",
            absent=Text("Servicekosten unbekannt oder DB I nicht positiv", "service cost unknown or DB I not positive"),
            better="low",
        ),
        Metric(
            "kind",
            Text("Kundenart", "Kind of customer"),
            Kind.CATEGORY,
            customer_kind(settings),
            _KINDS,
            source="SPEC 4",
            absent=Text("keine besondere Art", "no kind of its own"),
            settings=("potential_limit", "intensive_share", *_class_settings(settings)),
        ),
    )


def customer_kind(settings: Settings) -> pl.Expr:
    """The id of the first kind that holds; null where none does."""
    places = (pl.when(kind.holds(settings)).then(place) for place, kind in enumerate(CUSTOMER_KINDS))
    return at_place((kind.id for kind in CUSTOMER_KINDS), pl.coalesce(places))


def is_squeezed(settings: Settings) -> pl.Expr:
    """Class A by revenue, relevant ratio in the lowest quarter, and it is service that takes it."""
    is_key_account = _revenue_class(settings) == "A"
    is_low = pl.col("relevant_ratio") <= _quantile("relevant_ratio", 0.25)
    return is_key_account & is_low & is_intensively_served(settings)


def is_developable(settings: Settings) -> pl.Expr:
    """Class C by revenue, with potential of at least the limit and of at least what it buys already."""
    is_small = _revenue_class(settings) == "C"
    is_large_potential = pl.col("potential") >= settings.amount("potential_limit")
    return is_small & is_large_potential & (pl.col("potential").cast(pl.Float64) >= yearly(pl.col("revenue")))


def is_undemanding(_settings: Settings) -> pl.Expr:
    """Earns money, opened no ticket, and its service share is in the lowest quarter."""
    is_quiet = (pl.col("tickets") == 0) & (pl.col("service_share") <= _quantile("service_share", 0.25))
    return is_quiet & (pl.col("relevant_contribution") > 0)


def is_intensively_served(settings: Settings) -> pl.Expr:
    """Service takes much of DB I, and a share in the highest quarter of all."""
    share = pl.col("service_share")
    return (share >= settings.number("intensive_share")) & (share >= _quantile("service_share", 0.75))


CUSTOMER_KINDS: tuple[CustomerKind, ...] = (
    CustomerKind("squeezed_key_account", Text("Ausgepresster Großkunde", "Squeezed key account"), is_squeezed),
    CustomerKind("intensively_served", Text("Serviceintensiv", "Intensively served"), is_intensively_served),
    CustomerKind("developable", Text("Entwickelbar", "Developable"), is_developable),
    CustomerKind("undemanding", Text("Anspruchslos", "Undemanding"), is_undemanding),
)


def _revenue_class(settings: Settings) -> pl.Expr:
    return pl.col("abc") if settings.choice("abc_measure") == "revenue" else abc_class("revenue", settings)


def _class_settings(settings: Settings) -> tuple[str, ...]:
    """What the class by revenue rests on where it is not the class of the settings."""
    return ("abc_measure",) if settings.choice("abc_measure") == "revenue" else class_settings(settings)


def _quantile(column: str, share: float) -> pl.Expr:
    return pl.col(column).filter(has_sales()).quantile(share, interpolation="linear")
