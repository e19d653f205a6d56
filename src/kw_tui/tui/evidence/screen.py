"""The findings of one customer over the tab: left the findings, beside them what shows one, and the lines behind it."""

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from kw_tui.tui.desk import Ask
from kw_tui.tui.evidence import view
from kw_tui.tui.keys import Key, bindings, problem_told
from kw_tui.tui.lines import clipped
from kw_tui.tui.widgets.browser import Browser
from kw_tui.tui.widgets.fields import table_columns
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.reading import ReadingScreen
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench.evidence import Shown

TITLE = Text("Befunde: {name}", "Findings: {name}")
ASKED = Text("wird geprüft …", "checking …")
NOTHING = Text("keine Befunde zu den Konditionen", "no findings about the conditions")
NO_ROWS = Text("dazu gibt es keine Zeilen", "there are no rows")
HINTS: dict[str, Text] = {
    "list": Text(
        "↑ ↓  <table.select> Belege   <evidence.back> schließt", "↑ ↓  <table.select> evidence   <evidence.back> closes"
    ),
    "table": Text(
        "↑ ↓ ← →  <table.select> Zeilen dahinter   <evidence.back> zurück",
        "↑ ↓ ← →  <table.select> lines behind   <evidence.back> back",
    ),
    "lines": Text("↑ ↓ ← →   <evidence.back> zurück", "↑ ↓ ← →   <evidence.back> back"),
}
ABOUT_LINES = 6
NARROW = 100
"""Cells below which a table that has the keys takes the whole width."""
Step = Literal["list", "table", "lines"]


class EvidenceScreen(ReadingScreen):
    """Three steps: the findings, the rows that show one, the lines of the files behind a row."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("evidence.back", "escape", "back", Text("zurück", "back"), priority=True),
        *ReadingScreen.KEYS,
    )
    BINDINGS = bindings(KEYS)

    def __init__(self, customer_id: str, name: str, lang: Lang, ask: Ask) -> None:
        super().__init__(lang)
        self._customer, self._whose, self._ask = customer_id, name, ask
        self._step: Step = "list"
        self._places: list[view.Place] = []
        self._is_answered = False
        self._row = 0

    def compose(self) -> ComposeResult:
        """The lines take the place of findings and rows; below stands how they are made."""
        with Vertical(id="evidence"):
            yield Panel(id="evidence-says")
            with Horizontal(id="evidence-split"):
                yield PageTable(id="evidence-list")
                yield Browser(id="evidence-table-list", table_id="evidence-table", key=None, is_brief=True)
            yield Browser(id="evidence-lines-list", table_id="evidence-lines", key=None, is_brief=True)
            yield Panel(id="evidence-about")

    def on_mount(self) -> None:
        """Ask for the findings."""
        self._show("list")
        self.speak()
        self.run_worker(self._inquire(), group="evidence", exclusive=True, exit_on_error=False)

    async def _inquire(self) -> None:
        try:
            found: tuple[Shown, ...] = await self._ask(lambda bench: bench.shown(self._customer))
        except KwError as problem:
            self._say([((problem_told(problem, self).in_(self._lang), "warning"),)])
        else:
            self._places, self._is_answered = view.places(found), True
            self.speak()

    # Drawing

    def speak(self) -> None:
        """Write title, hints and tables."""
        title = TITLE.in_(self._lang).format(name=self._whose)
        self.query_one("#evidence").border_title = Content(clipped(title, min(110, max(20, self.app.size.width - 8))))
        self.query_one("#evidence").border_subtitle = Content(self.keyed(HINTS[self._step], self._lang))
        listed, nothing = self._table("list"), NOTHING if self._is_answered else ASKED
        listed.empty_message = nothing.in_(self._lang)
        self._browser("table").tell_nothing(NO_ROWS.in_(self._lang) if self._places else "")
        listed.set_columns(table_columns(view.list_fields(listed.size.width), self._lang))
        listed.set_frame(view.list_frame(self._places, self._lang), key="key")
        self._draw()

    def _draw(self) -> None:
        """Draw what belongs to the finding under the cursor."""
        place = self._place
        if place is None:
            return
        self.query_one("#evidence-says", Panel).show(view.says(place, self._lang, self._width))
        if self._step == "lines":
            lines = place.evidence.behind(self._row)
            told = [one for one in place.evidence.line_columns if lines[one.id].count()]
            self._fill("lines", told, lines)
            self._say(view.about_lines(place, self._row, self._lang, self._width, ABOUT_LINES))
        else:
            self._fill("table", place.evidence.columns, place.evidence.rows)
            self._say(view.about(place, self._lang, self._width, ABOUT_LINES))

    def _fill(self, step: Step, columns: Any, frame: Any) -> None:
        browser = self._browser(step)
        browser.set_fields(view.fields(columns, frame, self._lang), self._lang, "")
        browser.set_frame(frame)

    def _say(self, lines: Any) -> None:
        self.query_one("#evidence-about", Panel).show(lines)

    @property
    def _width(self) -> int:
        return max(40, self.query_one("#evidence").content_size.width - 2)

    @property
    def _place(self) -> "view.Place | None":
        row = self._table("list").cursor_row
        return self._places[row] if row < len(self._places) else None

    def _table(self, step: Step) -> PageTable:
        return self.query_one(f"#evidence-{step}", PageTable)

    def _browser(self, step: Step) -> Browser:
        return self.query_one(f"#evidence-{step}-list", Browser)

    def _show(self, step: Step) -> None:
        self._step = step
        self.query_one("#evidence-split").display = step != "lines"
        self._browser("lines").display = step == "lines"
        self._table("list").display = step == "list" or self.app.size.width >= NARROW
        self.query_one("#evidence").border_subtitle = Content(self.keyed(HINTS[step], self._lang))
        self._table(step).focus()

    def on_resize(self) -> None:
        """The list follows the width."""
        self._show(self._step)
        self.call_after_refresh(self.speak)

    # Keys

    def action_back(self) -> None:
        """Go back a step; from the findings, close. A filter is left before its table."""
        if self._step != "list" and self._browser(self._step).left():
            return
        if self._step == "list":
            self.dismiss()
            return
        self._show("table" if self._step == "lines" else "list")
        self._draw()

    @on(PageTable.RowHighlighted, "#evidence-list")
    def _moved(self) -> None:
        if self._step == "list":
            self._draw()
            self._table("table").action_start()

    @on(PageTable.RowSelected, "#evidence-list")
    def _chosen(self) -> None:
        place = self._place
        if place is not None and place.evidence.rows.height:
            self._show("table")

    @on(PageTable.RowSelected, "#evidence-table")
    def _opened(self, event: PageTable.RowSelected) -> None:
        place = self._browser("table").place()
        self._row = event.row if place is None else place
        self._show("lines")
        self._draw()
        self._table("lines").action_start()
