"""Ids that stand as values, in words: segments, kinds, bases, and what a setting can be chosen to be."""

from collections.abc import Mapping

from kw_tui.core.metrics.classes import MEASURES
from kw_tui.core.metrics.fields import PORTFOLIO_FIELDS
from kw_tui.core.metrics.kinds import CUSTOMER_KINDS
from kw_tui.core.metrics.potential import BASES
from kw_tui.core.metrics.stratum import STRATA
from kw_tui.core.metrics.trend import HEALTH_CLASSES
from kw_tui.core.similar.names import ClusterWords
from kw_tui.vocabulary.rfm import RFM_SEGMENTS
from kw_tui.vocabulary.texts import Text, printable

MODELS: Mapping[str, Text] = {
    "mbg_cnbd": Text("MBG/CNBD-k", "MBG/CNBD-k"),
    "mbg_nbd": Text("MBG/NBD", "MBG/NBD"),
    "bg_nbd": Text("BG/NBD", "BG/NBD"),
    "pareto_nbd": Text("Pareto/NBD", "Pareto/NBD"),
    "nbd": Text("NBD", "NBD"),
    "gamma_gamma_orders": Text("Gamma-Gamma (Käufe)", "Gamma-Gamma (orders)"),
    "gamma_gamma": Text("Gamma-Gamma (Mittel)", "Gamma-Gamma (means)"),
    "simple": Text("einfach, aus Wiederkauf", "simple, from retention"),
}
METHODS: Mapping[str, Text] = {
    "customers": Text("Anteil der Kunden", "share of customers"),
    "cumulated": Text("kumulierter Anteil", "cumulated share"),
    "absolute": Text("feste Grenzen", "fixed limits"),
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
CHOICE_WORDS: Mapping[str, Mapping[str, Text]] = {
    "abc_measure": MEASURES,
    "abc_sub_measure": MEASURES,
    "portfolio_value": MEASURES,
    "abc_method": METHODS,
    "portfolio_grid": {"four": Text("vier Felder", "four fields"), "nine": Text("neun Felder", "nine fields")},
    "clv_model": MODELS,
    "second_signature": {
        "off": Text("keine", "none"),
        "let_go": Text("bei Beenden", "of a let go"),
        "all": Text("bei jeder Maßnahme", "of every measure"),
    },
}
"""By setting, then by choice."""


def in_words(words: Mapping[str, Mapping[str, Text]], id_: str, value: object) -> Text | None:
    """Say a value in words; None where it is not an id but stands for itself."""
    known = words.get(id_)
    if known is None or not isinstance(value, str):
        return None
    return known.get(value) or Text(printable(value), printable(value))
