"""A choice of one thing from a short list."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option as Row

from kw_tui.tui.keys import Key, bindings
from kw_tui.vocabulary.texts import Lang, Text, printable


class Option(NamedTuple):
    """One thing to choose."""

    id: str
    label: Text


class PickScreen(ModalScreen[str | None]):
    """Answers with the id chosen, or None when left."""

    KEYS: ClassVar[tuple[Key, ...]] = (Key("pick.leave", "escape", "dismiss", Text("Abbrechen", "Cancel")),)
    BINDINGS = bindings(KEYS)

    def __init__(self, title: Text, options: Sequence[Option], lang: Lang, chosen: str = "") -> None:
        super().__init__()
        self._title, self._options, self._lang, self._chosen = title, options, lang, chosen

    def compose(self) -> ComposeResult:
        """The list in a box."""
        rows = [Row(printable(option.label.in_(self._lang))) for option in self._options]
        with Vertical(id="pick") as box:
            box.border_title = self._title.in_(self._lang)
            yield OptionList(*rows, markup=False)

    def on_mount(self) -> None:
        """Begin at what is chosen now."""
        ids = [option.id for option in self._options]
        if self._chosen in ids:
            self.query_one(OptionList).highlighted = ids.index(self._chosen)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._options[event.option_index].id)
