"""A made-up workbench: 300 customers with the columns of the real one, decisions kept in memory, a fixed day."""

import random
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl

from kw_tui.core.decisions import Decision, Doings
from kw_tui.core.decisions.claims import Claim, HitRate
from kw_tui.core.intake.checks import RECORD_SCHEMA
from kw_tui.core.intake.formats import Ask
from kw_tui.core.intake.reconcile import Reconciliation
from kw_tui.core.metrics.capacity import RESOURCES, capacity, in_hours, lower_bounds
from kw_tui.core.metrics.coverage import overstated
from kw_tui.core.metrics.families import all_metrics
from kw_tui.core.metrics.fields import portfolio_field
from kw_tui.core.metrics.ladder import Step as LadderStep
from kw_tui.core.metrics.ladder import ladder_steps, relevant_steps, waterfall_steps
from kw_tui.core.metrics.lifetime import outlook
from kw_tui.core.segmentation.comparison import MEDIANS
from kw_tui.core.segmentation.covered import covered
from kw_tui.core.segmentation.migration import migration_table
from kw_tui.core.segmentation.rfm_map import rfm_map
from kw_tui.core.segmentation.segments import SEGMENTATIONS, own_table, segment_table
from kw_tui.core.segmentation.served import served
from kw_tui.storage.staged import Staged
from kw_tui.vocabulary.changes import Change
from kw_tui.vocabulary.errors import DecisionError, SourceError, UsageError
from kw_tui.vocabulary.headings import Headings
from kw_tui.vocabulary.import_options import DEFAULT
from kw_tui.vocabulary.own_segments import OwnSegment, parse_segments, with_segment, without_segment
from kw_tui.vocabulary.rfm import parse_rfm
from kw_tui.vocabulary.session import Period, Session, Source, parse_period
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.sources import table_by_id
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Lang, Text
from kw_tui.workbench import Imported, Preview, Spread, Step, Wish, trying
from kw_tui.workbench.about_settings import About, about
from kw_tui.workbench.batches import Applied, BatchPreview
from kw_tui.workbench.batches import Wish as BatchWish
from kw_tui.workbench.changes import logged
from kw_tui.workbench.doing import Listener
from kw_tui.workbench.finder import Finder
from kw_tui.workbench.importing import AS_FOUND
from kw_tui.workbench.known_columns import columns_by_id, headings_of
from kw_tui.workbench.others import News
from kw_tui.workbench.parts import parts
from kw_tui.workbench.price_plans import PricePlan
from kw_tui.workbench.progress import Progress
from kw_tui.workbench.reasons import Reasons
from kw_tui.workbench.scored import Scored
from kw_tui.workbench.segmenting import Matched, compared, matched, own
from kw_tui.workbench.session_fields import changed, own_values
from kw_tui.workbench.spread import spread_of
from kw_tui.workbench.story import outcomes
from kw_tui.workbench.timeline import EVENT_SCHEMA, Timeline
from kw_tui.workbench.value_map import ValueMap, value_map_of
from kw_tui.workbench.where import understood
from tests.core.portfolio_frames import customer
from tests.planned import planned
from tests.previewed import previewed

AS_OF = date(2026, 11, 1)
NAMES = [
    "Müller & Söhne KG", "Nordbau Technik GmbH", "Schraubenhaus Weiß", "[/Klammer] AG", "Hafen-Logistik eG",
    "Elektro Brandt", "Kälte Süd GmbH & Co. KG", "Ötztaler Metallbau", "Werkzeug Peters", "Dachdecker Jansen",
]  # fmt: skip
CHANNELS = ("Außendienst", "Innendienst", "Webshop", None)
SEGMENTS = ("champions", "loyal", "promising", "at_risk", "lost")
KINDS = ("squeezed_key_account", "developable", "undemanding", "intensively_served", None, None, None)
CLUSTERS = ("high_revenue+low_service", "low_revenue", "average")
PROPOSALS = ("reprice", "reprice", "service", "channel", "let_go")
ACTIVITIES = ("visit", "call", "order", "delivery", "return", "dunning", "marketing", "other")


@cache
def _shipped_segments(count: int, measure: str) -> pl.DataFrame:
    portfolio = customers(count, measure).lazy()
    return pl.concat([segment_table(portfolio, one.by) for one in SEGMENTATIONS]).collect()


def _money(value: float) -> Decimal:
    return Decimal(str(round(value, 2)))


