"""What a person changes of a look before anything is imported: table, columns, options; and which file is shown."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on

from kw_tui.tui.tabs.imports import choices
from kw_tui.tui.tabs.imports.choosing import Choosing
from kw_tui.tui.tabs.imports.faces import Preview
from kw_tui.tui.widgets.pick import PickScreen
from kw_tui.tui.widgets.prompt import Objection, Prompt, PromptScreen
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Wish

OPTIONS = Text("So wird gelesen", "How it is read")
HOLDS = Text("Die Datei enthält", "The file holds")
WHICH_FILE = Text("Welche Datei ansehen?", "Look at which file?")
HEADER_LINE = Text(
    "Nummer der Kopfzeile (0: keine, leer: suchen)", "Number of the header line (0: none, empty: find it)"
)
NO_NUMBER = Text("Bitte eine Zahl, z. B. 3", "A number, please, e.g. 3")
CURRENCY = Text("Währung der Zeilen, die keine nennen (leer: wie die Sitzung)",
                "Currency of lines that name none (empty: as the session)")  # fmt: skip
NO_CODE = Text("Bitte drei Buchstaben, z. B. EUR", "Three letters, please, e.g. EUR")


class Previewing(Choosing):
    """The keys that change a look."""

    def _look_again(self, wish: "Wish") -> None:
        if self._look is not None:
            self.look_at(self._look.typed, wish, self._look.place)

    def action_file(self) -> None:
        """Choose which of several files is shown."""
        look = self._look
        if look is not None:
            screen = PickScreen(WHICH_FILE, choices.file_list(look), self.lang, str(look.place))
            self.app.push_screen(screen, self._file_picked)

    def _file_picked(self, place: str | None) -> None:
        if place is not None and self._look is not None:
            self.look_at(self._look.typed, self._look.wish, int(place))

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
            self._prompt(name, Prompt(HEADER_LINE, "" if line is None else str(line), _no_line), int)
            return
        if name == "currency":
            self._prompt(name, Prompt(CURRENCY, look.options.currency or "", _no_code), str.upper)
            return
        screen = PickScreen(
            choices.OPTIONS[name], choices.value_list(look, name), self.lang, choices.chosen_value(look, name)
        )
        self.app.push_screen(screen, partial(self._value_picked, name))

    def _prompt(self, name: str, prompt: Prompt, read: Callable[[str], Any]) -> None:
        """Ask for the value of an option; nothing typed leaves it to the file."""

        def given(typed: str | None) -> None:
            if typed is not None:
                self._set_option(name, read(typed) if typed else None)

        self.app.push_screen(PromptScreen(prompt, self.lang), given)

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
            self.query_one(Preview).explain(self._look, self.lang, self.size.width, self.with_keys)


def _no_line(typed: str) -> Objection | None:
    """A header line is a number, or left to be found."""
    is_number = not typed or (typed.isascii() and typed.isdecimal() and len(typed) < 10)
    return None if is_number else Objection(NO_NUMBER)


def _no_code(typed: str) -> Objection | None:
    """A currency has a code of three letters."""
    is_code = not typed or (len(typed) == 3 and typed.isascii() and typed.isalpha())
    return None if is_code else Objection(NO_CODE)
