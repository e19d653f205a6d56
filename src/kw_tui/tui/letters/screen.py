"""A letter over the tab: looked at, in another form, language or kind, and saved; several one after the other."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from kw_tui.core.letters.kinds import FORMS, KINDS, Form, Kind
from kw_tui.tui.desk import Ask
from kw_tui.tui.jobs import names
from kw_tui.tui.keys import Key, bindings, problem_told, with_keys
from kw_tui.tui.letters import view
from kw_tui.tui.letters.saving import save_many
from kw_tui.tui.lines import Line, Role, clipped, wrapped
from kw_tui.tui.widgets.panel import Page, Panel
from kw_tui.tui.widgets.reading import ReadingScreen
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import LANGUAGES, Lang, Text

if TYPE_CHECKING:
    from kw_tui.core.letters.letter import Letter
    from kw_tui.tui.app import KwApp
    from kw_tui.workbench import Workbench

TITLE = Text("Schreiben an {name}", "Letter to {name}")
HINT = Text(
    "<letters.form> Form  <letters.kind> Art  <letters.lang> Sprache  <letters.save> speichern  "
    "<letters.leave> schließt",
    "<letters.form> form  <letters.kind> kind  <letters.lang> language  <letters.save> save  <letters.leave> closes",
)
HINT_OF_SEVERAL = Text(
    "<letters.before> <letters.after> blättern  <letters.form> Form  <letters.kind> Art  <letters.lang> Sprache  "
    "<letters.save> speichern  <letters.save_all> alle  <letters.leave> zu",
    "<letters.before> <letters.after> turn  <letters.form> form  <letters.kind> kind  <letters.lang> language  "
    "<letters.save> save  <letters.save_all> all  <letters.leave> closes",
)
WAITING = Text("wird geschrieben …", "writing …")
SAVED = Text("Gespeichert: {path}", "Saved: {path}")
SAVED_MANY = Text("{count} Schreiben gespeichert in {path}", "{count} letters saved in {path}")
SAVED_SOME = Text(
    "{count} Schreiben gespeichert in {path}; nichts mitzuteilen: {rest}",
    "{count} letters saved in {path}; nothing to tell: {rest}",
)
NAME_CELLS = 50
HIGH, NOTES, MORE_NOTES = 30, 2, 5
"""Rows from which there is room for more to consider."""


class LettersScreen(ReadingScreen):
    """Shows the letter of one customer after the other until it is left."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("letters.leave", "escape,m", "dismiss", Text("Schließen", "Close")),
        Key("letters.before", "left", "turn(-1)", Text("voriger Kunde", "previous customer"), priority=True),
        Key("letters.after", "right,tab", "turn(1)", Text("nächster Kunde", "next customer"), priority=True),
        Key("letters.form", "f", "next_form", Text("Brief oder E-Mail", "letter or e-mail")),
        Key("letters.kind", "k", "next_kind", Text("andere Art", "another kind")),
        Key("letters.lang", "l", "next_lang", Text("Sprache des Schreibens", "language of the letter")),
        Key("letters.save", "s", "save", Text("speichern", "save")),
        Key("letters.save_all", "a", "save_all", Text("alle speichern", "save all")),
        *ReadingScreen.KEYS,
    )
    BINDINGS = bindings(KEYS)

    def __init__(self, customers: Sequence[str], lang: Lang, ask: Ask) -> None:
        super().__init__(lang)
        self._customers, self._ask, self._at = tuple(customers), ask, 0
        self._form: Form = "letter"
        self._kind: Kind | None = None
        self._written_in: Lang | None = None
        self._letter: Letter | None = None
        self._folder = Path()
        self._problem: KwError | None = None

    def compose(self) -> ComposeResult:
        """What letter it is, its text, and what to consider."""
        with Vertical(id="letters"):
            yield Panel(id="letters-head")
            with Page(id="letters-page"):
                yield Panel(id="letters-text")
            yield Panel(id="letters-notes")

    def on_mount(self) -> None:
        """Ask for the first."""
        self.query_one(Page).focus()
        self.speak()
        self._inquire()

    # Asking

    def _inquire(self) -> None:
        customer, kind, form, lang = self._customers[self._at], self._kind, self._form, self._written_in

        async def work() -> None:
            self._problem = None
            try:
                self._letter, self._folder = await self._ask(
                    lambda bench: (bench.letter(customer, kind, form, lang), bench.letters_folder())
                )
            except KwError as problem:
                self._letter, self._problem = None, problem
            if self.is_there:
                self.speak()
                self.query_one(Page).scroll_home(animate=False)

        self.run_worker(work(), group="letters", exclusive=True, exit_on_error=False)

    # Drawing

    def speak(self) -> None:
        """Write title, hints and letter."""
        several, letter = len(self._customers) > 1, self._letter
        box = self.query_one("#letters")
        name = self._customers[self._at] if letter is None else letter.values["customer"] or letter.customer_id
        box.border_title = Content(clipped(TITLE.in_(self._lang).format(name=name), NAME_CELLS))
        box.border_subtitle = Content(self.keyed(HINT_OF_SEVERAL if several else HINT, self._lang))
        head, text, notes = self._lines(letter, max(40, box.content_size.width - 2))
        for selector, lines in (("#letters-head", head), ("#letters-text", text), ("#letters-notes", notes)):
            self.query_one(selector, Panel).show(lines)

    def _lines(self, letter: "Letter | None", width: int) -> tuple[list[Line], list[Line], list[Line]]:
        if letter is None:
            told = WAITING if self._problem is None else problem_told(self._problem, self)
            role: Role = "dim" if self._problem is None else "warning"
            return [], [((part, role),) for part in wrapped(told.in_(self._lang), width)], []
        most = NOTES if self.size.height < HIGH else MORE_NOTES
        return (
            view.head_lines(letter, self._at, len(self._customers), self._lang, width),
            view.text_lines(letter),
            view.note_lines(letter, str(self._folder), self._lang, width, most, partial(with_keys, node=self)),
        )

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.speak)

    # Keys

    def action_turn(self, step: int) -> None:
        """Look at the letter of another customer."""
        self._at = (self._at + step) % len(self._customers)
        self._inquire()

    def action_next_form(self) -> None:
        """Write it in the other form."""
        forms = list(FORMS)
        self._form = forms[(forms.index(self._form) + 1) % len(forms)]
        self._inquire()

    def action_next_kind(self) -> None:
        """Write another kind of letter, which nobody decided: a draft."""
        kinds = list(KINDS)
        now = self._kind or (self._letter.kind if self._letter is not None else None)
        self._kind = kinds[0 if now is None else (kinds.index(now) + 1) % len(kinds)]
        self._inquire()

    def action_next_lang(self) -> None:
        """Write it in the other language."""
        now = self._written_in or (self._letter.lang if self._letter is not None else LANGUAGES[-1])
        self._written_in = LANGUAGES[(LANGUAGES.index(now) + 1) % len(LANGUAGES)]
        self._inquire()

    def action_save(self) -> None:
        """Save the letter shown."""
        letter = self._letter
        if letter is not None:
            app = cast("KwApp", self.app)
            name = names.SAVE_LETTERS.format(n=1)
            app.change(lambda bench: bench.save_letters([letter]), partial(self._saved, app, 1), name)

    def action_save_all(self) -> None:
        """Save the letters of all customers, as the one shown is written."""
        customers, kind, form, lang = self._customers, self._kind, self._form, self._written_in
        app, asked = cast("KwApp", self.app), len(customers)

        def write(bench: "Workbench") -> "list[Letter]":
            return bench.letters(customers, kind, form, lang)

        app.run_worker(
            save_many(app, write, asked, partial(self._saved, app, asked)), group="letters", exit_on_error=False
        )

    def _saved(self, app: "KwApp", asked: int, paths: list[Path]) -> None:
        """Tell it; this screen may be closed by then."""
        if len(paths) == asked:
            said = SAVED.format(path=paths[0]) if asked == 1 else SAVED_MANY.format(count=asked, path=self._folder)
        else:
            said = SAVED_SOME.format(count=len(paths), path=self._folder, rest=asked - len(paths))
        app.tell(said.in_(self._lang))
