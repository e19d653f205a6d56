"""What cannot be done among the segments just now, and why."""

from kw_tui.core.segmentation.segments import OWN
from kw_tui.tui.tabs.segmentation import view
from kw_tui.tui.tabs.segmentation.own import Naming
from kw_tui.vocabulary.texts import Text

COMPUTING = Text("Die Segmente werden noch gerechnet.", "The segments are still being computed.")
NOT_OWN = Text("Nur ein eigenes Segment kann man entfernen.", "Only a segment of your own can be removed.")
NO_SETTING = Text("Eigene Segmente haben keine Einstellung.", "Own segments have no settings.")
ANYWAY = frozenset({"undo", "redo", "next_way"})


class Possible(Naming):
    """A body that dims what it cannot do."""

    def why_not(self, action: str, parameters: tuple[object, ...]) -> Text | None:  # noqa: ARG002
        """Return why it cannot be done now: nothing is known yet, or the segment chosen is not one's own."""
        if action in ANYWAY:
            return None
        if self._found is None:
            return COMPUTING
        if action == "remove" and (self._by != OWN or self._key in {view.ALL, view.NONE}):
            return NOT_OWN
        return NO_SETTING if action == "adjust" and self._by == OWN else None
