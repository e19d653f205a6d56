"""The program's part about moving: from tab to tab, to a customer, and back to where one was."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from textual.reactive import reactive
from textual.widgets import ContentSwitcher

from kw_tui.tui import messages
from kw_tui.tui.commanding import Commanding
from kw_tui.tui.history import History, Spot
from kw_tui.tui.widgets.place import Place
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.tui.tabs.body import TabBody

NOWHERE = {
    "go_back": Text("Davor war nichts.", "There was nothing before."),
    "go_forward": Text("Von hier ging es noch nicht weiter.", "Nothing came after this yet."),
}
NOT_OPEN = Text("Es ist noch nichts geöffnet.", "Nothing is open yet.")


class Moving(Commanding):
    """Shows one tab at a time and remembers the way."""

    tab: reactive[str] = reactive("queue", init=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.view: dict[str, Any] = {}
        self.is_open = False
        self.history = History()
        self._places: list[Place] = []

    @abstractmethod
    async def furnish(self) -> None:
        """Build the tab looked at, if it is not yet."""

    def body(self, tab: str) -> "TabBody | None":
        """Return a tab's body, None while it was never looked at."""
        return self.query_one(f"#place-{tab}", Place).body

    def places(self) -> list[Place]:
        """Return the places of all tabs; from any thread."""
        return self._places

    def watch_tab(self, tab: str) -> None:
        """Show the tab's place, and build its body on the first visit."""
        self.query_one(ContentSwitcher).current = f"place-{tab}"
        if (body := self.body(tab)) is not None:
            body.arrive()
            body.take_focus()
        elif self.is_open:
            self.set_focus(None)  # what is typed meanwhile is not for the tab left behind
            self.run_worker(self.furnish(), group="furnishing", exit_on_error=False)

    # Where one is, and was

    def here(self) -> Spot:
        """Return the place looked at."""
        body = self.body(self.tab)
        return Spot(self.tab, tuple(sorted(body.whereabouts().items())) if body is not None else ())

    def leave(self) -> None:
        """Keep the place looked at, to come back to: whoever calls this goes elsewhere."""
        self.history.leave(self.here())
        self.refresh_bindings()

    def _return_to(self, spot: Spot | None) -> None:
        if spot is None:
            return
        self._look_at(spot.tab, dict(spot.seen))
        self.refresh_bindings()

    def _look_at(self, tab: str, seen: dict[str, str]) -> None:
        """Show a tab, and there what is named; a tab not built yet finds it in the view."""
        body = self.body(tab)
        if body is None:
            self.view[tab] = {**self.view.get(tab, {}), **seen}
        else:
            body.return_to(seen)
        self.tab = tab

    def action_go_back(self) -> None:
        """Show the place before."""
        self._return_to(self.history.back(self.here()))

    def action_go_forward(self) -> None:
        """Show the place one came back from."""
        self._return_to(self.history.forward(self.here()))

    def why_not(self, action: str, _parameters: tuple[object, ...]) -> Text | None:
        """There may be no place before or after, and nobody to find while nothing is open."""
        if action in NOWHERE and not (self.history.before if action == "go_back" else self.history.after):
            return NOWHERE[action]
        return NOT_OPEN if action == "jump" and not self.is_open else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What cannot be done now is dimmed; nobody goes elsewhere under an overlay."""
        if action == "jump" and len(self.screen_stack) > 1:
            return False
        return None if self.why_not(action, parameters) else True

    # Elsewhere

    def action_go(self, tab: str) -> None:
        """Show a tab."""
        if tab != self.tab:
            self.leave()
        self.tab = tab

    def on_go_to(self, message: messages.GoTo) -> None:
        """Show a tab."""
        self.action_go(message.tab)

    def on_open_customer(self, message: messages.OpenCustomer) -> None:
        """Show a customer's story."""
        self.leave()
        self._look_at("customer", {"customer": message.customer_id, "origin": self.tab})

    def action_jump(self) -> None:
        """Ask for a customer by number or name, and show it."""
        from kw_tui.tui.jumping import JumpScreen

        def chosen(customer_id: str | None) -> None:
            if customer_id is not None:
                self.leave()
                self._look_at("customer", {"customer": customer_id, "origin": ""})

        self.push_screen(JumpScreen(self.desk, self.lang), chosen)
