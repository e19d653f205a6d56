"""Ids that stand as values, in words: segments, kinds, bases, and what a setting can be chosen to be."""

from collections.abc import Mapping

from kw_tui.core.metrics.fields import PORTFOLIO_FIELDS
from kw_tui.core.metrics.kinds import CUSTOMER_KINDS
from kw_tui.core.metrics.potential import BASES
from kw_tui.core.metrics.stratum import STRATA
from kw_tui.core.metrics.trend import HEALTH_CLASSES
from kw_tui.core.similar.names import ClusterWords
from kw_tui.vocabulary.rfm import RFM_SEGMENTS
from kw_tui.vocabulary.settings import SETTINGS, lifetime
from kw_tui.vocabulary.texts import Text, printable

MODELS: Mapping[str, Text] = lifetime.MODELS | {
    "gamma_gamma_orders": Text("Gamma-Gamma (Käufe)", "Gamma-Gamma (orders)"),
    "gamma_gamma": Text("Gamma-Gamma (Mittel)", "Gamma-Gamma (means)"),
}
VALUE_WORDS: Mapping[str, Mapping[str, Text]] = {
    "cluster": ClusterWords(),
    "health_class": HEALTH_CLASSES,
    "kind": {one.id: one.label for one in CUSTOMER_KINDS},
    "portfolio_field": {one.id: one.label for one in PORTFOLIO_FIELDS},
    "potential_basis": {one.id: one.label for one in BASES},
    "rfm_segment": {one.id: one.label for one in RFM_SEGMENTS},
    "stratum": {one.id: one.label for one in STRATA},
}
"""By metric, then by id."""
CHOICE_WORDS: Mapping[str, Mapping[str, Text]] = {one.id: one.choices for one in SETTINGS if one.choices}
"""By setting, then by choice."""


def in_words(words: Mapping[str, Mapping[str, Text]], id_: str, value: object) -> Text | None:
    """Say a value in words; None where it is not an id but stands for itself."""
    known = words.get(id_)
    if known is None or not isinstance(value, str):
        return None
    return known.get(value) or Text(printable(value), printable(value))
