"""Ending a relation: only after everything else, never against a blocking risk (SPEC 6) [HO]."""

from datetime import date

import polars as pl

from kw_tui.core.proposals import ladder
from kw_tui.core.proposals.condition import Condition, number
from kw_tui.core.proposals.risks import blocking_risks
from kw_tui.core.proposals.rule import Rule
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text


def rules(settings: Settings, as_of: date) -> tuple[Rule, ...]:
    """Return the one rule: a loss in both periods that no lower rung can cure, little potential, no blocking risk."""
    conditions = (
        _loss("loss_now", Text("Relevanter DB unter", "Relevant contribution below"), "relevant_contribution"),
        _loss(
            "loss_before",
            Text("Relevanter DB im Vorzeitraum unter", "Relevant contribution of the period before below"),
            "relevant_contribution_prev",
        ),
        ladder.established(settings, as_of),
        ladder.reprice_passed(settings, as_of),
        ladder.migrate_passed(settings, as_of),
        ladder.waited(settings, as_of, "reprice_since", "migrate_since"),
        _low_potential(settings),
        _unblocked(settings, as_of),
    )
    label = Text("Dauerhafter Verlust ohne Ausweg", "Lasting loss without a way out")
    return (Rule("let_go", "let_go", label, conditions, -number("relevant_contribution")),)


def _loss(id_: str, label: Text, column: str) -> Condition:
    return Condition(id_, label, Kind.MONEY, number(column), pl.lit(0.0), pl.col(column) < 0)


def _low_potential(settings: Settings) -> Condition:
    """Unknown potential does not block, or nobody without master data could ever be judged; it costs confidence."""
    limit = settings.number("potential_limit")
    return Condition(
        "low_potential",
        Text("Potenzial unter (unbekannt zählt als gering)", "Potential below (unknown counts as low)"),
        Kind.MONEY,
        number("potential"),
        pl.lit(limit),
        (number("potential") < limit).fill_null(value=True),
    )


def _unblocked(settings: Settings, as_of: date) -> Condition:
    blocking = blocking_risks(settings, as_of)
    label = Text("Sperrende Risiken höchstens", "Blocking risks at most")
    return Condition("unblocked", label, Kind.COUNT, blocking, pl.lit(0.0), blocking == 0)
