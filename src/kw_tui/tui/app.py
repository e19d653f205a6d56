"""The terminal interface: five tabs over one workbench."""

import asyncio
import gc
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import ContentSwitcher

from kw_tui.storage.personal import read_config
from kw_tui.tui.actions import APP_KEYS, tab_key
from kw_tui.tui.copying.clipboard import Clipboard
from kw_tui.tui.desk import Desk
from kw_tui.tui.drivers import thrifty_driver
from kw_tui.tui.jobs import names
from kw_tui.tui.jobs.telling import Telling
from kw_tui.tui.keys import Key, bindings, problem_told, with_keys
from kw_tui.tui.lean import spare
from kw_tui.tui.lines import printable
from kw_tui.tui.opening import Opened, first_look, note
from kw_tui.tui.standing import LAST_WORDS_SECONDS, Standing
from kw_tui.tui.tabs import TABS
from kw_tui.tui.typed_ahead import TypedAhead
from kw_tui.tui.widgets.bars import KeyLine, TabLine
from kw_tui.tui.widgets.place import Place
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import LANGUAGES, Lang, Text

if TYPE_CHECKING:
    from textual.driver import Driver

    from kw_tui.workbench import Workbench

RELOAD_SECONDS = 2.0
AGAIN = Text("<app.reload> versucht es noch einmal, <app.quit> endet", "<app.reload> tries again, <app.quit> quits")


