"""The first screen, where no session is named: three ways to begin, each by one key."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kw_tui.storage.recent import Recent, forget
from kw_tui.tui.desk import Desk
from kw_tui.tui.keys import Key, bindings, keyed
from kw_tui.tui.lines import BLANK, Line, content, wrapped
from kw_tui.tui.themed import Themed
from kw_tui.tui.welcome import view
from kw_tui.tui.welcome.view import Choice, Offer, Row
from kw_tui.tui.widgets.panel import Panel
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

TITLE = Text("Kundenwert", "Customer value")
ASK = Text("Womit beginnen?", "Where to begin?")
SEVERAL = Text(
    "In diesem Ordner liegen mehrere Sitzungen. Welche?", "There are several sessions in this folder. Which?"
)
HINT = Text(
    "1–9 oder ⏎ öffnet   ↑ ↓   {forget}<app.language> English   <app.quit> Ende",
    "1–9 or ⏎ opens   ↑ ↓   {forget}<app.language> Deutsch   <app.quit> quit",
)
FORGETS, NOTHING = Text("<welcome.forget> vergisst   ", "<welcome.forget> forgets   "), Text("", "")
MAKING = Text("Beispieldaten werden eingelesen …", "Reading the sample data …")
Demo = Callable[[], Path]
"""Returns the session of the demo, made if it is not there yet; raises KwError."""


class WelcomeApp(Themed[Choice | None]):
    """Ends with what was chosen, None where the person leaves."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        *(
            Key(f"welcome.{digit}", digit, f"take({place})", Text(digit, digit))
            for place, digit in enumerate(view.DIGITS)
        ),
        Key("welcome.forget", "delete", "forget", Text("vergessen", "forget")),
        Key("app.language", "f2", "next_language", Text("Sprache", "Language")),
        Key("app.theme", "t,f3", "next_theme", Text("Farben", "Theme")),
        Key("app.quit", "q,escape,ctrl+q,ctrl+c", "leave", Text("Ende", "Quit"), priority=True),
    )
    BINDINGS = bindings(KEYS)
    lang: reactive[Lang] = reactive("de", init=False)
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { background: $background; align: center middle; }
    #welcome { width: 78; max-width: 96%; height: auto; max-height: 100%; padding: 0 1; background: $panel;
        border: round $border; border-title-color: $text-accent; border-subtitle-color: $foreground-muted; }
    #welcome-ask { height: auto; padding: 0 1; }
    #welcome-list { height: auto; max-height: 1fr; border: none; background: $panel; padding: 0; }
    #welcome-list:focus { background: $panel; background-tint: $panel 0%; }
    #welcome-list > .option-list--option-disabled { color: $foreground; }
    #welcome-list > .option-list--option-highlighted,
    #welcome-list:focus > .option-list--option-highlighted {
        background: $primary 22%; color: $foreground; text-style: none;
    }
    #welcome-list:ansi > .option-list--option-highlighted,
    #welcome-list:ansi:focus > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
    }
    """

    def __init__(self, offer: Offer, demo: Demo, lang: Lang, today: date, problem: KwError | None = None) -> None:
        super().__init__()
        self._offer, self._demo, self._today, self._problem = offer, demo, today, problem
        self.set_reactive(WelcomeApp.lang, lang)
        self._desk = Desk(_nothing)
        self._is_making = False
        self._rows: dict[str, Row] = {}
        self._pointed: str | None = None
        """The row that has the mark of the cursor."""

    def compose(self) -> ComposeResult:
        """The question over the choices."""
        with Vertical(id="welcome"):
            yield Panel(id="welcome-ask")
            yield OptionList(id="welcome-list", markup=False)

    def on_mount(self) -> None:
        """Show the choices."""
        self.choices.focus()
        self.call_after_refresh(self.draw)

    @property
    def choices(self) -> OptionList:
        """The choices."""
        return self.query_one(OptionList)

    def draw(self, at: int | None = None) -> None:
        """Write every word; the cursor stays, or begins with the latest session."""
        box, width = self.query_one("#welcome"), max(40, self.choices.size.width or 72)
        hint = HINT.format(forget=FORGETS if self._offer.recent else NOTHING)
        box.border_title, box.border_subtitle = TITLE.in_(self.lang), keyed(hint.in_(self.lang), self.KEYS, self.lang)
        self.query_one("#welcome-ask", Panel).show(self._question(width))
        rows = view.rows(self._offer, self.lang, width, self._today)
        every = view.choices(self._offer)
        ids = [None if row.choice is None else str(every.index(row.choice)) for row in rows]
        options = [Option(content(row.lines), id_, disabled=id_ is None) for row, id_ in zip(rows, ids, strict=True)]
        place = self._place() if at is None else at
        self.choices.clear_options().add_options(options)
        self._rows = {id_: row for id_, row in zip(ids, rows, strict=True) if id_ is not None}
        self._pointed = None
        wanted = str(min(place if place is not None else (2 if len(every) > 2 else 0), len(every) - 1))
        self.choices.highlighted = self.choices.get_option_index(wanted)
        self._point(wanted)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        if event.option.id is not None:
            self._point(event.option.id)

    def _point(self, at: str) -> None:
        """Put the mark of the cursor before a row: a colour alone does not show everywhere."""
        for id_ in (self._pointed, at):
            row = self._rows.get(id_ or "")
            if row is not None and id_ is not None:
                self.choices.replace_option_prompt(id_, content(view.pointed(row) if id_ == at else row.lines))
        self._pointed = at

    def _question(self, width: int) -> list[Line]:
        if self._is_making:
            return [((MAKING.in_(self.lang), "accent"),), BLANK]
        lines: list[Line] = [(((SEVERAL if len(self._offer.here) > 1 else ASK).in_(self.lang), "title"),), BLANK]
        if self._problem is not None:
            said = wrapped(self._problem.line(self.lang), width - 2)
            lines = [*(((part, "negative"),) for part in said), BLANK, *lines]
        return lines

    def _place(self) -> int | None:
        option = self.choices.highlighted_option
        return None if option is None or option.id is None else int(option.id)

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.draw)

    # Choosing

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if event.option.id is not None:
            self.action_take(int(event.option.id))

    def action_take(self, place: int) -> None:
        """Take a choice by its place."""
        every = view.choices(self._offer)
        if place >= len(every) or self._is_making:
            return
        if every[place].kind == "demo":
            self._is_making = True
            self.draw(place)
            self.run_worker(self._make_demo(), exit_on_error=False)
        else:
            self.exit(every[place])

    async def _make_demo(self) -> None:
        try:
            path = await self._desk.run(self._demo)
        except KwError as problem:
            self._problem, self._is_making = problem, False
            self.draw()
        else:
            self.exit(Choice("demo", path))

    def action_forget(self) -> None:
        """Take the session under the cursor off the list of those opened last; its files stay."""
        place = self._place()
        choice = None if place is None else view.choices(self._offer)[place]
        if choice is None or choice.kind != "session" or choice.path is None:
            return
        forget(choice.path)
        kept = [one for one in self._offer.recent if one.path != choice.path]
        self._offer = self._offer._replace(recent=kept)
        self.draw(place)

    # Looks

    def action_next_language(self) -> None:
        """Speak the other language."""
        self.lang = "en" if self.lang == "de" else "de"

    def watch_lang(self) -> None:
        """Write everything in it."""
        self.draw()

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.exit(None)


def _nothing() -> "Workbench":
    raise AssertionError("the first screen has no workbench")


def choose(
    here: "list[Path]", recent: "list[Recent]", new: Path, demo: Demo, lang: Lang, problem: KwError | None = None
) -> tuple[Choice | None, Lang]:
    """Let a person choose what to open; return the choice, None where they leave, and the language chosen."""
    app = WelcomeApp(Offer(here, recent, new), demo, lang, date.today(), problem)  # noqa: DTZ011 - where the person sits
    return app.run_through(), app.lang
