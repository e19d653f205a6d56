"""The screen's part about trying: what holds, what is typed in its place, and what that would do."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from textual import on

from kw_tui.tui.jobs import names
from kw_tui.tui.keys import problem_told
from kw_tui.tui.lines import Line, printable
from kw_tui.tui.settings import effect_view
from kw_tui.tui.settings.editor import Editor
from kw_tui.tui.settings.rows import Asked, said
from kw_tui.tui.settings.trial import Trial
from kw_tui.tui.widgets.reading import ReadingScreen
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.settings import ITEMS
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.tui.app import KwApp
    from kw_tui.tui.desk import Ask
    from kw_tui.tui.widgets.table import PageTable
    from kw_tui.vocabulary.settings import Value
    from kw_tui.workbench import Workbench
    from kw_tui.workbench.about_settings import About

COMPUTING = Text("Wirkung: wird gerechnet …", "Effect: computing …")
NO_DATA = Text("Wirkung: noch keine Daten importiert", "Effect: no data yet")
NO_CHANGE = Text("So ist es jetzt.", "As it is now.")
TRIED = Text(
    "{n} erprobt, noch nicht angewendet: <settings.apply_tried> wendet sie an",
    "{n} tried, not applied yet: <settings.apply_tried> applies them",
)


class Known(NamedTuple):
    """What the screen asks the workbench for."""

    abouts: "tuple[About, ...]"
    labels: Mapping[str, Text]
    currency: str


class Wanted(NamedTuple):
    """How the screen is opened: narrowed to some settings under a title, and with values to be tried at once."""

    asked: Asked = Asked()
    cursor: str | None = None
    title: Text | None = None
    way: str = ""
    chosen: Mapping[str, str] = {}


class Trying(ReadingScreen):
    """Knows what holds and what is tried."""

    def __init__(self, lang: Lang, wanted: Wanted, remember: Callable[[dict[str, Any]], None]) -> None:
        super().__init__(lang)
        self.asked, self.begin_at, self.title_text, self._way = wanted.asked, wanted.cursor, wanted.title, wanted.way
        self._chosen, self.remember = dict(wanted.chosen), remember
        self.abouts: tuple[About, ...] = ()
        self.labels: Mapping[str, Text] = {}
        self.currency = ""
        self.problem: KwError | None = None
        self.editing: str | None = None
        self._begun = ""
        self._is_reset = False
        self.tried: dict[str, object] = {}
        self._trial = Trial(self._asker, self._start, self._told)

    @property
    def lang(self) -> Lang:
        """The language spoken."""
        return self._lang

    @property
    def kw(self) -> "KwApp":
        """The program, typed."""
        return cast("KwApp", self.app)

    @property
    def editor(self) -> Editor:
        """The field."""
        return self.query_one(Editor)

    def draw(self) -> None:
        """Show everything anew."""

    def draw_text(self) -> None:
        """Show what is told anew."""

    @property
    def table(self) -> "PageTable":
        """The settings."""
        raise NotImplementedError

    # Asking

    def reload(self) -> None:
        """Ask what holds; what was tried is tried again, for others may have changed something."""

        async def work() -> None:
            is_first = False
            try:
                known = await self.kw.desk.ask(_known, self.kw.job(names.ADJUSTABLE, self.kw.tab))
            except KwError as problem:
                self.problem = problem
            else:
                is_first = not self.abouts
                self.abouts, self.labels, self.currency = known
                self.problem = None
                self._trial.forget()
            if self.is_there:
                self.draw()
                if is_first and self.table.cursor_row == 0:
                    self.table.cursor_row = 1  # below the heading
                if self.abouts:
                    self._begin_chosen()

        self.run_worker(work(), group="settings", exclusive=True, exit_on_error=False)

    def _begin_chosen(self) -> None:
        """Begin with the value the screen was opened for."""
        chosen, self._chosen = self._chosen, {}
        for id_, value in chosen.items():
            self.table.move_to_key(id_)
            self.edit(id_, value)
            self._closes_after = True

    _closes_after = False

    def _asker(self) -> "Ask":
        return self.kw.asker(names.EFFECT, self.kw.tab)

    def _start(self, work: Any) -> None:
        self.run_worker(work, group="trying", exclusive=True, exit_on_error=False)

    def about(self, id_: str) -> "About":
        """Return what is known of a setting."""
        return next(one for one in self.abouts if one.id == id_)

    def value_now(self, id_: str) -> str:
        """Write what holds."""
        return said(ITEMS[id_], self.about(id_).value, self.lang, self.currency)

    # Trying

    def edit(self, id_: str, text: str | None = None, *, is_reset: bool = False) -> None:
        """Change a setting in its field, beginning with what is tried or holds."""
        item, about = ITEMS[id_], self.about(id_)
        if id_ in self.tried and text is None:
            text, is_reset = self._tried_text(id_), self.tried[id_] is None
        self.editing, self._is_reset = id_, is_reset
        self.editor.begin(
            item, self.editor.original(item, about.value, self.lang), self.value_now(id_), self.lang, self.currency
        )
        self.set_class(True, "-editing")
        self._begun = self.editor.text
        if text is not None and text != self._begun:
            self.editor.begin(item, text, self.value_now(id_), self.lang, self.currency)
        self.refresh_bindings()
        self.look()

    def _tried_text(self, id_: str) -> str:
        value = self.tried[id_]
        item = ITEMS[id_]
        if value is None:
            return self.editor.default(item, self.lang)
        return self.editor.original(item, cast("Value", value), self.lang)

    def leave_editing(self) -> None:
        """Drop what is typed."""
        self.editing, self._closes_after = None, False
        self.editor.end()
        self.set_class(False, "-editing")
        self.table.focus()
        self.refresh_bindings()
        self.look()

    @on(Editor.Edited)
    def _edited(self) -> None:
        self._is_reset = False
        self.look()

    def look(self) -> None:
        """Ask what all that is tried would do, and what is typed."""
        wanted = self.wanted()
        if wanted is not None:
            self._trial.want(wanted)
        self.draw_text()

    def wanted(self) -> dict[str, object] | None:
        """Return what is tried and typed; None where what is typed is impossible."""
        if self.editing is None:
            return self.tried
        others = {id_: value for id_, value in self.tried.items() if id_ != self.editing}
        if self._is_reset:
            return others | {self.editing: None}
        value = self.editor.value()
        if value is None:
            return None
        return others if self.editor.text == self._begun else others | {self.editing: value}

    def _told(self) -> None:
        if self.is_there:
            self.draw_text()

    def effect_lines(self, width: int) -> list[Line]:
        """Return what is tried would do."""
        wanted = self.wanted()
        if wanted is None:
            return []
        if not wanted:
            return [((NO_CHANGE.in_(self.lang), "dim"),)] if self.editing is not None else []
        collected = self.keyed(TRIED, self.lang).format(n=len(self.tried))
        head: list[Line] = [((collected, "accent"),)] if self.tried and self.editing is None else []
        return [*head, *self._effect(width)]

    def _effect(self, width: int) -> list[Line]:
        if not self._trial.is_known:
            return [((COMPUTING.in_(self.lang), "dim"),)]
        told = self._trial.told
        if told is None:
            return [((NO_DATA.in_(self.lang), "dim"),)]
        if isinstance(told, KwError):
            return [((printable(problem_told(told, self).in_(self.lang)), "warning"),)]
        return effect_view.effect_lines(told, self.labels, self.lang, self.currency, width, self._way)


def _known(bench: "Workbench") -> Known:
    labels = {metric.id: metric.label for metric in bench.metrics()}
    return Known(bench.about_settings(), labels, bench.currency)
