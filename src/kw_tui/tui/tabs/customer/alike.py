"""The customers most like one, in a table with it. Pure."""

from typing import Any

from kw_tui.core.segmentation.segments import segment_label
from kw_tui.tui import figures
from kw_tui.tui.widgets.fields import WIDEST_NAME, Field, text
from kw_tui.tui.words import SHORT
from kw_tui.vocabulary.texts import Lang, Text

NOBODY_ALIKE = Text(
    "keine ähnlichen Kunden: keine Umsätze im Zeitraum, oder sonst niemand mit welchen",
    "no similar customers: no sales in the period, or nobody else with any",
)


def _distance(value: Any, lang: Lang) -> str:
    return figures.score(value, lang) if value else Text("dieser", "this one").in_(lang)


def _cluster(value: Any, lang: Lang) -> str:
    return figures.UNKNOWN if value is None else segment_label("cluster", value).in_(lang)


def _to_one_place(value: Any, lang: Lang) -> str:
    return figures.amount(value, lang, 1)


ALIKE: tuple[Field, ...] = (
    Field("name", Text("Kunde", "Customer"), 22, text, widest=WIDEST_NAME),
    Field("distance", Text("Abstand", "Distance"), 8, _distance, "right"),
    Field("revenue", Text("Umsatz", "Revenue"), 11, figures.amount, "right", is_signed=True),
    Field("db1_ratio", Text("DB I %", "DB I %"), 8, figures.ratio, "right", is_signed=True),
    Field("service_cost", Text("Service", "Service"), 9, figures.amount, "right"),
    Field("orders", Text("Auftr.", "Orders"), 6, figures.count, "right"),
    Field("recency_days", Text("Tage her", "Days ago"), 8, figures.count, "right"),
    Field("discount_rate", Text("Rabatt", "Discount"), 8, figures.ratio, "right"),
    Field("products", Text("Artikel", "Products"), 8, figures.count, "right"),
    Field("regularity", Text("Regelm.", "Regular."), 8, _to_one_place, "right"),
    Field("employees", Text("Mitarb.", "Empl."), 7, figures.count, "right"),
    Field("industry", Text("Branche", "Industry"), 16, text),
    Field("region", Text("Region", "Region"), 12, text),
    Field("cluster", Text("Gruppe", "Group"), 30, _cluster),
    Field("customer_id", SHORT["customer_id"], 10, text),
)
"""The figures that make customers alike, those a person compares first in front."""
