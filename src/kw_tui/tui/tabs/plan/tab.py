"""The plan: for now what is done today, class by class and channel by channel, and whose time it takes."""

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal

from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.pictures import drawing
from kw_tui.tui.pictures.enlarging import PICTURED, Enlarging, enlarge_key
from kw_tui.tui.pictures.picture import Picture, Room
from kw_tui.tui.pictures.reading import heading
from kw_tui.tui.tabs.plan import view
from kw_tui.tui.tabs.plan.pictures import plan_pictures
from kw_tui.tui.widgets.browser import Browser
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import Workbench


class Found(NamedTuple):
    """What the tab reads from the workbench."""

    rows: "pl.DataFrame"
    currency: str
    untimed: int
    covered: "pl.DataFrame"
    hours: "pl.DataFrame"


class PlanTab(Enlarging):
    """An overview, said to be one."""

    KEYS: ClassVar[tuple[Key, ...]] = (enlarge_key("plan"),)
    BINDINGS = bindings(KEYS)
    PIECES: ClassVar[tuple[str, ...]] = ("PageTable",)

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None

    def compose(self) -> ComposeResult:
        """What this is, the table, its totals."""
        yield Panel(id="plan-heading")
        yield Browser(id="plan-list", table_id="plan-table", key=None, is_brief=True)
        with Horizontal(id="plan-pictures"):
            yield Panel(id="plan-reached", classes=PICTURED)
            yield Panel(id="plan-capacity", classes=PICTURED)
        yield Panel(id="plan-totals", classes="status")

    @property
    def table(self) -> PageTable:
        """The table."""
        return self.browser.table

    @property
    def browser(self) -> Browser:
        """The table with its filter."""
        return self.query_one(Browser)

    def take_focus(self) -> None:
        """The table has the keys."""
        self.table.focus()

    def fetch(self, workbench: "Workbench") -> Found:
        """Read who is served how."""
        untimed, covered, hours = workbench.untimed_activities(), workbench.covered(), workbench.capacity_hours()
        return Found(workbench.served(), workbench.currency, untimed, covered, hours)

    def accept(self, found: Found) -> None:
        """Keep it."""
        self._found = found

    def draw(self) -> None:
        """Fill the table."""
        self.panel("#plan-heading").show(
            [((self.say(Text("Übersicht", "Overview")), "title"),),
             ((self.say(view.HONEST), "dim"),)]
        )  # fmt: skip
        self.table.frozen_columns = 2
        currency = self._found.currency if self._found is not None else ""
        self.browser.set_fields(view.FIELDS, self.lang, "channel", currency=currency)
        nobody = Text("keine Kunden", "no customers")
        self.browser.tell_nothing(self.say(self.waiting() if self._found is None else nobody))
        if self._found is not None:
            rows, currency, untimed, *_ = self._found
            self.browser.set_frame(view.with_words(rows, self.lang))
            self._draw_pictures(self._found)
            self.panel("#plan-totals").show([view.totals(rows, untimed, self.lang, currency)])

    def _draw_pictures(self, found: Found) -> None:
        """Who is reached, and whose time is used; beside each other where there is room."""
        reached, _, capacity = plan_pictures(found.covered, found.hours, ())
        for name, picture in (("reached", reached), ("capacity", capacity)):
            panel = self.panel(f"#plan-{name}")
            room = Room(max(10, panel.size.width), max(2, panel.size.height - 1))
            panel.show([heading(picture.title, self.lang, room.width),
                        *drawing.draw(picture, room, None, self.lang)])  # fmt: skip

    def action_enlarge(self) -> None:
        """Show the pictures large."""

        def made(bench: "Workbench") -> tuple[Picture, ...]:
            return plan_pictures(
                bench.covered(), bench.capacity_hours(), bench.capacity_notes(), bench.untimed_activities()
            )

        self.enlarge(view.COVERAGE, made)

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.draw)
