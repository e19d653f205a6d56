"""Looking into a file: the path, and what a person changes before anything is imported."""

from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import ContentSwitcher, Input

from kw_tui.tui.lines import Line, clipped
from kw_tui.tui.tabs.body import TabBody
from kw_tui.tui.tabs.imports import choices
from kw_tui.tui.tabs.imports.faces import ACCOUNT, OVERVIEW, PREVIEW, Account, Found, Overview, Preview
from kw_tui.tui.tabs.imports.looking import Look, is_address, look_into
from kw_tui.tui.tabs.imports.prompt import Objection, Prompt, PromptScreen
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.path_input import PathInput, completed
from kw_tui.tui.widgets.pick import PickScreen
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Wish

PATH_HINT = Text("Datei, Ordner oder Muster, z. B. export/umsatz.csv", "file, folder or pattern, e.g. export/sales.csv")
READING = Text("wird gelesen … · Esc bricht ab", "reading … · Esc cancels")
LOOKED = Text("⏎ oder i importiert, Esc verwirft", "⏎ or i imports, Esc discards")
ASKED = Text("⏎ oder i importiert nach einer Frage, Esc verwirft", "⏎ or i imports after a question, Esc discards")
NO_RECENT = Text("noch kein Pfad benutzt", "no path used yet")
RECENT = Text("Zuletzt benutzt", "Recent")
OPTIONS = Text("So wird gelesen", "How it is read")
HOLDS = Text("Die Datei enthält", "The file holds")
HEADER_LINE = Text(
    "Nummer der Kopfzeile (0: keine, leer: suchen)", "Number of the header line (0: none, empty: find it)"
)
NO_NUMBER = Text("Bitte eine Zahl, z. B. 3", "A number, please, e.g. 3")


