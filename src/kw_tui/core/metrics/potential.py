"""What more a customer could buy in a year: known, claimed, or told from customers like it (SPEC 4)."""

from dataclasses import dataclass

import polars as pl

from kw_tui.core.metrics.metric import YEARS, Metric, money
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

LEAST_SHARE, WHOLE = 1.0, 100.0  # per cent; a share of supply outside is not believed
_NO_WALLET = Text(
    "keine Firmendaten (Mitarbeiter, Standorte, Branche ...), oder zu wenige Kunden mit solchen",
    "nothing known of the company (employees, sites, industry ...), or of too few customers",
)
WALLET_SETTINGS = ("wallet_tau", "wallet_alike")
_NO_POTENTIAL = Text("Potenzial unbekannt", "potential unknown")


def potential(_settings: Settings) -> tuple[Metric, ...]:
    """How long the customer has been one within the period, its wallet, and what more it could buy in a year."""
    return (
        Metric(
            "period_years",
            Text("Jahre im Zeitraum", "Years in the period"),
            Kind.SCORE,
            years_in_period(),
            Text(
                "Länge des Zeitraums, bei jüngeren Kunden seit dem ersten Kauf, aber mindestens 1 oder der ganze.",
                "Length of the period; for younger customers since their first order, but at least 1 or all of it.",
            ),
            source="SPEC 2",
            unit=YEARS,
        ),
        Metric(
            "wallet",
            Text("Wallet", "Wallet"),
            Kind.MONEY,
            money(pl.col("wallet_quantile")),
            Text(
                "Jahresumsatz, den das eingestellte Quantil ähnlicher Firmen erreicht; der Kunde selbst zählt nicht.",
                "Yearly revenue the set quantile of companies like it reaches; the customer itself is left out.",
            ),
            source="SPEC 4 [PR]",
            needs=("customer",),
            absent=_NO_WALLET,
            settings=WALLET_SETTINGS,
            better="high",
            adds_up=True,
        ),
        Metric(
            "wallet_peers",
            Text("Ähnliche Firmen", "Companies like it"),
            Kind.COUNT,
            pl.col("wallet_peers"),
            Text("Zahl der Kunden, aus denen das Wallet geschätzt ist.", "Customers the wallet is told from."),
            source="SPEC 4",
            needs=("customer",),
            absent=_NO_WALLET,
            settings=WALLET_SETTINGS,
        ),
        Metric(
            "opportunity",
            Text("Wallet-Lücke", "Opportunity"),
            Kind.MONEY,
            opportunity(),
            Text(
                "Wallet minus Umsatz eines Jahres (Umsatz durch Jahre im Zeitraum), mindestens 0.",
                "Wallet minus revenue of a year (revenue by years in the period), at least 0.",
            ),
            source="SPEC 4 [PR]",
            needs=("customer",),
            absent=_NO_WALLET,
            settings=WALLET_SETTINGS,
            better="high",
            adds_up=True,
        ),
        Metric(
            "potential",
            Text("Potenzial", "Potential"),
            Kind.MONEY,
            pl.coalesce(basis.amount for basis in BASES),
            Text(
                "Was der Kunde im Jahr mehr kaufen könnte: nach Jahresbedarf, sonst Lieferanteil, Aussage oder Wallet.",
                "What more it could buy in a year: by its yearly need, else share of supply, a claim, or its wallet.",
            ),
            source="SPEC 4",
            needs=("customer",),
            absent=Text(
                "weder Jahresbedarf, Lieferanteil noch Wallet bekannt",
                "neither annual need, share of supply nor wallet known",
            ),
            settings=WALLET_SETTINGS,
            better="high",
            adds_up=True,
        ),
        Metric(
            "potential_basis",
            Text("Potenzial nach", "Potential by"),
            Kind.CATEGORY,
            pl.coalesce(pl.when(basis.amount.is_not_null()).then(pl.lit(basis.id)) for basis in BASES),
            Text(
                "Woraus das Potenzial folgt: das Erste, was bekannt ist.",
                "What the potential follows from: the first that is known.",
            ),
            source="SPEC 4",
            needs=("customer",),
            absent=_NO_POTENTIAL,
        ),
        Metric(
            "potential_confidence",
            Text("Sicherheit des Potenzials", "Confidence in potential"),
            Kind.RATIO,
            pl.coalesce(pl.when(pl.col("potential_basis") == basis.id).then(basis.confidence) for basis in BASES),
            Text(
                "1 bei bekanntem Bedarf; Trefferquote früherer Aussagen; beim Wallet der erklärte Teil der Streuung.",
                "1 for a known need; hit rate of earlier claims; of a wallet the part of the spread it explains.",
            ),
            source="SPEC 4",
            needs=("customer",),
            absent=Text(
                "Potenzial unbekannt, oder noch keine Aussage fällig", "potential unknown, or no claim due yet"
            ),
            settings=WALLET_SETTINGS,
            better="high",
        ),
    )


def from_need() -> pl.Expr:
    """Annual need less a year's revenue, at least 0."""
    return money((pl.col("annual_need").cast(pl.Float64) - yearly(pl.col("revenue"))).clip(0))


def from_share() -> pl.Expr:
    """What others supply, scaled up from our share (per cent); null for shares that cannot be."""
    revenue = yearly(pl.col("revenue"))
    share = pl.col("supply_share").cast(pl.Float64)
    is_scalable = share.is_between(LEAST_SHARE, WHOLE) & (revenue > 0)
    return money(pl.when(is_scalable).then(revenue * (WHOLE - share) / share))


def from_claim() -> pl.Expr:
    """What is left of the yearly revenue somebody claims the customer can reach, at least 0."""
    return money((pl.col("claim_revenue") - yearly(pl.col("revenue"))).clip(0))


def opportunity() -> pl.Expr:
    """Wallet less a year's revenue, at least 0 [PR]; a customer without revenue has none to take off."""
    return money((pl.col("wallet_quantile") - yearly(pl.col("revenue")).fill_null(0)).clip(0))


def years_in_period() -> pl.Expr:
    """What an amount of the period is divided by to be that of a year; less than one only if the period is shorter."""
    length = pl.col("period_length")
    tenure = ((pl.col("as_of") - pl.col("first_order")).dt.total_days() / 365.25).fill_null(length)
    return pl.min_horizontal(length, pl.max_horizontal(tenure, pl.min_horizontal(length, 1.0)))


def yearly(amount: pl.Expr) -> pl.Expr:
    """An amount of the period, per year, as Float64."""
    return amount.cast(pl.Float64) / pl.col("period_years")


@dataclass(frozen=True)
class Basis:
    """One way to tell a potential: its amount, null where it cannot, and how far it can be relied on."""

    id: str
    label: Text
    amount: pl.Expr
    confidence: pl.Expr


BASES: tuple[Basis, ...] = (
    Basis("need", Text("Jahresbedarf", "Annual need"), from_need(), pl.lit(1.0)),
    Basis("share", Text("Lieferanteil", "Share of supply"), from_share(), pl.lit(1.0)),
    Basis("claim", Text("Aussage", "Claim"), from_claim(), pl.col("claim_hit_rate")),
    Basis("wallet", Text("ähnliche Firmen", "Companies like it"), opportunity(), pl.col("wallet_fit")),
)
"""From the surest to the least sure: what is known goes before what is claimed, and that before what is modelled."""
