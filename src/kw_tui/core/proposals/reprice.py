"""Raising a price: because the ratio is too low, the discount too high, or the price too old (SPEC 5, 6)."""

from datetime import date

import polars as pl

from kw_tui.core.proposals import ladder
from kw_tui.core.proposals.condition import Condition, number
from kw_tui.core.proposals.price_step import GRID, is_high_outlier
from kw_tui.core.proposals.risks import blocking_risks
from kw_tui.core.proposals.rule import Rule
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text


def rules(settings: Settings, as_of: date) -> tuple[Rule, ...]:
    """Return a rule for each reason to raise a price, the most telling first; it brings the step on revenue."""
    common = (ladder.established(settings, as_of), _has_revenue(), _has_step())
    gain = number("revenue") * pl.col("step")
    reasons = (
        (
            "reprice_discount",
            Text("Bessere Konditionen als A-Kunden", "Better terms than A customers"),
            _better_than_a(),
        ),
        ("reprice_outlier", Text("Rabatt fällt aus dem Rahmen", "Discount out of line"), _outlier()),
        ("reprice_loss", Text("Deckungsbeitrag zu niedrig", "Contribution too low"), ladder.low_ratio(settings)),
        ("reprice_stale", Text("Preis lange nicht angepasst", "Price long unchanged"), _stale(settings)),
    )
    feasible = _feasible(settings)
    curing = tuple(Rule(id_, "reprice", label, (reason, feasible, *common), gain) for id_, label, reason in reasons)
    bound = (*_bound(settings, as_of), *common)
    return (
        *curing,
        Rule("reprice_bound", "reprice", Text("Gebunden: Verlust mindern", "Bound: lessen the loss"), bound, gain),
    )


def _feasible(settings: Settings) -> Condition:
    """What the ratio needs can be asked for. An unknown ratio (no cost imported) asks for nothing."""
    limit = settings.number("feasible_step")
    return Condition(
        "feasible",
        Text("Schritt zur Ziel-DB-Quote höchstens", "Step to the target ratio at most"),
        Kind.RATIO,
        pl.col("needed_for_ratio"),
        pl.lit(limit),
        (pl.col("needed_for_ratio") <= limit).fill_null(value=True),
    )


def _bound(settings: Settings, as_of: date) -> tuple[Condition, ...]:
    """No step would cure, less service neither, and something forbids letting go: recover what can be recovered."""
    loss, blocking = number("relevant_contribution"), blocking_risks(settings, as_of)
    beyond, uncured = ladder.reprice_passed(settings, as_of), ladder.migrate_passed(settings, as_of)
    label = Text("Sperrende Risiken mindestens", "Blocking risks at least")
    return (
        Condition(
            "loss", Text("Relevanter DB unter", "Relevant contribution below"), Kind.MONEY, loss, pl.lit(0.0), loss < 0
        ),
        beyond,
        uncured,
        Condition("blocked", label, Kind.COUNT, blocking, pl.lit(1.0), blocking > 0),
    )


def _has_revenue() -> Condition:
    revenue = number("revenue")
    return Condition("has_revenue", Text("Umsatz über", "Revenue above"), Kind.MONEY, revenue, pl.lit(0.0), revenue > 0)


def _has_step() -> Condition:
    label = Text("Möglicher Preisschritt mindestens", "Possible price step at least")
    return Condition("has_step", label, Kind.RATIO, pl.col("step"), pl.lit(GRID), pl.col("step") >= GRID)


def _better_than_a() -> Condition:
    label = Text("C-Kunde, Rabatt ab dem Median der A-Kunden", "C customer, discount from the median of A")
    return _discount("better_than_a", label, ("discount_compared", "discount_of_a"), pl.col("c_better_than_a"))


def _outlier() -> Condition:
    label = Text("Ausreißer, Rabatt über dem Üblichen der Größe", "Outlier, discount above the usual for its size")
    return _discount("high_outlier", label, ("discount_rate", "discount_usual"), is_high_outlier())


def _discount(id_: str, label: Text, columns: tuple[str, str], holds: pl.Expr) -> Condition:
    own, usual = columns
    return Condition(id_, label, Kind.RATIO, number(own), number(usual), holds)


def _stale(settings: Settings) -> Condition:
    label = Text("Monate ohne Preisänderung über", "Months without a price change above")
    limit = pl.lit(settings.number("stale_months"))
    return Condition("stale", label, Kind.COUNT, number("price_age_months"), limit, pl.col("stale_price"))
