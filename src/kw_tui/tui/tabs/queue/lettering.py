"""Letters to the marked customers, or the one under the cursor."""

from kw_tui.tui.letters.screen import LettersScreen
from kw_tui.tui.tabs.queue.deciding import Deciding


class LetterWriting(Deciding):
    """A list whose customers can be written to."""

    def action_letter(self) -> None:
        """Show what would be written."""
        if targets := self.targets():
            self.app.push_screen(LettersScreen(targets, self.lang, self.kw.desk.ask))
