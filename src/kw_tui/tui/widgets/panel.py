"""A panel of lines; and a panel that can be scrolled."""

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.widgets import Static

from kw_tui.tui.lines import Line, content


class Panel(Static):
    """Shows lines of runs; nothing in them is read as markup."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, classes=classes, markup=False)

    def show(self, lines: Iterable[Line]) -> None:
        """Show these lines."""
        height, width = self.styles.height, self.styles.width
        is_fixed = height is not None and not height.is_auto and not (width is not None and width.is_auto)
        self.update(content(lines), layout=not is_fixed)


class Page(VerticalScroll):
    """A page that scrolls by the arrow keys while it has the focus."""

    def __init__(self, *children: Panel, id: str | None = None, can_focus: bool = True) -> None:  # noqa: A002
        super().__init__(*children, id=id, can_focus=can_focus)
