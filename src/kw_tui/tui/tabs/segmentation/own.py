"""What the tab reads, and its part about segments of one's own."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from kw_tui.core.segmentation.segments import OWN
from kw_tui.tui.jobs import names
from kw_tui.tui.keys import Key
from kw_tui.tui.tabs.body import TabBody
from kw_tui.tui.tabs.segmentation import view
from kw_tui.tui.tabs.segmentation.naming import Named, NamingScreen
from kw_tui.tui.widgets.ask import Answer, AskScreen, Question
from kw_tui.tui.widgets.fields import Field
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.vocabulary.headings import Headings
    from kw_tui.vocabulary.own_segments import OwnSegment
    from kw_tui.workbench import Spread, Workbench
    from kw_tui.workbench.segmenting import Matched


class Found(NamedTuple):
    """What the tab reads from the workbench."""

    portfolio: "pl.DataFrame"
    segments: "pl.DataFrame"
    spreads: dict[str, "Spread"]
    measure: str
    method: str
    currency: str
    places: "pl.Series"
    """Where in the portfolio all customers stand, the largest first."""
    own: "dict[str, pl.Series]"
    """The same of the customers in each segment of the session."""
    named: "tuple[OwnSegment, ...]"
    notes: dict[str, tuple[Text, ...]]
    more: tuple[Field, ...] = ()
    """Columns the customers could show besides."""
    headings: "Headings | None" = None
    """What conditions may call the columns of customers."""


class Naming(TabBody):
    """Names, changes and removes own segments."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("segments.name", "a", "name", Text("eigenes Segment", "own segment")),
        Key("segments.remove", "delete", "remove", Text("eigenes entfernen", "remove own"), show=False),
    )

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None
        self._by = "abc"
        self._key = view.ALL

    def action_name(self) -> None:
        """Name a segment of one's own, or change the one chosen."""
        if self._found is None:
            return
        chosen = next((one for one in self._found.named if self._by == OWN and one.name == self._key), None)
        given = Named("", "") if chosen is None else Named(chosen.name, chosen.where)
        form = NamingScreen(given, self._count, self.lang, self._found.currency, self._found.headings)
        self.app.push_screen(form, self._named)

    def _count(self, where: str, tell: "Callable[[Matched | KwError], None]") -> None:
        def count(bench: "Workbench") -> "Matched":
            return bench.matching(where)

        self.inquire(count, tell, "counting", name=names.MATCHING, is_aside=True, otherwise=tell)

    def _named(self, named: Named | None) -> None:
        if named is not None:
            self._by, self._key = OWN, named.name.strip()
            self.kw.change(lambda bench: bench.name_segment(named.name, named.where))

    def action_remove(self) -> None:
        """Forget the own segment chosen, after a yes."""
        name = self._key
        if self._found is None or self._by != OWN or name not in {one.name for one in self._found.named}:
            return

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                self._key = view.ALL
                self.kw.change(lambda bench: bench.remove_segment(name))

        title = Text("Segment {name} entfernen?", "Remove segment {name}?").format(name=name)
        self.app.push_screen(AskScreen(lambda lang: Question(title.in_(lang)), self.lang), answered)
