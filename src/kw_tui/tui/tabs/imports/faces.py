"""The three faces of the tab below the path: what is there, a look into a file, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from kw_tui.tui.keys import Keyed
from kw_tui.tui.tabs.imports import account_view, mapping_view, overview_view, preview_view
from kw_tui.tui.tabs.imports.looking import Look
from kw_tui.tui.widgets.browser import Browser
from kw_tui.tui.widgets.fields import Field, table_columns, text
from kw_tui.tui.widgets.panel import Page, Panel
from kw_tui.tui.widgets.table import PageTable
from kw_tui.tui.widgets.table_lines import HEADER_HEIGHT
from kw_tui.vocabulary.session import Source
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import Imported

OVERVIEW, PREVIEW, ACCOUNT = "import-overview", "import-preview", "import-account"
COLUMN_WIDTH = 16
OF_THE_TAB = frozenset({"sort", "mark_range"})
"""Actions of a browser whose letters mean something else here; headers are clicked to sort."""
_SOURCE_SCHEMA = {
    "place": pl.String, "table": pl.String, "file": pl.String, "accepted": pl.Int64, "rejected": pl.Int64,
    "net_sum": pl.String, "day": pl.String,
}  # fmt: skip


class Found(NamedTuple):
    """What the tab reads from the workbench; `home` is where the paths of the sources start."""

    sources: tuple[Source, ...]
    tables: Mapping[str, int]
    home: Any


class Overview(Container):
    """The files imported, or what to do first; and which tables there are."""

    def __init__(self) -> None:
        super().__init__(id=OVERVIEW, classes="split")

    def compose(self) -> ComposeResult:
        """Files at the left, tables at the right or below."""
        with Vertical(classes="main"):
            yield PageTable(id="import-sources")
            yield Page(Panel(id="import-welcome"), id="import-welcome-page")
        with Page(id="import-side", can_focus=False):
            yield Panel(id="import-tables")

    def show(self, found: Found, lang: Lang, width: int, keyed: Keyed, *, is_wide: bool, is_high: bool) -> None:
        """Show what is there."""
        is_empty = not found.sources
        table = self.query_one("#import-sources", PageTable)
        table.display = not is_empty
        self.query_one("#import-welcome-page").display = is_empty
        room = max(30, width - 48 if is_wide else width - 6)  # a scroll bar may come
        self.query_one("#import-welcome", Panel).show(overview_view.welcome(lang, room, keyed))
        side = max(24, self.query_one("#import-side").size.width - 1)
        there = overview_view.tables_there(found.tables, found.sources, lang, side, is_high=is_wide and is_high)
        self.query_one("#import-tables", Panel).show(there)
        table.flex = "file"
        table.set_columns(table_columns(overview_view.SOURCE_FIELDS, lang))
        rows = overview_view.source_rows(found.sources, lang)
        table.set_frame(pl.DataFrame(rows, schema=_SOURCE_SCHEMA, orient="row"), key="place")

    def source(self, found: Found) -> Source | None:
        """Return the file under the cursor."""
        place = self.query_one("#import-sources", PageTable).cursor_key
        return found.sources[int(place)] if place is not None and int(place) < len(found.sources) else None

    def take_focus(self) -> None:
        """The list has the keys, or the page where there is none."""
        table = self.query_one("#import-sources")
        (table if table.display else self.query_one("#import-welcome-page")).focus()


class Preview(Vertical):
    """A look into a file: its layout, the column of each field, its first rows or those with a problem."""

    def __init__(self) -> None:
        super().__init__(id=PREVIEW)
        self.is_problems = False
        """Whether the problem rows are shown instead of the first."""

    def compose(self) -> ComposeResult:
        """The layout, the mapping, the rows."""
        yield Panel(id="import-layout")
        yield PageTable(id="import-mapping")
        yield Panel(id="import-legend", classes="heading")
        yield Panel(id="import-rows-heading", classes="heading")
        yield Browser(id="import-rows-list", table_id="import-rows", key=None, without=OF_THE_TAB, is_brief=True)

    def begin(self) -> None:
        """Another file is shown: begin at its first field and its first rows."""
        self.is_problems = False
        self.mapping.cursor_row = self.rows.cursor_row = 0

    def show(self, look: Look, lang: Lang, width: int, keyed: Keyed) -> None:
        """Show a look."""
        room = width - 4
        self.is_problems = self.is_problems and look.preview.problems.height > 0
        self.set_class(self.is_problems, "-problems")
        self.query_one("#import-layout", Panel).show(preview_view.about_file(look, lang, room, keyed))
        mapping = self.mapping
        mapping.flex = "values"
        mapping.set_columns(table_columns(mapping_view.MAPPING_FIELDS, lang))
        fields = pl.DataFrame(mapping_view.mapping_rows(look, lang))
        mapping.set_frame(fields, key="field")
        mapping.styles.max_height = fields.height + HEADER_HEIGHT  # room that is left over is for the rows below
        self._show_rows(look, lang, width, keyed)
        self.explain(look, lang, width, keyed)
        heading = preview_view.rows_heading(look.preview, lang, room, is_problems=self.is_problems, keyed=keyed)
        self.query_one("#import-rows-heading", Panel).show([heading])

    def explain(self, look: Look, lang: Lang, width: int, keyed: Keyed) -> None:
        """Say what the glyphs of the mapping mean; among problem rows, what is wrong in the one under the cursor."""
        line = mapping_view.legend(look.preview, lang, width - 4)
        if self.is_problems:
            rows = preview_view.problem_rows(look.preview, lang, keyed)
            place = self.query_one("#import-rows-list", Browser).place()
            line = preview_view.problem_line(rows, place or 0, lang, width - 4)
        self.query_one("#import-legend", Panel).show([line])

    def _show_rows(self, look: Look, lang: Lang, width: int, keyed: Keyed) -> None:
        rows = self.query_one("#import-rows-list", Browser)
        rows.table.frozen_columns = 0
        if self.is_problems:
            rows.set_fields(preview_view.problem_fields(width), lang, "hint")
            rows.set_frame(preview_view.problem_rows(look.preview, lang, keyed))
            return
        fields = [Field(name, Text(name, name), COLUMN_WIDTH, text) for name in look.preview.rows.columns]
        rows.set_fields(fields, lang, "")
        rows.set_frame(look.preview.rows)

    @property
    def mapping(self) -> PageTable:
        """The table of fields."""
        return self.query_one("#import-mapping", PageTable)

    @property
    def rows(self) -> PageTable:
        """The first rows, or those with a problem."""
        return self.query_one("#import-rows", PageTable)

    def take_focus(self) -> None:
        """The mapping has the keys; problem rows have them while they are shown."""
        (self.rows if self.is_problems else self.mapping).focus()


class Account(Page):
    """What became of the files imported last."""

    def __init__(self) -> None:
        super().__init__(Panel(id="import-result"), id=ACCOUNT)

    def show(self, imported: "Sequence[Imported]", found: Found | None, lang: Lang, width: int, keyed: Keyed) -> None:
        """Show the account."""
        if not imported:
            return
        tables: Mapping[str, int] = found.tables if found else {}
        sources: Iterable[Source] = found.sources if found else ()
        lines = account_view.page(imported, tables, sources, lang, max(40, width - 6), keyed)
        self.query_one("#import-result", Panel).show(lines)

    def take_focus(self) -> None:
        """The page scrolls by the arrow keys."""
        self.focus()
