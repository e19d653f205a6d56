"""The table a tree of figures is shown in."""

from textual.message import Message

from kw_tui.tui.widgets.table import PageTable


class TreeTable(PageTable):
    """A table whose rows are opened and closed rather than scrolled sideways."""

    class Turned(Message):
        """The row under the cursor is to be opened (1) or closed (-1)."""

        def __init__(self, way: int) -> None:
            super().__init__()
            self.way = way

    def action_columns(self, columns: int) -> None:
        """Open or close the row."""
        self.post_message(self.Turned(columns))
