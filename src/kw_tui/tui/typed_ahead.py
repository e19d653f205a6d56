"""Keys typed before there is anything to see: those that move about are kept, those that decide are not.

A decision is about what one sees; a way down the list, or a filter, is meant for the list that will be there.
"""

from textual import events
from textual.widgets import Input

from kw_tui.tui.moving import Moving
from kw_tui.tui.widgets.place import Place

MOVES = frozenset({"up", "down", "pageup", "pagedown", "home", "end"})
FILTER, ENDS = "slash", frozenset({"enter", "escape"})
MOST = 60


class Ahead:
    """Keys kept for a tab that is not there yet. After the key of a filter all that is typed belongs to it."""

    def __init__(self) -> None:
        self.keys: list[events.Key] = []
        self.letters: set[events.Key] = set()
        """Those of them that are for a filter, and for nothing else."""
        self.place = ""
        """The tab they are for; empty while nothing is open."""
        self._is_text = False

    def settle(self, place: str) -> None:
        """Be for a tab: what was kept for another is forgotten."""
        if self.place not in {"", place}:
            self.drop()
        self.place = place

    def keep(self, event: events.Key) -> bool:
        """Keep a key if it is one to be kept; tell whether."""
        if len(self.keys) >= MOST:
            return False
        is_text = self._is_text and (event.key in ENDS or event.key == "backspace" or event.character is not None)
        if not (is_text or event.key in MOVES or event.key == FILTER):
            return False
        self._is_text = (is_text or event.key == FILTER) and event.key not in ENDS
        self.keys.append(event)
        if is_text:
            self.letters.add(event)
        return True

    def take(self) -> list[events.Key]:
        """Return the keys kept, and keep none of them any longer."""
        kept, self.keys, self._is_text = self.keys, [], False
        return kept

    def drop(self) -> None:
        """There is nothing to move about in."""
        self.keys.clear()
        self.letters.clear()
        self._is_text = False


class TypedAhead(Moving):
    """The part of the program that keeps keys for a tab until it is filled."""

    _ahead: Ahead | None = None

    async def deal_with(self, typed: events.Event) -> None:
        """Keep keys for a tab that is not there yet; letters kept for a filter that did not open are nobody's."""
        if isinstance(typed, events.Key):
            if typed in self._typed.letters:
                self._typed.letters.discard(typed)
                if not isinstance(self.focused, Input):
                    return
            elif self._is_early(typed):
                return
        await super().deal_with(typed)

    def _is_early(self, event: events.Key) -> bool:
        if not self.is_running or len(self.screen_stack) != 1 or isinstance(self.focused, Input):
            return False
        if self.is_open:
            self._typed.settle(self.tab)
        if self._has_come():
            return self._follows_kept(event)
        opens = event.key == FILTER and not self._typed.keys and FILTER in self.screen.active_bindings
        return not opens and self._typed.keep(event)

    def _follows_kept(self, event: events.Key) -> bool:
        """Let what was kept have its effect first, where it has not been given yet."""
        kept = self._typed.take()
        if kept:
            self.hold_first([*kept, event])
        return bool(kept)

    def _has_come(self) -> bool:
        """Whether the tab looked at shows something, and has had the focus."""
        place = self.query_one(f"#place-{self.tab}", Place)
        return place.is_furnished and place.body is not None and place.body.is_answered

    @property
    def _typed(self) -> Ahead:
        if self._ahead is None:
            self._ahead = Ahead()
        return self._ahead

    def give_typed(self) -> None:
        """Give the tab looked at what was typed for it, as soon as it shows something."""
        self._typed.settle(self.tab)
        if self._has_come():
            self.hold_first(list(self._typed.take()))

    def furnished(self, place: Place) -> None:
        """A tab is in its place, and where it is looked at it has the focus."""
        place.is_furnished = True
        self.give_typed()

    def drop_typed(self) -> None:
        """There is nothing to move about in."""
        self._typed.drop()
