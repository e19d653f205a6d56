"""The review queue: one proposal a customer, ranked by money at stake per year (SPEC 7)."""

from datetime import date, timedelta

import polars as pl

from kw_tui.core.proposals import channel, price_step
from kw_tui.core.proposals.break_even import tolerated_loss
from kw_tui.core.proposals.condition import number
from kw_tui.core.proposals.confidence import confidence
from kw_tui.core.proposals.options import add_options
from kw_tui.core.proposals.risks import basis_of_risks, risk_ids
from kw_tui.core.proposals.rule import WAITING
from kw_tui.core.proposals.rules import add_basis, add_proposal, all_rules, conditions_of, may_hold
from kw_tui.core.proposals.support import SUPPORT_INPUTS
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Text

INPUTS: tuple[str, ...] = (
    "customer_id", "name", "period_years", "abc", "abc_sub", "revenue", "list_revenue", "line_discount",
    "goods", "db1", "db4", "marketing_cost", "avoidable_cost", "relevant_contribution",
    "relevant_contribution_prev", "relevant_ratio", "orders", "lines_without_cost", "first_order",
    "customer_since", "regularity", "potential", "potential_basis", "kind", "discount_rate", "discount_compared",
    "discount_of_a", "discount_vs_a", "discount_usual", "c_better_than_a", "discount_outlier", "stale_price",
    "price_age_months", "free_service_habit", "concession_habit", "concession_cost", "concession_list_value",
    "cost_visit", "cost_call", "contract_until", "price_clause", "reference_customer", "group_id",
    "legal_form", "supply_share", "season_share", "cost_coverage", *SUPPORT_INPUTS,
)  # fmt: skip
"""The columns of the portfolio the proposals rest on; all must be there, null where unknown."""

RESTS_ON = dict.fromkeys(
    ("at_stake", "profit_change", "needed_step", "step", "break_even_loss", "confidence"), "relevant_contribution"
)
"""Columns of the queue and the metric whose assumptions they share."""

STATE_SCHEMA = {
    "customer_id": pl.String,
    "state": pl.String,
    "action": pl.String,
    "decided_by": pl.String,
    "decided_at": pl.String,
    "decision_id": pl.String,
    "reason": pl.String,
    "until": pl.Date,
    "claimed_by": pl.String,
    "rung": pl.Int64,
    "rung_since": pl.Date,
    "reprice_since": pl.Date,
    "migrate_since": pl.Date,
    "reprice_asked": pl.Float64,
    "reprice_realised": pl.Float64,
}
"""One row per customer somebody has acted on; `*_since` are the days a rung was last decided.

A price step that turned out not to be carried out is no day of it; `reprice_asked` and `reprice_realised` tell of it.
"""

DAYS = {"reprice_since": ["reprice"], "migrate_since": ["service", "channel"]}
"""The days of the state that rules read, and the actions they are of."""
NOT_CARRIED_OUT = ("reprice_asked", "reprice_realised")
"""What the state tells of a price step that was no rung passed; a proposal shows it."""

COLUMNS: tuple[str, ...] = (
    "rank", "customer_id", "name", "abc", "abc_sub", "proposal", "rule", "at_stake", "confidence", "step",
    "needed_step", "steps", "break_even_loss", "effective_date", "communication", "channel_to", "profit_change",
    "risks", "alternatives", "state", "claimed_by", "action", "decided_by", "decided_at", "decision_id", "reason",
    "until", "revenue", "db1", "db4", "relevant_contribution", "relevant_ratio", "cost_coverage",
)  # fmt: skip

OPTION_COLUMNS: tuple[str, ...] = (
    "rank", "customer_id", "name", "abc_sub", "order", "proposal", "rule", "at_stake", "confidence", "profit_change",
    "step", "is_recommended", "order_reason",
)  # fmt: skip

STATES: dict[str, Text] = {
    "open": Text("offen", "open"),
    "claimed": Text("in Arbeit", "claimed"),
    "snoozed": Text("zurückgestellt", "snoozed"),
    "to_sign": Text("zu zeichnen", "to sign"),
    "decided": Text("entschieden", "decided"),
}


