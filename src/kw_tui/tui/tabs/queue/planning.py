"""The price plan of the customer under the cursor."""

from kw_tui.tui.jobs import names
from kw_tui.tui.price_plan.screen import PricePlanScreen
from kw_tui.tui.tabs.queue.deciding import Deciding
from kw_tui.tui.words import NOBODY
from kw_tui.vocabulary.texts import Text


class Planning(Deciding):
    """A list that opens price plans."""

    def action_triage(self, action: str) -> None:
        """Decide; a step that is not proposed is chosen in the price plan first."""
        row = self.browser.row()
        if action == "reprice" and row is not None and row["step"] is None and self.targets() == (row["customer_id"],):
            self.action_price_plan()
        else:
            super().action_triage(action)

    def action_price_plan(self) -> None:
        """Show by which steps the price would be raised."""
        row = self.browser.row()
        if row is not None:
            named = f"{row['name'] or NOBODY.in_(self.lang)} ({row['customer_id']})"
            customer, ask = str(row["customer_id"]), self.asker(names.PRICE_PLAN, named)

            def decide(step: float, why: Text | None) -> None:
                self.triage("reprice", (customer,), {"step": step}, why)

            self.app.push_screen(PricePlanScreen(customer, named, self.lang, ask, decide))
