"""What cannot be done in the queue just now, and why."""

from kw_tui.tui.tabs.queue.listed import QueueList
from kw_tui.vocabulary.texts import Text

COMPUTING = Text("Die Liste wird noch gerechnet.", "The list is still being computed.")
NOBODY = Text("Die Liste ist leer; <queue.state> zeigt andere.", "The list is empty; <queue.state> shows others.")
FILTERED = Text(
    "Nichts passt zum Filter; <browse.clear> zeigt alle.", "Nothing matches the filter; <browse.clear> shows all."
)
NOTHING = Text("Es gibt keine Vorschläge.", "There are no proposals.")
UNMARKED = Text(
    "Davor ist keine Zeile markiert; <queue.mark> markiert eine.", "No row is marked before; <queue.mark> marks one."
)
UNSIGNED = Text("Nichts wartet auf eine Unterschrift.", "Nothing waits for a signature.")
OF_A_ROW = frozenset(
    {"triage", "as_proposed", "evidence", "mark", "mark_range", "take", "price_plan", "letter", "scroll_why", "enlarge"}
)
"""Actions about the customers marked, or the one under the cursor."""
OF_A_LIST = frozenset({"batch", "group", "countersign", "next_filter"})


class Possible(QueueList):
    """A list that dims what it cannot do."""

    def why_not(self, action: str, parameters: tuple[object, ...]) -> Text | None:  # noqa: ARG002
        """Return why it cannot be done now: nobody is listed, nothing marked, nothing to sign."""
        if action not in OF_A_ROW | OF_A_LIST:
            return None
        if self._found is None:
            return COMPUTING
        if action in OF_A_ROW and self.browser.table.cursor_key is None:
            return FILTERED if self.browser.is_filtered else NOBODY
        if action == "batch" and self._found.items.is_empty():
            return NOTHING
        if action == "mark_range" and not self.browser.has_begun:
            return UNMARKED
        return UNSIGNED if action == "countersign" and not self._waiting else None
