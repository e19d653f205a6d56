"""What shows the findings of the customer under the cursor."""

from kw_tui.tui.evidence.screen import EvidenceScreen
from kw_tui.tui.jobs import names
from kw_tui.tui.tabs.queue.listed import QueueList
from kw_tui.tui.words import NOBODY


class Proving(QueueList):
    """A list whose findings can be looked into."""

    def action_evidence(self) -> None:
        """Show the findings of the customer under the cursor with their evidence."""
        customer = self.browser.table.cursor_key
        if customer is None or self._found is None:
            return
        items = self._found.items
        place = items["customer_id"].index_of(customer)
        name = None if place is None else items["name"][place]
        named = f"{name or NOBODY.in_(self.lang)} ({customer})"
        self.app.push_screen(EvidenceScreen(customer, named, self.lang, self.asker(names.EVIDENCE, named)))
