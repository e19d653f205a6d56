"""The jobs of this sitting over the tab: those under way can be cancelled, and each leads to where it was asked."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from kw_tui.tui.jobs import view
from kw_tui.tui.jobs.job import Job
from kw_tui.tui.jobs.ledger import Jobs
from kw_tui.tui.keys import Key, bindings, with_keys
from kw_tui.tui.messages import GoTo
from kw_tui.tui.widgets.fields import table_columns
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.reading import ReadingScreen
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.texts import Lang, Text

TITLE = Text("Arbeiten dieser Sitzung", "Jobs of this sitting")
HINT = Text(
    "<jobs.stop> bricht ab   <table.select> geht hin   <jobs.close> schließt",
    "<jobs.stop> cancels   <table.select> goes there   <jobs.close> closes",
)
NOTHING = Text(
    "Noch nichts, was länger als einen Augenblick gedauert hätte.", "Nothing yet that took longer than a moment."
)
TICK = 0.5


class JobsScreen(ReadingScreen):
    """A table of jobs; below it, all there is to know of the one under the cursor."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("jobs.close", "escape", "dismiss", Text("Schließen", "Close"), priority=True),
        Key("jobs.stop", "delete", "stop", Text("Abbrechen", "Cancel"), priority=True),
        *ReadingScreen.KEYS,
    )
    BINDINGS = bindings(KEYS)

    def __init__(self, jobs: Jobs, lang: Lang) -> None:
        super().__init__(lang)
        self._jobs = jobs
        self._shown: list[Job] = []

    def compose(self) -> ComposeResult:
        """The table, and what there is to say."""
        with Vertical(id="jobs"):
            yield PageTable(id="jobs-table")
            yield Panel(id="jobs-about")

    def on_mount(self) -> None:
        """Show them, and go on showing how far they are."""
        self.table.focus()
        self.speak()
        self.set_interval(TICK, self._draw)

    @property
    def table(self) -> PageTable:
        """The table."""
        return self.query_one(PageTable)

    def speak(self) -> None:
        """Write title, hints and rows."""
        box = self.query_one("#jobs")
        box.border_title, box.border_subtitle = TITLE.in_(self._lang), self.keyed(HINT, self._lang)
        self.table.empty_message = NOTHING.in_(self._lang)
        self.table.flex = "said"
        self.table.set_columns(table_columns(view.FIELDS, self._lang, "said", self.table.size.width))
        self._draw()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.speak)

    def _draw(self) -> None:
        here = self._job()
        self._shown = self._jobs.shown()
        self.table.set_frame(view.frame(self._shown, self._lang, partial(with_keys, node=self)), key="key")
        if here in self._shown:
            self.table.cursor_row = self._shown.index(here)
        self._explain()

    def _job(self) -> Job | None:
        row = self.table.cursor_row
        return self._shown[row] if row < len(self._shown) else None

    @on(PageTable.RowHighlighted)
    def _explain(self) -> None:
        panel, job = self.query_one("#jobs-about", Panel), self._job()
        panel.show(
            [] if job is None else view.about(job, self._lang, max(30, panel.size.width), partial(with_keys, node=self))
        )

    def action_stop(self) -> None:
        """Cancel the one under the cursor."""
        job = self._job()
        if job is not None:
            job.stop()
            self._draw()

    @on(PageTable.RowSelected)
    def _chosen(self) -> None:
        job = self._job()
        if job is not None and job.place:
            self.dismiss()
            self.app.post_message(GoTo(job.place))
