"""How regular a customer buys: shape k of the gaps between its occasions (SPEC 3, VALUE numerics 6)."""

import polars as pl

from kw_tui.core.metrics.metric import Metric
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

LEAST_GAPS = 2
COHORT_GAPS = 5.0  # the cohort weighs as much as this many gaps of the customer's own
MOST_REGULAR = 100.0  # a clockwork buyer has no finite k


def regularity(_settings: Settings) -> tuple[Metric, ...]:
    """The shrunk shape of the gaps, and how many of them it rests on."""
    return (
        Metric(
            "regularity",
            Text("Regelmäßigkeit", "Regularity"),
            Kind.SCORE,
            shape(),
            Text(
                "Form k der Kaufabstände: 1 zufällig, darüber regelmäßig; zur Gesamtheit hin gedämpft.",
                "Shape k of the gaps between orders: 1 random, above regular; shrunk towards the cohort.",
            ),
            source="VALUE 6",
            absent=Text("weniger als zwei Kaufabstände", "fewer than two gaps between orders"),
        ),
        Metric(
            "gap_count",
            Text("Kaufabstände", "Gaps"),
            Kind.COUNT,
            pl.col("gap_count"),
            Text(
                "Anzahl der Kaufabstände, auf denen die Regelmäßigkeit beruht.",
                "Number of gaps the regularity rests on.",
            ),
            source="VALUE 6",
            absent=Text("nie gekauft", "never ordered"),
        ),
    )


def shape() -> pl.Expr:
    """k of every customer with at least two gaps, pulled towards the cohort's k the more, the fewer its gaps.

    For n gamma gaps of shape k, variance / mean^2 has the expectation n / (nk + 1) whatever the scale (the shares of
    the total are Dirichlet). So the spread is averaged, where it is unbiased, and turned into k only at the end. It is
    skewed, most often below its mean: the variance of its logarithm is (2 + 2/k) / n (delta method), and half of that,
    as far as the customer's own spread counts, leads back from the median to the mean.
    """
    n, spread = pl.col("gap_count").cast(pl.Float64), _spread()
    cohort = _cohort_shape(n, spread)
    own = n / (n + COHORT_GAPS)
    shrunk = own * spread + (1 - own) * _spread_of(cohort, n)
    shrunk *= (own**2 * (1 + 1 / cohort) / n).exp()
    return (1 / shrunk - 1 / n).clip(1 / MOST_REGULAR, MOST_REGULAR)


def cohort_shape() -> pl.Expr:
    """k of all customers together, by all their gaps; null where nobody has two.

    Of two gaps each it is Wheat/Morrison's (1 - 4 Var M) / (8 Var M), with M the share of the first in both.
    """
    n, spread = pl.col("gap_count").cast(pl.Float64), _spread()
    return pl.when(spread.count() > 0).then(_cohort_shape(n, spread))


def _spread() -> pl.Expr:
    """Variance / mean^2 of a customer's gaps, between 0 and n; null below two gaps."""
    n, total, squares = pl.col("gap_count").cast(pl.Float64), pl.col("gap_sum"), pl.col("gap_sum_sq")
    variance = ((squares - total * total / n) / (n - 1)).clip(lower_bound=0)
    return pl.when((n >= LEAST_GAPS) & (total > 0)).then(variance * n * n / (total * total))


def _cohort_shape(n: pl.Expr, spread: pl.Expr) -> pl.Expr:
    """The shape all customers would share: the mean spread, each customer weighted by its gaps."""
    weight = pl.when(spread.is_not_null()).then(n)
    mean_spread = (weight * spread).sum() / weight.sum()
    mean_inverse = weight.count() / weight.sum()
    return (1 / mean_spread - mean_inverse).clip(1 / MOST_REGULAR, MOST_REGULAR)


def _spread_of(k: pl.Expr, n: pl.Expr) -> pl.Expr:
    return n / (n * k + 1)
