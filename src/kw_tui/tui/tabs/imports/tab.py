"""Import: what is there, a look into a file, and what became of it."""

import threading
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import ContentSwitcher, Input

from kw_tui.tui import messages
from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.lines import BLANK, Line
from kw_tui.tui.tabs.body import TabBody
from kw_tui.tui.tabs.imports import view
from kw_tui.tui.widgets.fields import Field, table_columns, text
from kw_tui.tui.widgets.panel import Page, Panel
from kw_tui.tui.widgets.path_input import PathInput
from kw_tui.tui.widgets.pick import Option, PickScreen
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.errors import KwError, SourceError
from kw_tui.vocabulary.sources import TABLES
from kw_tui.vocabulary.texts import Text, printable

if TYPE_CHECKING:
    from kw_tui.workbench import Imported, Preview, Step, Workbench

PATH_HINT = Text("Pfad der Datei, z. B. export/umsatz.csv", "path of the file, e.g. export/sales.csv")
LOOKED = Text(
    "⏎ oder i importiert, e ändert eine Zuordnung, Esc bricht ab", "⏎ or i imports, e changes an assignment, Esc leaves"
)
NEXT = Text("Esc zur Übersicht, 4 zur Prüfliste", "Esc for the overview, 4 for the review queue")
OVERVIEW, PREVIEW, ACCOUNT = "import-overview", "import-preview", "import-account"
STOPPED = Text("Abgebrochen, nichts importiert", "StoppedError, nothing imported")
AGAIN = Text("⏎ beginnt von vorn", "⏎ starts anew")
COLUMN_WIDTH = 16


class StoppedError(SourceError):
    """The person at the screen stopped an import."""


class Found(NamedTuple):
    """What the tab reads from the workbench."""

    sources: tuple[Any, ...]
    tables: dict[str, int]


