"""What every tab's body has in common: it asks for its data when it is looked at, and draws it in either language."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.actions import parse
from textual.containers import Vertical
from textual.reactive import reactive

from kw_tui.tui import messages, triage
from kw_tui.tui.jobs import names
from kw_tui.tui.jobs.job import Job, State
from kw_tui.tui.keys import Key, problem_told, with_keys
from kw_tui.tui.lines import Line
from kw_tui.tui.tabs import TABS
from kw_tui.tui.widgets.panel import Panel
from kw_tui.vocabulary.errors import EmptySessionError, KwError
from kw_tui.vocabulary.phrases import COMPUTING
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.core.decisions import Decision
    from kw_tui.tui.app import KwApp
    from kw_tui.tui.desk import Ask
    from kw_tui.workbench import Workbench

T = TypeVar("T")
READING = "reading"
"""The group of questions that fill a tab."""
STOPPED = Text("Abgebrochen.  <app.reload> beginnt von vorn", "Cancelled.  <app.reload> starts anew")
EMPTY = Text("Noch keine Umsätze.  <app.tab.imports> importiert", "No sales yet.  <app.tab.imports> imports")
CANCELLED = Text("Abgebrochen: {name}", "Cancelled: {name}")


class TabBody(Vertical):
    """The body of a tab. `revision` grows whenever what the workbench would answer may have changed."""

    KEYS: ClassVar[tuple[Key, ...]] = ()
    PIECES: ClassVar[tuple[str, ...]] = ("Browser", "PageTable")
    """What it is made of that brings keys of its own, by class."""
    lang: reactive[Lang] = reactive("de", init=False)
    revision: reactive[int] = reactive(0, init=False, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._seen: int | None = None
        self._has_arrived = False
        self._possible: tuple[object, ...] = ()
        self._is_stopped = False
        self._problem: KwError | None = None
        """Why there is nothing to show."""

    # To be written by each tab

    @abstractmethod
    def fetch(self, workbench: "Workbench") -> Any:
        """Read what the tab shows; called on the desk's thread, so it touches no widget."""

    @abstractmethod
    def accept(self, found: Any) -> None:
        """Keep what `fetch` returned; `draw` follows."""

    @abstractmethod
    def draw(self) -> None:
        """Show what is known in the current language."""

    def view_state(self) -> dict[str, Any]:
        """Return what should be remembered of the view."""
        return {}

    def restore(self, view: Mapping[str, Any]) -> None:
        """Take up a remembered view; called before the first reading."""

    def whereabouts(self) -> dict[str, str]:
        """Return what is looked at, by name, so that one can come back to it."""
        return {}

    def return_to(self, seen: Mapping[str, str]) -> None:
        """Look again at what `whereabouts` named, or at a part of it."""

    def why_not(self, action: str, parameters: tuple[object, ...]) -> Text | None:  # noqa: ARG002
        """Return why an action cannot be done now, None where it can: its key is dimmed and says so."""
        return None

    @property
    def foremost(self) -> tuple[str, ...]:
        """The ids of keys that have room in the footer before all others just now, though they have none else."""
        return ()

    def take_focus(self) -> None:
        """Put the focus where work begins."""

    def point_at(self, *customers: str) -> None:
        """Put the cursor on the first of these customers after the next reading, where there is a list of them."""

    def stop_work(self) -> None:
        """Stop what takes long and is not finished: the program ends."""

    def listed(self) -> "pl.Series | None":
        """Return the ids of the customers listed, in their order; None where there is no such list."""
        return None

    # What they share

    @property
    def kw(self) -> "KwApp":
        """The program, typed."""
        return cast("KwApp", self.app)

    def say(self, text: Text) -> str:
        """Return a phrase in the current language."""
        return text.in_(self.lang)

    def with_keys(self, text: Text) -> Text:
        """Put the keys that hold here into a text: `<queue.state> shows all`."""
        return with_keys(text, self)

    def keyed(self, text: Text) -> str:
        """Return a phrase in the current language, with the keys that hold here."""
        return self.say(self.with_keys(text))

    def keyed_lines(self, lines: Iterable[Line]) -> list[Line]:
        """Return lines with the keys that hold here in the place of their ids."""
        return [tuple((self.keyed(Text(t, t)) if "<" in t else t, role) for t, role in line) for line in lines]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What cannot be done now is dimmed."""
        return None if self.why_not(action, parameters) else True

    def tell_keys(self) -> None:
        """Dim, light and order keys anew, where what can be done has changed."""
        now = (self.foremost, *(self.check_action(*parse(key.action)[1:]) for key in self.KEYS))
        if now != self._possible:
            self._possible = now
            self.refresh_bindings()

    def on_mount(self) -> None:
        """Draw the frame and ask for the data."""
        self.draw()
        self.arrive()

    def arrive(self) -> None:
        """The tab is looked at: read anew if anything changed since it was last."""
        if self.is_mounted and self._seen != self.revision:
            self._seen = self.revision
            self.reload()

    def watch_revision(self) -> None:
        """Read anew, now or when next looked at."""
        if self.kw.tab == self.id:
            self.arrive()

    def watch_lang(self) -> None:
        """Say everything again in the other language."""
        if self.is_mounted:
            self.draw()

    def reload(self) -> None:
        """Ask for the tab's data; a newer question makes an older answer void."""
        label = next((entry.label for entry in TABS if entry.id == self.id), Text(str(self.id), str(self.id)))
        self.inquire(self.fetch, self._arrived, name=names.TAB.format(tab=label))

    @property
    def is_answered(self) -> bool:
        """Whether it shows what it asked for, or why it does not."""
        return self._has_arrived or self._is_stopped or self._problem is not None

    def waiting(self) -> Text:
        """Return what stands where nothing is known yet: that it is computed, or why it is not."""
        if isinstance(self._problem, EmptySessionError):
            return self.with_keys(EMPTY)
        if self._problem is not None:
            return problem_told(self._problem, self)
        return self.with_keys(STOPPED) if self._is_stopped else COMPUTING

    def _arrived(self, found: Any) -> None:
        self._is_stopped, self._problem = False, None
        self.accept(found)
        self.draw()
        self.tell_keys()
        if not self._has_arrived:
            self._has_arrived = True
            self.call_after_refresh(self.kw.settle)
            if self.kw.tab == self.id:
                self.call_after_refresh(self.kw.give_typed)

    def inquire(
        self,
        question: "Callable[[Workbench], T]",
        then: Callable[[T], None],
        group: str = READING,
        *,
        name: Text = names.LOOK_UP,
        is_aside: bool = False,
        otherwise: Callable[[KwError], None] | None = None,
        is_apart: bool = False,
    ) -> Job:
        """Ask the workbench and hand the answer to `then`; the last question of a group alone is answered.

        What changes nothing and may take long is asked aside, so that it keeps nothing else waiting; what needs
        nothing that was asked before, apart. What goes wrong is told by `otherwise`, else in passing.
        """
        desk = self.kw.desk
        ask = desk.ask_apart if is_apart else desk.ask_aside if is_aside else desk.ask
        job = self.kw.job(name, str(self.id))
        job.heeds_escape = group != READING or not self._has_arrived

        async def work() -> None:
            try:
                answer = await ask(question, job)
            except KwError as problem:
                if otherwise is not None:
                    otherwise(problem)
                elif job.state is State.CANCELLED:
                    self._stopped(job, group)
                else:
                    self._unanswered(problem, group)
            else:
                then(answer)

        self.run_worker(work(), group=group, exclusive=True, exit_on_error=False)
        return job

    def asker(self, name: Text, about: str = "") -> "Ask":
        """Return how a screen over this tab asks what changes nothing."""
        return self.kw.asker(name.format(name=about), str(self.id))

    def _unanswered(self, problem: KwError, group: str) -> None:
        """Say why there is no answer: where nothing is shown, in its place; that nothing is imported, only there."""
        if group == READING and not self._has_arrived:
            self._problem = problem
            self.kw.drop_typed()
            self.draw()
        if not isinstance(problem, EmptySessionError) or group != READING:
            self.show_problem(problem)

    def _stopped(self, job: Job, group: str) -> None:
        """A person has cancelled: what is shown stays as it is, and where nothing is, that is said."""
        if group == READING and not self._has_arrived:
            self._is_stopped = True
            self.kw.drop_typed()
            self.draw()
        else:
            self.kw.tell(self.say(CANCELLED.format(name=job.name)))

    def show_problem(self, problem: KwError) -> None:
        """Say what failed and what to do."""
        self.kw.show_problem(problem)

    def decide(
        self,
        customers: Sequence[str],
        action: str,
        details: Mapping[str, Any],
        *,
        tells: bool,
        otherwise: "Callable[[], None] | None" = None,
    ) -> None:
        """Record the same decision about each of these customers; say so when it is written, if it is to be told.

        That it waits for a second signature is always told. `otherwise` follows where it is refused.
        """

        def told(written: "Sequence[Decision]") -> None:
            if waiting := sum(one.needs_signature for one in written):
                self.kw.tell(triage.to_be_signed(waiting, self.lang))
            elif tells:
                self.kw.tell(triage.recorded(action, customers, details.get("until"), self.lang, details.get("step")))

        name = names.DECISIONS.format(n=len(customers))
        self.kw.change(lambda bench: bench.decide_all(customers, action, **details), told, name, otherwise)

    def action_undo(self) -> None:
        """Take the last decision back."""
        self.post_message(messages.Undo())

    def action_redo(self) -> None:
        """Take it again."""
        self.post_message(messages.Redo())

    def panel(self, selector: str) -> Panel:
        """Return a panel of lines by selector."""
        return self.query_one(selector, Panel)
