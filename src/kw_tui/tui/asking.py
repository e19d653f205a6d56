"""What the program asks of the workbench to change: decisions, settings, the view; and what others changed."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual.reactive import reactive
from textual.screen import ModalScreen

from kw_tui.tui import news
from kw_tui.tui.desk import Ask, Desk
from kw_tui.tui.jobs import names
from kw_tui.tui.jobs.job import Job
from kw_tui.tui.keys import problem_told, with_keys
from kw_tui.tui.lines import clipped, printable
from kw_tui.tui.themed import Themed
from kw_tui.tui.unforeseen import UnforeseenError
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.core.decisions import Decision
    from kw_tui.workbench import Workbench

T = TypeVar("T")
NEWS_SECONDS = 6
RELOADS = Text("; <app.reload> lädt neu", "; <app.reload> reloads")
MOST_SAID = 600
"""Cells of what is told in passing: a path may be longer than the screen has room."""


class Asking(Themed[None]):
    """Handlers of the requests that change the session. Every change ends in a new `revision`."""

    lang: reactive[Lang] = reactive("de", init=False)
    revision: reactive[int] = reactive(0, init=False, repaint=False)
    """Grows whenever what the workbench would answer may have changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._trouble = ""
        """Why looking for others failed last, told once."""

    def notify(self, message: str, **how: Any) -> None:
        """Say it in passing, unless it still stands there: a key held down fills no screen."""
        if all(one.message != message for one in self._notifications):
            super().notify(message, **how)

    def show_problem(self, problem: KwError) -> None:
        """Say what failed and what to do, in one line."""
        node = (self.screen.focused or self.screen) if self.screen_stack else self
        said = clipped(printable(problem_told(problem, node).in_(self.lang)), MOST_SAID)
        if isinstance(problem, UnforeseenError):
            said += with_keys(RELOADS, node).in_(self.lang)
        self.notify(said, severity="error", timeout=8, markup=False)

    def tell(self, text: str) -> None:
        """Say that something was done."""
        self.notify(clipped(printable(text), MOST_SAID), timeout=4, markup=False)

    def job(self, name: Text, place: str = "", *, is_change: bool = False) -> Job:
        """Return a job asked for what is looked at now: a screen over the tab that closes gives its questions up."""
        job = Job(name, place, is_change=is_change)
        screen = self.screen
        job.owner = screen if isinstance(screen, ModalScreen) and not is_change else None
        return job

    def asker(self, name: Text, place: str) -> Ask:
        """Return how a screen over a tab asks what changes nothing: under a name, and keeping nobody waiting."""

        def ask(question: "Callable[[Workbench], Any]") -> Awaitable[Any]:
            return self.desk.ask_aside(question, self.job(name, place))

        return ask

    def change(
        self,
        question: "Callable[[Workbench], T]",
        then: "Callable[[T], None] | None" = None,
        name: Text = names.CHANGE,
        otherwise: Callable[[], None] | None = None,
    ) -> None:
        """Change something in the workbench, then let every tab read anew; `otherwise` follows where it is refused."""

        async def work() -> None:
            try:
                answer = await self.desk.ask(question, self.job(name, is_change=True))
            except KwError as problem:
                self.show_problem(problem)
                if otherwise is not None:
                    otherwise()
            else:
                if then is not None:
                    then(answer)
            self.revision += 1

        self.run_worker(work(), group="changing", exit_on_error=False)

    def on_undo(self) -> None:
        """Take the last decision back."""
        told = partial(self._told, _UNDONE, _NOTHING_TO_UNDO)
        self.change(lambda bench: _named(bench, bench.undo()), told, names.UNDO)

    def on_redo(self) -> None:
        """Take the decision last undone again."""
        told = partial(self._told, _REDONE, _NOTHING_TO_REDO)
        self.change(lambda bench: _named(bench, bench.redo()), told, names.REDO)

    def _told(self, done: Text, nothing: Text, found: "tuple[Sequence[Decision], str]") -> None:
        from kw_tui.tui import triage  # by now the engine is there, which the first picture does not wait for

        decisions, name = found
        self.tell(triage.reversed_(done, decisions, name, self.lang) if decisions else nothing.in_(self.lang))
        if decisions:
            self.point_at(*(one.customer_id for one in decisions))

    def point_at(self, *customers: str) -> None:
        """Bring the customers a decision was taken back or again about before the eyes."""

    def on_data_imported(self) -> None:
        """Let every tab read anew."""
        self.revision += 1

    def action_reload(self) -> None:
        """Read everything anew."""
        self.change(lambda bench: bench.reload_if_changed(), name=names.RELOAD)

    def look_for_others(self) -> None:
        """Take up what other people did meanwhile, and say so; whoever types goes on typing."""
        self.look_at_themes()

        async def look() -> None:
            try:
                found = await self.desk.ask(lambda bench: (bench.news(), bench.currency))
            except KwError as problem:  # the next look may succeed; what is shown stays valid until then
                if self._trouble != (said := problem.line(self.lang)):
                    self._trouble = said
                    self.show_problem(problem)
                return
            self._trouble = ""
            if found[0].has_changed:
                self.revision += 1
            if said := news.told(*found, self.lang):
                self.notify(said, timeout=NEWS_SECONDS, markup=False)

        self.run_worker(look(), group="looking", exclusive=True, exit_on_error=False)

    async def save_view(
        self, view: dict[str, Any], lang: Lang | None, seconds: float, *, is_apart: bool = False
    ) -> None:
        """Save the view, and the language if one was chosen; wait `seconds` at most.

        After everything asked before, or `is_apart`: at once.
        """
        ask = self.desk.ask_apart if is_apart else self.desk.ask
        try:
            await asyncio.wait_for(ask(partial(_save, view=view, lang=lang)), seconds)
        except (KwError, TimeoutError):
            return


def _save(bench: "Workbench", view: dict[str, Any], lang: Lang | None) -> None:
    """Remember the view, and the language where one was chosen; an empty session leaves nothing behind."""
    if not bench.tables():
        return
    bench.save_view(view)
    if lang is not None and lang != bench.session.lang:
        bench.set(lang=lang)


def _named(bench: "Workbench", decisions: "Sequence[Decision]") -> "tuple[Sequence[Decision], str]":
    """Return decisions with the name of the customer they are about; without one of several."""
    if len(decisions) != 1:
        return decisions, ""
    portfolio = bench.portfolio()
    found = portfolio["name"].filter(portfolio["customer_id"] == decisions[0].customer_id)
    return decisions, str(found.first() or "")


_UNDONE, _REDONE = Text("Zurückgenommen", "Undone"), Text("Wieder entschieden", "Decided again")
_NOTHING_TO_UNDO = Text("Nichts zum Zurücknehmen", "Nothing to undo")
_NOTHING_TO_REDO = Text("Nichts zum Wiederholen", "Nothing to redo")
