"""The program's dealings with the workbench that change something: decisions, settings, other people's changes, leaving."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from kw_tui.tui import messages
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from textual.app import App

    from kw_tui.tui.app import KwApp
    from kw_tui.workbench import Workbench

    _Base = App[None]
else:
    _Base = object

T = TypeVar("T")


class Asking(_Base):
    """Handlers of the requests that change the session. Every change ends in a new `revision`."""

    def change(self: "KwApp", question: "Callable[[Workbench], T]", then: "Callable[[T], None] | None" = None) -> None:
        """Change something in the workbench, then let every tab read anew."""

        async def work() -> None:
            try:
                answer = await self.desk.ask(question)
            except KwError as problem:
                self.show_problem(problem)
            else:
                if then is not None:
                    then(answer)
            self.revision += 1

        self.run_worker(work(), group="changing", exit_on_error=False)

    def on_decide(self: "KwApp", message: messages.Decide) -> None:
        """Record the decision for every customer named."""
        self.change(partial(_decide, message=message))

    def on_undo(self: "KwApp") -> None:
        """Take the last decision back."""
        self.change(lambda bench: bench.undo(), partial(self._told, _UNDONE, _NOTHING_TO_UNDO))

    def on_redo(self: "KwApp") -> None:
        """Take the decision last undone again."""
        self.change(lambda bench: bench.redo(), partial(self._told, _REDONE, _NOTHING_TO_REDO))

    def _told(self: "KwApp", done: Text, nothing: Text, decision: Any) -> None:
        text = nothing if decision is None else done.format(customer=decision.customer_id)
        self.tell(text.in_(self.lang))

    def on_change_settings(self: "KwApp", message: messages.ChangeSettings) -> None:
        """Set the settings."""
        self.change(lambda bench: bench.set(**message.changes))

    def on_data_imported(self: "KwApp") -> None:
        """Let every tab read anew."""
        self.revision += 1

    def action_reload(self: "KwApp") -> None:
        """Read everything anew."""
        self.change(lambda bench: bench.reload_if_changed())

    def _look_for_others(self: "KwApp") -> None:
        """Take up what other people decided meanwhile."""

        async def look() -> None:
            try:
                has_changed = await self.desk.ask(lambda bench: bench.reload_if_changed())
            except KwError:  # the next look may succeed; what is shown stays valid until then
                return
            if has_changed:
                self.revision += 1

        self.run_worker(look(), group="looking", exclusive=True, exit_on_error=False)

    async def leave(self: "KwApp", seconds: float) -> None:
        """Save the view after everything asked before; wait no longer than `seconds`."""
        view = {**self.view, "tab": self.tab, "theme": self.theme, "lang": self.lang}
        view.pop("rows", None)
        for place in self.places():
            if place.body is not None:
                view[place.entry.id] = place.body.view_state()
        await _in_time(self.desk.ask(lambda bench: bench.save_view(view)), seconds)


async def _in_time(saving: Awaitable[object], seconds: float) -> None:
    try:
        await asyncio.wait_for(saving, seconds)
    except (KwError, TimeoutError):
        return


def _decide(bench: "Workbench", message: messages.Decide) -> None:
    for customer_id in message.customer_ids:
        bench.decide(customer_id, message.action, **message.details)


_UNDONE = Text("Zurückgenommen: {customer}", "Undone: {customer}")
_REDONE = Text("Wieder entschieden: {customer}", "Decided again: {customer}")
_NOTHING_TO_UNDO = Text("Nichts zum Zurücknehmen", "Nothing to undo")
_NOTHING_TO_REDO = Text("Nichts zum Wiederholen", "Nothing to redo")
