"""A panel whose lines are wiped and written one by one: what stays the same is neither laid out nor sent again."""

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from kw_tui.tui.lines import BLANK, STYLES, Line, Role, content, length, printable, trimmed

STEP = 8
"""Lines by which it grows and shrinks: a new height lays out the whole screen."""


class Slate(Widget):
    """Shows lines of runs that are no wider than it is; nothing in them is read as markup."""

    DEFAULT_CSS = "Slate { height: auto; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Line, ...] = ()
        self._looks: dict[Role, RichStyle] = {}
        """Kept, since working a style out costs as much as drawing a line with it."""

    def show(self, lines: Iterable[Line], least: int = 0) -> None:
        """Show these lines, with blank ones below up to `least`."""
        shown, before = tuple(lines), self._lines
        height = max(least, len(shown) if len(shown) <= least else -(-len(shown) // STEP) * STEP)
        self._lines = (*shown, *(BLANK for _ in range(height - len(shown))))
        if len(before) != height:
            self.refresh(layout=True)
            return
        for y, (old, new) in enumerate(zip(before, self._lines, strict=True)):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    def render(self) -> Content:
        """Return all of it, to be read or selected."""
        return content(self._lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines."""
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """Draw a line; where text is selected, as all text is drawn."""
        if self.text_selection is not None:
            return super().render_line(y)
        width = self.size.width
        line = self._lines[y] if y < len(self._lines) else BLANK
        line = trimmed(line, width) if length(line) > width else line
        segments = [Segment(printable(text), self._look(role)) for text, role in line]
        return Strip(segments).extend_cell_length(width, self._look("")).apply_offsets(0, y)

    def notify_style_update(self) -> None:
        """Forget how things looked."""
        self._looks.clear()
        super().notify_style_update()

    def _look(self, role: Role) -> RichStyle:
        if role not in self._looks:
            self._looks[role] = (self.visual_style + self._get_style(STYLES[role])).rich_style
        return self._looks[role]
