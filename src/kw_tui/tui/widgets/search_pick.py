"""A choice of one thing from a long list: whoever types finds it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option as Row

from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.lines import clipped, printable
from kw_tui.tui.widgets.marked_list import MarkedList
from kw_tui.tui.widgets.modal import Modal
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.pick import Option
from kw_tui.tui.widgets.typed_line import TypedLine
from kw_tui.vocabulary.texts import Lang, Text

EVERYTHING = ""
"""The answer of who wants all of it."""
HINT = Text("↑ ↓  ⏎ wählen   <search_pick.close> schließt", "↑ ↓  ⏎ choose   <search_pick.close> closes")
FIND = Text("suchen", "find")
NOTHING = Text("Nichts heißt so.", "Nothing is called so.")


class SearchPickScreen(Modal[str]):
    """Answers with the id chosen or with `EVERYTHING`, on Esc with None. `note` says what the choice is about."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("search_pick.close", "escape", "close", Text("schließen", "close")),
        Key("search_pick.up", "up", "move(-1)", Text("hinauf", "up"), show=False),
        Key("search_pick.down", "down", "move(1)", Text("hinunter", "down"), show=False),
    )
    BINDINGS = bindings(KEYS)

    def __init__(
        self, title: Text, options: Sequence[Option], lang: Lang, *, everything: Text, note: Text | None = None
    ) -> None:
        super().__init__()
        self._title, self._note, self._lang = title, note, lang
        self._options = (Option(EVERYTHING, everything), *options)
        self._listed: list[Option] = []

    def compose(self) -> ComposeResult:
        """What is typed over what is found."""
        with Vertical(id="search-pick"):
            if self._note is not None:
                yield Panel(id="search-pick-note")
            yield TypedLine(id="search-pick-find")
            yield MarkedList()
            yield Panel(id="search-pick-nothing")

    def on_mount(self) -> None:
        """List everything."""
        self.speak()
        self.query_one(Input).focus()

    def speak(self) -> None:
        """Write title, note, keys and what is found."""
        box, rows = self.query_one("#search-pick"), self.query_one(OptionList)
        box.border_title = Content(clipped(printable(self._title.in_(self._lang)), 60))  # a str is read as markup
        box.border_subtitle = Content(self.keyed(HINT, self._lang))
        if self._note is not None:
            self.query_one("#search-pick-note", Panel).show([((self._note.in_(self._lang), "dim"),)])
        field, place = self.query_one(Input), rows.highlighted
        field.placeholder = FIND.in_(self._lang)
        at = self._listed[place] if place is not None and self._listed else None
        self._list(field.value)
        if at in self._listed:
            rows.highlighted = self._listed.index(at)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, wanted: str) -> None:
        self._listed = found(self._options, wanted, self._lang)
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options([Row(printable(option.label.in_(self._lang))) for option in self._listed])
        rows.highlighted = 0 if self._listed else None
        rows.display = bool(self._listed)
        nothing = self.query_one("#search-pick-nothing", Panel)
        nothing.display = not self._listed
        nothing.show([((NOTHING.in_(self._lang), "dim"),)])

    def action_move(self, step: int) -> None:
        """Move in the list while typing goes on."""
        rows = self.query_one(OptionList)
        if self._listed:
            rows.highlighted = min(max((rows.highlighted or 0) + step, 0), len(self._listed) - 1)

    def action_close(self) -> None:
        """Everything stays as it is."""
        self.dismiss(None)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        place = self.query_one(OptionList).highlighted
        if place is not None and self._listed:
            self.dismiss(self._listed[place].id)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._listed[event.option_index].id)


def found(options: Sequence[Option], wanted: str, lang: Lang) -> list[Option]:
    """Return the options whose words hold what is wanted, those that begin with it first."""
    sought = wanted.strip().casefold()
    holding = [option for option in options if sought in option.label.in_(lang).casefold()]
    return sorted(holding, key=lambda option: not option.label.in_(lang).casefold().startswith(sought))
