"""Sheets to be read over a tab: one or several, of lines that follow the room there is."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.lines import BLANK, Line, Run
from kw_tui.tui.widgets.panel import Page, Panel
from kw_tui.tui.widgets.reading import ReadingScreen
from kw_tui.vocabulary.phrases import COMPUTING
from kw_tui.vocabulary.texts import Lang, Text

WIDEST, FRAME = 112, 8
"""Cells beside the lines: border, padding, and room for a scroll bar."""
STEADY = 20
"""Rows up to which all sheets are as high as the tallest of them; a picture may fill a large terminal alone."""
HINT = Text("<sheets.leave> schließt", "<sheets.leave> closes")
HINT_OF_SEVERAL = Text(
    "<sheets.before> <sheets.after> blättern   <sheets.leave> schließt",
    "<sheets.before> <sheets.after> turn   <sheets.leave> closes",
)

Writer = Callable[[int, int], list[Line]]
"""Lines for a room of so many cells and rows."""


class Sheet(NamedTuple):
    """A sheet: its name, and what writes it."""

    label: Text
    lines: Writer


Filler = Callable[[Callable[[Sequence[Sheet]], None]], None]
"""Asks for the sheets, and hands them over when they are known."""


class SheetsScreen(ReadingScreen):
    """Shows sheets until it is left. `fill` brings them where they have to be computed first."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("sheets.leave", "escape,x", "dismiss", Text("Schließen", "Close")),
        Key("sheets.before", "left", "turn(-1)", Text("voriges Blatt", "previous sheet"), priority=True),
        Key("sheets.after", "right,tab", "turn(1)", Text("nächstes Blatt", "next sheet"), priority=True),
        *ReadingScreen.KEYS,
    )
    BINDINGS = bindings(KEYS)

    def __init__(
        self, title: Text, sheets: Sequence[Sheet], lang: Lang, at: int = 0, fill: Filler | None = None
    ) -> None:
        super().__init__(lang)
        self._title, self._sheets, self._at, self._fill = title, tuple(sheets), at, fill

    def compose(self) -> ComposeResult:
        """The names of the sheets over the one looked at."""
        with Vertical(id="sheets"):
            yield Panel(id="sheets-names")
            with Page(id="sheets-page"):
                yield Panel(id="sheets-lines")

    def on_mount(self) -> None:
        """Show the first, or ask for them."""
        self.draw()
        if self._fill is not None:
            self._fill(self._filled)

    def speak(self) -> None:
        """Write title, names and sheet."""
        self.draw()

    def on_resize(self) -> None:
        """Lines follow the room."""
        self.draw()

    def action_turn(self, step: int) -> None:
        """Look at another sheet."""
        if self._sheets:
            self._at = (self._at + step) % len(self._sheets)
            self.draw()
            self.query_one(Page).scroll_home(animate=False)

    def _filled(self, sheets: Sequence[Sheet]) -> None:
        if self.is_there:
            self._sheets = tuple(sheets)
            self.draw()

    def draw(self) -> None:
        """Write the names and the sheet."""
        box, several = self.query_one("#sheets"), len(self._sheets) > 1
        width = min(WIDEST, int(self.app.size.width * 0.96))
        height = int(self.app.size.height * 0.92)
        box.styles.width, box.styles.max_height = width, height
        box.border_title = Content(self._title.in_(self._lang))
        box.border_subtitle = Content(self.keyed(HINT_OF_SEVERAL if several else HINT, self._lang))
        names = self.query_one("#sheets-names", Panel)
        names.display = several
        names.show([self._names(), BLANK])
        self.query_one(Page).styles.max_height = height - (4 if several else 2)  # what is left by frame and names
        room = (width - FRAME, height - (6 if several else 4))
        waiting: list[Line] = [((COMPUTING.in_(self._lang), "dim"),)]
        written = [sheet.lines(*room) for sheet in self._sheets] or [waiting]
        self.query_one("#sheets-lines", Panel).show(written[min(self._at, len(written) - 1)])
        tallest = min(STEADY, max(map(len, written)))  # turning the sheets must not move the frame
        self.query_one(Page).styles.min_height = min(tallest, height - (4 if several else 2))

    def _names(self) -> Line:
        names: list[Run] = []
        for place, sheet in enumerate(self._sheets):
            face = sheet.label.in_(self._lang)
            names.append((f"[{face}]", "strong") if place == self._at else (f" {face} ", "dim"))
        return tuple(names)