def queue(portfolio: pl.LazyFrame, state: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """Return `COLUMNS` for every customer with a proposal, the most money at stake first.

    `portfolio` has `INPUTS`, `state` has `STATE_SCHEMA`. Money at stake is Decimal per year.
    Decided rows keep their place, so ranks do not move while people work through the list.
    """
    return ranking(portfolio, state, settings, as_of).pipe(with_state, state, settings, as_of)


def ranking(portfolio: pl.LazyFrame, state: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """Return the queue without what people decide about its rows: of the state it reads `rungs_passed` alone."""
    return (
        proposals(portfolio, state, settings, as_of)
        .with_columns(confidence=confidence(settings))
        .with_columns(_money(settings))
        .sort(_exactly("at_stake"), descending=True, nulls_last=True, maintain_order=True)
        .with_row_index("rank", offset=1)
        .with_columns(pl.col("rank").cast(pl.Int64))
        .with_columns(*_plan(settings, as_of), risks=risk_ids(settings, as_of))
        .select(column for column in COLUMNS if column not in STATE_SCHEMA or column == "customer_id")
    )


def with_state(ranked: pl.LazyFrame, state: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """Return a `ranking` with what people did about its rows: `COLUMNS`."""
    decided = ranked.join(state.drop(*DAYS, *NOT_CARRIED_OUT), on="customer_id", how="left", maintain_order="left")
    return decided.with_columns(state=_state(settings, as_of)).select(COLUMNS)


def conditions(
    queued: pl.LazyFrame, portfolio: pl.LazyFrame, state: pl.LazyFrame, settings: Settings, as_of: date
) -> pl.LazyFrame:
    """Return why each of the `queued` is proposed: rank, customer_id, `conditions` of its rule; in order of rank.

    `queued` are rows of `queue`, of the same portfolio, state and settings.
    """
    return conditions_of(_weighed_again(queued, portfolio, state, settings, as_of, "rule"), settings, as_of)


def options(
    queued: pl.LazyFrame, portfolio: pl.LazyFrame, state: pl.LazyFrame, settings: Settings, as_of: date
) -> pl.LazyFrame:
    """Return `OPTION_COLUMNS` of every action that comes into question for the `queued`, the recommended one first.

    Its first option is the customer's row of the queue; money is as there: Decimal per year.
    """
    step = pl.when(pl.col("proposal") == "reprice").then(pl.col("step"))
    return (
        add_options(_weighed_again(queued, portfolio, state, settings, as_of), settings, as_of)
        .with_columns(confidence=confidence(settings), step=step)
        .with_columns(_money(settings))
        .select(OPTION_COLUMNS)
    )


def risk_basis(queued: pl.LazyFrame, portfolio: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """Return what each risk of the `queued` rests on: rank, customer_id, and the columns of `risks.BASIS`."""
    known = portfolio.select(INPUTS)
    told = queued.select("rank", "customer_id", "proposal").join(known, on="customer_id", maintain_order="left")
    return basis_of_risks(told, settings, as_of)


def proposals(portfolio: pl.LazyFrame, state: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """Return the customers some rule holds for, by id, with the figures it rests on and their rule."""
    concerned = portfolio.select(*INPUTS, may_hold=may_hold(settings, as_of)).filter("may_hold").sort("customer_id")
    return add_proposal(_weighed(concerned, state, settings, as_of), settings, as_of)


def explanations(portfolio: pl.LazyFrame, state: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """Return every condition of every rule, met or not: customer_id, rule, id, value, limit, holds.

    For the drill-down ("why not let go?"): filter the portfolio to the customers asked about first.
    """
    rules = {rule.id: rule.verdicts for rule in all_rules(settings, as_of)}
    # one plan for all rules: a plan for each weighs the customers as many times
    told = _weighed(portfolio, state, settings, as_of).select("customer_id", **rules)
    each = told.unpivot(index="customer_id", on=list(rules), variable_name="rule", value_name="condition")
    return each.explode("condition").unnest("condition")


def rungs_passed(state: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """Return customer_id, `DAYS` as the rules read them and `NOT_CARRIED_OUT`: all of the state proposals rest on."""
    return state.select("customer_id", *_days_before_pending(settings, as_of), *NOT_CARRIED_OUT)


def _weighed(
    portfolio: pl.LazyFrame, state: pl.LazyFrame, settings: Settings, as_of: date, *besides: str
) -> pl.LazyFrame:
    before = rungs_passed(state, settings, as_of)
    weighed = portfolio.select(*INPUTS, *besides).join(before, on="customer_id", how="left", maintain_order="left")
    return add_basis(weighed, settings)


def _weighed_again(
    queued: pl.LazyFrame, portfolio: pl.LazyFrame, state: pl.LazyFrame, settings: Settings, as_of: date, *besides: str
) -> pl.LazyFrame:
    """The figures the proposals of the queued rest on, in order of rank: asked for by few, so kept by nobody."""
    ranked = queued.select("rank", "customer_id", *besides).join(
        portfolio.select(INPUTS), on="customer_id", maintain_order="left"
    )
    return _weighed(ranked, state, settings, as_of, "rank", *besides)


def _days_before_pending(settings: Settings, as_of: date) -> list[pl.Expr]:
    """The days of the rungs without a decision that still waits: its row stands as it was decided on, not gone."""
    is_pending = (pl.col("state") == "decided") & ~_is_over(settings, as_of)
    return [
        pl.when(~(is_pending & pl.col("action").is_in(actions)).fill_null(value=False)).then(pl.col(day)).alias(day)
        for day, actions in DAYS.items()
    ]


def _money(settings: Settings) -> list[pl.Expr]:
    """What is at stake, and how the profit changes at unchanged volume: reuse of capacity counts only here [HO]."""
    yearly = pl.col("gain").fill_null(0.0) / pl.col("period_years")
    reuse = pl.when(pl.col("proposal") == "let_go").then(settings.number("capacity_reuse")).otherwise(0.0)
    return [
        (yearly * pl.col("confidence")).cast(MONEY).alias("at_stake"),
        (yearly + reuse).cast(MONEY).alias("profit_change"),
    ]


def _exactly(money: str) -> pl.Expr:
    """Money as whole ten-thousandths: quicker to sort than decimals."""
    return pl.col(money).to_physical().cast(pl.Int64)


def _plan(settings: Settings, as_of: date) -> list[pl.Expr]:
    """How to carry it out; steps only where a price is raised, the channel the customer should have everywhere."""
    is_reprice = pl.col("proposal") == "reprice"
    step = pl.when(is_reprice).then(pl.col("step"))
    return [
        step.alias("step"),
        price_step.steps(pl.col("needed_step"), step, pl.col("list_room")).alias("steps"),
        tolerated_loss(step, number("relevant_ratio")).alias("break_even_loss"),
        _effective(settings, as_of).alias("effective_date"),
        price_step.communication(_burden(), pl.col("abc"), settings).alias("communication"),
        channel.channel_id(pl.col("channel_level")).alias("channel_to"),
    ]  # fmt: skip


def _effective(settings: Settings, as_of: date) -> pl.Expr:
    """The day a change holds from; of who is let go the last day of deliveries."""
    notice = price_step.notice_days(number("regularity"), settings)
    changed = price_step.effective_date(notice, as_of, settings)
    return pl.when(pl.col("proposal") == "let_go").then(price_step.run_off_day(as_of, settings)).otherwise(changed)


def _burden() -> pl.Expr:
    """What the customer is asked for, as share of its revenue; losing its supplier is the most."""
    asked = pl.when(pl.col("proposal") == "reprice").then(pl.col("step")).otherwise(pl.col("gain") / number("revenue"))
    return pl.when(pl.col("proposal") == "let_go").then(1.0).otherwise(asked)


def _state(settings: Settings, as_of: date) -> pl.Expr:
    """A measure that has had its waiting time settles nothing any more: the row is open again."""
    claimed = pl.when(pl.col("claimed_by").is_not_null()).then(pl.lit("claimed")).otherwise(pl.lit("open"))
    return (
        pl.when(is_free_again(settings, as_of).fill_null(value=False))
        .then(claimed)
        .otherwise(pl.col("state").fill_null("open"))
    )


def is_free_again(settings: Settings, as_of: date) -> pl.Expr:
    """Whether the decision of a row of `STATE_SCHEMA` settles nothing any more; null where nothing is decided."""
    return (pl.col("state") == "decided") & _is_over(settings, as_of)


def _is_over(settings: Settings, as_of: date) -> pl.Expr:
    """Whether the decision is a measure that has had its waiting time by `as_of`."""
    last = as_of - timedelta(days=int(settings.number("waiting_days")))
    decided_on = pl.col("decided_at").str.slice(0, 10).str.to_date()
    return pl.col("action").is_in(WAITING) & (decided_on <= last)