class KwApp(Telling, Standing, TypedAhead, Clipboard):
    """The program. It shows its frame first and opens the workbench after."""

    CSS_PATH = "kw.tcss"
    TITLE = "kw"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]
    KEYS: ClassVar[tuple[Key, ...]] = (
        *APP_KEYS,
        *(tab_key(number, entry.id, entry.label) for number, entry in enumerate(TABS, 1)),
    )
    BINDINGS = bindings(KEYS)

    def __init__(
        self,
        workbench: "Workbench | Callable[[], Workbench]",
        lang: Lang = "de",
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(Desk(workbench if callable(workbench) else lambda: workbench))
        self._clock = clock
        self.set_reactive(KwApp.lang, lang)
        self.is_lean = False
        """Whether the line is slow."""
        self._chosen_lang: Lang | None = None

    def compose(self) -> ComposeResult:
        """Tabs above, keys below, the tab's place between."""
        yield TabLine(TABS, id="tabs").data_bind(KwApp.lang, KwApp.tab)
        with ContentSwitcher(initial=f"place-{self.tab}", id="places"):
            self._places = [Place(entry).data_bind(KwApp.lang) for entry in TABS]
            yield from self._places
        yield KeyLine(id="keys").data_bind(KwApp.lang)

    def get_driver_class(self) -> "type[Driver]":
        """Return the way to the terminal."""
        return thrifty_driver(super().get_driver_class())

    # Opening

    def on_mount(self) -> None:
        """Open the workbench once the frame is on the screen."""
        self.desk.on_unforeseen = self.repaint
        self.tell_jobs()
        self.call_after_refresh(self.start_opening)

    def start_opening(self) -> None:
        """Open the workbench."""
        for place in self.places():
            place.tell()
        self.run_worker(self._open(), group="opening", exclusive=True, exit_on_error=False)

    async def _open(self) -> None:
        try:
            opened = await self.desk.ask(first_look, self.job(names.OPENING, self.tab))
            await self.desk.ask(lambda bench: bench.tell_work(self.desk.told))
        except KwError as problem:
            again, said = with_keys(AGAIN, self.screen_stack[0]), problem_told(problem, self.screen_stack[0])
            line = Text(*(f"{said.in_(lang)}\n\n{again.in_(lang)}" for lang in LANGUAGES))
            for place in self.places():
                place.tell(line)
            self.show_problem(problem)
            return
        self.is_open = True
        self.lang = opened.lang
        self.query_one(TabLine).note = opened.note
        if opened.notice is not None:
            self.notify(printable(opened.notice.in_(self.lang)), severity="warning", timeout=12, markup=False)
        self._restore(opened)
        self.tell_theme_faults()
        await self.take_up_keys()
        await self.furnish()
        self.set_interval(RELOAD_SECONDS, self.look_for_others)

    def _restore(self, opened: Opened) -> None:
        self.view = opened.view
        self.take_theme(self.view, opened.theme)
        known = {entry.id for entry in TABS}
        first = "queue" if opened.has_data else "imports"
        if self.history.before:  # whoever has gone somewhere meanwhile stays there
            return
        self.tab = self.view["tab"] if opened.has_data and self.view.get("tab") in known else first

    async def furnish(self) -> None:
        """Build the tab looked at, if it is not yet."""
        place = self.query_one(f"#place-{self.tab}", Place)
        body_class = await self.desk.run(place.entry.load)
        if place.is_taken:
            return
        body = body_class().data_bind(KwApp.lang, KwApp.revision)
        body.restore(seen := self.view.get(place.entry.id, {}))
        if not await place.furnish(body):
            return
        if seen is not (wanted := self.view.get(place.entry.id, seen)):  # one went elsewhere in it meanwhile
            body.return_to(wanted)
        if self.tab == place.entry.id:
            body.arrive()
            body.take_focus()
        self.call_later(self.furnished, place)

    @property
    def here_is(self) -> str:
        """The id of the tab looked at."""
        return self.tab

    def settle(self) -> None:
        """Look no more for garbage in what a tab has loaded: that stopped every key for a tenth of a second."""
        if self.ends_process:
            gc.freeze()

    @property
    def today(self) -> date:
        """The calendar day where the person sits."""
        return self._clock().date()

    # What is shown

    def watch_revision(self) -> None:
        """Name the session anew: an import may have moved its period."""
        self.run_worker(self._name_session(), group="naming", exclusive=True, exit_on_error=False)

    async def _name_session(self) -> None:
        try:
            self.query_one(TabLine).note = await self.desk.ask(note)
        except KwError:  # whoever asked for the change is told; the line above stays
            return

    def point_at(self, *customers: str) -> None:
        """Put the queue's cursor on the first of these customers when it has been read again."""
        if (queue := self.body("queue")) is not None:
            queue.point_at(*customers)

    def repaint(self) -> None:
        """Draw everything anew: an engine that fails writes its last words over the screen."""
        self.screen.refresh()

    def action_reload(self) -> None:
        """Read and draw everything anew; open the workbench again where that failed."""
        self.repaint()
        if self.is_open:
            super().action_reload()
        else:
            self.start_opening()

    def action_next_language(self) -> None:
        """Speak the other language."""
        self.speak("en" if self.lang == "de" else "de")

    def speak(self, lang: Lang) -> None:
        """Speak a language, and remember that it was chosen."""
        self.lang = self._chosen_lang = lang

    def action_settings(self, by: str = "", chosen: Mapping[str, str] | None = None) -> None:
        """Show everything that can be set, or what a way of cutting the portfolio is set by."""
        from kw_tui.tui.settings.opening import open_settings

        open_settings(self, by, chosen or {})

    def show_setting(self, id_: str) -> None:
        """Show what can be set, the cursor on this."""
        from kw_tui.tui.settings.opening import open_settings

        open_settings(self, at=id_)

    # Leaving

    async def action_quit(self, code: int = 0) -> None:
        """Stop an import, let what was decided be written, remember the view, and go; nothing is waited for long.

        What is worked out for questions is not waited for at all.
        """
        self.stop_work()
        is_written = not self.desk.jobs.unwritten()
        if self.is_open:
            await self.save_view(self._view_now(), self._chosen_lang, LAST_WORDS_SECONDS, is_apart=is_written)
        if not is_written:
            await asyncio.to_thread(self.desk.finish, LAST_WORDS_SECONDS)
        self.exit(return_code=code)

    def stop_work(self) -> None:
        """Stop what takes long and is not finished; what it had begun is undone."""
        self.desk.jobs.stop_all()
        for place in self.places():
            if place.body is not None:
                place.body.stop_work()

    def _view_now(self) -> dict[str, Any]:
        bodies = {place.entry.id: place.body.view_state() for place in self.places() if place.body is not None}
        return {**self.view, **bodies, "tab": self.tab, **self.theme_chosen(self.view)}


def run(workbench: "Workbench | Callable[[], Workbench]", lang: Lang = "de", *, is_lean: bool = False) -> None:
    """Run the interface on a workbench, or on what opens one (so that the screen comes first)."""
    gc.freeze()  # a search through all that is loaded would stop the first picture for 35 ms
    app = KwApp(workbench, lang)
    app.ends_process = True
    app.is_lean = spare(app, os.environ, is_wanted=is_lean)
    app.wanted_keys = _wanted_keys()
    try:
        app.run_through()
    finally:
        if app.desk.jobs.unwritten():  # what was decided is written, whatever ended the program
            app.desk.finish(LAST_WORDS_SECONDS)
    if app.return_code:
        raise SystemExit(app.return_code)


def _wanted_keys() -> dict[str, Any]:
    """Return what the personal configuration says of keys; what is wrong with it is told by whoever read it first."""
    with suppress(KwError):
        wanted = read_config().get("keys")
        return wanted if isinstance(wanted, dict) else {}
    return {}
