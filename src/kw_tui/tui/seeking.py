"""Asking for customers letter by letter: one question at a time, and only the newest answer is shown."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING

from kw_tui.tui.widgets.fields import Field, table_columns, text
from kw_tui.tui.words import SHORT
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.tui.desk import Desk
    from kw_tui.tui.widgets.table import PageTable
    from kw_tui.workbench import Workbench
    from kw_tui.workbench.finder import Finder

FOUND: tuple[Field, ...] = (
    Field("customer_id", SHORT["customer_id"], 10, text),
    Field("abc_sub", SHORT["abc_sub"], 3, text),
    Field("name", Text("Kunde", "Customer"), 30, text),
)
NOBODY = Text("Niemand heißt so.", "Nobody is called so.")
WAITING = Text("wird gesucht …", "searching …")


class Seeker:
    """Finds customers by what is typed; `show` gets what was found, `problem` why nothing could be."""

    def __init__(
        self, desk: "Desk", show: "Callable[[pl.DataFrame], None]", problem: Callable[[KwError], None]
    ) -> None:
        self._desk, self._show, self._problem = desk, show, problem
        self._wanted: str | None = None
        self._answered: str | None = None
        self._due: tuple[str, Callable[[], None]] | None = None
        self._is_at_work = False

    def seek(self, wanted: str) -> Coroutine[object, object, None]:
        """Find; what is typed while an earlier question is answered takes the place of all before."""
        self._wanted, self._due = wanted, None
        return self._answer()

    async def _answer(self) -> None:
        if self._is_at_work:
            return
        self._is_at_work = True
        try:
            finder = await self._desk.ask(_finder)
            while (asked := self._wanted) is not None:
                self._wanted = None
                found = await self._desk.run_aside(partial(finder.find, asked))
                if self._wanted is None:
                    self._show(found)
                    self._answered = asked
                    self._go_on()
        except KwError as problem:
            self._problem(problem)
        finally:
            self._is_at_work = False

    def then(self, wanted: str, go_on: Callable[[], None]) -> None:
        """Go on as soon as those found for this text are shown: Enter may be quicker than the answer."""
        self._due = wanted, go_on
        self._go_on()

    def _go_on(self) -> None:
        if self._due is not None and self._due[0] == self._answered:
            go_on, self._due = self._due[1], None
            go_on()


def _finder(bench: "Workbench") -> "Finder":
    return bench.finder()


def list_found(table: "PageTable", found: "pl.DataFrame | None", lang: Lang) -> None:
    """Show those found, the best one under the cursor; None while it is not known who is."""
    table.flex = "name"
    table.empty_message = (WAITING if found is None else NOBODY).in_(lang)
    table.set_columns(table_columns(FOUND, lang, "name", table.size.width))
    if found is not None:
        table.set_frame(found, key="customer_id")
        table.action_first()
