"""Past measures as the workbench tells them, with names that mean harm; and a made-up workbench that has some."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from kw_tui.core.afterwards.table import COLUMNS, SCHEMA
from kw_tui.core.afterwards.totals import totals
from tests.tui.fake_workbench import FakeWorkbench

TYPES = {**SCHEMA, "name": pl.String, "class": pl.String, "next": pl.String}
DONE: dict[str, Any] = {
    "customer_id": "10070", "name": "[/Müller] & Söhne", "class": "B", "action": "reprice", "who": "an\x1bna",
    "decided": date(2026, 1, 15), "effective_date": date(2026, 4, 1), "asked_step": 0.05, "realised_step": 0.041,
    "coverage": 0.62, "volume_change": -0.12, "revenue_change": Decimal(-900), "contribution_change": Decimal(1240),
    "relevant_change": Decimal(1100), "cost_to_serve_before": Decimal(800), "cost_to_serve_after": Decimal(760),
    "status": "active", "outcome": "realised", "why": None, "next": None, "asked_amount": Decimal(84_000),
    "realised_amount": Decimal(61_000), "volume_lost": Decimal(1200), "contribution_lost": None, "days": 214,
    "compared_with": "year_before", "price_base": "recent", "decision_id": "d1",
}  # fmt: skip
IDLE = DONE | {
    "customer_id": "10098", "name": None, "realised_step": 0.003, "outcome": "not_carried_out", "next": "reprice",
    "realised_amount": Decimal(50), "asked_amount": Decimal(900), "decision_id": "d2", "who": "ben",
}  # fmt: skip
GONE = DONE | {
    "customer_id": "10126", "name": "Nordbau", "realised_step": None, "volume_change": -1.0, "status": "lost",
    "outcome": "lost", "realised_amount": Decimal(0), "contribution_lost": Decimal(2000), "volume_lost": None,
    "coverage": None, "decision_id": "d3", "class": None, "asked_amount": Decimal(500),
}  # fmt: skip
EARLY = DONE | {"outcome": "too_early", "why": "too_short", "status": "waiting", "decision_id": "d4", "days": 12}
SERVED = DONE | {
    "action": "service", "outcome": "cheaper", "asked_step": None, "realised_step": None, "coverage": None,
    "asked_amount": None, "realised_amount": None, "price_base": None, "decision_id": "d5",
}  # fmt: skip
PAST = (DONE, IDLE, GONE, EARLY, SERVED)


def past(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(
        [{name: row.get(name) for name in COLUMNS} for row in rows], schema={name: TYPES[name] for name in COLUMNS}
    )


def totalled(rows: pl.DataFrame, by: str | None = None) -> pl.DataFrame:
    return totals(rows.lazy(), by).collect()


class LookingBackBench(FakeWorkbench):
    """Remembers what came of five decisions."""

    measures = PAST

    def afterwards(self) -> pl.DataFrame:
        return past(*self.measures)

    def afterwards_totals(self, of: pl.DataFrame, by: str | None = None) -> pl.DataFrame:
        return totalled(of, by)
