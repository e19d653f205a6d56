"""Choosing a file: the path, those used before, and the look into what it means."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import ContentSwitcher, Input

from kw_tui.tui.jobs import names
from kw_tui.tui.lines import Line, clipped
from kw_tui.tui.tabs.body import TabBody
from kw_tui.tui.tabs.imports import choices
from kw_tui.tui.tabs.imports.faces import ACCOUNT, OVERVIEW, PREVIEW, Account, Found, Overview, Preview
from kw_tui.tui.tabs.imports.job import Watch
from kw_tui.tui.tabs.imports.looking import Look, is_address, look_into
from kw_tui.tui.tabs.imports.progress_view import brief, progress
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.path_input import PathInput, completed
from kw_tui.tui.widgets.pick import PickScreen
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import Wish

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

TICK = 0.1
NAME_WIDTH = 40
"""Cells for a path in the name of a job."""
PATH_HINT = Text("Datei, Ordner oder Muster, z. B. export/umsatz.csv", "file, folder or pattern, e.g. export/sales.csv")
LOOKED = Text(
    "<path.submit> oder <import.run> importiert, <import.back> verwirft",
    "<path.submit> or <import.run> imports, <import.back> discards",
)
ASKED = Text(
    "<path.submit> oder <import.run> importiert nach einer Frage, <import.back> verwirft",
    "<path.submit> or <import.run> imports after a question, <import.back> discards",
)
ALL_LOOKED = Text(
    "<path.submit> oder <import.run> importiert alle {n} Dateien, <import.back> verwirft",
    "<path.submit> or <import.run> imports all {n} files, <import.back> discards",
)
LACKING = Text(
    "erst eine Spalte zuordnen (<import.edit>), <import.back> verwirft",
    "assign a column first (<import.edit>), <import.back> discards",
)
NOTHING_TYPED = Text("Erst einen Pfad angeben; . ist dieser Ordner", "Give a path first; . is this folder")
NO_RECENT = Text("noch kein Pfad benutzt", "no path used yet")
RECENT = Text("Zuletzt benutzt", "Recent")


class Wanted(NamedTuple):
    """What the last look was to be: the path as typed, how to read it, and which of several files."""

    typed: str
    wish: Wish
    place: int


class Choosing(TabBody):
    """The path, and the faces below it."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None
        self._look: Look | None = None
        self._folder = ""
        self._watch: Watch | None = None
        """The look under way."""
        self._wanted = Wanted("", Wish(), 0)
        self._ticking: Timer | None = None
        self._said: Callable[[], Iterable[Line]] = tuple
        """Writes what stands below the path."""

    def compose(self) -> ComposeResult:
        """The path above; overview, preview or account below."""
        yield PathInput(id="import-path", select_on_focus=False)
        yield Panel(id="import-told")
        with ContentSwitcher(initial=OVERVIEW, id="import-switch"):
            yield Overview()
            yield Preview()
            yield Account()

    def on_mount(self) -> None:
        """Have a clock ready for the bar."""
        self._ticking = self.set_interval(TICK, self.tick, pause=True)
        super().on_mount()

    @property
    def switch(self) -> ContentSwitcher:
        """What stands below the path."""
        return self.query_one("#import-switch", ContentSwitcher)

    @property
    def path(self) -> PathInput:
        """The field for the path."""
        return self.query_one("#import-path", PathInput)

    @property
    def is_reading(self) -> bool:
        """Whether a look is under way."""
        return self._watch is not None

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way that Esc stops."""
        return self.is_reading

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
        """Write below the path, for as long as nothing else is."""
        self._said = lambda: lines
        self.say_again()

    def say_then(self, lines: Callable[[], Iterable[Line]]) -> None:
        """Write below the path what can be said in another language, too."""
        self._said = lines
        self.say_again()

    def say_again(self) -> None:
        """Write what was said below the path."""
        self.panel("#import-told").show(self._said())

    def draw_preview(self) -> None:
        """Show the look."""
        if self._look is not None:
            self.query_one(Preview).show(self._look, self.lang, self.size.width, self.with_keys)

    # The path

    def action_path(self) -> None:
        """Ask for another path: what is typed takes the place of the one that stands there."""
        self.path.focus()
        self.path.action_select_all()

    @on(PathInput.Completed, "#import-path")
    def _completed(self, event: PathInput.Completed) -> None:
        self._offer(event.names)

    def _offer(self, names: list[str]) -> None:
        shown = "  ".join(names[:12]) + ("  …" if len(names) > 12 else "")
        self.say_there(((clipped(shown, 2 * self.size.width), "dim"),))

    @on(PathInput.RecentWanted, "#import-path")
    def _recent_wanted(self) -> None:
        if self.app.screen is not self.screen:  # the key was pressed again before the list stood there
            return
        found = self._found
        options = choices.recent(found.sources, found.home, self._folder) if found else []
        if options:
            self.app.push_screen(PickScreen(RECENT, options, self.lang), self._recent_picked)
        else:
            self.say_then(lambda: [((self.say(NO_RECENT), "dim"),)])

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
        else:
            self.say_then(lambda: [((self.say(NOTHING_TYPED), "warning"),)])

    # Looking

    def look_at(self, typed: str, wish: Wish | None = None, place: int = 0) -> None:
        """Look into a path; what was seen before stays until the answer is there."""
        self.stop_looking()
        wanted = self._wanted = Wanted(typed, wish or Wish(), place)
        watch = self._watch = Watch()
        if self.path.has_focus:  # what is typed meanwhile is no part of the path
            self.face().take_focus()

        def look(bench: "Workbench") -> Look:
            found = look_into(bench, wanted.typed, wanted.wish, watch.progress, wanted.place)
            return replace(found, turns=watch.reading_turns)

        name = names.LOOK.format(name=clipped(typed, NAME_WIDTH))
        job = self.inquire(look, self._looked, group="looking", name=name, is_apart=True)
        job.heeds_escape = False  # the tab has its own way
        job.detail = lambda lang: brief(watch.stage(), lang)
        job.whenever_stopped(self.action_stop)
        self.keep_time()

    def stop_looking(self) -> None:
        """Stop the look under way; what it still answers is dropped."""
        if self._watch is not None:
            self._watch.stop()
        self._watch = None
        self.workers.cancel_group(self, "looking")

    def keep_time(self) -> None:
        """Let the bar move while there is one; other keys work then."""
        self.tick()
        if self._ticking is not None:
            (self._ticking.resume if self.is_busy else self._ticking.pause)()
        self.refresh_bindings()

    def tick(self) -> None:
        """Show how far the look is."""
        if self._watch is not None:
            self.say_there(progress(self._watch.stage(), None, self.lang, self.size.width - 2, keyed=self.with_keys))

    def _looked(self, look: Look) -> None:
        before = self._look
        is_new = before is None or (before.typed, before.place) != (look.typed, look.place)
        self._look, self._watch = look, None
        self._folder = self._folder if is_address(look.files[0]) else str(look.files[0].parent)
        if is_new:
            self.query_one(Preview).begin()
        self.say_then(lambda: [((self.keyed(_next_step(look)), "accent"),)])
        self.draw_preview()
        if is_new or self.switch.current != PREVIEW:
            self.turn_to(PREVIEW)
        self.keep_time()

    def action_import(self) -> None:
        """Import what is looked at."""

    def action_stop(self) -> None:
        """Stop what is under way."""


def _next_step(look: Look) -> Text:
    """What to do with a look."""
    if look.preview.missing:
        return LACKING
    if look.asks:
        return ASKED
    return ALL_LOOKED.format(n=len(look.files)) if look.others else LOOKED
