"""The tab's part about looking closer: maps, segments side by side, lifetime models; and about setting the ways."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from kw_tui.core.segmentation.segments import OWN, segment_label
from kw_tui.tui.jobs import names
from kw_tui.tui.keys import Key, problem_told
from kw_tui.tui.lines import Line, printable, wrapped
from kw_tui.tui.tabs.segmentation import comparing, map_sheets, matrix, models, view
from kw_tui.tui.tabs.segmentation.possible import Possible
from kw_tui.tui.widgets.sheets import Sheet, SheetsScreen
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.settings.classes import MEASURES, METHODS
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kw_tui.workbench import Workbench

MAPS = Text("Karten", "Maps")
MAP_OF = {"rfm_segment": 1, "portfolio_field": 2}
"""The map a way begins with; the others with migration."""
TO_COMPARE = Text(
    "<segments.mark> merkt Segmente zum Vergleichen, höchstens vier",
    "<segments.mark> marks segments to compare, four at most",
)


class Looking(Possible):
    """Shows sheets over the tab, and the settings of a way."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("segments.adjust", "e", "adjust", Text("einstellen", "adjust")),
        Key("segments.maps", "x", "maps", Text("Karten", "maps")),
        Key("segments.compare", "c", "compare", Text("vergleichen", "compare")),
        Key("segments.models", "l", "models", Text("Modelle", "models")),
        Key("segments.mark", "space", "mark", Text("merken", "mark"), show=False),
        Key("segments.measure", "m", "next_measure", Text("ABC-Maß", "ABC measure")),
        Key("segments.method", "v", "next_method", Text("Methode", "method")),
    )

    @property
    def list(self) -> PageTable:
        """The segments."""
        return self.query_one("#segments-list", PageTable)

    # Sheets

    def action_maps(self) -> None:
        """Show who moved, and the maps of RFM and portfolio; the one of the way first."""

        def sheets(bench: "Workbench") -> "list[Sheet]":
            moved, why = bench.migration(), bench.why_no_migration()
            rfm, segments = bench.rfm_map(), bench.segments()
            return [
                Sheet(matrix.TITLE, lambda _w, _h: matrix.migration_lines(moved, why, self.lang)),
                Sheet(map_sheets.RFM_TITLE, lambda width, _h: map_sheets.heat_lines(rfm, self.lang, width)),
                Sheet(map_sheets.FIELDS_TITLE, lambda width, _h: map_sheets.field_lines(segments, self.lang, width)),
            ]

        at = MAP_OF.get(self._by, 0)
        self.app.push_screen(SheetsScreen(MAPS, (), self.lang, at, partial(self._fill_sheets, names.MAPS, sheets)))

    def action_models(self) -> None:
        """Show the lifetime models: side by side, how they follow what came, how far they were off."""

        def told(bench: "Workbench") -> "list[Sheet]":
            used, why = bench.settings.choice("clv_model"), bench.why_no_model()
            parts = (bench.models(), bench.model_tracking(), bench.model_errors(), bench.cohort_regularity())
            found = models.Models(*parts, used, why)
            return [
                Sheet(models.COMPARED, lambda width, _h: models.compared_lines(found, self.lang, width)),
                Sheet(models.TRACKED, lambda width, height: models.tracked_lines(found, self.lang, width, height)),
                Sheet(models.ERRORS, lambda width, _h: models.error_lines(found, self.lang, width)),
            ]

        fill = partial(self._fill_sheets, names.MODELS, told)
        self.app.push_screen(SheetsScreen(models.TITLE, (), self.lang, fill=fill))

    def _fill_sheets(
        self,
        name: Text,
        question: "Callable[[Workbench], Sequence[Sheet]]",
        show: "Callable[[Sequence[Sheet]], None]",
    ) -> None:
        def refused(problem: KwError) -> None:
            show([self._problem_sheet(problem)])

        self.inquire(question, show, "sheets", name=name, is_aside=True, otherwise=refused)

    def _problem_sheet(self, problem: KwError) -> Sheet:
        def lines(width: int, _height: int) -> list[Line]:
            said = printable(problem_told(problem, self).in_(self.lang))
            return [((line, "warning"),) for line in wrapped(said, width)]

        return Sheet(view.EVERYBODY, lines)

    def action_mark(self) -> None:
        """Mark the segment under the cursor for a comparison, or take its mark, and go on."""
        key, marks = self.list.cursor_key, self.list.marks
        if key is None or not self.list.has_focus:
            return
        if key not in marks and len(marks) == comparing.MOST:
            self.kw.tell(self.keyed(TO_COMPARE))
            return
        self.list.marks = marks ^ {key}
        self.list.cursor_row += 1

    def action_compare(self) -> None:
        """Show the marked segments side by side; one alone is held against all customers."""
        keys = [key for key in self._listed_keys() if key in self.list.marks] or [self._key]
        if len(keys) < comparing.LEAST:
            keys = [*keys, *(key for key in (self._key, view.ALL) if key not in keys)][: comparing.LEAST]
        if len(keys) < comparing.LEAST or view.NONE in keys:
            self.kw.tell(self.keyed(TO_COMPARE))
            return
        asked = [key if key == view.ALL or self._by == OWN else f"{self._by}={key}" for key in keys]
        labels = [view.EVERYBODY if key == view.ALL else segment_label(self._by, key) for key in keys]

        def sheets(bench: "Workbench") -> "list[Sheet]":
            found, assumed = bench.compare(asked), bench.assumptions()
            write = partial(comparing.compared_lines, found, labels, assumed)
            return [Sheet(comparing.TITLE, lambda width, _h: write(self.lang, width))]

        fill = partial(self._fill_sheets, names.COMPARISON, sheets)
        self.app.push_screen(SheetsScreen(comparing.TITLE, (), self.lang, fill=fill))

    def _listed_keys(self) -> tuple[str, ...]:
        if self._found is None:
            return ()
        return tuple(view.segment_rows(self._found.segments, self._by, self.lang)["key"])

    # Settings

    def action_adjust(self) -> None:
        """Set what the way rests on; the effect is shown before it is applied."""
        self.kw.action_settings(self._by)

    def action_next_measure(self) -> None:
        """Class by the next measure."""
        if self._found is not None:
            self.kw.action_settings(self._class_way(), {"abc_measure": after(tuple(MEASURES), self._found.measure)})

    def action_next_method(self) -> None:
        """Class by the next method."""
        if self._found is not None:
            self.kw.action_settings(self._class_way(), {"abc_method": after(tuple(METHODS), self._found.method)})

    def _class_way(self) -> str:
        return "abc_sub" if self._by == "abc_sub" else "abc"


def after(choices: tuple[str, ...], chosen: str) -> str:
    """Return the choice after this one, the first after the last."""
    return choices[(choices.index(chosen) + 1) % len(choices)]
