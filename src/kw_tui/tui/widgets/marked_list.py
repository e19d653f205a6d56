"""A list of options whose cursor is seen without colours too: `›` before the one it is on."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import OptionList

CURSOR, NONE = "› ", "  "


class MarkedList(OptionList):
    """An OptionList with room for a mark at the left; nothing in it is read as markup."""

    def __init__(self, *rows: str, id: str | None = None) -> None:  # noqa: A002
        super().__init__(*rows, id=id, markup=False)

    def _get_left_gutter_width(self) -> int:
        return len(CURSOR)

    def render_line(self, y: int) -> Strip:
        """Draw a line with the mark of the cursor, or room for it."""
        line = super().render_line(y)
        place, row = self._lines[at] if (at := self.scroll_offset.y + y) < len(self._lines) else (-1, 0)
        mark = CURSOR if place == self.highlighted and not row else NONE
        style = next(iter(line), Segment("")).style
        return Strip([Segment(mark, style), *line]).crop(0, self.scrollable_content_region.width)
