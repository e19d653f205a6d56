"""Segments at the left, their customers at the right, and how value is spread over them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kw_tui.core.segmentation.segments import OWN, segment_label
from kw_tui.tui import messages
from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.pictures.enlarging import PICTURED, Enlarging, enlarge_key
from kw_tui.tui.pictures.picture import Picture
from kw_tui.tui.tabs.segmentation import view
from kw_tui.tui.tabs.segmentation.looking import Looking, after
from kw_tui.tui.tabs.segmentation.map_pictures import RFM, RFM_REVENUE
from kw_tui.tui.tabs.segmentation.own import Found, Naming
from kw_tui.tui.tabs.segmentation.pictures import FIRST_OF, Portfolio, portfolio_pictures
from kw_tui.tui.widgets.browser import SEARCHED, Browser
from kw_tui.tui.widgets.fields import table_columns
from kw_tui.tui.widgets.more_fields import more_fields
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import Workbench

CHARTS = ("relevant_contribution", "revenue")
CLASSED = ("abc", "abc_sub")
PORTFOLIO = Text("Portfolio", "Portfolio")
NOTED = ("rfm_segment", OWN)
NO_OWN = Text("noch keine: <segments.name> legt eines an", "none yet: <segments.name> makes one")
OWN_KEYS = Text(
    "<segments.name> ändert, <segments.remove> entfernt", "<segments.name> changes it, <segments.remove> removes it"
)


class SegmentationTab(Looking, Enlarging):
    """Cuts the portfolio in several ways."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("segments.way", "g", "next_way", Text("Einteilung", "grouping")),
        enlarge_key("segments"),
        *Looking.KEYS,
        Key("segments.chart", "w", "next_chart", Text("Kurve", "curve")),
        *Naming.KEYS,
        Key("segments.find", "slash", "find", Text("Kunden filtern", "filter customers"), show=False),
        Key("segments.previous", "comma", "segment(-1)", Text("Segment zurück", "previous segment"), show=False),
        Key("segments.next", "full_stop", "segment(1)", Text("nächstes Segment", "next segment"), show=False),
    )
    BINDINGS = bindings(KEYS)

    def __init__(self) -> None:
        super().__init__()
        self._chart = CHARTS[0]
        self._remembered: dict[str, Any] = {}

    def compose(self) -> ComposeResult:
        """Segments and curve beside the customers."""
        yield Panel(id="segments-heading", classes="heading")
        with Horizontal(id="segments-body"):
            with Vertical(id="segments-side"):
                yield PageTable(id="segments-list")
                yield Panel(id="segments-curve", classes=PICTURED)
            yield Browser(id="segments-browser", searched=SEARCHED)

    def on_mount(self) -> None:
        """Take up what was remembered."""
        self.browser.restore(self._remembered)
        super().on_mount()

    @property
    def browser(self) -> Browser:
        """The customers."""
        return self.query_one(Browser)

    def action_find(self) -> None:
        """Filter the customers, also from beside the segments."""
        self.browser.action_filter()

    def take_focus(self) -> None:
        """Begin with the segments."""
        self.list.focus()

    # Data

    def fetch(self, workbench: "Workbench") -> Found:
        """Read portfolio, segments and curves."""
        portfolio, settings = workbench.portfolio(), workbench.settings
        spreads = {measure: workbench.spread(measure) for measure in CHARTS}
        measure, method = settings.choice("abc_measure"), settings.choice("abc_method")
        notes = {by: workbench.segment_notes(by) for by in NOTED}
        places = view.largest_first(portfolio)
        told = (places, view.places_of_own(portfolio, workbench.members(), places), workbench.own_segments(), notes)
        found = Found(portfolio, workbench.segments(), spreads, measure, method, workbench.currency, *told)
        more = more_fields(portfolio, workbench.metrics())
        return found._replace(more=more, headings=workbench.headings(portfolio))

    def accept(self, found: Found) -> None:
        """Keep it."""
        self._found = found

    def draw(self) -> None:
        """Fill list, curve and customers."""
        wide = self.list.size.width > 36
        self.list.flex = "label"
        self.list.set_columns(table_columns(view.segment_fields(is_wide=wide), self.lang))
        currency, more = (self._found.currency, self._found.more) if self._found is not None else ("", ())
        self.browser.set_fields(view.CUSTOMERS, self.lang, more=more, currency=currency)
        nobody = Text("keine Kunden", "no customers")
        self.browser.tell_nothing(self.say(self.waiting() if self._found is None else nobody))
        if self._found is None:
            return
        self._draw_heading()
        rows = view.segment_rows(self._found.segments, self._by, self.lang)
        self.list.set_frame(rows, key="key")
        self.list.move_to_key(self._key)
        self._draw_curve()
        self._fill()

    def _draw_heading(self) -> None:
        line = view.heading(self._by, self._said(), self.lang, self.size.width - 2)
        self.panel("#segments-heading").show([line])
        self.tell_keys()

    def _said(self) -> str:
        """What is to be known of this way: how classes are made, the strategy of the segment, what to look out for."""
        found = self._found
        if found is None:
            return ""
        if self._by in CLASSED:
            return view.how_classed(found.measure, found.method, self.lang)
        notes = [self.say(note) for note in found.notes.get(self._by, ())]
        if self._by == OWN and not found.named:
            notes = [self.keyed(NO_OWN)]
        elif self._by == OWN and self._key != view.ALL:
            notes = [self.keyed(OWN_KEYS), *notes]
        if strategy := view.strategy_of(found.segments, self._by, self._key, self.lang):
            return strategy
        if self._by != OWN and self._key not in {view.ALL, view.NONE}:  # the list may have had to cut it
            notes = [self.say(segment_label(self._by, self._key)), *notes]
        return " · ".join(notes)

    def _draw_curve(self) -> None:
        panel = self.panel("#segments-curve")
        if self._found is None:
            return
        size = (max(10, panel.size.width), panel.size.height)
        panel.show(
            view.spread_lines(self._found.spreads[self._chart], self._chart, self.lang, self._found.currency, size)
        )

    def _fill(self) -> None:
        if self._found is None:
            return
        self.browser.total = self._found.portfolio.height
        found = self._found
        self.browser.set_frame(
            found.portfolio, view.members(found.portfolio, self._by, self._key, found.places, found.own)
        )

    def listed(self) -> "pl.Series | None":
        """Return the customers shown."""
        return self.browser.listed()

    @on(PageTable.RowHighlighted, "#segments-list")
    def _segment_chosen(self, event: PageTable.RowHighlighted) -> None:
        is_there = event.key == self.list.cursor_key  # not one it only passed, on the way to what was remembered
        if event.key is not None and event.key != self._key and is_there:
            self._key = event.key
            self._draw_heading()
            self._fill()
            self.browser.table.action_first()

    @on(PageTable.RowSelected)
    def _opened(self, event: PageTable.RowSelected) -> None:
        if event.table is self.list:
            self.browser.table.focus()
        elif event.key is not None:
            self.post_message(messages.OpenCustomer(event.key))

    def on_resize(self) -> None:
        """Columns and curve follow the width."""
        self.call_after_refresh(self.draw)

    # Choices

    def action_next_way(self) -> None:
        """Cut the portfolio the next way."""
        self._by, self._key = after(view.WAYS, self._by), view.ALL
        self.list.marks = frozenset()
        self.draw()
        self.browser.table.action_first()

    def action_next_chart(self) -> None:
        """Show the other curve."""
        self._chart = after(CHARTS, self._chart)
        self._draw_curve()

    def action_enlarge(self) -> None:
        """Show the pictures of the portfolio large; the one that belongs to the way first, else the curve."""
        if self._found is None:
            return
        spreads, segments = self._found.spreads, self._found.segments

        def made(bench: "Workbench") -> tuple[Picture, ...]:
            return portfolio_pictures(Portfolio(spreads, bench.rfm_map(), bench.value_map(), segments, bench.currency))

        self.enlarge(PORTFOLIO, made, FIRST_OF.get(self._by, self._chart))

    def opened(self, picture: Picture, target: str) -> None:
        """Open a customer; of points, list the customers who have them."""
        if picture.id in {RFM, RFM_REVENUE}:
            self._key = view.ALL
            self.draw()
            self.browser.show_only(target)
        else:
            super().opened(picture, target)

    def action_segment(self, step: int) -> None:
        """Move among the segments while the customers have the keys."""
        self.list.cursor_row += step

    # Memory

    def whereabouts(self) -> dict[str, str]:
        """Return way and segment."""
        return {"by": self._by, "segment": self._key}

    def return_to(self, seen: Mapping[str, str]) -> None:
        """Show the segment."""
        if seen.get("by") in view.WAYS:
            self._by, self._key = seen["by"], seen.get("segment", view.ALL)
            self.draw()

    def view_state(self) -> dict[str, Any]:
        """Return way, segment, curve, and what is remembered of the customers."""
        return {"by": self._by, "segment": self._key, "chart": self._chart, **self.browser.view_state()}

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Take up way, segment, curve and filter."""
        self._remembered = dict(remembered)
        self._by = remembered["by"] if remembered.get("by") in view.WAYS else self._by
        self._key = str(remembered.get("segment", self._key))
        self._chart = remembered["chart"] if remembered.get("chart") in CHARTS else self._chart
