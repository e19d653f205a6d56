"""Findings about conditions in long form, each with its evidence: value and limit (SPEC 5)."""

from dataclasses import dataclass

import polars as pl

from kw_tui.core.metrics.metric import Metric
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY, Kind
from kw_tui.vocabulary.texts import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: its flag column, the column it measures, and the column or setting it is held against."""

    id: str
    label: Text
    kind: Kind
    value: str
    limit: str
    is_limit_a_setting: bool
    evidence: Text
    """A sentence with `{value}` and `{limit}`, to be filled with formatted figures."""
    unit: Text | None = None
    """What the figures count, where their kind does not tell."""

    def limit_expr(self, settings: Settings) -> pl.Expr:
        """The limit as Float64."""
        return pl.lit(settings.number(self.limit)) if self.is_limit_a_setting else pl.col(self.limit)


FINDINGS: tuple[Finding, ...] = (
    Finding(
        "c_better_than_a",
        Text("C besser als A", "C better than A"),
        Kind.RATIO,
        "discount_compared",
        "discount_of_a",
        is_limit_a_setting=False,
        evidence=Text(
            "{value} Rabatt; A-Kunden haben auf dieselben Artikel im Median {limit}",
            "{value} discount; on the same products A customers have a median of {limit}",
        ),
    ),
    Finding(
        "discount_outlier",
        Text("Rabattausreißer", "Discount outlier"),
        Kind.SCORE,
        "discount_deviation",
        "outlier_limit",
        is_limit_a_setting=True,
        evidence=Text(
            "Rabatt weicht in seiner Größenklasse um {value} ab, Grenze {limit} (robustes z)",
            "discount deviates by {value} within its size bracket, limit {limit} (robust z)",
        ),
        unit=Text("robustes z", "robust z"),
    ),
    Finding(
        "leakage",
        Text("Margenleck", "Margin leakage"),
        Kind.RATIO,
        "margin_rank",
        "leakage_margin",
        is_limit_a_setting=True,
        evidence=Text(
            "großer Umsatz, aber nur {value} der Kunden haben eine niedrigere DB-I-Quote, Grenze {limit}",
            "much revenue, but only {value} of the customers have a lower DB I ratio, limit {limit}",
        ),
    ),
    Finding(
        "stale_price",
        Text("Preis veraltet", "Stale price"),
        Kind.COUNT,
        "price_age_months",
        "stale_months",
        is_limit_a_setting=True,
        evidence=Text(
            "Preise seit {value} Monaten unverändert, Grenze {limit}",
            "prices unchanged for {value} months, limit {limit}",
        ),
        unit=Text("Monate", "months"),
    ),
    Finding(
        "free_service_habit",
        Text("Gratisleistung als Gewohnheit", "Free service as a habit"),
        Kind.COUNT,
        "concession_habit",
        "habit_count",
        is_limit_a_setting=True,
        evidence=Text(
            "dieselbe Leistung {value}-mal gratis in zwölf Monaten, Grenze {limit}",
            "the same service free of charge {value} times in twelve months, limit {limit}",
        ),
        unit=Text("mal im Jahr", "times a year"),
    ),
    Finding(
        "waived_small_orders",
        Text("Kleinaufträge ohne Zuschlag", "Small orders without surcharge"),
        Kind.MONEY,
        "small_order_cost",
        "waived_limit",
        is_limit_a_setting=True,
        evidence=Text(
            "Kleinaufträge kosten im Jahr {value} mehr, als sie einbringen, ohne Zuschlag; erheblich ab {limit}",
            "small orders cost {value} a year more than they bring, without surcharge; it matters from {limit}",
        ),
    ),
    Finding(
        "waived_cash_discount",
        Text("Skonto nach Frist", "Cash discount after its days"),
        Kind.MONEY,
        "cash_discount_late",
        "waived_limit",
        is_limit_a_setting=True,
        evidence=Text(
            "{value} Skonto im Jahr nach der Skontofrist gezogen; erheblich ab {limit}",
            "{value} cash discount a year taken after its days; it matters from {limit}",
        ),
    ),
    Finding(
        "waived_bonus",
        Text("Bonus ohne Leistung", "Bonus not earned"),
        Kind.MONEY,
        "bonus_unearned",
        "waived_limit",
        is_limit_a_setting=True,
        evidence=Text(
            "{value} Bonus im Jahr unter der Umsatzschwelle; erheblich ab {limit}",
            "{value} bonus a year below the threshold of revenue; it matters from {limit}",
        ),
    ),
    Finding(
        "waived_concession",
        Text("Kulanz nach Ablauf", "Concession past its end"),
        Kind.MONEY,
        "concession_expired",
        "waived_limit",
        is_limit_a_setting=True,
        evidence=Text(
            "{value} Kulanz im Jahr nach Ablauf der Befristung; erheblich ab {limit}",
            "{value} of concessions a year past their end; it matters from {limit}",
        ),
    ),
)
NAMES: dict[str, Text] = {finding.id: finding.label for finding in FINDINGS}
"""What a finding is called, wherever it is named."""


def flag(
    id_: str,
    expr: pl.Expr,
    meaning: Text,
    absent: Text,
    settings: tuple[str, ...] = (),
    table: str = "sales_line",
    source: str = "SPEC 5",
) -> Metric:
    """The metric that says whether a finding holds of a customer; null where it could not be checked."""
    return Metric(
        id_, NAMES[id_], Kind.FLAG, expr, meaning, source=source, needs=(table,), absent=absent, settings=settings
    )


def findings(portfolio: pl.LazyFrame, settings: Settings) -> pl.LazyFrame:
    """One row a finding: customer_id, finding, value and limit (Float64), by customer and then as in FINDINGS."""
    found = pl.concat([_of(portfolio, finding, settings) for finding in FINDINGS])
    return found.sort("customer_id", maintain_order=True)


def finding_totals(portfolio: pl.LazyFrame) -> pl.LazyFrame:
    """One row a check, as in FINDINGS: customers found and `checked`, revenue of those found, and the amount a year.

    Null where nobody could be checked; the amount also where the check measures none.
    """
    return pl.concat([_total(portfolio, finding) for finding in FINDINGS])


_SUMS = ("customers", "revenue", "amount")


def _total(portfolio: pl.LazyFrame, finding: Finding) -> pl.LazyFrame:
    is_found, checked = pl.col(finding.id), pl.col(finding.id).count().cast(pl.Int64)
    amount = pl.col(finding.value).filter(is_found).sum() if finding.kind is Kind.MONEY else pl.lit(None)
    told = portfolio.select(
        finding=pl.lit(finding.id),
        customers=is_found.sum().cast(pl.Int64),
        checked=checked,
        revenue=pl.col("revenue").filter(is_found).sum().cast(MONEY),
        amount=amount.cast(MONEY),
    )
    is_known = pl.col("checked") > 0
    return told.with_columns(pl.when(is_known).then(pl.col(name)).alias(name) for name in _SUMS)


def _of(portfolio: pl.LazyFrame, finding: Finding, settings: Settings) -> pl.LazyFrame:
    return portfolio.filter(pl.col(finding.id)).select(
        "customer_id",
        finding=pl.lit(finding.id),
        value=pl.col(finding.value).cast(pl.Float64),
        limit=finding.limit_expr(settings).cast(pl.Float64),
    )