def _customer(number: int, dice: random.Random) -> dict[str, Any]:
    revenue = round(dice.paretovariate(0.9) * 2500, 2) if number % 11 else 0.0
    listed = revenue * 1.18
    goods = revenue * dice.uniform(0.55, 0.75)
    served = min(revenue * dice.uniform(0.02, 0.2) + dice.uniform(0, 3000), 30_000) if revenue else 0
    db1 = revenue - goods
    db3 = db1 - served * 0.6
    db4 = db1 - served
    row: dict[str, Any] = {
        "customer_id": f"{10000 + number * 7}",
        "name": f"{NAMES[number % 10]} {number}" if number % 37 else None,
        "channel": CHANNELS[number % 4],
        "region": ("Nord", "Süd", "West")[number % 3],
        "industry": ("Bau", "Handel", "Handwerk")[number % 3],
        "sales_rep": ("Brandt", "Yilmaz")[number % 2],
        "revenue": revenue, "list_revenue": listed, "deductions": listed - revenue,
        "revenue_invoiced": revenue * 1.024, "line_discount": listed - revenue * 1.024, "credit_notes": revenue * 0.004,
        "cash_discount": revenue * 0.012, "bonus": revenue * 0.008, "goods": goods, "freight": revenue * 0.01,
        "db1": db1, "marketing_cost": 0.0, "db2": db1, "selling_cost": served * 0.6, "db3": db3,
        "service_cost": served * 0.4, "db4": db4, "avoidable_cost": goods + served * 0.8,
        "cost_visit": served * 0.3, "cost_call": served * 0.1, "cost_order": served * 0.2,
        "cost_ticket": served * 0.2, "cost_delivery": served * 0.1, "cost_return": served * 0.1,
        "relevant_contribution": revenue - goods - served * 0.8,
        "relevant_contribution_prev": (revenue - goods - served * 0.75) * 0.9,
        "revenue_prev": revenue * 0.95,
    }  # fmt: skip
    money = {name: _money(value) for name, value in row.items() if isinstance(value, float)}
    return row | money | {
        "db1_ratio": db1 / revenue if revenue else None,
        "relevant_ratio": float(money["relevant_contribution"]) / revenue if revenue else None,
        "lines": 10 if revenue else 0,
        "orders": dice.randint(1, 60) if revenue else 0,
        "first_order": date(2019 + number % 6, 3, 1), "last_order": date(2026, 1 + number % 10, 12),
        "recency_days": 20 + number % 300, "r": 1 + number % 5, "f": 1 + number % 4, "m": 1 + number % 3,
        "rfm": 3 + number % 10, "rfm_segment": SEGMENTS[number % 5] if revenue else None,
        "kind": KINDS[number % 7], "cluster": CLUSTERS[number % 3] if revenue else None,
        "regularity": 1.0 + number % 4 / 3, "discount_rate": 0.02 * (number % 9),
        "condition_findings": number % 3,
        **{f"activity_{kind}_cost": None for kind in ACTIVITIES},
        **{f"activity_{kind}": number % (5 + place) for place, kind in enumerate(ACTIVITIES)},
        **{f"activity_{kind}_minutes": 30.0 * (number % (5 + place)) for place, kind in enumerate(ACTIVITIES)},
        "tickets": number % 6, "ticket_minutes": 25.0 * (number % 6),
    }  # fmt: skip


@cache
def customers(count: int = 300, measure: str = "revenue") -> pl.DataFrame:
    """A portfolio, classed by `measure`."""
    dice = random.Random(7)
    frame = pl.DataFrame([_customer(number, dice) for number in range(count)], infer_schema_length=None)
    frame = frame.with_columns(pl.col(pl.Decimal).cast(MONEY)).sort(measure, descending=True)
    known = int((frame["revenue"] > 0).sum())
    place = pl.int_range(pl.len())
    letter = pl.when(place < known * 0.2).then(pl.lit("A")).when(place < known * 0.8).then(pl.lit("B"))
    letter = pl.when(pl.col("revenue") > 0).then(letter.otherwise(pl.lit("C")))
    before = pl.when(place % 7 > 0).then("abc").when(place % 2 > 0).then(pl.lit("C"))
    fields = ("star", "yield", "question_mark", "tag_along", None)
    return frame.with_columns(abc=letter).with_columns(
        abc_sub=pl.col("abc") + (1 + place % 3).cast(pl.String),
        abc_prev=before,
        portfolio_field=_in_turn(fields),
        stratum=_in_turn(("core", "opportunistic", "service_drain", "marginal")),
    )


def _in_turn(ids: Sequence[str | None]) -> pl.Expr:
    return pl.lit(pl.Series(ids, dtype=pl.String)).gather(pl.int_range(pl.len()) % len(ids))


