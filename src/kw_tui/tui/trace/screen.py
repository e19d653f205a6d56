"""The figures of one customer over the tab: type to find one, open it, and go down to the rows it is made of."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from kw_tui.tui.desk import Ask
from kw_tui.tui.keys import Key, bindings, problem_told
from kw_tui.tui.lines import Line, clipped
from kw_tui.tui.trace import view
from kw_tui.tui.trace.tree import TreeTable
from kw_tui.tui.widgets.browser import Browser
from kw_tui.tui.widgets.fields import table_columns
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.reading import ReadingScreen
from kw_tui.tui.widgets.table import PageTable
from kw_tui.tui.widgets.typed_line import TypedLine
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.core.metrics.trace import Traced
    from kw_tui.tui.app import KwApp
    from kw_tui.workbench import Workbench
    from kw_tui.workbench.tracing import Rows

TITLE = Text("Herkunft der Zahlen: {name}", "Trace: {name}")
SEARCH = Text("Kennzahl suchen", "find a figure")
NOTHING = Text("keine Kennzahl passt dazu", "no figure matches")
NO_ROWS = Text("Dazu ist nichts importiert, das sich zeigen ließe.", "Nothing was imported that could be shown.")
HINTS: dict[str, Text] = {
    "list": Text(
        "tippen sucht   ↑ ↓  <table.select> öffnen   <trace.back> schließt",
        "type to find   ↑ ↓  <table.select> open   <trace.back> closes",
    ),
    "tree": Text(
        "→ auf  ← zu   <table.select> auf, bei ▹ Zeilen, Einstellung   <trace.back> zurück",
        "→ open  ← close   <table.select> open, rows at ▹, setting   <trace.back> back",
    ),
    "rows": Text("↑ ↓ ← →   <trace.back> zurück", "↑ ↓ ← →   <trace.back> back"),
}
ABOUT_LINES = 5
Step = Literal["list", "tree", "rows"]


class TraceScreen(ReadingScreen):
    """Three steps, one at a time: the list of figures, the tree of one, the rows of a fact."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("trace.back", "escape", "back", Text("zurück", "back"), priority=True),
        Key("trace.up", "up", "move(-1)", Text("Zeile zurück", "Row up"), show=False, priority=True),
        Key("trace.down", "down", "move(1)", Text("Zeile weiter", "Row down"), show=False, priority=True),
        Key("trace.page_up", "pageup", "page(-1)", Text("Seite zurück", "Page up"), show=False, priority=True),
        Key("trace.page_down", "pagedown", "page(1)", Text("Seite weiter", "Page down"), show=False, priority=True),
        *ReadingScreen.KEYS,
    )
    BINDINGS = bindings(KEYS)

    def __init__(self, customer_id: str, name: str, lang: Lang, ask: Ask) -> None:
        super().__init__(lang)
        self._customer, self._whose, self._ask = customer_id, name, ask
        self._step: Step = "list"
        self._figures: list[Traced] = []
        self._root: Traced | None = None
        self._opened: set[str] = set()
        self._rows: tuple[Traced, Rows] | None = None

    def compose(self) -> ComposeResult:
        """The tables share one place; below them stands what the row under the cursor means."""
        with Vertical(id="trace"):
            yield TypedLine(id="trace-search")
            yield PageTable(id="trace-list")
            yield TreeTable(id="trace-tree")
            yield Browser(id="trace-rows-list", table_id="trace-rows", key=None, is_brief=True)
            yield Panel(id="trace-about")

    def on_mount(self) -> None:
        """Ask for the figures."""
        self._show("list")
        self.speak()
        self._inquire(lambda bench: bench.figures(self._customer), self._listed)

    # Asking

    def _inquire(self, question: "Callable[[Workbench], Any]", then: Callable[[Any], None]) -> None:
        async def work() -> None:
            try:
                answer = await self._ask(question)
            except KwError as problem:
                if self.is_there:
                    self._say([((problem_told(problem, self).in_(self._lang), "warning"),)])
            else:
                if self.is_there:
                    then(answer)

        self.run_worker(work(), group="tracing", exclusive=True, exit_on_error=False)

    def _listed(self, found: "list[Traced]") -> None:
        self._figures = found
        self._list()

    def _traced(self, found: "Traced") -> None:
        self._root, self._opened = found, {view.ROOT}
        self._show("tree")
        self._draw_tree()

    def on_screen_resume(self) -> None:
        """A setting it was opened at may be another now."""
        if self._root is not None:
            figure = self._root.id
            self._inquire(lambda bench: bench.trace(self._customer, figure), self._traced_again)

    def _traced_again(self, found: "Traced") -> None:
        self._root = found
        self._draw_tree()

    def _evident(self, node: "Traced", found: "Rows | None") -> None:
        if found is None:
            self._say([((NO_ROWS.in_(self._lang), "warning"),)])
            return
        self._rows = (node, found)
        self._show("rows")
        self._draw_rows()
        self.query_one("#trace-rows", PageTable).action_start()

    # Drawing

    def speak(self) -> None:
        """Write title, hints and tables."""
        title = TITLE.in_(self._lang).format(name=self._whose)
        self.query_one("#trace").border_title = Content(clipped(title, min(110, max(20, self.app.size.width - 8))))
        self.query_one("#trace").border_subtitle = Content(self.keyed(HINTS[self._step], self._lang))
        self.query_one("#trace-search", Input).placeholder = SEARCH.in_(self._lang)
        self.query_one("#trace-list", PageTable).empty_message = NOTHING.in_(self._lang)
        self._list()
        self._draw_tree()
        if self._step == "rows":
            self._draw_rows()

    @property
    def _width(self) -> int:
        return max(40, self.query_one("#trace").content_size.width)

    def _show(self, step: Step) -> None:
        self._step = step
        self.query_one("#trace-search").display = step == "list"
        for one in ("list", "tree", "rows"):
            self.query_one(f"#trace-{one}").display = one == step
        self.query_one(Browser).display = step == "rows"
        self.query_one("#trace").border_subtitle = Content(self.keyed(HINTS[step], self._lang))
        self.query_one("#trace-search" if step == "list" else f"#trace-{step}").focus()

    def _say(self, lines: list[Line]) -> None:
        self.query_one("#trace-about", Panel).show(lines[:ABOUT_LINES])

    def _list(self) -> None:
        table, wanted = self.query_one("#trace-list", PageTable), self.query_one("#trace-search", Input).value
        table.set_columns(table_columns(view.figure_fields(self._width), self._lang))
        table.set_frame(view.figures_frame(self._figures, wanted, self._lang), key="id")
        if self._step == "list":
            self._explain()

    def _draw_tree(self) -> None:
        if self._root is not None:
            table = self.query_one("#trace-tree", TreeTable)
            table.set_columns(table_columns(view.tree_fields(self._width), self._lang))
            table.set_frame(view.tree_frame(self._root, self._opened, self._lang), key="path")
            self._explain()

    def _draw_rows(self) -> None:
        if self._rows is not None:
            node, found = self._rows
            browser = self.query_one(Browser)
            browser.set_fields(view.rows_fields(found, self._lang), self._lang, "")
            browser.set_frame(found.frame)
            self._say(view.rows_lines(node, found, self._lang, self._width - 2))

    def _explain(self) -> None:
        node = self._node()
        self._say([] if node is None else view.about(node, self._lang, self._width - 2, ABOUT_LINES))

    def on_resize(self) -> None:
        """The columns follow the width."""
        self.call_after_refresh(self._list)
        self.call_after_refresh(self._draw_tree)

    def _node(self) -> "Traced | None":
        """What is under the cursor."""
        key = self._table.cursor_key
        if self._step == "list":
            return next((one for one in self._figures if one.id == key), None)
        if self._root is None or key is None:
            return None
        return dict(view.flattened(self._root, self._opened)).get(key)

    @property
    def _table(self) -> PageTable:
        return self.query_one(f"#trace-{self._step}", PageTable)

    # Keys

    def on_input_changed(self) -> None:
        """Narrow the list."""
        self._list()
        self.query_one("#trace-list", PageTable).action_first()
        self._explain()

    def action_move(self, rows: int) -> None:
        """Move the cursor of the table shown."""
        self._table.action_move(rows)

    def action_page(self, pages: int) -> None:
        """Move it by pages."""
        self._table.action_page(pages)

    def action_back(self) -> None:
        """Go back a step; from the list, close. A filter of the rows is left before them."""
        if self._step == "rows" and self.query_one(Browser).left():
            return
        if self._step == "list":
            self.dismiss()
            return
        self._show("list" if self._step == "tree" else "tree")
        self._explain()

    @on(PageTable.RowHighlighted)
    def _moved(self) -> None:
        if self._step != "rows":
            self._explain()

    @on(Input.Submitted)
    @on(PageTable.RowSelected, "#trace-list")
    def _chosen(self) -> None:
        node = self._node()
        if node is not None:
            self._inquire(lambda bench: bench.trace(self._customer, node.id), self._traced)

    @on(PageTable.RowSelected, "#trace-tree")
    def _entered(self) -> None:
        node = self._node()
        if node is None:
            return
        if node.inputs:
            self._turn(-1 if self._table.cursor_key in self._opened else 1)
        elif node.nature == "setting":
            cast("KwApp", self.app).show_setting(node.id)
        elif node.has_rows:
            self._inquire(lambda bench: bench.evidence(self._customer, node.id), lambda rows: self._evident(node, rows))

    @on(TreeTable.Turned)
    def _turned(self, event: TreeTable.Turned) -> None:
        self._turn(event.way)

    def _turn(self, way: int) -> None:
        """Open what is closed, close what is open; left of what is closed is what reads it."""
        node, path = self._node(), self._table.cursor_key
        if node is None or path is None:
            return
        if way > 0 and node.inputs:
            self._opened.add(path)
        elif way < 0 and path in self._opened:
            self._opened.discard(path)
        elif way < 0 and "." in path:
            paths = [one for one, _ in view.flattened(self._root, self._opened)] if self._root is not None else []
            self._table.cursor_row = paths.index(path.rpartition(".")[0])
        self._draw_tree()
