"""Import: what is there, a look into a file, and what became of it."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on

from kw_tui.tui.jobs import names
from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.tabs.imports import possible, saving
from kw_tui.tui.tabs.imports.choosing import PATH_HINT
from kw_tui.tui.tabs.imports.faces import ACCOUNT, OVERVIEW, PREVIEW, Account, Found, Overview, Preview
from kw_tui.tui.tabs.imports.importing import Importing
from kw_tui.tui.tabs.imports.looking import is_address
from kw_tui.tui.tabs.imports.saving import Refused
from kw_tui.tui.widgets.path_input import expanded
from kw_tui.tui.widgets.pick import Option, PickScreen
from kw_tui.tui.widgets.prompt import PromptScreen
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

DROPPED = Text("Abgebrochen", "Cancelled")
LEAVE = Text("Was hier gewählt ist, verwerfen?", "Drop what was chosen here?")
STAY = Option("stay", Text("nein, weiter ansehen", "no, go on looking"))
DROP = Option("drop", Text("ja, zurück zur Übersicht", "yes, back to the overview"))


class ImportsTab(Importing):
    """Paths in, reconciliations out."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("import.run", "i", "import", Text("importieren", "import")),
        Key("import.edit", "e", "edit", Text("Spalte", "column")),
        Key("import.problems", "v", "problems", Text("Probleme", "problems")),
        Key("import.sheet", "b", "sheet", Text("Blatt", "sheet")),
        Key("import.file", "d", "file", Text("Datei", "file")),
        Key("import.options", "o", "options", Text("Optionen", "options")),
        Key("import.table", "a", "table", Text("Tabelle", "table")),
        Key("import.path", "p", "path", Text("Pfad", "path")),
        Key("import.save", "x", "save", Text("Abgewiesene speichern", "save rejected")),
        Key("import.back", "escape", "back", Text("zurück", "back")),
        Key("import.stop", "escape", "stop", Text("abbrechen", "cancel")),
    )
    BINDINGS = bindings(KEYS)
    PIECES: ClassVar[tuple[str, ...]] = ("PathInput", "PageTable")
    DEFAULT_CSS = """
    ImportsTab {
        & #import-told { height: auto; min-height: 1; max-height: 3; padding: 0 1; }
        & #import-layout { height: auto; padding: 0 1; }
        & #import-mapping { min-height: 5; }
        & #import-rows-list { min-height: 3; }
    }
    """

    def take_focus(self) -> None:
        """Where work begins or was left: the path while nothing is there, else what is shown below it."""
        if self.switch.current == OVERVIEW and self._found is not None and not self._found.tables:
            self.path.focus()
        else:
            self.face().take_focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are for the path while it is typed; most keys need a look, none an import under way."""
        if not self.is_mounted:
            return False
        if action == "stop":
            return self.is_busy
        if action == "back":
            return not self.is_busy and (self.switch.current != OVERVIEW or self.path.has_focus)
        if self.path.has_focus or self.is_busy:
            return False
        return super().check_action(action, parameters)

    def why_not(self, action: str, parameters: tuple[object, ...]) -> Text | None:  # noqa: ARG002
        """Return why it cannot be done now: there is no look, or nothing of the kind in it."""
        return possible.why_not(action, self._look, has_refused=action == "save" and bool(self._refused()))

    # Data

    def fetch(self, workbench: "Workbench") -> Found:
        """Read which files are there."""
        return Found(tuple(workbench.session.sources), workbench.tables(), workbench.path.parent)

    def accept(self, found: Found) -> None:
        """Keep it; the first time, the path has the keys if there is nothing yet."""
        is_first, self._found = self._found is None, found
        if is_first and not found.tables and self.kw.tab == self.id:
            self.path.focus()

    def draw(self) -> None:
        """Write all three faces."""
        self.path.placeholder = self.say(PATH_HINT)
        if self._found is not None:
            is_wide, is_high = self.app.size.width >= 110, self.app.size.height >= 30
            overview = self.query_one(Overview)
            overview.show(self._found, self.lang, self.size.width, self.with_keys, is_wide=is_wide, is_high=is_high)
        self.say_again()
        self.draw_preview()
        self.draw_account()
        self.refresh_bindings()

    def draw_account(self) -> None:
        """Show what became of the files."""
        self.query_one(Account).show(self._imported, self._found, self.lang, self.size.width, self.with_keys)

    def on_resize(self) -> None:
        """Everything follows the width."""
        self.call_after_refresh(self.draw)

    # Refused lines

    @on(PageTable.RowHighlighted, "#import-sources")
    def _pointed(self) -> None:
        self.refresh_bindings()

    def _refused(self) -> list[Refused]:
        """The files shown whose refused lines can be saved."""
        if self.switch.current == ACCOUNT:
            return [Refused(one.sha256, one.path) for one in self._imported if one.refused]
        if self.switch.current != OVERVIEW or self._found is None:
            return []
        source = self.query_one(Overview).source(self._found)
        if source is None or not source.rejected:
            return []
        path = Path(source.path)
        return [Refused(source.sha256, path if is_address(path) else self._found.home / path)]

    def action_save(self) -> None:
        """Save refused lines; of several files, ask which."""
        files = self._refused()
        if len(files) == 1:
            self._ask_where(files[0])
        elif files:
            options = [Option(str(place), Text(one.path.name, one.path.name)) for place, one in enumerate(files)]
            self.app.push_screen(PickScreen(saving.WHICH, options, self.lang), partial(self._which, files))

    def _which(self, files: list[Refused], place: str | None) -> None:
        if place is not None:
            self._ask_where(files[int(place)])

    def _ask_where(self, refused: Refused) -> None:
        prompt = saving.prompt(refused, self.lang)
        self.app.push_screen(PromptScreen(prompt, self.lang), partial(self._save, refused))

    def _save(self, refused: Refused, typed: str | None) -> None:
        if typed is not None:
            target = expanded(typed)
            self.inquire(
                partial(saving.save, refused, target),
                partial(self._saved, target),
                group="saving",
                name=names.SAVE_REJECTED,
            )

    def _saved(self, target: Path, _: None) -> None:
        self.say_then(lambda: saving.saved_lines(target, self.lang, self.size.width - 2))

    # Going back

    def action_stop(self) -> None:
        """Stop what is under way."""
        if self._job is not None:
            self.stop_import()
            return
        self.stop_looking()
        self.keep_time()
        self.say_then(lambda: [((self.say(DROPPED), "warning"),)])
        if self._look is None:
            self.path.focus()

    def action_back(self) -> None:
        """Leave the path, then the problem rows, then the look; what was chosen there is not dropped unasked."""
        if self.path.has_focus and self.switch.current == PREVIEW:
            self.face().take_focus()
        elif self.switch.current == PREVIEW and self.query_one(Preview).is_problems:
            self.action_problems()
        elif self._look is not None and self._look.has_choices:
            self.app.push_screen(PickScreen(LEAVE, [STAY, DROP], self.lang, STAY.id), self._left)
        else:
            self._leave()

    def _left(self, answer: str | None) -> None:
        if answer == DROP.id:
            self._leave()

    def _leave(self) -> None:
        """Show the overview."""
        self._look = None
        self.query_one(Preview).is_problems = False
        self.say_there()
        self.turn_to(OVERVIEW)

    def stop_work(self) -> None:
        """Who leaves wants no look and no import any more."""
        for work in (self._watch, self._job):
            if work is not None:
                work.stop()

    def view_state(self) -> dict[str, Any]:
        """Return the folder last looked at."""
        return {"folder": self._folder} if self._folder else {}

    def restore(self, view: Mapping[str, Any]) -> None:
        """Remember the folder last looked at."""
        folder = view.get("folder", "")
        self._folder = folder if isinstance(folder, str) else ""
