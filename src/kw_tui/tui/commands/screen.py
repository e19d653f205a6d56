"""A list of commands with their keys: typing narrows it, Enter runs the one chosen, a dimmed one says why not."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from kw_tui.tui.commands.command import Command, found
from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.lines import Line, clipped, content, filled, trimmed
from kw_tui.tui.widgets.marked_list import MarkedList
from kw_tui.tui.widgets.reading import ReadingScreen
from kw_tui.tui.widgets.typed_line import TypedLine
from kw_tui.vocabulary.texts import Lang, Text

HELP = Text("Tasten", "Keys")
PALETTE = Text("Befehle", "Commands")
SEARCH = Text("suchen, auf Deutsch oder Englisch", "search, in English or German")
NOWHERE = Text("Nichts passt dazu.", "Nothing matches.")
HINT = Text("↑ ↓  ⏎ ausführen   <help.close> schließt", "↑ ↓  ⏎ run   <help.close> closes")
KEY_WIDTH = 13


class CommandsScreen(ReadingScreen):
    """Shows the commands there are when it is opened."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("help.close", "escape", "dismiss", Text("Schließen", "Close")),
        Key("help.up", "up", "move(-1)", Text("Zeile zurück", "Up"), show=False, priority=True),
        Key("help.down", "down", "move(1)", Text("Zeile weiter", "Down"), show=False, priority=True),
        Key("help.page_up", "pageup", "page(-1)", Text("Seite zurück", "Page up"), show=False, priority=True),
        Key("help.page_down", "pagedown", "page(1)", Text("Seite weiter", "Page down"), show=False, priority=True),
        *ReadingScreen.KEYS,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    CommandsScreen #help {
        width: 76; max-width: 94%; height: 80%; padding: 0 1; background: $panel;
        border: round $border; border-title-color: $text-accent; border-subtitle-color: $foreground-muted;
        & Input { background: $surface; }
        & OptionList { height: 1fr; border: none; background: $panel; padding: 0; scrollbar-size-vertical: 1; }
    }
    """

    def __init__(self, title: Text, commands: Sequence[Command], lang: Lang) -> None:
        super().__init__(lang)
        self._title, self._commands = title, tuple(commands)
        self._shown: list[Command | None] = []
        """What each row of the list stands for; None is a heading."""

    def compose(self) -> ComposeResult:
        """A search field over the list."""
        with Vertical(id="help"):
            yield TypedLine(id="help-search")
            yield MarkedList()

    def on_mount(self) -> None:
        """Show all commands."""
        self.query_one(Input).focus()
        self.speak()

    @property
    def rows(self) -> OptionList:
        """The list."""
        return self.query_one(OptionList)

    def speak(self) -> None:
        """Write title, hints and commands."""
        box, search = self.query_one("#help"), self.query_one("#help-search", Input)
        box.border_title = Content(self._title.in_(self._lang))
        box.border_subtitle = Content(self.keyed(HINT, self._lang))
        search.placeholder = SEARCH.in_(self._lang)
        self._show(search.value)

    def on_resize(self) -> None:
        """Lines follow the room."""
        self.call_after_refresh(self.speak)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, wanted: str) -> None:
        self._shown, lines = arranged(self._commands, wanted, self._lang, max(30, self.rows.size.width - 3))
        options = [Option(content([line]), disabled=one is None) for one, line in zip(self._shown, lines, strict=True)]
        self.rows.set_options(options)
        self.rows.highlighted = next((place for place, one in enumerate(self._shown) if one is not None), None)

    def action_move(self, step: int) -> None:
        """Move in the list while typing goes on."""
        if step < 0:
            self.rows.action_cursor_up()
        else:
            self.rows.action_cursor_down()

    def action_page(self, pages: int) -> None:
        """Move by what is seen of the list."""
        turn = self.rows.action_page_up if pages < 0 else self.rows.action_page_down
        turn()  # type: ignore[no-untyped-call]

    @on(Input.Submitted)
    def _submitted(self) -> None:
        if self.rows.highlighted is not None:
            self._run(self._shown[self.rows.highlighted])

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._run(self._shown[event.option_index])

    def _run(self, command: Command | None) -> None:
        if command is None:
            return
        if command.why is not None:
            self.notify(command.why.in_(self._lang), timeout=4, markup=False)
            return
        self.dismiss()
        self.app.call_later(command.run)


def arranged(
    commands: Sequence[Command], wanted: str, lang: Lang, width: int
) -> tuple[list[Command | None], list[Line]]:
    """Return the rows of the list: under headings while nothing is typed, else best first with theirs at the right."""
    shown: list[Command | None] = []
    lines: list[Line] = []
    heading: Text | None = None
    for one in found(commands, wanted):
        if not wanted.strip() and one.group != heading:
            heading = one.group
            shown.append(None)
            lines.append(((heading.in_(lang), "title"),))
        shown.append(one)
        lines.append(_line(one, lang, width, one.group.in_(lang) if wanted.strip() else ""))
    return (shown, lines) if shown else ([None], [((NOWHERE.in_(lang), "dim"),)])


def _line(one: Command, lang: Lang, width: int, group: str) -> Line:
    face, said = clipped(one.face(lang), KEY_WIDTH - 1), one.text.in_(lang)
    if one.why is not None:
        told: Line = ((filled(face, KEY_WIDTH), "dim"), (f"{said}: {one.why.in_(lang)}", "dim"))
        return trimmed(told, width)
    room = width - KEY_WIDTH - cell_len(said)
    return ((filled(face, KEY_WIDTH), "key"), (said, ""), (filled(group, room, right=True) if room > 0 else "", "dim"))
