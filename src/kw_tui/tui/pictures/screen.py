"""A picture over the whole screen: redrawn at any size, a cursor told in words, the next picture a key away."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from kw_tui.tui.keys import Key, bindings, problem_told
from kw_tui.tui.lines import BLANK, Line, Run, clipped, length, trimmed
from kw_tui.tui.pictures import drawing, reading
from kw_tui.tui.pictures.drawn import Drawn
from kw_tui.tui.pictures.picture import Cursor, Picture, Room
from kw_tui.tui.widgets.panel import Page, Panel
from kw_tui.tui.widgets.reading import ReadingScreen
from kw_tui.tui.widgets.slate import Slate
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

WAITING = Text("wird gezeichnet …", "drawing …")
ARROWS = Text("←→↑↓ Zeiger", "←→↑↓ cursor")
TURN = Text("<picture.next> nächstes Bild", "<picture.next> next picture")
TABLE = Text("<picture.table> Zahlen", "<picture.table> figures")
PICTURE = Text("<picture.table> Bild", "<picture.table> picture")
CLOSES = Text("<picture.leave> schließt", "<picture.leave> closes")
TOLD_ROWS = 2
TALL = 30
NOTE_ROWS = (3, 4)
"""Rows for the figures beside, on a low screen and on a tall one."""

Show = Callable[["Sequence[Picture] | KwError"], None]
Filler = Callable[[Show], None]
"""Asks for the pictures, and hands them over when they are known."""
Go = Callable[[Picture, str], None]
"""Opens what is behind a figure."""


class PictureScreen(ReadingScreen):
    """Shows the pictures of a place one at a time, the one wanted first."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("picture.leave", "escape,plus", "dismiss", Text("Schließen", "Close")),
        Key("picture.left", "left", "move(-1,0)", Text("Zeiger links", "cursor left"), show=False, priority=True),
        Key("picture.right", "right", "move(1,0)", Text("Zeiger rechts", "cursor right"), show=False, priority=True),
        Key("picture.up", "up", "move(0,-1)", Text("Zeiger auf", "cursor up"), show=False, priority=True),
        Key("picture.down", "down", "move(0,1)", Text("Zeiger ab", "cursor down"), show=False, priority=True),
        Key("picture.far_left", "pageup,shift+left", f"move(-{drawing.PAGE},0)",
            Text("zehn zurück", "ten back"), show=False, priority=True),
        Key("picture.far_right", "pagedown,shift+right", f"move({drawing.PAGE},0)",
            Text("zehn weiter", "ten on"), show=False, priority=True),
        Key("picture.first", "home", "end(False)", Text("Anfang", "first"), show=False, priority=True),
        Key("picture.last", "end", "end(True)", Text("Ende", "last"), show=False, priority=True),
        Key("picture.next", "tab,greater_than_sign", "turn(1)", Text("nächstes Bild", "next picture"), priority=True),
        Key("picture.before", "shift+tab,less_than_sign", "turn(-1)",
            Text("voriges Bild", "previous picture"), priority=True),
        Key("picture.table", "d", "table", Text("Zahlen/Bild", "figures/picture")),
        Key("picture.open", "enter", "open", Text("Kunde öffnen, filtern", "open customer, filter"), priority=True),
        *ReadingScreen.KEYS,
    )  # fmt: skip
    BINDINGS = bindings(KEYS)

    def __init__(self, title: Text, lang: Lang, fill: Filler, go: Go | None = None, first: str = "") -> None:
        super().__init__(lang)
        self._title, self._fill, self._go, self._wanted = title, fill, go, first
        self._pictures: tuple[Picture, ...] = ()
        self._problem: KwError | None = None
        self._at = 0
        self._cursors: dict[str, Cursor] = {}
        self._is_table = False

    def compose(self) -> ComposeResult:
        """The names above, the picture, what is under the cursor, and the keys."""
        with Vertical(id="picture"):
            yield Panel(id="picture-names")
            yield Drawn(id="picture-drawn")
            with Page(id="picture-page"):
                yield Panel(id="picture-table")
            yield Slate(id="picture-told")
            yield Panel(id="picture-notes")
            yield Panel(id="picture-hint")

    def on_mount(self) -> None:
        """Ask for the pictures."""
        self.draw()
        self._fill(self._filled)

    def _filled(self, found: "Sequence[Picture] | KwError") -> None:
        if not self.is_there:
            return
        if isinstance(found, KwError):
            self._problem = found
        else:
            self._pictures = tuple(found)
            self._at = next((at for at, one in enumerate(found) if one.id == self._wanted), 0)
        self.draw()

    def speak(self) -> None:
        """Write everything in the other language."""
        self.draw()

    def on_resize(self) -> None:
        """The picture follows the room."""
        self.call_after_refresh(self.draw)

    @property
    def shown(self) -> Picture | None:
        """The picture looked at."""
        return self._pictures[self._at] if self._pictures else None

    @property
    def cursor(self) -> Cursor:
        """Where the cursor of this picture stands."""
        picture = self.shown
        return Cursor() if picture is None else self._cursors.get(picture.id, picture.start)

    @property
    def _width(self) -> int:
        return max(10, self.app.size.width - 2)

    def _room(self) -> Room:
        return Room(self._width, max(3, self.app.size.height - 3 - TOLD_ROWS - len(self._notes())))

    def _notes(self) -> list[Line]:
        picture, most = self.shown, NOTE_ROWS[self.app.size.height >= TALL]
        return [] if picture is None else reading.note_lines(picture, self._lang, self._width, most)

    # Drawing

    def draw(self) -> None:
        """Write names, picture, figures and keys."""
        picture, width = self.shown, self._width
        is_table = self._is_table and picture is not None
        self.query_one("#picture-drawn").display = not is_table
        self.query_one("#picture-page").display = is_table
        self.query_one("#picture-names", Panel).show([self._names(width), self._heading(width)])
        self.query_one("#picture-hint", Panel).show([trimmed(self._hint(), width)])
        notes = self._notes()
        shown_notes = self.query_one("#picture-notes", Panel)
        shown_notes.styles.height = len(notes)
        shown_notes.show(notes)
        self._draw_picture()
        if is_table and picture is not None:
            self.query_one("#picture-table", Panel).show(reading.table_lines(picture, self._lang, width - 2))
            self.query_one("#picture-page").focus()

    def _draw_picture(self) -> None:
        """Draw the picture and what is under its cursor."""
        picture, room = self.shown, self._room()
        drawn, told = self.query_one("#picture-drawn", Drawn), self.query_one("#picture-told", Slate)
        if picture is None:
            drawn.show([self._waiting()], room.height)
            told.show([], TOLD_ROWS)
            return
        drawn.show(drawing.large(picture, room, self.cursor, self._lang), room.height)
        under = drawing.told(picture, room, self.cursor, self._lang)
        told.show([] if self._is_table else reading.told_lines(under, room.width, TOLD_ROWS), TOLD_ROWS)

    def _waiting(self) -> Line:
        if self._problem is not None:
            return ((clipped(problem_told(self._problem, self).in_(self._lang), self._width), "warning"),)
        return ((WAITING.in_(self._lang), "dim"),)

    def _names(self, width: int) -> Line:
        """What the pictures are of, and how many there are."""
        title = self._title.in_(self._lang)
        place = f"{self._at + 1}/{len(self._pictures)}" if len(self._pictures) > 1 else ""
        dots = " ".join("●" if at == self._at else "○" for at in range(len(self._pictures))) if place else ""
        right = f"{dots}  {place}".strip()
        left: Run = (clipped(title, max(4, width - len(right) - 2)), "dim")
        return (left, (" " * max(1, width - length((left,)) - len(right)), ""), (right, "dim"))

    def _heading(self, width: int) -> Line:
        picture = self.shown
        return BLANK if picture is None else ((clipped(picture.title.in_(self._lang), width), "title"),)

    def _hint(self) -> Line:
        picture = self.shown
        said = [] if self._is_table else [ARROWS]
        if len(self._pictures) > 1:
            said.append(TURN)
        if picture is not None and picture.hint is not None and self._go is not None and not self._is_table:
            said.append(picture.hint)
        runs: list[Run] = []
        for one in (*said, PICTURE if self._is_table else TABLE, CLOSES):
            key, _, what = self.keyed(one, self._lang).partition(" ")
            runs += [(f"{key} ", "key"), (f"{what}   ", "")]
        return tuple(runs)

    # Moving

    def _set(self, cursor: Cursor) -> None:
        picture = self.shown
        if picture is not None and cursor != self.cursor:
            self._cursors[picture.id] = cursor
            self._draw_picture()

    def action_move(self, across: int, down: int) -> None:
        """Move the cursor; scroll where the figures are shown as a table."""
        picture = self.shown
        if self._is_table:
            self.query_one("#picture-page").scroll_relative(y=across + down, animate=False)
        elif picture is not None:
            self._set(drawing.moved(picture, self._room(), self.cursor, (across, down), self._lang))

    def action_end(self, last: bool) -> None:
        """Go to the first figure or the last."""
        picture = self.shown
        if self._is_table:
            page = self.query_one("#picture-page")
            page.scroll_end(animate=False) if last else page.scroll_home(animate=False)
        elif picture is not None:
            self._set(drawing.ends(picture, self.cursor, last=last))

    @on(Drawn.Pointed)
    def _pointed(self, event: Drawn.Pointed) -> None:
        picture = self.shown
        if picture is None:
            return
        before = self.cursor
        self._set(drawing.hit(picture, self._room(), before, (event.x, event.y), self._lang))
        if event.is_click and self.cursor == before and self._was_clicked == before:
            self.action_open()
        self._was_clicked = self.cursor if event.is_click else self._was_clicked

    _was_clicked: Cursor | None = None

    def action_turn(self, step: int) -> None:
        """Show the next picture, or the one before."""
        if self._pictures:
            self._at = (self._at + step) % len(self._pictures)
            self.draw()
            self.query_one("#picture-page").scroll_home(animate=False)

    def action_table(self) -> None:
        """Show the figures as a table, or the picture again."""
        self._is_table = not self._is_table
        self.draw()

    def action_open(self) -> None:
        """Open the customer under the cursor, or filter by it."""
        picture = self.shown
        if picture is None or self._go is None or self._is_table:
            return
        target = drawing.opened(picture, self._room(), self.cursor, self._lang)
        if target is not None:
            self.dismiss()
            self._go(picture, target)
