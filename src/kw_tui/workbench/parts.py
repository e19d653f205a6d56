"""The figures of a customer by subject: what is shown together, on the screen and on the command line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kw_tui.core.metrics.metric import Metric
from kw_tui.core.metrics.new_need import RECENT
from kw_tui.core.metrics.potential import BASES
from kw_tui.core.metrics.trend import HEALTH_CLASSES
from kw_tui.vocabulary.sources import CUSTOMER
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text
from kw_tui.vocabulary.words import WORDS

PARTS: Mapping[str, tuple[str, ...]] = {
    "potential": (
        *("potential", "potential_basis", "potential_confidence", "annual_need", "supply_share"),
        *("wallet", "wallet_peers", "opportunity"),
    ),
    "score": ("score", "score_confidence"),
    "health": (
        *("trend", "health_revenue", "db1_ratio_prev", "db1_ratio", "db1_ratio_change", "health_margin"),
        *("health", "health_class"),
    ),
    "new_need": ("new_need", *RECENT),
    "effort": (
        *("tickets", "ticket_minutes", "first_contact_share", "resolved_share", "resolution_days"),
        *("ces", "ces_scale", "ces_agreement", "ces_index"),
    ),
    "payment": (
        *("paid_share", "days_to_pay", "days_beyond_due", "credit_cost", "late_cash_discount"),
        "cash_discount_annual",
    ),
}
"""By subject the columns of the portfolio, in the order they are told."""
_WORDS: Mapping[str, Mapping[str, Text]] = {
    "potential_basis": {basis.id: basis.label for basis in BASES},
    "health_class": HEALTH_CLASSES,
}


@dataclass(frozen=True, slots=True)
class Told:
    """One figure: its value, in `words` where it is an id; where it is not known, the `reason`."""

    id: str
    label: Text
    value: Any
    kind: Kind
    words: Text | None = None
    reason: Text | None = None
    is_assumed: bool = False
    """Whether it rests on settings nobody has confirmed."""


def parts(
    row: Mapping[str, Any], metrics: Sequence[Metric], reasons: Mapping[str, Text], assumed: Mapping[str, Any]
) -> dict[str, tuple[Told, ...]]:
    """Return the figures of a portfolio row by subject; what is neither known nor explained is left out."""
    known = _known(metrics)
    if row.get("potential_basis") == "wallet" and "wallet" in assumed:
        assumed = {**assumed, "potential": assumed["wallet"]}
    return {part: tuple(_told(ids, row, known, reasons, assumed)) for part, ids in PARTS.items()}


def _told(
    ids: Iterable[str],
    row: Mapping[str, Any],
    known: Mapping[str, tuple[Text, Kind]],
    reasons: Mapping[str, Text],
    assumed: Mapping[str, Any],
) -> Iterable[Told]:
    for id_ in ids:
        value, reason = row.get(id_), reasons.get(id_)
        if id_ in known and (value is not None or reason is not None):
            label, kind = known[id_]
            words = _WORDS.get(id_, {}).get(str(value))
            yield Told(id_, label, value, kind, words, None if value is not None else reason, id_ in assumed)


def _known(metrics: Sequence[Metric]) -> Mapping[str, tuple[Text, Kind]]:
    counts = {id_: (WORDS[id_], Kind.COUNT) for id_ in RECENT}
    columns = {column.id: (column.label, column.kind) for column in CUSTOMER.columns}
    return counts | columns | {metric.id: (metric.label, metric.kind) for metric in metrics}
