"""The queue: proposals by money at stake, the why beside them, one letter to decide."""

from typing import ClassVar

from textual import on

from kw_tui.tui import messages
from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.pictures.enlarging import Enlarging
from kw_tui.tui.pictures.of_customer import FIRST_FOR, pictures_of
from kw_tui.tui.tabs.queue.afterwards import LookingBack
from kw_tui.tui.tabs.queue.batching import Batching
from kw_tui.tui.tabs.queue.grouping import Grouping
from kw_tui.tui.tabs.queue.keys import KEYS
from kw_tui.tui.tabs.queue.lettering import LetterWriting
from kw_tui.tui.tabs.queue.possible import Possible
from kw_tui.tui.tabs.queue.proving import Proving
from kw_tui.tui.tabs.queue.signing import Signing
from kw_tui.tui.widgets.table import PageTable
from kw_tui.tui.words import NOBODY
from kw_tui.vocabulary.texts import Text


class QueueTab(Possible, Grouping, Proving, LetterWriting, LookingBack, Signing, Batching, Enlarging):
    """Triage from the keyboard."""

    KEYS: ClassVar[tuple[Key, ...]] = KEYS
    BINDINGS = bindings(KEYS)

    def action_enlarge(self) -> None:
        """Show the pictures of the customer under the cursor large, that which tells most of the proposal first."""
        row = self.browser.row()
        if row is not None:
            named = f"{row['name'] or NOBODY.in_(self.lang)} ({row['customer_id']})"
            self.enlarge(Text(named, named), pictures_of(row["customer_id"]), FIRST_FOR.get(row["proposal"], ""))

    @on(PageTable.RowSelected)
    def _open_customer(self, event: PageTable.RowSelected) -> None:
        if event.key is not None:
            self.post_message(messages.OpenCustomer(event.key))