class ImportsTab(TabBody):
    """Paths in, reconciliations out."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("import.path", "p", "path", Text("Pfad", "path")),
        Key("import.run", "i", "import", Text("importieren", "import")),
        Key("import.edit", "e", "edit", Text("Spalte zuordnen", "assign column")),
        Key("import.table", "a", "table", Text("Art der Tabelle", "kind of table")),
        Key("import.back", "escape", "back", Text("Übersicht", "overview")),
    )
    BINDINGS = bindings(KEYS)

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None
        self._preview: Preview | None = None
        self._imported: list[Imported] = []
        self._changes: dict[str, str] = {}
        self._stop_import: threading.Event | None = None
        self._path = ""

    def compose(self) -> ComposeResult:
        """The path above; overview, preview or account below."""
        yield PathInput(id="import-path")
        yield Panel(id="import-told", classes="heading")
        with ContentSwitcher(initial=OVERVIEW, id="import-switch"):
            with Container(id=OVERVIEW, classes="split"):
                with Vertical(classes="main"):
                    yield PageTable(id="import-sources")
                    yield Page(Panel(id="import-welcome"), id="import-welcome-page")
                with Page(id="import-side", can_focus=False):
                    yield Panel(id="import-tables")
            with Vertical(id=PREVIEW):
                yield Panel(id="import-about")
                yield PageTable(id="import-mapping")
                yield Panel(id="import-legend", classes="heading")
                yield PageTable(id="import-rows")
            with Page(id=ACCOUNT):
                yield Panel(id="import-result")

    def take_focus(self) -> None:
        """Where work begins or was left: file looked at, account, path while nothing is there, else the list."""
        if self.switch.current == PREVIEW:
            self.query_one("#import-mapping").focus()
        elif self.switch.current == ACCOUNT:
            self.query_one(f"#{ACCOUNT}").focus()
        elif self._found is not None and not self._found.tables:
            self.query_one("#import-path").focus()
        else:
            self.query_one("#import-sources").focus()

    @property
    def switch(self) -> ContentSwitcher:
        """What stands below the path."""
        return self.query_one("#import-switch", ContentSwitcher)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Importing and assigning need a preview."""
        if action == "back":
            return self.is_mounted and (self.switch.current != OVERVIEW or self.query_one("#import-path").has_focus)
        return self._preview is not None or action not in {"import", "edit", "table"}

    # Data

    def fetch(self, workbench: "Workbench") -> Found:
        """Read which files are there."""
        return Found(tuple(workbench.session.sources), workbench.tables())

    def accept(self, found: Found) -> None:
        """Keep it; the first time, the path has the keys if there is nothing yet."""
        is_first, self._found = self._found is None, found
        if is_first and not found.tables and self.kw.tab == self.id:
            self.query_one("#import-path").focus()

    def draw(self) -> None:
        """Write all three faces."""
        self.query_one("#import-path", Input).placeholder = self.say(PATH_HINT)
        self._draw_overview()
        self._draw_preview()
        self._draw_account()

    def _draw_overview(self) -> None:
        if self._found is None:
            return
        import polars as pl

        is_empty = not self._found.sources
        self.query_one("#import-sources").display = not is_empty
        self.query_one("#import-welcome-page").display = is_empty
        width = max(30, self.size.width - 46 if self.app.size.width >= 110 else self.size.width - 4)
        self.panel("#import-welcome").show(view.welcome(self.lang, width))
        side = max(24, self.query_one("#import-side").size.width - 4)
        self.panel("#import-tables").show(view.missing_tables(self._found.tables, self.lang, side))
        table = self.query_one("#import-sources", PageTable)
        table.flex = "file"
        table.set_columns(table_columns(view.SOURCE_FIELDS, self.lang))
        schema = {"table": pl.String, "file": pl.String, "accepted": pl.Int64, "rejected": pl.Int64}
        rows = view.source_rows(self._found.sources, self.lang)
        table.set_frame(pl.DataFrame(rows, schema={**schema, "net_sum": pl.String, "day": pl.String}, orient="row"))

    def _draw_preview(self) -> None:
        if self._preview is None:
            return
        import polars as pl

        width = self.size.width - 4
        self.panel("#import-about").show(view.about_file(self._preview, self.lang, width))
        mapping = self.query_one("#import-mapping", PageTable)
        mapping.flex = "values"
        mapping.set_columns(table_columns(view.MAPPING_FIELDS, self.lang))
        mapping.set_frame(pl.DataFrame(view.mapping_rows(self._preview, self._changes, self.lang)), key="field")
        self.panel("#import-legend").show([view.mapping_hint(self._preview, self.lang)])
        rows = self.query_one("#import-rows", PageTable)
        fields = [Field(name, Text(name, name), COLUMN_WIDTH, text) for name in self._preview.rows.columns]
        rows.frozen_columns = 0
        rows.set_columns(table_columns(fields, self.lang))
        rows.set_frame(self._preview.rows)

    def _draw_account(self) -> None:
        width = max(40, self.size.width - 6)
        lines = [line for one in self._imported for line in view.account(one, self.lang, width)]
        self.panel("#import-result").show([((self.say(NEXT), "dim"),), BLANK, *lines])

    def on_resize(self) -> None:
        """Everything follows the width."""
        self.call_after_refresh(self.draw)

    def _tell(self, *lines: Line) -> None:
        self.panel("#import-told").show(lines)

    # The path

    def action_path(self) -> None:
        """Ask for a path."""
        self.query_one("#import-path").focus()

    @on(PathInput.Completed)
    def _completed(self, event: PathInput.Completed) -> None:
        names = "  ".join(event.names[:12]) + ("  …" if len(event.names) > 12 else "")
        self._tell(((printable(names), "dim"),))

    @on(Input.Submitted, "#import-path")
    def _submitted(self, event: Input.Submitted) -> None:
        typed = event.value.strip()
        if not typed:
            return
        if self._preview is not None and typed == self._path:
            self.action_import()
        else:
            self._look(typed, None)

    def _look(self, typed: str, table: str | None) -> None:
        from kw_tui.workbench import Wish

        self._path, self._changes = typed, {}
        self._tell(((self.say(Text("wird gelesen …", "reading …")), "dim"),))
        path = Path(typed).expanduser()
        self.inquire(lambda bench: bench.preview(path, Wish(table)), self._looked, group="looking")

    def _looked(self, preview: "Preview") -> None:
        self._preview = preview
        self._tell(((self.say(LOOKED), "accent"),))
        self.switch.current = PREVIEW
        self._draw_preview()
        self.query_one("#import-mapping").focus()
        self.refresh_bindings()

    def show_problem(self, problem: KwError) -> None:
        """Say it here as well: it concerns the path."""
        self._stop_import = None
        if isinstance(problem, StoppedError):
            self._tell(((problem.line(self.lang), "warning"),))
            return
        self._tell(((problem.line(self.lang), "negative"),))
        super().show_problem(problem)

    # The preview

    def action_table(self) -> None:
        """Choose what kind of table the file is."""
        if self._preview is None:
            return
        options = [Option(table.id, table.label) for table in TABLES]
        title = Text("Die Datei enthält", "The file holds")
        self.app.push_screen(PickScreen(title, options, self.lang, self._preview.table.id), self._table_picked)

    def _table_picked(self, table: str | None) -> None:
        if table is not None:
            self._look(self._path, table)

    def action_edit(self) -> None:
        """Choose the column of the field under the cursor."""
        field = self.query_one("#import-mapping", PageTable).cursor_key
        if self._preview is None or field is None:
            return
        options = [Option(header, Text(header, header)) for header in self._preview.headers]
        chosen = self._changes.get(field, self._preview.mapping.get(field, ""))
        title = self._preview.table[field].label
        self.app.push_screen(PickScreen(title, options, self.lang, chosen), partial(self._column_picked, field))

    def _column_picked(self, field: str, header: str | None) -> None:
        if header is not None:
            self._changes[field] = header
            self._draw_preview()

    @on(PageTable.RowSelected, "#import-mapping")
    def action_import(self) -> None:
        """Import the file looked at."""
        if self._preview is None or self._stop_import is not None:
            return
        from kw_tui.workbench import Wish

        preview, changes = self._preview, dict(self._changes)
        cancelled = self._stop_import = threading.Event()
        self._progressed(0, 1)
        self.refresh_bindings()

        def progress(_: "Step", done: int, total: int) -> None:
            if cancelled.is_set():  # nothing is committed before the last byte is read
                raise StoppedError(STOPPED, AGAIN)
            self.app.call_later(self._progressed, done, total)

        def question(bench: "Workbench") -> "list[Imported]":
            return bench.import_files([preview.path], Wish(preview.table.id, changes or None), progress=progress)

        self.inquire(question, self._done, group="importing")

    def _progressed(self, done: int, total: int) -> None:
        if self._stop_import is not None and self._preview is not None and not self._stop_import.is_set():
            self._tell(view.progress(done, total, self._preview.lines, self.lang, self.size.width - 4))

    def _done(self, imported: "list[Imported]") -> None:
        self._stop_import, self._imported, self._preview, self._path = None, imported, None, ""
        self._tell(view.done(imported, self.lang, self.size.width - 2))
        self._draw_account()
        self.switch.current = ACCOUNT
        self.query_one(f"#{ACCOUNT}").focus()
        self.query_one("#import-path", Input).value = ""
        self.refresh_bindings()
        self.post_message(messages.DataImported())

    def action_back(self) -> None:
        """Stop an import under way; else show the overview."""
        if self._stop_import is not None:
            self._stop_import.set()
            self._tell(((self.say(Text("wird abgebrochen …", "cancelling …")), "warning"),))
            return
        self._preview = None
        self._tell()
        self.switch.current = OVERVIEW
        self.refresh_bindings()
        self.query_one("#import-sources" if self._found and self._found.sources else "#import-welcome-page").focus()

    def restore(self, view_: Mapping[str, Any]) -> None:
        """Nothing is remembered."""
