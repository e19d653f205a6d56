"""Letters to the marked customers, or the one under the cursor."""

from kw_tui.tui.jobs import names
from kw_tui.tui.letters.screen import LettersScreen
from kw_tui.tui.tabs.queue.deciding import Deciding


class LetterWriting(Deciding):
    """A list whose customers can be written to."""

    def action_letter(self) -> None:
        """Show what would be written."""
        if customers := self._in_order():
            self.app.push_screen(LettersScreen(customers, self.lang, self.asker(names.LETTERS)))

    def _in_order(self) -> list[str]:
        """The marked customers as they are listed; those a filter hides come last."""
        targets, listed = self.targets(), self.listed()
        seen = [] if listed is None else listed.filter(listed.is_in(list(targets))).to_list()
        return [*seen, *sorted(set(targets).difference(seen))]