class Previewing(TabBody):
    """The path, the faces below it, and the keys that change a look."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None
        self._look: Look | None = None
        self._folder = ""
        self._is_reading = False

    def compose(self) -> ComposeResult:
        """The path above; overview, preview or account below."""
        yield PathInput(id="import-path")
        yield Panel(id="import-told")
        with ContentSwitcher(initial=OVERVIEW, id="import-switch"):
            yield Overview()
            yield Preview()
            yield Account()

    @property
    def switch(self) -> ContentSwitcher:
        """What stands below the path."""
        return self.query_one("#import-switch", ContentSwitcher)

    @property
    def path(self) -> PathInput:
        """The field for the path."""
        return self.query_one("#import-path", PathInput)

    def face(self) -> Overview | Preview | Account:
        """What is shown below the path."""
        kinds: dict[str, type[Overview | Preview | Account]] = {PREVIEW: Preview, ACCOUNT: Account}
        return self.query_one(kinds.get(self.switch.current or OVERVIEW, Overview))

    def turn_to(self, face: str) -> None:
        """Show a face and give it the keys."""
        self.switch.current = face
        self.call_after_refresh(self.draw)  # what is not shown has no width to be drawn in
        self.face().take_focus()
        self.refresh_bindings()

    def say_there(self, *lines: Line) -> None:
        """Write below the path."""
        self.panel("#import-told").show(lines)

    def draw_preview(self) -> None:
        """Show the look."""
        if self._look is not None:
            self.query_one(Preview).show(self._look, self.lang, self.size.width)

    # The path

    def action_path(self) -> None:
        """Ask for a path."""
        self.path.focus()

    @on(PathInput.Completed, "#import-path")
    def _completed(self, event: PathInput.Completed) -> None:
        self._offer(event.names)

    def _offer(self, names: list[str]) -> None:
        shown = "  ".join(names[:12]) + ("  …" if len(names) > 12 else "")
        self.say_there(((clipped(shown, 2 * self.size.width), "dim"),))

    @on(PathInput.RecentWanted, "#import-path")
    def _recent_wanted(self) -> None:
        found = self._found
        options = choices.recent(found.sources, found.home, self._folder) if found else []
        if options:
            self.app.push_screen(PickScreen(RECENT, options, self.lang), self._recent_picked)
        else:
            self.say_there(((self.say(NO_RECENT), "dim"),))

    def _recent_picked(self, path: str | None) -> None:
        if path is None:
            return
        self.path.fill(path)
        self.path.focus()
        if path.endswith("/"):
            self._offer(completed(path)[1])
        else:
            self.look_at(path)

    @on(Input.Submitted, "#import-path")
    def _submitted(self, event: Input.Submitted) -> None:
        typed = event.value.strip()
        if typed and self._look is not None and typed == self._look.typed:
            self.action_import()
        elif typed:
            self.look_at(typed)

    def look_at(self, typed: str, wish: "Wish | None" = None) -> None:
        """Look into a path; what was seen before stays until the answer is there."""
        from kw_tui.workbench import Wish

        wanted = wish or Wish()
        self._is_reading = True
        if self.path.has_focus:  # what is typed meanwhile is no part of the path
            self.face().take_focus()
        self.say_there(((self.say(READING), "dim"),))
        self.inquire(lambda bench: look_into(bench, typed, wanted), self._looked, group="looking")
        self.refresh_bindings()

    def stop_looking(self) -> None:
        """Wait no longer; an answer that comes later is dropped."""
        self._is_reading = False
        self.workers.cancel_group(self, "looking")

    def _looked(self, look: Look) -> None:
        is_new = self._look is None or self._look.typed != look.typed
        self._look, self._is_reading = look, False
        self._folder = self._folder if is_address(look.files[0]) else str(look.files[0].parent)
        if is_new:
            self.query_one(Preview).is_problems = False
            self.query_one(Preview).mapping.cursor_row = 0
        self.say_there(((self.say(ASKED if look.asks else LOOKED), "accent"),))
        self.draw_preview()
        if is_new or self.switch.current != PREVIEW:
            self.turn_to(PREVIEW)
        self.refresh_bindings()

    # What can be changed

    def _look_again(self, wish: "Wish") -> None:
        if self._look is not None:
            self.look_at(self._look.typed, wish)

    def action_table(self) -> None:
        """Choose what kind of table the file is."""
        if self._look is not None:
            screen = PickScreen(HOLDS, choices.table_list(), self.lang, self._look.preview.table.id)
            self.app.push_screen(screen, self._table_picked)

    def _table_picked(self, table: str | None) -> None:
        if table is not None and self._look is not None:
            self._look_again(self._look.of_table(table))

    def action_edit(self) -> None:
        """Choose the column of the field under the cursor."""
        field = self.query_one(Preview).mapping.cursor_key
        if self._look is None or field is None:
            return
        preview = self._look.preview
        screen = PickScreen(
            preview.table[field].label, choices.column_list(preview), self.lang, preview.mapping.get(field, "")
        )
        self.app.push_screen(screen, partial(self._column_picked, field))

    def _column_picked(self, field: str, header: str | None) -> None:
        if header is not None and self._look is not None:
            self._look_again(self._look.with_column(field, header))

    def action_options(self) -> None:
        """Choose an option of reading."""
        if self._look is not None:
            self.app.push_screen(PickScreen(OPTIONS, choices.option_list(self._look), self.lang), self._option_picked)

    def _option_picked(self, name: str | None) -> None:
        look = self._look
        if name is None or look is None:
            return
        if name == "header":
            line = look.options.header if look.options.header is not None else look.preview.header_line
            prompt = Prompt(HEADER_LINE, "" if line is None else str(line), _no_line)
            self.app.push_screen(PromptScreen(prompt, self.lang), self._header_given)
            return
        screen = PickScreen(
            choices.OPTIONS[name], choices.value_list(look, name), self.lang, choices.chosen_value(look, name)
        )
        self.app.push_screen(screen, partial(self._value_picked, name))

    def _header_given(self, typed: str | None) -> None:
        if typed is not None:
            self._set_option("header", int(typed) if typed else None)

    def _value_picked(self, name: str, value: str | None) -> None:
        if value is not None:
            self._set_option(name, value or None)

    def _set_option(self, name: str, value: Any) -> None:
        if self._look is not None:
            self._look_again(self._look.with_option(name, value))

    def action_sheet(self) -> None:
        """Choose another sheet of the workbook."""
        self._option_picked("sheet")

    def action_problems(self) -> None:
        """Show the rows with a problem, or the first rows again."""
        preview = self.query_one(Preview)
        preview.is_problems = not preview.is_problems
        preview.rows.cursor_row = 0
        self.draw_preview()
        preview.take_focus()

    @on(PageTable.RowHighlighted, "#import-rows")
    def _problem_pointed_at(self) -> None:
        if self._look is not None:
            self.query_one(Preview).explain(self._look, self.lang, self.size.width)

    def action_import(self) -> None:
        """Import what is looked at."""


def _no_line(typed: str) -> Objection | None:
    """A header line is a number, or left to be found."""
    is_number = not typed or (typed.isascii() and typed.isdecimal() and len(typed) < 10)
    return None if is_number else Objection(NO_NUMBER)
