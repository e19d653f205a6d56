"""Importing: the questions before, the bar meanwhile, the account after - or nothing at all."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from kw_tui.tui import figures, messages
from kw_tui.tui.jobs import names
from kw_tui.tui.jobs.job import Job as Named
from kw_tui.tui.keys import problem_told
from kw_tui.tui.lines import clipped, wrapped
from kw_tui.tui.tabs.imports import account_view, choices
from kw_tui.tui.tabs.imports.choosing import LACKING, NAME_WIDTH
from kw_tui.tui.tabs.imports.faces import ACCOUNT, Preview
from kw_tui.tui.tabs.imports.job import STOPPED, Job
from kw_tui.tui.tabs.imports.looking import Look
from kw_tui.tui.tabs.imports.mapping_view import mapping_rows
from kw_tui.tui.tabs.imports.previewing import Previewing
from kw_tui.tui.tabs.imports.problems import in_keys, open_option
from kw_tui.tui.tabs.imports.progress_view import brief, progress
from kw_tui.tui.widgets.pick import Option, PickScreen
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.errors import KwError, SheetError, UpdateError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Imported, Wish

PATIENCE = 0.25
"""Seconds an import that was cancelled is waited for; what it still does is undone without the screen."""
STOPPING = Text("wird abgebrochen …", "cancelling …")
TOO_LATE = Text("Der Abbruch kam zu spät: {name} ist importiert", "Too late to cancel: {name} is imported")
UNANSWERED = Text("Nichts importiert: die Frage ist offen", "Nothing imported: the question is open")
KEPT = Text("Nichts importiert, die alte Fassung gilt weiter", "Nothing imported, the old version stays")
REPLACE = Text("Ersetzen?", "Replace?")
SHEETS = Text("Welches Blatt?", "Which sheet?")
NO, YES = (
    Option("no", Text("nein, die alte Fassung behalten", "no, keep the old version")),
    Option("yes", Text("ja, die neue an ihre Stelle setzen", "yes, put the new one in its place")),
)
_TOLD_LINES = 3


class Importing(Previewing):
    """The import of what is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._job: Job | None = None
        self._imported: Sequence[Imported] = ()

    @property
    def is_busy(self) -> bool:
        """Whether a look or an import is under way."""
        return self._job is not None or super().is_busy

    @on(PageTable.RowSelected, "#import-mapping")
    def action_import(self) -> None:
        """Import what is looked at; first ask what only a person can decide."""
        look = self._look
        if look is None or self.is_busy:
            return
        if look.preview.missing:
            self.say_then(lambda: [((self.keyed(LACKING), "negative"),)])  # what is missing stands below already
            self.query_one(Preview).mapping.cursor_row = _place(look)
        elif look.asks:
            ask = look.asks[0]
            self._ask(ask.option, ask.question)
        else:
            self._start(look, look.settled)

    def _ask(self, option: str, question: Text) -> None:
        answers = [Option(value, label) for value, label in choices.VALUES[option].items()]
        screen = PickScreen(choices.OPTIONS[option], answers, self.lang, note=question)
        self.app.push_screen(screen, partial(self._answered, option))

    def _answered(self, option: str, value: str | None) -> None:
        if self._look is None:
            return
        if value is None:
            self.say_then(lambda: [((self.say(UNANSWERED), "warning"),)])
            return
        self._look = replace(self._look, wish=self._look.with_option(option, value))
        self.draw_preview()
        self.action_import()

    def _start(self, look: Look, wish: "Wish") -> None:
        job = self._job = Job(look)

        named = self._named(job)

        async def work() -> None:
            desk = self.kw.desk
            try:
                imported = await desk.ask_apart(
                    lambda bench: bench.import_files(look.paths, wish, progress=job.progress), named
                )
                await desk.ask(lambda bench: bench.reload_if_changed())
            except KwError as problem:
                self._failed(job, problem)
            else:
                self._done(job, imported)

        self.run_worker(work(), group="importing", exit_on_error=False)
        self.keep_time()

    def _named(self, job: Job) -> Named:
        """Return what the list of jobs says of an import."""
        look = job.look
        name = clipped(look.preview.path.name, NAME_WIDTH) if look.others == 0 else figures.count(len(look.files), "de")
        title = names.IMPORT if look.others == 0 else names.IMPORT_MANY
        named = self.kw.job(title.format(name=name), str(self.id))
        named.heeds_escape, named.stop_by = False, job.stop  # the tab has its own way
        named.detail = lambda lang: brief(job.stage(), lang)
        named.tells = account_view.in_short
        return named

    def tick(self) -> None:
        """Show how far the look or the import is."""
        super().tick()
        if self._job is not None and not self._job.is_stopped:
            look = self._job.look
            rows = look.preview.lines if look.others == 0 else None
            self.say_there(
                progress(self._job.stage(), rows, self.lang, self.size.width - 2, len(look.files), self.with_keys)
            )

    def _release(self, job: Job) -> bool:
        """Let go of an import; tell whether it was the one at hand."""
        if self._job is not job:
            return False
        self._job = None
        self.keep_time()
        return True

    def stop_import(self) -> None:
        """Cancel; if nothing can come of it any more, that is said after PATIENCE at the latest."""
        job = self._job
        if job is None or job.is_stopped:
            return
        job.stop()
        self.say_then(lambda: [((self.say(STOPPING), "warning"),)])
        self.set_timer(PATIENCE, partial(self._give_up, job))

    def _give_up(self, job: Job) -> None:
        if not job.is_past_stopping and self._release(job):
            self.say_then(lambda: [((self.say(STOPPED), "warning"),)])

    def _done(self, job: Job, imported: "Sequence[Imported]") -> None:
        is_at_hand = self._release(job)
        if job.is_stopped:  # it counted before it could be stopped: that must be known
            name = job.look.preview.path.name
            self.say_there(((clipped(TOO_LATE.format(name=name).in_(self.lang), self.size.width - 2), "warning"),))
        elif is_at_hand:
            self._imported, self._look = imported, None
            self.say_then(lambda: account_view.done(imported, self.lang, self.size.width - 2))
            self.path.value = ""
            self.draw_account()
            self.switch.current = ACCOUNT
            if self.kw.tab == self.id:
                self.turn_to(ACCOUNT)
        self.post_message(messages.DataImported())

    def draw_account(self) -> None:
        """Show what became of the files."""

    def _failed(self, job: Job, problem: KwError) -> None:
        is_at_hand = self._release(job)
        if job.is_stopped:
            if is_at_hand:
                self.say_then(lambda: [((self.say(STOPPED), "warning"),)])
            return
        option = open_option(problem, job.look.options)
        self.say_there()
        if isinstance(problem, UpdateError):
            screen = PickScreen(REPLACE, [NO, YES], self.lang, NO.id, note=problem.message)
            self.app.push_screen(screen, partial(self._replace, job.look))
        elif option is not None and self._look is not None:
            self._ask(option, problem.message)
        else:
            self.show_problem(problem)

    def _replace(self, look: Look, answer: str | None) -> None:
        if answer == YES.id:
            self._start(look, replace(look.settled, replace=True))
        else:
            self.say_then(lambda: [((self.say(KEPT), "warning"),)])

    def show_problem(self, problem: KwError) -> None:
        """Say it below the path: that is what it concerns; in passing where another tab is looked at."""
        is_look, wanted = self.is_reading, self._wanted
        self._watch = None
        self.keep_time()
        self._say_problem(problem)
        if not is_look:
            return
        if isinstance(problem, SheetError) and problem.names:
            options = [Option(name, Text(name, name)) for name in problem.names]
            screen = PickScreen(SHEETS, options, self.lang, note=problem.message)
            self.app.push_screen(screen, partial(self._sheet_chosen, *wanted))
        elif self._look is None or self._look.typed != wanted.typed:
            self.path.focus()  # what is shown is another file: its keys would import that

    def _say_problem(self, problem: KwError) -> None:
        parts = wrapped(problem_told(in_keys(problem), self).in_(self.lang), self.size.width - 2)
        if len(parts) > _TOLD_LINES:
            parts = [*parts[: _TOLD_LINES - 1], clipped(" ".join(parts[_TOLD_LINES - 1 :]), self.size.width - 2)]
        self.say_there(*(((part, "negative"),) for part in parts))
        if self.kw.tab != self.id:
            super().show_problem(in_keys(problem))

    def _sheet_chosen(self, typed: str, wish: "Wish", place: int, sheet: str | None) -> None:
        if sheet is None:
            self.path.focus()
        else:
            self.look_at(typed, replace(wish, options=replace(wish.options, sheet=sheet)), place)


def _place(look: Look) -> int:
    """The row of the first required field without a column."""
    rows = mapping_rows(look, "de")
    return next(number for number, row in enumerate(rows) if row["field"] == look.preview.missing[0])
