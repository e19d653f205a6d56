"""What takes a look into other tables or at other customers to tell of one: its timeline."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from kw_tui.workbench import timeline
from kw_tui.workbench.analysis import Analysis
from kw_tui.workbench.story import reasons
from kw_tui.workbench.timeline import Timeline

if TYPE_CHECKING:
    from kw_tui.core.lifetime.models import Predictor


class Customers(Analysis):
    """Answers about one customer that are asked for when somebody looks at them."""

    def timeline(self, customer_id: str) -> Timeline:
        """Return what happened with a customer; raise DecisionError if there is none with this id."""
        row = self._known_row(customer_id)
        is_told = row["p_alive"] is not None
        why = None if is_told else reasons(row, self.metrics()).get("p_alive")
        months = timeline.months(
            self.store.customer_lines(customer_id), self.as_of, self._alive_on if is_told else _unknown
        )
        mine = [one for one in self._decisions.history() if one.customer_id == customer_id]
        return Timeline(months, timeline.events(self.store, row, mine), why)

    def _alive_on(self, days: Sequence[date], occasions: Sequence[date]) -> list[Any]:
        from kw_tui.core.lifetime.course import p_alive_on

        model = self._kept.get("predictor", self._inputs(), self._chosen_model)
        if model is None:
            return _unknown(days, occasions)
        return p_alive_on(days, occasions, model, self.settings.number("clv_unit_days"))

    def _chosen_model(self) -> "Predictor | None":
        return self._all_lifetimes().chosen()


def _unknown(days: Sequence[date], _occasions: Sequence[date]) -> list[Any]:
    return [None] * len(days)