def _before(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else (amount * Decimal("0.94")).quantize(Decimal("0.01"))


def _change(now: LadderStep, before: LadderStep) -> Decimal | None:
    return None if now.amount is None or before.amount is None else now.amount - before.amount


TOLD = {
    "potential": Decimal(30841), "potential_basis": "wallet", "potential_confidence": 0.52, "wallet": Decimal(95310),
    "wallet_peers": 40, "opportunity": Decimal(30841), "score": 64.6, "score_confidence": 0.65, "trend": -0.184,
    "health_revenue": 25.0, "db1_ratio": 0.342, "db1_ratio_prev": 0.364, "db1_ratio_change": -0.022,
    "health_margin": 40.0, "health": 32.5, "health_class": "fair", "new_need": True, "orders_recent": 9,
    "orders_before": 7, "tickets_recent": 5, "tickets_before": 0, "first_contact_share": 0.672, "resolved_share": 0.914,
    "resolution_days": 2.3, "ces": 5.4, "ces_scale": "1-7", "ces_agreement": 0.825, "ces_index": 0.421,
    "cash_discount_annual": 0.367,
}  # fmt: skip
"""What models, tickets and payments tell of a customer."""
NOT_PAID = Text("keine Rechnung mit Zahlungsdatum", "no invoice with a date of payment")
WHY_NOT = dict.fromkeys(("days_to_pay", "days_beyond_due", "credit_cost"), NOT_PAID)
SCORING = (
    Scored("size", Text("Größe", "Size"), "75.0000", 75.0, 50.0, 60.0, 0.3, 40.0, None),
    Scored("industry", Text("Branche", "Industry"), "[/Bau]", None, None, 80.0, 0.15, 24.6, None),
    Scored(
        "growth", Text("Wachstum", "Growth"), None, None, None, None, 0.35, None, Text("nicht bekannt", "not known")
    ),
    Scored("service_effort", Text("Serviceaufwand", "Service effort"), "0.18", 0.18, -1000.0, 0.0, 0.2, 0.0, None),
)
TO_SELL = pl.DataFrame(
    {
        "product_group": ["Dübel", "[red]Schweißtechnik und Zubehör"],
        "expected_contribution": [1240.5, 310.0],
        "chance": [0.62, 0.31],
        "lift": [2.25, 1.4],
        "support": [0.18, 0.06],
        "because": ["Schrauben", "Werkzeug"],
    }
)
_COURSE = [None, None] + [0.99 - 0.03 * (month % 9) for month in range(22)]
HAPPENED = Timeline(
    pl.DataFrame(
        {
            "month": pl.date_range(date(2024, 11, 1), date(2026, 10, 1), "1mo", eager=True),
            "orders": [month % 4 for month in range(24)],
            "net_amount": [Decimal(month * 100) for month in range(24)],
            "p_alive": _COURSE,
        },
        schema_overrides={"p_alive": pl.Float64},
    ),
    pl.DataFrame(
        [
            (date(2026, 10, 30), "ticket", "T-1 [/x]", None, 35.0, None, None, date(2026, 10, 31), None),
            (date(2026, 10, 28), "call", None, 3.0, 24.0, None, None, None, None),
            (date(2026, 9, 12), "concession", "Kulanzersatz", None, None, None, Decimal(425), None, "Brandt"),
            (date(2026, 2, 1), "last_price_change", *[None] * 7),
            (date(2025, 12, 31), "price_condition", "Dübel", None, None, 0.15, None, date(2026, 12, 31), None),
            (date(2024, 11, 3), "first_order", *[None] * 7),
        ],
        schema=EVENT_SCHEMA,
        orient="row",
    ),
    None,
)
"""Two years of a customer."""


def _conditions(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    relevant = float(row["relevant_contribution"])
    return [
        {"id": "loss_now", "value": relevant, "limit": 0.0, "holds": relevant < 0},
        {"id": "heavy_contact", "value": row["discount_rate"], "limit": 0.08, "holds": row["discount_rate"] > 0.08},
        {"id": "low_potential", "value": None, "limit": 5000.0, "holds": True},
    ]


def _verdicts(row: Mapping[str, Any]) -> pl.DataFrame:
    rules = {"reprice_loss": ("low_ratio",), "let_go": ("loss_now", "low_potential")}
    rows = [
        {
            "rule": rule,
            "id": one,
            "value": float(row["relevant_contribution"]),
            "limit": 0.0,
            "holds": one == "loss_now",
        }
        for rule, conditions in rules.items()
        for one in conditions
    ]
    return pl.DataFrame(rows)


FUTURE = {
    "occasions_all": 31, "life_discounted": 11.4, "life_value": 310.0,
    "p_alive": 0.934, "expected_orders": 4.2, "discounted_orders": 11.4,
    "order_value": Decimal(310), "serving_per_order": Decimal(125), "clv": Decimal(2109), "clv_simple": Decimal(1870),
}  # fmt: skip
"""What a lifetime model says of a customer."""
MODELS = pl.DataFrame(
    [
        {"name": "mbg_cnbd", "k": 2, "r": 1.5, "alpha": 6.25, "a": 0.8, "b": 2.4, "log_likelihood": -1234.5,
         "aic": 2479.0, "converged": True, "customers": 272, "unit": 7.0, "held_out": 154, "foretold": 154.8,
         "error": 0.58, "used": True},
        {"name": "nbd", "k": 1, "r": 0.4, "alpha": 12.1, "log_likelihood": -1334.5, "aic": 2673.0, "converged": False,
         "customers": 272, "unit": 7.0, "held_out": 154, "foretold": 190.0, "error": 0.91, "used": False},
        {"name": "gamma_gamma_orders", "p": 6.2, "q": 3.7, "gamma": 15.4, "log_likelihood": -4055.9, "aic": 8117.8,
         "converged": True, "customers": 240, "held_out": 154, "error": 17.42, "used": True,
         "correlation": 0.11, "related": False},
    ]
)  # fmt: skip
ASSUMPTIONS = {
    "cost_visit": ("rate_visit",),
    "db4": ("rate_visit", "rate_call"),
    "relevant_contribution": ("rate_visit", "rate_call", "avoidable_visit"),
}


def _item(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    proposal = PROPOSALS[number % 5]
    stake = abs(float(row["relevant_contribution"])) * 0.3 + 40
    picked = {name: row[name] for name in ("customer_id", "name", "abc_sub", "revenue", "db4", "relevant_contribution",
                                           "relevant_ratio")}  # fmt: skip
    return picked | {
        "proposal": proposal, "at_stake": _money(stake), "confidence": 0.8,
        "step": 0.035 if proposal == "reprice" else None, "needed_step": 0.062 if proposal == "reprice" else None,
        "break_even_loss": 0.111, "effective_date": date(2027, 1, 1),
        "communication": ("email", "letter", "letter_call", "visit")[number % 4],
        "channel_to": "inside" if proposal == "channel" else None, "profit_change": _money(stake * 0.8),
        "risks": ["contract", "reference"][: number % 3],
        "alternatives": ["keep", "service"],
    }  # fmt: skip


@cache
def items(count: int, measure: str) -> pl.DataFrame:
    """Every fourth customer with sales has a proposal."""
    rows = customers(count, measure).filter(pl.col("revenue") > 0).gather_every(4).to_dicts()
    found = pl.DataFrame([_item(row, number) for number, row in enumerate(rows)], infer_schema_length=None)
    found = found.with_columns(pl.col("at_stake", "profit_change").cast(MONEY)).sort("at_stake", descending=True)
    return found.with_columns(rank=pl.int_range(1, pl.len() + 1))


def _option(row: Mapping[str, Any], order: int) -> dict[str, Any]:
    names = ("rank", "customer_id", "name", "abc_sub", "at_stake", "confidence", "profit_change")
    is_first = order == 1
    proposal = row["proposal"] if is_first else "service" if row["proposal"] != "service" else "reprice"
    return {name: row[name] for name in names} | {
        "order": order, "proposal": proposal, "rule": "", "step": row["step"] if is_first else None,
        "is_recommended": is_first, "order_reason": "lowest_rung" if is_first else "higher_rung",
    }  # fmt: skip


@cache
def reasons(count: int, measure: str) -> Reasons:
    """Why: conditions of each item, a second option for every other one, and grounds of the risks."""
    known = {row["customer_id"]: row for row in customers(count, measure).to_dicts()}
    rows = items(count, measure).to_dicts()
    conditions = [
        {"rank": row["rank"], "customer_id": row["customer_id"], "conditions": _conditions(known[row["customer_id"]])}
        for row in rows
    ]
    options = [_option(row, order) for row in rows for order in (1, 2)[: 1 + row["rank"] % 2]]
    risks = [
        {"rank": row["rank"], "risk": risk, "number": None, "day": date(2027, 12, 31) if risk == "contract" else None,
         "said": None}
        for row in rows for risk in row["risks"]
    ]  # fmt: skip
    schema = {"rank": pl.Int64, "risk": pl.String, "number": pl.Float64, "day": pl.Date, "said": pl.String}
    return Reasons(pl.DataFrame(conditions), pl.DataFrame(options), pl.DataFrame(risks, schema=schema))


GROUPS = pl.DataFrame(
    {
        "product_group": ["Dübel", "[red]Schweißtechnik und Zubehör", "Werkzeug"],
        "customers": [68, 40, 12],
        "revenue": [Decimal(812_000), Decimal(95_000), Decimal(4_200)],
    }
)


def invoice_lines(customer_id: str, revenue: Decimal) -> pl.DataFrame:
    """Forty invoice lines, newest first."""
    dice = random.Random(customer_id)
    rows = [
        {
            "customer_id": customer_id,
            "invoice_no": f"RE{2600 - number}",
            "invoice_date": date(2026 - number // 20, 10 - number // 2 % 10, 3 + number % 20),
            "product_id": f"400-{number % 7}",
            "product_name": f"Dübel {number % 7} mm",
            "quantity": Decimal(dice.randint(1, 90)),
            "net_amount": revenue / 40 * Decimal(dice.randint(50, 150)) / 100 * (-1 if number == 5 else 1),
            "doc_type": "credit" if number == 5 else "invoice",
        }
        for number in range(40)
    ]
    return pl.DataFrame(rows).with_columns(pl.col(pl.Decimal).cast(MONEY))


@dataclass
class Entry:
    """A decision of the fake."""

    customer_id: str
    action: str
    reason: str = ""
    step: float | None = None
    until: date | None = None
    who: str = "ada"
    when: str = "2026-11-01T09:30:00+01:00"
    params: dict[str, Any] = field(default_factory=dict)
    needs_signature: bool = False


class FakeWorkbench:
    """Answers like the workbench, from memory."""

    path = Path("muster.kw.toml")
    currency = "EUR"

    def __init__(self, *, lang: Lang = "de", rows: int = 300, view: Mapping[str, Any] | None = None) -> None:
        self.lang = lang
        sources = (
            Source(
                "sales_line", "export/umsatz.csv", "", 1, "2026-11-01T08:00:00+01:00", rows * 41, net_sum="7180342.1500"
            ),
            Source("customer", "export/kunden.csv", "", 1, "2026-11-01T08:00:00+01:00", rows),
        )
        self.session = Session(sources=sources if rows else (), view=view or {})
        self.settings = Settings()
        self.as_of = AS_OF
        self.period: Period = parse_period("12m", AS_OF)
        self.rows = rows
        self.history: list[Entry] = []
        self.undone: list[Entry] = []
        self.claimed: dict[str, Claim] = {}
        self.batches: list[tuple[BatchWish, str, Sequence[str] | None]] = []
        self.saved_view: dict[str, Any] | None = None
        self.imported: list[Path] = []
        self.given = AS_FOUND
        self.wishes: list[Wish] = []
        self.asks: tuple[Ask, ...] = ()
        self.problems = PROBLEMS
        self.refusal: SourceError | None = None
        self.saved_rejects: list[tuple[str, Path]] = []
        self.foreign_change = False
        self.others: tuple[Doings, ...] = ()
        self.changes: tuple[Change, ...] = ()
        self.waiting: dict[str, Entry] = {}
        self.taken: list[str] = []
        self.refuses = False
        self.seen: Mapping[str, str | None] = {}
        self.tried: list[dict[str, Any]] = []
        self.no_model: Text | None = None
        self.untimed = 0
        self.torn: Text | None = None
        self.given_lang: str | None = None
        self.progress_steps = [(1, 2)]

    def state(self) -> None:
        """The journal is read."""

    def notice(self) -> Text | None:
        return self.torn

    def tables(self) -> dict[str, int]:
        return {"sales_line": self.rows * 41, "customer": self.rows} if self.rows else {}

    def preview(self, file: Path, wish: Wish = AS_FOUND, progress: Progress | None = None) -> Preview:
        if progress is not None:
            for done, total in self.progress_steps:
                progress(Step.READ, done, total)
        if file.suffix not in {".csv", ".xlsx"}:
            raise SourceError(
                Text("{f} gibt es nicht", "There is no {f}").format(f=file), Text("Pfad prüfen", "check it")
            )
        self.wishes.append(wish)
        mapping = {**COLUMNS, **(wish.mapping or {})}
        mapping = {field: header for field, header in mapping.items() if header}
        is_book = file.suffix == ".xlsx"
        return Preview(
            path=file, format="workbook" if is_book else "text", encoding="" if is_book else "cp1252",
            delimiter="" if is_book else ";", is_quoted=False, lines=42, preamble=(), header_line=1,
            headers=tuple(CELLS), sheet=(wish.options.sheet or "Tabelle1") if is_book else None,
            sheets=("Tabelle1", "[b]Umsatz") if is_book else (), table=table_by_id(wish.table or "sales_line"),
            mapping=mapping,
            confidence={
                **dict.fromkeys(mapping, "exact"), "net_amount": "guess", **dict.fromkeys(wish.mapping or {}, "given")
            },
            unused=tuple(header for header in CELLS if header not in mapping.values()),
            missing=tuple(field for field in COLUMNS if field not in mapping and field != "invoice_no"),
            asks=self.asks, evidence=EVIDENCE, notes=(), rows=pl.DataFrame(CELLS), problems=self.problems,
        )  # fmt: skip

    def import_files(
        self,
        paths: Sequence[Path],
        wish: Wish = AS_FOUND,
        *,
        dry_run: bool = False,
        rejects: Path | None = None,
        progress: Progress | None = None,
    ) -> list[Imported]:
        if progress is not None:
            for done, total in self.progress_steps:
                progress(Step.READ, done, total)
        if self.refusal is not None and not wish.replace:
            raise self.refusal
        self.imported += list(paths)
        self.given = wish
        self.rows = self.rows or 300
        imported = [_imported(path) for path in paths]
        self.session = replace(self.session, sources=(*self.session.sources, *map(_source, imported)))
        return imported

    def save_rejects(self, source: Source, target: Path) -> None:
        self.saved_rejects.append((source.path, target))

    def metrics(self) -> tuple[Any, ...]:
        return all_metrics(self.settings)

    def portfolio(self) -> pl.DataFrame:
        return customers(self.rows, self._measure)

    @property
    def _measure(self) -> str:
        measure = self.settings.choice("abc_measure")
        return "revenue" if measure in {"clv", "potential"} else measure

    def queue(self) -> pl.DataFrame:
        taken = {entry.customer_id: entry for entry in self.history}
        frame = items(self.rows, self._measure)
        taken |= self.waiting
        states = ["to_sign" if one in self.waiting else _state(taken.get(one)) for one in frame["customer_id"]]
        mine = dict.fromkeys(self.taken, "ada")
        claimed = ["cem" if place == 3 else mine.get(one) for place, one in enumerate(frame["customer_id"])]
        ids = frame["customer_id"]
        moments = [taken[one].when if one in taken else None for one in frame["customer_id"]]
        return frame.with_columns(
            state=pl.Series(states, dtype=pl.String),
            claimed_by=pl.Series(claimed, dtype=pl.String),
            decision_id=pl.Series([one if one in taken else None for one in ids], dtype=pl.String),
            decided_at=pl.Series(moments, dtype=pl.String),
            decided_by=pl.Series([taken[one].who if one in taken else None for one in ids], dtype=pl.String),
            reason=pl.Series([taken[one].reason if one in taken else None for one in ids], dtype=pl.String),
            action=pl.Series(
                [taken[one].action if one in taken else None for one in frame["customer_id"]], dtype=pl.String
            ),
        )

    def reasons(self) -> Reasons:
        return reasons(self.rows, self._measure)

    def product_groups(self) -> pl.DataFrame:
        return GROUPS

    def queue_of_group(self, group: str) -> pl.DataFrame:
        frame = self.queue().gather_every(2).reverse()
        overall, revenue = frame["rank"], (frame["revenue"] / 4).cast(MONEY)
        return frame.with_columns(
            rank=pl.int_range(1, frame.height + 1),
            rank_overall=overall,
            group_revenue=revenue,
        )

    def assumptions(self) -> dict[str, tuple[str, ...]]:
        return ASSUMPTIONS

    def segments(self) -> pl.DataFrame:
        portfolio = self.portfolio().lazy()
        own_rows = own_table(portfolio, self.members().lazy(), [one.name for one in self.own_segments()])
        return pl.concat([_shipped_segments(self.rows, self._measure), own_rows.collect()])

    def own_segments(self) -> tuple[OwnSegment, ...]:
        return parse_segments(self.session.segments)

    def members(self) -> pl.DataFrame:
        return own(self.portfolio(), self.own_segments(), self.headings(self.portfolio())).members

    def segment_notes(self, by: str | None = None) -> tuple[Text, ...]:
        return own(self.portfolio(), self.own_segments(), self.headings(self.portfolio())).notes if by == "own" else ()

    def matching(self, where: str) -> Matched:
        return matched(self.portfolio(), where, self.headings(self.portfolio()))

    def headings(self, *frames: pl.DataFrame) -> Headings:
        known = columns_by_id(self.metrics())
        return headings_of({id_: dtype for frame in frames for id_, dtype in frame.schema.items()}, known)

    def name_segment(self, name: str, where: str) -> Matched:
        found = self.matching(where)
        kept = understood(where, Text("", ""), self.headings(self.portfolio())).text
        self.session = replace(self.session, segments=with_segment(self.session.segments, name, kept))
        return found

    def remove_segment(self, name: str) -> None:
        self.session = replace(self.session, segments=without_segment(self.session.segments, name))

    def adjustable(self, by: str) -> dict[str, object]:
        return trying.adjustable(by, self.session, self.settings)

    def _as_if(self, changes: Mapping[str, Any]) -> "FakeWorkbench":
        other = copy(self)
        other.session = changed(self.session.with_(settings=self.settings), changes)
        other.settings = replace(other.session.settings, rfm=parse_rfm(other.session.rfm))
        return other

    def try_out(self, changes: Mapping[str, Any]) -> trying.Tried:
        self.tried.append(dict(changes))
        other = self._as_if(changes)
        portfolios, queues = (self.portfolio(), other.portfolio()), (self.queue(), other.queue())
        return trying.tried(portfolios, queues, (self.members(), other.members()))

    def about_settings(self) -> tuple[About, ...]:
        return about(self.session.with_(settings=self.settings), self.settings, self.tables(), self.metrics())

    def own_values(self, ids: Iterable[str]) -> dict[str, object]:
        return own_values(self.session.with_(settings=self.settings), ids)

    def rfm_map(self) -> pl.DataFrame:
        return rfm_map(self.portfolio().lazy()).collect()

    def compare(self, names: Sequence[str]) -> pl.DataFrame:
        known = self.portfolio()
        absent = [pl.lit(None, pl.Float64).alias(name) for name in MEDIANS if name not in known.columns]
        whole = known.with_columns(absent)
        return compared(whole, names, self.own_segments(), self.settings, self.headings(whole))

    def models(self) -> pl.DataFrame:
        return MODELS

    def model_tracking(self) -> pl.DataFrame:
        weeks = range(1, 41)
        return pl.DataFrame(
            {"time": weeks, "until": [date(2026, 1, 4) + timedelta(weeks=week) for week in weeks],
             "actual": [9 * week for week in weeks], "mbg_cnbd": [8.75 * week for week in weeks],
             "nbd": [9.5 * week for week in weeks]}
        )  # fmt: skip

    def model_errors(self) -> pl.DataFrame | None:
        return pl.DataFrame(
            {"repeats": [0, 1, 7], "customers": [120, 60, 20], "expected": [30.5, 44.2, 80.1], "actual": [28, 47, 79],
             "error": [0.31, 0.72, 1.44]}
        )  # fmt: skip

    def why_no_model(self) -> Text | None:
        return self.no_model

    def cohort_regularity(self) -> tuple[float | None, int]:
        return 2.5, 180

    def migration(self) -> pl.DataFrame:
        return migration_table(self.portfolio().lazy()).collect()

    def why_no_migration(self) -> Text | None:
        looks_ahead = self.settings.choice("abc_measure") in {"clv", "potential"}
        return Text("CLV blickt voraus", "CLV looks ahead") if looks_ahead else None

    def spread(self, measure: str) -> Spread:
        return spread_of(self.portfolio().lazy(), measure)

    def untimed_activities(self) -> int:
        return self.untimed

    def covered(self) -> pl.DataFrame:
        return covered(self.portfolio().lazy()).collect()

    def value_map(self) -> ValueMap:
        known = self.portfolio().with_columns(potential=pl.col("revenue") / 2, db4=pl.col("db4"))
        levels = portfolio_field("db4", self.settings)
        return value_map_of(known.with_columns(portfolio_field=levels), self.settings)

    def capacity(self) -> pl.DataFrame:
        given = self.portfolio().with_columns(period_years=pl.lit(1.0))
        untimed = pl.LazyFrame({"resource": [one.id for one in RESOURCES], "events_untimed": [0, 12, 0, 0]})
        return capacity(given.lazy(), untimed, self.settings).collect()

    def capacity_hours(self) -> pl.DataFrame:
        return in_hours(self.capacity().lazy()).collect()

    def capacity_notes(self) -> list[Text]:
        return lower_bounds(self.capacity().iter_rows(named=True))

    def served(self) -> pl.DataFrame:
        return served(self.portfolio().lazy()).collect()

    def _proposed(self, found: pl.DataFrame, row: Mapping[str, Any]) -> dict[str, Any]:
        if found.is_empty():
            return {"proposal": None, "options": (), "risks": {}}
        proposal = found.row(0, named=True)
        why = self.reasons().of(proposal["rank"], proposal["customer_id"])
        assert why is not None
        return {
            "proposal": proposal | {"conditions": _conditions(row)}, "options": tuple(why.options), "risks": why.risks
        }  # fmt: skip

    def customer(self, customer_id: str) -> SimpleNamespace:
        row = self.portfolio().row(by_predicate=pl.col("customer_id") == customer_id, named=True)
        found = self.queue().filter(pl.col("customer_id") == customer_id)
        lines = invoice_lines(customer_id, row["revenue"])
        before = [replace(step, amount=_before(step.amount)) for step in ladder_steps(row)]
        return SimpleNamespace(
            row=row,
            ladder=ladder_steps(row),
            ladder_before=before,
            ladder_change=[_change(one, then) for one, then in zip(ladder_steps(row), before, strict=True)],
            relevant_change=row["relevant_contribution"] - row["relevant_contribution_prev"],
            parts=parts(row | TOLD, all_metrics(Settings()), WHY_NOT, ASSUMPTIONS),
            scoring=SCORING,
            claim=self.claimed.get(customer_id),
            hit_rate=HitRate(4, 3),
            cross_selling=TO_SELL,
            relevant=relevant_steps(row, Settings()),
            reasons={"cost_dunning": Text("keine Aktivitäten importiert", "no activities imported")},
            overstated=overstated(row),
            assumptions=ASSUMPTIONS,
            waterfall=waterfall_steps(row),
            outlook=outlook(row | FUTURE, Settings()),
            verdicts=_verdicts(row),
            outcomes=outcomes(row, found.row(0, named=True) if found.height else None),
            findings=pl.DataFrame(
                {"finding": ["c_better_than_a", "stale_price"], "value": [0.16, 31.0], "limit": [0.12, 24.0]}
            ),
            **self._proposed(found, row),
            lines=lines,
            monthly=lines.group_by(month=pl.col("invoice_date").dt.truncate("1mo"))
            .agg(
                pl.col("net_amount").sum(),
                contribution=(pl.col("net_amount").sum() * pl.lit(0.3)).cast(MONEY),
                costed=pl.lit(1.0),
            )
            .sort("month"),
            decisions=tuple(entry for entry in self.history if entry.customer_id == customer_id),
            afterwards=pl.DataFrame(),
        )

    def finder(self) -> Finder:
        return Finder(self.portfolio())

    def neighbours(self, customer_id: str, count: int = 10) -> pl.DataFrame:
        frame = self.portfolio()
        mine, others = (frame.filter((pl.col("customer_id") == customer_id) == mine) for mine in (True, False))
        return pl.concat([mine, others.head(count)]).with_columns(distance=pl.int_range(pl.len()) * 0.31)

    def timeline(self, customer_id: str) -> Timeline:
        return HAPPENED

    def claim_potential(self, customer_id: str, amount: Decimal, evidence: str, until: date | None) -> Entry:
        if not evidence:
            raise DecisionError(Text("Ein Potenzial braucht einen Beleg", "needs evidence"), Text("Beleg", "evidence"))
        self.claimed[customer_id] = Claim(customer_id, "ada", amount, amount, until or AS_OF, evidence)
        return Entry(customer_id, "potential", evidence, None, until)

    def decide(self, customer_id: str, action: str, reason: str = "", step: float | None = None,
               until: date | None = None) -> Entry:  # fmt: skip
        if self.refuses:
            raise DecisionError(Text("vergeben", "taken"), Text("warten", "wait"))
        if action in {"let_go", "keep"} and not reason:
            raise DecisionError(Text("Grund fehlt", "Reason missing"), Text("Grund angeben", "give a reason"))
        self.history.append(Entry(customer_id, action, reason, step, until))
        return self.history[-1]

    def decide_all(self, customer_ids: Sequence[str], action: str, **details: Any) -> list[Entry]:
        self.seen = details.pop("seen", {})
        return [self.decide(one, action, **details) for one in customer_ids]

    def price_plan(self, customer_id: str, step: float | None = None, loss: float | None = None) -> PricePlan:
        return planned(customer_id, step=step, loss=loss)

    def batch(self, wish: BatchWish, where: str = "", customers: Sequence[str] | None = None) -> BatchPreview:
        if "broken" in where:
            raise UsageError(Text("kaputt \x1b[2J", "broken \x1b[2J"), Text("ganz machen", "mend it"))
        self.batches.append((wish, where, customers))
        listed = {"list_revenue": 1000, "line_discount": 0}
        rows = [customer(one, abc="C", abc_sub="C1") for one in (customers or ("10007", "10014"))]
        return previewed(wish, *rows, customer("[/x]", abc="C", abc_sub="C2", **listed))

    def apply_batch(self, preview: BatchPreview) -> Applied:
        taken = preview.rows.filter(pl.col("excluded").is_null())["customer_id"]
        self.decide_all(taken.to_list(), preview.wish.action, reason=preview.wish.reason, step=preview.wish.step)
        when = "2026-11-01T09:00:00+01:00"
        made = [Decision(one, one, preview.wish.action, "anna", when, {"batch": "b"}) for one in taken]
        return Applied(made, {"10021": Text("inzwischen entschieden", "decided meanwhile")})

    def undo(self) -> list[Entry]:
        self.undone.extend(taken := [self.history.pop()] if self.history else [])
        return taken

    def redo(self) -> list[Entry]:
        self.history.extend(taken := [self.undone.pop()] if self.undone else [])
        return taken

    def set(self, **changes: Any) -> None:
        if "lang" in changes:
            self.given_lang = changes["lang"]
            return
        before = self.session.with_(settings=self.settings)
        self.session = logged(before, changed(before, changes), changes, "anna", "2026-11-01T12:00:00+01:00")
        self.settings = replace(self.session.settings, rfm=parse_rfm(self.session.rfm))

    def view(self) -> dict[str, Any]:
        return dict(self.session.view)

    def save_view(self, view: Mapping[str, Any]) -> None:
        self.saved_view = dict(view)
        self.session = replace(self.session, view=self.saved_view)

    def tell_work(self, listener: Listener) -> None:
        self.listener = listener

    def aside(self) -> "FakeWorkbench":
        return self

    def apart(self) -> "FakeWorkbench":
        return self

    def learn(self, other: "FakeWorkbench") -> None:
        pass

    def reload_if_changed(self) -> bool:
        changed, self.foreign_change = self.foreign_change, False
        return changed

    def news(self) -> News:
        self.state()
        found = News(self.reload_if_changed(), self.others, self.changes)
        self.others, self.changes = (), ()
        return found

    def sign(self, wanted: Sequence[str] | None = None) -> list[Entry]:
        signed = [self.waiting.pop(one) for one in wanted or list(self.waiting)]
        self.history.extend(signed)
        return signed

    def reject(self, wanted: Sequence[str], reason: str) -> list[Entry]:
        if not reason:
            raise DecisionError(Text("Grund fehlt", "Reason missing"), Text("Grund angeben", "give a reason"))
        return [self.waiting.pop(one) for one in wanted]

    def take_or_release(self, customer_ids: Sequence[str]) -> list[Entry]:
        is_mine = all(one in self.taken for one in customer_ids)
        self.taken = [one for one in self.taken if one not in customer_ids] + ([] if is_mine else list(customer_ids))
        return [Entry(one, "release" if is_mine else "claim") for one in customer_ids]

    def summary(self) -> SimpleNamespace:
        frame = self.portfolio()
        return SimpleNamespace(customers=frame.height, revenue=frame["revenue"].sum(), db1=frame["db1"].sum())


COLUMNS = {"customer_id": "KdNr", "invoice_no": "Beleg", "invoice_date": "Datum", "net_amount": "Netto"}
CELLS = {"KdNr": ["0010"], "Beleg": ["RE1"], "Datum": ["01.10.2026"], "Netto": ["1.234,50"], "Bem": ["[/x]"]}
EVIDENCE = (
    Text("kein UTF-8; Umlaute wie in Windows", "not UTF-8; umlauts as Windows writes them"),
    Text("jede Zeile hat 5 Felder", "every line has 5 fields"),
    Text("Dezimalzeichen „,“: 42 Werte belegen es", "decimal mark “,”: 42 values prove it"),
    Text("Tage: 31.01.2026", "days: 31.01.2026"),
)


def _records(*faults: tuple[int, str | None, str | None, str, str, str]) -> pl.DataFrame:
    """Records of faults: line, header, field, code, severity, value."""
    names = ("line_first", "header", "field", "code", "severity", "value")
    given = pl.DataFrame([dict(zip(names, fault, strict=True)) for fault in faults], schema_overrides=RECORD_SCHEMA)
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in RECORD_SCHEMA.items() if name not in names]
    return given.with_columns(absent).select(*RECORD_SCHEMA)


PROBLEMS = _records(
    (7, "Datum", "invoice_date", "bad-date", "error", "31.02.2026"),
    (12, "Netto", "net_amount", "bad-number", "error", "[/x]\x1b[31m"),
)


def _imported(path: Path) -> Imported:
    rejects = _records(
        (7, "Datum", "invoice_date", "bad-date", "error", "31.02.2026"),
        (9, "Datum", "invoice_date", "bad-date", "error", "x"),
        (12, "Netto", "net_amount", "bad-number", "error", "1,2,3"),
        (20, "EK", "unit_cost", "precision-loss", "warning", "1,23456"),
    )
    faults = pl.DataFrame(
        {"code": ["bad-date", "bad-number", "precision-loss"], "field": ["invoice_date", "net_amount", "unit_cost"],
         "severity": ["error", "error", "warning"],
         "count": [2, 1, 1], "line_first": [7, 12, 20], "value": ["31.02.2026", "1,2,3", "1,23456"]}
    )  # fmt: skip
    account = Reconciliation(
        lines=42, preamble=0, header=1, blank=1, continuation=0, totals=1, accepted=35, rejected=3, without_customer=1,
        net_sum=Decimal("1234.5000"), without_customer_sum=Decimal("10.0000"), rejected_sum=None,
        totals_sum=Decimal(0), parsed_sum=Decimal(0), control_total=None, rejects=rejects,
    )  # fmt: skip
    return Imported(
        path=path, sha256=f"sha of {path.name}", size=1, table=table_by_id("sales_line"), sheet=None,
        mapping=COLUMNS, guesses=frozenset(), header_set="",
        options=DEFAULT, notes=(), reconciliation=account, staged=Staged(()),
        anonymous=pl.LazyFrame(), rejects=rejects, faults=faults, refused=Path("refused.csv"),
    )  # fmt: skip


def _source(one: Imported) -> Source:
    told = one.reconciliation
    return Source(
        "sales_line", str(one.path), one.sha256, 1, "2026-11-01T08:00:00+01:00", told.accepted, told.rejected,
        net_sum=str(told.net_sum), mapping=one.mapping,
    )  # fmt: skip


def _state(entry: Entry | None) -> str:
    if entry is None or entry.action == "skip":
        return "open"
    return "snoozed" if entry.action == "snooze" else "decided"
