"""The group of similar customers each one belongs to (SPEC 4). Groups are found by `core.similar`, afterwards."""

import polars as pl

from kw_tui.core.metrics.metric import Metric
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

CLUSTER = "cluster"
"""The column that is filled when groups are found; null until then."""


def clusters(_settings: Settings) -> tuple[Metric, ...]:
    """The cluster, called by what sets it apart from all others."""
    return (
        Metric(
            CLUSTER,
            Text("Gruppe", "Cluster"),
            Kind.CATEGORY,
            pl.col(CLUSTER),
            Text(
                "Gruppe ähnlicher Kunden nach Wert, Verhalten und Firma, benannt nach dem, was sie abhebt.",
                "Group of customers alike in value, behaviour and firm, named by what sets it apart.",
            ),
            source="SPEC 4",
            absent=Text(
                "keine Umsätze im Zeitraum, oder zu wenige Kunden oder Merkmale für Gruppen",
                "no sales in the period, or too few customers or features for clusters",
            ),
        ),
    )


def without_clusters(facts: pl.LazyFrame) -> pl.LazyFrame:
    """The facts with a cluster that is not known yet."""
    return facts.with_columns(pl.lit(None, pl.String).alias(CLUSTER))
