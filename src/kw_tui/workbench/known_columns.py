"""What the columns of every list are called, what kind of value they hold, and what their ids mean."""

from collections.abc import Iterable, Mapping

import polars as pl

from kw_tui.core.metrics.metric import Metric
from kw_tui.vocabulary.headings import Headings
from kw_tui.vocabulary.sources import CUSTOMER
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Text
from kw_tui.vocabulary.words import WORDS

_KINDS: dict[Kind, tuple[str, ...]] = {
    Kind.COUNT: (
        "orders",
        "lines",
        "products",
        "return_lines",
        "tickets",
        "orders_recent",
        "orders_before",
        "tickets_recent",
        "tickets_before",
        "rank",
        "rank_overall",
        "order",
        "steps",
        "customers",
        "checked",
        "events_untimed",
        "outliers_above",
        "outliers_below",
        "unique",
        "held_out",
        "repeats",
        "actual",
        "time",
        "days",
        "steps_past",
        "settled",
        "realised_count",
        "partly_count",
        "not_carried_out_count",
        "lost_count",
        "too_early_count",
        "not_comparable_count",
    ),
    Kind.MONEY: (
        "at_stake",
        "profit_change",
        "group_revenue",
        "difference",
        "resource_cost",
        "minute_rate",
        "cost_charged",
        "cost_idle",
        "amount",
        "bracket_from",
        "bracket_to",
        "revenue_change",
        "contribution_change",
        "relevant_change",
        "cost_to_serve_before",
        "cost_to_serve_after",
        "asked_amount",
        "realised_amount",
        "volume_lost",
        "contribution_lost",
        "revenue_before",
        "revenue_after",
        "revenue_year",
        "asked_too_early",
        "asked_not_comparable",
    ),
    Kind.NUMBER: ("minutes_paid", "minutes_practical", "minutes_used"),
    Kind.RATIO: (
        "confidence",
        "step",
        "needed_step",
        "break_even_loss",
        "customers_share",
        "revenue_share",
        "discount_mean",
        "discount_median",
        "asked_step",
        "realised_step",
        "coverage",
        "volume_change",
    ),
    Kind.SCORE: (
        "value",
        "limit",
        "log_likelihood",
        "aic",
        "unit",
        "correlation",
        "foretold",
        "error",
        "expected",
        "distance",
        "m_mean",
    ),
    Kind.DATE: ("first_order", "last_order", "effective_date", "until", "decided"),
    Kind.FLAG: ("stands", "converged", "used", "related", "is_recommended"),
    Kind.ID: ("id", "replaces", "decision_id", "batch"),
}
"""What kind of value a column holds that is called something in `WORDS`; any other holds text."""
_ADDS_UP = frozenset(("orders", "lines", "return_lines", "at_stake", "profit_change", "group_revenue"))
"""Which of them may be summed over customers; metrics say it themselves."""


def columns_by_id(metrics: Iterable[Metric]) -> dict[str, Column]:
    """Return every column that has a label: of the common words, the customer table and the metrics."""
    kinds = {id_: kind for kind, ids in _KINDS.items() for id_ in ids}
    known = {
        id_: Column(id_, kinds.get(id_, Kind.TEXT), label, adds_up=id_ in _ADDS_UP) for id_, label in WORDS.items()
    }
    known |= {column.id: column for column in CUSTOMER.columns}
    return known | {
        metric.id: Column(metric.id, metric.kind, metric.label, adds_up=metric.adds_up) for metric in metrics
    }


def kind_of(dtype: pl.DataType) -> Kind:
    """Return the kind of a column nobody has described, by its type."""
    if isinstance(dtype, pl.Decimal):
        return Kind.MONEY
    if dtype.is_integer():
        return Kind.COUNT
    if dtype.is_float():
        return Kind.SCORE
    return {pl.Date: Kind.DATE, pl.Boolean: Kind.FLAG}.get(dtype.base_type(), Kind.TEXT)


def headings_of(schema: Mapping[str, pl.DataType], known: Mapping[str, Column]) -> Headings:
    """Return what the columns of a frame are called; one nobody has described is called by its id."""
    columns = (known.get(id_) or Column(id_, kind_of(dtype), Text(id_, id_)) for id_, dtype in schema.items())
    return Headings(columns)


def words_of_ids() -> Mapping[str, Mapping[str, Text]]:
    """Return, per column of ids, what each id is called."""
    from kw_tui.core.afterwards.outcome import COMPARED, OUTCOMES, PRICE_BASES, STATUSES, WHY
    from kw_tui.core.decisions import ACTIONS, SIGNATURES
    from kw_tui.core.evidence.concessions import CHOICES
    from kw_tui.core.metrics.capacity import RESOURCES
    from kw_tui.core.metrics.findings import FINDINGS
    from kw_tui.core.metrics.value_words import VALUE_WORDS
    from kw_tui.core.proposals.channel import CHANNELS
    from kw_tui.core.proposals.options import ORDER_REASONS
    from kw_tui.core.proposals.price_step import COMMUNICATION
    from kw_tui.core.proposals.risks import RISKS
    from kw_tui.core.proposals.rules import PROPOSALS
    from kw_tui.core.queue import STATES
    from kw_tui.core.segmentation.segments import OWN_SEGMENTS, SEGMENTATIONS, STRATEGIES
    from kw_tui.core.similar.names import ClusterWords

    parts = [dict(VALUE_WORDS[by]) for by in ("rfm_segment", "kind", "portfolio_field", "stratum")]
    segments = ClusterWords({id_: label for part in parts for id_, label in part.items()})
    return {
        **VALUE_WORDS,
        "action": ACTIONS,
        "alternatives": PROPOSALS,
        "channel_to": CHANNELS,
        "choice": CHOICES,
        "communication": COMMUNICATION,
        "finding": {finding.id: finding.label for finding in FINDINGS},
        "order_reason": ORDER_REASONS,
        "proposal": PROPOSALS,
        "resource": {resource.id: resource.label for resource in RESOURCES},
        "risks": {risk.id: risk.label for risk in RISKS},
        "segment": segments,
        "segment_then": segments,
        "segmentation": {one.by: one.label for one in (*SEGMENTATIONS, OWN_SEGMENTS)},
        "signature": SIGNATURES,
        "state": STATES,
        "next": PROPOSALS,
        "outcome": OUTCOMES,
        "why": WHY,
        "status": STATUSES,
        "compared_with": COMPARED,
        "price_base": PRICE_BASES,
        "strategy": STRATEGIES,
    }
