"""One decision about many customers: previewed with its effect, taken and undone as one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from kw_tui.core.batch import preview as previewing
from kw_tui.core.batch.exclusions import ACTIONS, EXCLUDED
from kw_tui.core.batch.weighing import Ground, Wish, weighed
from kw_tui.core.decisions import Decision, State, as_written, check_decision, keep_budget
from kw_tui.core.proposals.price_step import GRID
from kw_tui.core.queue import INPUTS
from kw_tui.vocabulary.errors import DecisionError, UsageError
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text, percent, printable
from kw_tui.workbench import deciding
from kw_tui.workbench.analysis import Analysis
from kw_tui.workbench.kept import computed
from kw_tui.workbench.summary import total_contribution
from kw_tui.workbench.where import columns_in, rows_where, understood

__all__ = ["Applied", "BatchPreview", "Batches", "Wish"]

ASKED = Text("Bedingung", "Condition")
NO_WHERE = Text("Es ist nicht gesagt, um welche Kunden es geht", "It is not said which customers are meant")
NOBODY = Text("Niemand lässt sich so entscheiden: {why}", "Nobody can be decided that way: {why}")
NO_MATCH = Text("die Bedingung trifft auf keinen Kunden zu", "no customer matches the condition")
NO_REASON = Text("Viele auf einmal zu entscheiden braucht eine Begründung", "Deciding about many needs a reason")
MEANWHILE = Text("inzwischen von anderen entschieden oder übernommen", "meanwhile decided or claimed by others")
_DUST = 1e-9


@dataclass(frozen=True)
class BatchPreview:
    """What a batch would do. `rows` is `WEIGHED` of all matched; the other frames are those of `core.batch.preview`."""

    wish: Wish
    where: str
    rows: pl.DataFrame
    total: Mapping[str, Any]
    by_class: pl.DataFrame
    reasons: pl.DataFrame
    notes: pl.DataFrame
    refusal: Text | None = None
    """Why the rules refuse the decision about everybody."""

    @property
    def matched(self) -> int:
        """How many customers the condition matches."""
        return self.rows.height

    @property
    def count(self) -> int:
        """About how many of them it can be taken."""
        return int(self.total["customers"])

    def why(self, row: Mapping[str, Any]) -> Text:
        """Say the reason of a row of `reasons`."""
        return EXCLUDED[row["excluded"]].format(who=printable(row["claimed_by"] or ""), why=self.refusal or "")


@dataclass(frozen=True)
class Applied:
    """What a batch did: the decisions written at one stroke, and about whom it was not taken after all."""

    decisions: list[Decision]
    left_out: Mapping[str, Text]


class Batches(Analysis):
    """Decisions about many at one stroke."""

    def batch(self, wish: Wish, where: str = "", customers: Collection[str] | None = None) -> BatchPreview:
        """Return what a decision about all customers of a condition, or those named, would do; nothing is written.

        A condition may ask for columns of portfolio and queue. Raise UsageError where it does not work.
        """
        _check_wish(wish, self.settings)
        matched = self._matched(where.strip(), customers)
        rows = computed(weighed(self._weighed_on(matched, wish), wish, self.settings, self.as_of))
        refusal = self._refusal(wish, rows)
        if refusal is not None:
            refused = pl.coalesce("excluded", pl.lit("refused")).alias("excluded")
            rows = rows.with_columns(refused)
        frame = rows.lazy()
        plans = (previewing.total, previewing.totals, previewing.reasons, previewing.notes)
        total, by_class, reasons, notes = (computed(plan(frame)) for plan in plans)
        return BatchPreview(wish, where, rows, total.row(0, named=True), by_class, reasons, notes, refusal)

    def apply_batch(self, preview: BatchPreview) -> Applied:
        """Take the decision previewed, at one stroke; leave out whom others decided about or claimed meanwhile.

        Raise DecisionError, and write nothing, where it cannot be taken about anybody.
        """
        if not preview.wish.reason.strip():
            raise DecisionError(NO_REASON, Text("eine Begründung angeben", "give a reason"))
        taken = preview.rows.filter(pl.col("excluded").is_null())
        if taken.is_empty():
            raise _nobody(preview)
        rows, made = self._taken_on(taken), {}
        stroke = {"batch": deciding.batch(2)["batch"]}
        for customer, before, step in taken.select("customer_id", "decision_id", "step").iter_rows():
            made[customer] = (self._decision(preview.wish, customer, step, rows[customer], stroke), before)
        left_out: dict[str, Text] = {}

        def checked(state: State) -> list[Decision]:
            left_out.clear()
            return self._still_possible(made, rows, state, left_out)

        written = self._write(checked)
        if not written:
            raise DecisionError(
                NOBODY.format(why=next(iter(left_out.values()))), Text("neu ansehen", "look at it again")
            )
        return Applied(written, left_out)

    def _decision(
        self, wish: Wish, customer: str, step: float | None, row: Mapping[str, Any], stroke: Mapping[str, str]
    ) -> Decision:
        carried = {**deciding.params(wish.action, step, wish.until, row), **stroke}
        figures = deciding.figures(row)
        reason = printable(wish.reason).strip()
        return self._decisions.new(customer, wish.action, params=carried, reason=reason, figures=figures)

    def _still_possible(
        self,
        made: Mapping[str, tuple[Decision, str | None]],
        rows: Mapping[str, Mapping[str, Any]],
        state: State,
        left_out: dict[str, Text],
    ) -> list[Decision]:
        """Check each decision on the state of this moment; only keeping, which draws on a budget, sees the others."""
        settings, as_of, taken, so_far = self.settings, self.as_of, list[Decision](), state
        total = total_contribution(self.portfolio())
        for customer, (one, before) in made.items():
            now = state.latest(customer)
            if (now.id if now else None) != before:
                left_out[customer] = MEANWHILE
                continue
            row = rows[customer] if rows[customer].get("proposal") else None
            try:
                written = as_written(one, so_far, row, settings, total, as_of)
            except DecisionError as error:
                left_out[customer] = error.message
                continue
            taken.append(written)
            if one.action == "keep":
                so_far = state.then(taken)
        return taken

    def _matched(self, where: str, customers: Collection[str] | None) -> pl.DataFrame:
        if not where and customers is None:
            raise UsageError(NO_WHERE, Text("eine Bedingung angeben: abc = 'C'", "give a condition: abc = 'C'"))
        known = self.headings(self.queue(), self.portfolio())
        asked = columns_in(understood(where, ASKED, known).text) if where else []
        frame = self._asked_frame(asked)
        if customers is not None:
            frame = frame.filter(pl.col("customer_id").is_in(list(customers)))
        return rows_where(frame, where, ASKED, known) if where else frame

    def _asked_frame(self, asked: Collection[str]) -> pl.DataFrame:
        """The columns a condition asks for, and what decisions rest on; all there are if it asks for others."""
        portfolio, queue = self.portfolio(), self.queue()
        of_queue = {name for name in queue.columns if name not in portfolio.columns}
        if not {*portfolio.columns, *of_queue}.issuperset(asked):
            empty = queue.clear().select("customer_id", *sorted(of_queue))
            return portfolio.clear().join(empty, on="customer_id", how="left")  # so that the error names the nearest
        needed = portfolio.select(name for name in portfolio.columns if name in {*INPUTS, *asked})
        besides = queue.select("customer_id", *sorted(of_queue.intersection(asked)))
        return (
            needed if besides.width == 1 else needed.join(besides, on="customer_id", how="left", maintain_order="left")
        )

    def _weighed_on(self, matched: pl.DataFrame, wish: Wish) -> Ground:
        state, me = self.state(), deciding.who()
        is_keep = wish.action == "keep"
        budget = keep_budget(state, me, self.settings, total_contribution(self.portfolio())) if is_keep else None
        return Ground(matched.lazy().select(INPUTS), self.queue().lazy(), state.frame(), me, budget)

    def _refusal(self, wish: Wish, rows: pl.DataFrame) -> Text | None:
        """Why the rules refuse the decision, asked about the first customer it is about; None where they do not."""
        first = rows.filter(pl.col("excluded").is_null()).head(1)
        if first.is_empty():
            return None
        customer, step = first["customer_id"][0], first["step"][0]
        row = self._taken_on(first)[customer]
        # the reason is asked for when the decision is taken
        one = self._decision(replace(wish, reason=wish.reason.strip() or "…"), customer, step, row, {})
        try:
            total = total_contribution(self.portfolio())
            check_decision(one, self.state(), row if row.get("proposal") else None, self.settings, total)
        except DecisionError as error:
            return error.message
        return None

    def _taken_on(self, taken: pl.DataFrame) -> dict[str, dict[str, Any]]:
        """What a decision about each of these rests on: its row of the queue, else of the portfolio."""
        ids = taken["customer_id"].implode()
        proposed = self.queue().filter(pl.col("customer_id").is_in(ids))
        rest = [name for name in deciding.FIGURES if name in self.portfolio().columns]
        others = self.portfolio().select("customer_id", *rest).filter(pl.col("customer_id").is_in(ids))
        days = dict(taken.select("customer_id", "effective_date").iter_rows())
        found = {
            row["customer_id"]: row | {"effective_date": days[row["customer_id"]]}
            for row in others.iter_rows(named=True)
        }
        return found | {row["customer_id"]: row for row in proposed.iter_rows(named=True)}


def _check_wish(wish: Wish, settings: Settings) -> None:
    if wish.action not in ACTIONS:
        message = Text("{action!r} geht nicht mit vielen auf einmal", "{action!r} is not for many at one stroke")
        hint = Text("möglich: {all}", "possible: {all}").format(all=", ".join(ACTIONS))
        raise UsageError(message.format(action=wish.action), hint)
    if wish.step is not None and wish.action != "reprice":
        message = Text("{action} hat keinen Preisschritt", "{action} takes no price step").format(action=wish.action)
        raise UsageError(message, Text("ein Schritt gehört zu reprice", "a step goes with reprice"))
    most = settings.number("feasible_step")
    if wish.step is not None and not GRID - _DUST <= wish.step <= most + _DUST:
        message = Text("Preisschritt {step} ist nicht möglich", "Price step {step} is not possible")
        hint = Text("{least} bis {most}; kw set feasible_step", "{least} to {most}; kw set feasible_step")
        raise UsageError(
            message.format(step=_percent(wish.step)), hint.format(least=_percent(GRID), most=_percent(most))
        )


def _percent(ratio: float) -> Text:
    return Text(percent(ratio, "de"), percent(ratio, "en"))


def _nobody(preview: BatchPreview) -> DecisionError:
    if preview.reasons.is_empty():
        return DecisionError(NOBODY.format(why=NO_MATCH), Text("Bedingung prüfen", "check the condition"))
    why = preview.why(preview.reasons.row(0, named=True))
    return DecisionError(
        NOBODY.format(why=why), Text("die Vorschau nennt alle Gründe", "the preview tells all reasons")
    )
