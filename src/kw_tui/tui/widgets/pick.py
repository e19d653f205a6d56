"""A choice of one thing from a short list."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.lines import BLANK, clipped, printable
from kw_tui.tui.widgets.marked_list import MarkedList
from kw_tui.tui.widgets.modal import Modal
from kw_tui.tui.widgets.panel import Panel
from kw_tui.vocabulary.texts import Lang, Text

USUAL_WIDTH, WIDEST = 44, 74
HINT = Text("↑ ↓  ⏎ wählen   <pick.leave> abbrechen", "↑ ↓  ⏎ choose   <pick.leave> cancel")
_FRAME = 8
"""Cells of the box beside its list: border, padding, the mark of the cursor, and room for a scroll bar."""


class Option(NamedTuple):
    """One thing to choose."""

    id: str
    label: Text


class PickScreen(Modal[str | None]):
    """Answers with the id chosen, or None when left. `note` says what the choice is about."""

    KEYS: ClassVar[tuple[Key, ...]] = (Key("pick.leave", "escape", "dismiss", Text("Abbrechen", "Cancel")),)
    BINDINGS = bindings(KEYS)

    def __init__(
        self, title: Text, options: Sequence[Option], lang: Lang, chosen: str = "", note: Text | None = None
    ) -> None:
        super().__init__()
        self._title, self._options, self._chosen, self._note = title, options, chosen, note
        self._lang: Lang = lang

    def compose(self) -> ComposeResult:
        """The list in a box."""
        with Vertical(id="pick"):
            if self._note is not None:
                yield Panel(id="pick-note")
            yield MarkedList(*self._labels())

    def _labels(self) -> list[str]:
        return [printable(option.label.in_(self._lang)) for option in self._options]

    def on_mount(self) -> None:
        """Begin at what is chosen now."""
        self.speak()
        ids = [option.id for option in self._options]
        if self._chosen in ids:
            self.query_one(OptionList).highlighted = ids.index(self._chosen)

    def speak(self) -> None:
        """Write title, note, options and keys."""
        labels, title, box = self._labels(), printable(self._title.in_(self._lang)), self.query_one("#pick")
        width = max(USUAL_WIDTH, min(WIDEST, max(map(cell_len, (title, *labels)), default=0) + _FRAME))
        box.styles.width = width
        box.border_title = Content(clipped(title, width - _FRAME))  # a str would be read as markup
        box.border_subtitle = Content(self.keyed(HINT, self._lang))
        if self._note is not None:
            self.query_one("#pick-note", Panel).show([((self._note.in_(self._lang), ""),), BLANK])
        for place, label in enumerate(labels):
            self.query_one(OptionList).replace_option_prompt_at_index(place, label)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._options[event.option_index].id)
