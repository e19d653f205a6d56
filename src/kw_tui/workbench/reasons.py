"""Why the proposals of the queue are what they are: asked for by those who look at one, and kept like all else."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.queue import INPUTS
from kw_tui.workbench.figures import Figures
from kw_tui.workbench.kept import computed

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Reason:
    """Why one customer's proposal stands: its conditions, all options in order, and what each risk rests on."""

    conditions: Sequence[Row] = ()
    options: Sequence[Row] = ()
    risks: Mapping[str, Any] = field(default_factory=dict)
    """The ground of each risk by its id; None where the risk says it all."""


@dataclass(frozen=True)
class Reasons:
    """Those of the whole queue, looked up in no time: each frame is in order of rank."""

    conditions: pl.DataFrame
    options: pl.DataFrame
    risks: pl.DataFrame

    def of(self, rank: int, customer_id: str) -> Reason | None:
        """Return the reason of a row of the queue; None if these are of another queue."""
        place = rank - 1
        if not 0 <= place < self.conditions.height or self.conditions["customer_id"][place] != customer_id:
            return None
        conditions = self.conditions["conditions"][place].to_list()
        grounds = {one["risk"]: ground(one) for one in _of_rank(self.risks, rank)}
        return Reason(conditions, _of_rank(self.options, rank), grounds)


def ground(told: Row) -> Any:
    """Return what a risk rests on, whichever kind it is."""
    return next((told[name] for name in ("number", "day", "said") if told[name] is not None), None)


def _of_rank(frame: pl.DataFrame, rank: int) -> list[dict[str, Any]]:
    ranks = frame["rank"]  # looked at some 35 times, which the engine's own search takes far longer to begin with
    first, end = bisect_left(ranks, rank), bisect_right(ranks, rank)
    return frame.slice(first, end - first).to_dicts()


class Reasoning(Figures):
    """A session that tells why."""

    def reasons(self) -> Reasons:
        """Return why each row of the queue is proposed, and what else could be."""
        return Reasons(self.conditions_of_queue(), self.options(), self._risk_basis())

    def conditions_of_queue(self) -> pl.DataFrame:
        """Return rank, customer_id and the conditions of each row of the queue."""
        return self._reasoned("conditions of queue", self._conditions_of)

    def options(self) -> pl.DataFrame:
        """Return one row a customer and action that comes into question, the recommended one first, with the why."""
        return self._reasoned("options", self._options_of)

    def _risk_basis(self) -> pl.DataFrame:
        return self._reasoned("risk basis", self._risks_of)

    def _reason_of(self, proposal: Row, mine: pl.LazyFrame) -> Reason:
        """Why one customer's proposal stands; `mine` is its row of the portfolio."""
        queued = pl.LazyFrame([proposal], schema=self.queue().schema)
        conditions, options, risks = (
            make(queued, mine) for make in (self._conditions_of, self._options_of, self._risks_of)
        )
        grounds = {one["risk"]: ground(one) for one in risks.to_dicts()}
        return Reason(conditions["conditions"][0].to_list(), options.to_dicts(), grounds)

    def _reasoned(self, name: str, make: Callable[[pl.LazyFrame, pl.LazyFrame], pl.DataFrame]) -> pl.DataFrame:
        return self._kept.get(name, self._weighed_key(), lambda: make(self.queue().lazy(), self._queued().lazy()))

    def _queued(self) -> pl.DataFrame:
        """The portfolio rows of the queue: looked up once for all that is asked of it."""
        queued = self.queue().lazy().select("customer_id")
        plan = self.portfolio().lazy().select(INPUTS).join(queued, on="customer_id", how="semi")
        return self._kept.get("queued", self._weighed_key(), lambda: computed(plan))

    def _conditions_of(self, queued: pl.LazyFrame, portfolio: pl.LazyFrame) -> pl.DataFrame:
        given = (self._state_frame(), self.settings, self.as_of)
        return computed(pipeline.queue_conditions(queued, portfolio, *given))

    def _options_of(self, queued: pl.LazyFrame, portfolio: pl.LazyFrame) -> pl.DataFrame:
        return computed(pipeline.options(queued, portfolio, self._state_frame(), self.settings, self.as_of))

    def _risks_of(self, queued: pl.LazyFrame, portfolio: pl.LazyFrame) -> pl.DataFrame:
        return computed(pipeline.risk_basis(queued, portfolio, self.settings, self.as_of))


def with_conditions(queued: pl.DataFrame, conditions: pl.DataFrame) -> pl.DataFrame:
    """Return rows of the queue with their conditions, in the order of the queue."""
    before, after = (queued.columns[: (place := queued.columns.index("risks"))], queued.columns[place:])
    joined = queued.join(conditions.drop("rank"), on="customer_id", how="left", maintain_order="left")
    return joined.select(*before, "conditions", *after)
