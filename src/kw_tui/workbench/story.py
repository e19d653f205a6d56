"""Everything about one customer, with the arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import narwhals as nw
import polars as pl

from kw_tui.core.afterwards.table import SCHEMA
from kw_tui.core.decisions import Decision, HitRate
from kw_tui.core.decisions.claims import Claim
from kw_tui.core.metrics.contribution import ABSENT_FACTS
from kw_tui.core.metrics.ladder import Step, ladder_steps, relevant_steps, waterfall_steps
from kw_tui.core.metrics.lifetime import Figure
from kw_tui.core.metrics.metric import Metric
from kw_tui.core.proposals.break_even import Outcome, what_ifs
from kw_tui.core.reduction.lines import told_lines
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.kept import computed
from kw_tui.workbench.parts import Told
from kw_tui.workbench.reasons import Reason
from kw_tui.workbench.scored import Scored

Row = Mapping[str, Any]


@dataclass(frozen=True)
class CustomerStory:
    """One customer: its row of the portfolio, and what was computed, found and decided about it."""

    row: Row
    reasons: Mapping[str, Text]
    """Why a figure of the row is not known, by its id."""
    overstated: Mapping[str, Text]
    """Why a figure that is known is too high, by its id."""
    assumptions: Mapping[str, Sequence[str]]
    """Per metric the settings nobody has confirmed on which it rests."""
    ladder: tuple[Step, ...]
    """From list revenue to DB IV."""
    ladder_before: tuple[Step, ...]
    """The same for the period before."""
    relevant: tuple[Step, ...]
    """From net revenue to relevant contribution."""
    waterfall: tuple[Step, ...]
    outlook: tuple[Figure, ...]
    """From the chance of being there to the lifetime value."""
    findings: pl.DataFrame
    proposal: Row | None
    """Its row of the queue with its conditions; None where nothing is proposed."""
    verdicts: pl.DataFrame
    """Every condition of every rule, met or not: rule, id, value, limit, holds."""
    outcomes: tuple[Outcome, ...]
    """What the proposed price step leaves if 0 ... 100 % of the volume is lost."""
    lines: pl.DataFrame
    """Its invoice lines, newest first."""
    monthly: pl.DataFrame
    """By calendar month, as `monthly_amounts`."""
    decisions: tuple[Decision, ...]
    ladder_change: tuple[Decimal | None, ...] = ()
    """Per step of the ladder its amount less that of the period before; None where either is not known."""
    relevant_change: Decimal | None = None
    """Relevant contribution less that of the period before."""
    parts: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)
    """Its figures by subject, as `parts.PARTS`."""
    scoring: tuple[Scored, ...] = ()
    """How the score came about."""
    claim: Claim | None = None
    """The claim of potential that stands."""
    cross_selling: pl.DataFrame = field(default_factory=pl.DataFrame)
    """Product groups to sell besides, as `cross_selling.affinity.TABLE`."""
    hit_rate: HitRate = field(default_factory=HitRate)
    """What came of the claims of potential that have run out, of all customers."""
    options: tuple[Row, ...] = ()
    """Every action that comes into question, the proposed one first, with the reason of its place."""
    risks: Mapping[str, Any] = field(default_factory=dict)
    """What each risk of the proposal rests on, by its id."""
    afterwards: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SCHEMA))
    """What came of its past measures, as `afterwards.table.SCHEMA`, oldest first."""


def told(proposal: Row | None, reason: Reason | None) -> Row | None:
    """Return a row of the queue with its conditions, before its risks."""
    if proposal is None or reason is None:
        return None
    names = list(proposal)
    place = names.index("risks")
    ordered = (*names[:place], "conditions", *names[place:])
    return {name: reason.conditions if name == "conditions" else proposal[name] for name in ordered}


def reasons(row: Row, metrics: Sequence[Metric]) -> dict[str, Text]:
    """Return why metrics and facts of a row are not known."""
    absent = ABSENT_FACTS | {metric.id: metric.absent for metric in metrics}
    return {name: why for name, why in absent.items() if row.get(name) is None}


def steps(row: Row, before: Row, settings: Settings) -> dict[str, Any]:
    """Return the arithmetic of a row and of the period before."""
    return {
        "ladder": tuple(ladder_steps(row)),
        "ladder_before": tuple(ladder_steps(before)),
        "ladder_change": tuple(
            _change(now.amount, then.amount) for now, then in zip(ladder_steps(row), ladder_steps(before), strict=True)
        ),
        "relevant_change": _change(row.get("relevant_contribution"), row.get("relevant_contribution_prev")),
        "relevant": tuple(relevant_steps(row, settings)),
        "waterfall": tuple(waterfall_steps(row)),
    }


def _change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if now is None or before is None else now - before


def outcomes(row: Row, proposal: Row | None) -> tuple[Outcome, ...]:
    """Return what the proposed price step leaves at each loss of volume; nothing where no step is proposed."""
    if proposal is None or proposal.get("step") is None or row.get("relevant_ratio") is None:
        return ()
    return what_ifs(proposal["step"], row["revenue"], row["relevant_ratio"])


def monthly_amounts(lines: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Sum by calendar month, up to the day before `as_of`: month, net_amount, contribution, costed.

    `contribution` is DB I: what was invoiced less cash discount, bonus and goods, null where no line of the month tells
    its cost; `costed` is the share of lines that do. A month without a line is a known 0.
    """
    lines = lines.filter(pl.col("invoice_date") < as_of)
    if lines.is_empty():
        amounts = ("net_amount", lines.schema["net_amount"]), ("contribution", MONEY), ("costed", pl.Float64)
        return pl.DataFrame(schema=[("month", pl.Date), *amounts])
    last = (as_of - timedelta(days=1)).replace(day=1)
    known = pl.col("goods_value").count() > 0
    later = [name for name in ("cash_discount", "bonus") if name in lines.columns]
    taken = pl.sum_horizontal(pl.col("goods_value", *later).sum())
    told = told_lines(nw.from_native(lines.lazy())).to_native().group_by(
        month=pl.col("invoice_date").dt.truncate("1mo")
    ).agg(
        pl.col("net_amount").sum(),
        contribution=pl.when(known).then(pl.col("net_amount").sum() - taken).cast(MONEY),
        costed=pl.col("goods_value").count() / pl.len(),
    )  # fmt: skip
    months = computed(told)
    if last not in months["month"]:
        months = pl.concat([months, pl.DataFrame({"month": [last]})], how="diagonal")
    every = months.sort("month").upsample("month", every="1mo")
    is_idle = pl.col("net_amount").is_null()
    return every.with_columns(
        pl.col("net_amount").fill_null(0),
        contribution=pl.when(is_idle).then(pl.lit(0, MONEY)).otherwise("contribution"),
    )
