"""The conditions of a filter over its table, one beside the other: a click takes one away."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kw_tui.tui.lines import clipped

CROSS = "✕"
WIDEST = 32
MORE = "… +{count}"


class Chips(Static):
    """A line of conditions. What is in them is shown as it is."""

    DEFAULT_CSS = "Chips { height: 1; padding: 0 1; text-wrap: nowrap; }"

    class Removed(Message):
        """The condition in this place was clicked away."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._faces: tuple[str, ...] = ()
        self._ends: list[int] = []

    def show(self, faces: Sequence[str]) -> None:
        """Show these conditions; without any the line is gone."""
        self._faces = tuple(faces)
        self.display = bool(faces)
        self._draw()

    def on_resize(self) -> None:
        """Show as many as there is room for."""
        self._draw()

    def _draw(self) -> None:
        shown, self._ends = fitting(self._faces, self.size.width - 2)
        parts: list[tuple[str, str]] = []
        for face in shown:
            parts += [(face, "bold $text-accent on $panel"), (" ", "")]
        left = len(self._faces) - len(shown)
        self.update(Content.assemble(*parts, (MORE.format(count=left) if left else "", "$muted")))

    def on_click(self, event: events.Click) -> None:
        """Take the condition away."""
        at = event.get_content_offset(self)
        start = 0
        for place, end in enumerate(self._ends):
            if at is not None and start <= at.x < end - 1:
                self.post_message(self.Removed(place))
            start = end


def fitting(faces: Sequence[str], width: int) -> tuple[list[str], list[int]]:
    """Return the chips that fit, and the cell after each with its gap; the first is there always."""
    shown: list[str] = []
    ends: list[int] = []
    end = 0
    for place, face in enumerate(faces):
        room = len(MORE) if place + 1 < len(faces) else 0
        chip = f" {clipped(face, min(WIDEST, max(4, width - 4)))} {CROSS} "
        if shown and end + cell_len(chip) + room > width:
            break
        end += cell_len(chip) + 1
        shown.append(chip)
        ends.append(end)
    return shown, ends
