"""Figures, a tree and rows as the workbench tells them, for tests of the tracing on screen."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from kw_tui.core.metrics.trace import Traced
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.table import MONEY, Column, Kind
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.tracing import Rows
from tests.tui.fake_workbench import FakeWorkbench

EUR = Text("EUR", "EUR")


def node(id_: str, german: str, value: Any, kind: Kind = Kind.MONEY, **more: Any) -> Traced:
    told: dict[str, Any] = {"nature": "metric", "unit": EUR, "meaning": Text(f"Was {german} ist.", f"What {id_} is.")}
    told |= more
    return Traced(id_, label=Text(german, id_), kind=kind, value=value, **told)


GOODS = node("goods_fact", "Warenzeilen", Decimal("600.00"), nature="fact")
RATE = node("rate_order", "Satz", 15.0, Kind.SCORE, nature="setting", is_assumed=True)
GONE = node("gone", "Fehlt", None, nature="fact", reason=Text("nicht importiert", "not imported"))
REVENUE = node(
    "revenue", "Umsatz", Decimal("1000.00"), inputs=(node("invoiced", "Fakturiert", Decimal(1000), nature="fact"),)
)
DB1 = node("db1", "DB I", Decimal("399.99"), inputs=(REVENUE, GOODS, GONE, RATE), is_assumed=True, source="SPEC 3")
KIND = node("kind", "Kundenart", "developable", Kind.CATEGORY, said=Text("Entwickelbar", "Developable"))
HOSTILE = node("own", "[/red]\x1b]52;Bö", None, reason=Text("nie", "never"))
FIGURES = [REVENUE, DB1, KIND, HOSTILE]
ROWS = Rows(
    Text("Umsätze", "Sales"),
    Period(None, date(2026, 10, 31)),
    "sum",
    (
        Column("invoice_date", Kind.DATE, Text("Rechnungsdatum", "Invoice date")),
        Column("product_name", Kind.TEXT, Text("Artikel", "Product")),
        Column("adds", Kind.MONEY, Text("zählt", "counts")),
    ),
    pl.DataFrame(
        {"invoice_date": [date(2026, 1, 5), date(2026, 2, 5)], "product_name": ["[b]", None], "adds": [250, 350]},
        schema_overrides={"adds": MONEY},
    ),
    Decimal("600.00"),
)


class TracedBench(FakeWorkbench):
    """Answers what the tracing asks."""

    def figures(self, _customer: str) -> list[Traced]:
        return FIGURES

    def trace(self, _customer: str, metric_id: str) -> Traced:
        if metric_id == "own":
            raise KwError(Text("geht nicht", "impossible"), Text("warten", "wait"))
        return next(one for one in FIGURES if one.id == metric_id)

    def evidence(self, _customer: str, fact_id: str) -> Rows | None:
        return None if fact_id == "gone" else ROWS
