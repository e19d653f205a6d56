"""The terminal interface: five tabs over one workbench."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, ComposeResult
from textual.reactive import reactive
from textual.widgets import ContentSwitcher

from kw_tui.tui import messages
from kw_tui.tui.actions import APP_KEYS, tab_key
from kw_tui.tui.asking import Asking
from kw_tui.tui.desk import Desk
from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.tabs import TABS
from kw_tui.tui.theme import DEFAULT, shipped_themes
from kw_tui.tui.widgets.bars import KeyLine, TabLine
from kw_tui.tui.widgets.place import Place
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, printable

if TYPE_CHECKING:
    from kw_tui.tui.tabs.body import TabBody
    from kw_tui.workbench import Workbench

RELOAD_SECONDS = 2.0
LAST_WORDS_SECONDS = 3.0


class KwApp(Asking, App[None]):
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

    lang: reactive[Lang] = reactive("de", init=False)
    tab: reactive[str] = reactive("queue", init=False)
    revision: reactive[int] = reactive(0, init=False)
    """Grows whenever what the workbench would answer may have changed."""

    def __init__(
        self,
        workbench: "Workbench | Callable[[], Workbench]",
        lang: Lang = "de",
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__()
        self._clock = clock
        self.set_reactive(KwApp.lang, lang)
        self.desk = Desk(workbench if callable(workbench) else lambda: workbench)
        self.view: dict[str, Any] = {}
        for theme in shipped_themes():
            self.register_theme(theme)
        self.theme = DEFAULT

    def compose(self) -> ComposeResult:
        """Tabs above, keys below, the tab's place between."""
        yield TabLine(TABS, id="tabs").data_bind(KwApp.lang, KwApp.tab)
        with ContentSwitcher(initial=f"place-{self.tab}", id="places"):
            for entry in TABS:
                yield Place(entry).data_bind(KwApp.lang)
        yield KeyLine(id="keys").data_bind(KwApp.lang)

    # Opening

    def on_mount(self) -> None:
        """Open the workbench once the frame is on the screen."""
        self.call_after_refresh(lambda: self.run_worker(self._open(), group="opening", exit_on_error=False))

    async def _open(self) -> None:
        try:
            view, lang, note = await self.desk.ask(_first_look)
        except KwError as problem:
            self.view["failed"] = True
            self.query_one(f"#place-{self.tab}", Place).tell(problem.line(self.lang))
            self.show_problem(problem)
            return
        self.lang = lang
        self.query_one(TabLine).note = note
        self._restore(view)
        await self._furnish()
        self.set_interval(RELOAD_SECONDS, self._look_for_others)

    def _restore(self, view: Mapping[str, Any]) -> None:
        self.view = dict(view)
        if view.get("theme") in self.available_themes:
            self.theme = str(view["theme"])
        known = {entry.id for entry in TABS}
        self.tab = self.view["tab"] if self.view.get("tab") in known else ("queue" if view.get("rows") else "imports")

    async def _furnish(self) -> None:
        """Build the tab looked at, if it is not yet."""
        place = self.query_one(f"#place-{self.tab}", Place)
        body_class = await self.desk.run(place.entry.load)
        if place.body is None:
            body = body_class().data_bind(KwApp.lang, KwApp.revision)
            body.restore(self.view.get(place.entry.id, {}))
            await place.furnish(body)

    def body(self, tab: str) -> "TabBody | None":
        """Return a tab's body, None while it was never looked at."""
        return self.query_one(f"#place-{tab}", Place).body

    @property
    def today(self) -> date:
        """The calendar day where the person sits."""
        return self._clock().date()

    def places(self) -> list[Place]:
        """Return the places of all tabs."""
        return list(self.query(Place))

    # Moving about

    def watch_tab(self, tab: str) -> None:
        """Show the tab's place, and build its body on the first visit."""
        if not self.is_mounted:
            return
        self.query_one(ContentSwitcher).current = f"place-{tab}"
        if (body := self.body(tab)) is not None:
            body.arrive()
            body.take_focus()
        elif "failed" not in self.view and self.view:
            self.run_worker(self._furnish(), group="furnishing", exit_on_error=False)

    def action_go(self, tab: str) -> None:
        """Show a tab."""
        self.tab = tab

    def on_go_to(self, message: messages.GoTo) -> None:
        """Show a tab."""
        self.tab = message.tab

    async def on_open_customer(self, message: messages.OpenCustomer) -> None:
        """Show a customer's story."""
        self.view.setdefault("customer", {})["customer"] = message.customer_id
        self.tab = "customer"
        if (body := self.body("customer")) is not None:
            body.restore({"customer": message.customer_id})
            body.reload()

    def action_next_theme(self) -> None:
        """Take the next theme."""
        names = [theme.name for theme in shipped_themes()]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else DEFAULT

    def action_next_language(self) -> None:
        """Speak the other language."""
        self.lang = "en" if self.lang == "de" else "de"

    def action_help(self) -> None:
        """Show every key that works here."""
        from kw_tui.tui.widgets.help import HelpScreen

        self.push_screen(HelpScreen(self.screen_stack[0], self.lang))

    # Speaking

    def show_problem(self, problem: KwError) -> None:
        """Say what failed and what to do, in one line."""
        self.notify(problem.line(self.lang), severity="error", timeout=8, markup=False)

    def tell(self, text: str) -> None:
        """Say that something was done."""
        self.notify(printable(text), timeout=4, markup=False)

    # Leaving

    async def action_quit(self) -> None:
        """Remember the view, let what was decided be written, and go; a busy workbench is not waited for long."""
        await self.leave(LAST_WORDS_SECONDS)
        self.exit()


def _first_look(workbench: "Workbench") -> tuple[dict[str, Any], Lang, str]:
    view = dict(workbench.session.view)
    view["rows"] = sum(workbench.tables().values())
    period = "" if not view["rows"] else f"{workbench.period.last:%m/%Y} · "
    return view, workbench.lang, f"{workbench.path.name.removesuffix('.kw.toml')} · {period}{workbench.currency}"


def run(workbench: "Workbench | Callable[[], Workbench]", lang: Lang = "de") -> None:
    """Run the interface on a workbench, or on what opens one (so that the screen comes first)."""
    KwApp(workbench, lang).run()
