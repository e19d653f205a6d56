"""Every key that works where one is, searchable."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input

from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.lines import BLANK, Line, filled
from kw_tui.tui.widgets.bars import active_keys
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.reading import ReadingScreen
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from textual.screen import Screen

TITLE = Text("Tasten", "Keys")
SEARCH = Text("suchen", "search")
NOWHERE = Text("Keine Taste passt dazu.", "No key matches.")
GROUPS = {"app": Text("überall", "everywhere"), "browse": Text("Tabelle", "table"), "table": Text("Bewegen", "moving")}
HERE = Text("hier", "here")


class HelpScreen(ReadingScreen):
    """A list of keys; typing narrows it."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("help.close", "escape", "dismiss", Text("Schließen", "Close")),
        Key("help.up", "up", "scroll(-1)", Text("Zeile zurück", "Up"), show=False, priority=True),
        Key("help.down", "down", "scroll(1)", Text("Zeile weiter", "Down"), show=False, priority=True),
        Key("help.page_up", "pageup", "page(-1)", Text("Seite zurück", "Page up"), show=False, priority=True),
        Key("help.page_down", "pagedown", "page(1)", Text("Seite weiter", "Page down"), show=False, priority=True),
        *ReadingScreen.KEYS,
    )
    BINDINGS = bindings(KEYS)

    def __init__(self, under: "Screen[object]", lang: Lang) -> None:
        super().__init__(lang)
        keys = [key for key, _ in active_keys(under)]
        self._keys = sorted(keys, key=lambda key: key.id.startswith("app."))

    def compose(self) -> ComposeResult:
        """A search field over the list."""
        with Vertical(id="help"):
            yield Input(id="help-search")
            with VerticalScroll(can_focus=False):
                yield Panel(id="help-keys")

    def on_mount(self) -> None:
        """Show all keys."""
        self.speak()

    def speak(self) -> None:
        """Write title, hints and keys."""
        box, search = self.query_one("#help"), self.query_one("#help-search", Input)
        box.border_title = TITLE.in_(self._lang)
        box.border_subtitle = f"Esc {self.KEYS[0].text.in_(self._lang)}"
        search.placeholder = SEARCH.in_(self._lang)
        self._show(search.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._show(event.value)

    def action_scroll(self, lines: int) -> None:
        """Scroll the list."""
        self.query_one(VerticalScroll).scroll_relative(y=lines * 3, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll the list by what is seen of it."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=pages * max(1, scroll.size.height - 1), animate=False)

    def _show(self, wanted: str) -> None:
        self.query_one("#help-keys", Panel).show(help_lines(self._keys, wanted, self._lang))


def help_lines(keys: list[Key], wanted: str, lang: Lang) -> list[Line]:
    """Return the keys whose name or text holds `wanted`, under headings."""
    lines: list[Line] = []
    heading = None
    for key in keys:
        if wanted.lower() not in f"{key.face(lang)} {key.text.in_(lang)}".lower():
            continue
        group = GROUPS.get(key.id.split(".")[0], HERE)
        if group is not heading:
            lines += [BLANK] if lines else []
            lines.append(((group.in_(lang), "title"),))
            heading = group
        lines.append(((filled(key.face(lang), 11), "key"), (key.text.in_(lang), "")))
    return lines or [((NOWHERE.in_(lang), "dim"),)]
