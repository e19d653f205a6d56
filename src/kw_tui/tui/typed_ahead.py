"""Keys typed before there is anything to see: those that move about are kept, those that decide are not.

A decision is about what one sees; a way down the list, or a filter, is meant for the list that will be there.
"""

from textual import events
from textual.widgets import Input

from kw_tui.tui.moving import Moving

MOVES = frozenset({"up", "down", "pageup", "pagedown", "home", "end"})
FILTER, ENDS = "slash", frozenset({"enter", "escape"})
OPENS = frozenset({"browse.filter", "segments.find", "customer.find"})
"""What the key of a filter must do to be one."""
MOST = 60
PAUSE, PAUSES = 0.01, 50
"""Seconds between two looks whether a filter is there, or left, and how many there are at most."""


class Ahead:
    """Keys kept for a tab that is not there yet. After the key of a filter all that is typed belongs to it."""

    def __init__(self) -> None:
        self.keys: list[tuple[str, str | None]] = []
        self.is_open = False
        """Whether what is typed now comes after keys that were kept, and may not overtake them."""
        self.place = ""
        """The tab they are for; empty while nothing is open."""
        self._is_text = self._is_all = False

    def begin(self, key: str, character: str | None) -> None:
        """Keep the key of a filter that can be opened now, and all that follows until it is given."""
        self.keys.append((key, character))
        self.is_open = self._is_all = True

    def settle(self, place: str) -> None:
        """Be for a tab: what was kept for another is forgotten."""
        if self.place not in {"", place}:
            self.drop()
        self.place = place

    def keep(self, key: str, character: str | None) -> bool:
        """Keep a key if it is one to be kept; tell whether."""
        if len(self.keys) >= MOST:
            return False
        if self._is_all:
            self.keys.append((key, character))
            return True
        is_text = self._is_text and (key in ENDS or key == "backspace" or character is not None)
        if not (is_text or key in MOVES or key == FILTER):
            return False
        self._is_text = (is_text or key == FILTER) and key not in ENDS
        self.keys.append((key, character))
        self.is_open = True
        return True

    def take(self) -> tuple[str, str | None] | None:
        """Return the next key kept; None where none is left."""
        return self.keys.pop(0) if self.keys else None

    def drop(self) -> None:
        """All are given, or there is nothing to move about in."""
        self.keys.clear()
        self._is_text = self._is_all = self.is_open = False


class TypedAhead(Moving):
    """The part of the program that keeps keys for a tab until it is filled."""

    _ahead: Ahead | None = None
    _given: events.Key | None = None
    """The key given to the tab just now."""
    _last, _looks = "", 0
    """The key given last, and how often it was looked whether it has had its effect."""

    async def on_event(self, event: events.Event) -> None:
        """Keep keys for a tab that is not there yet; all else goes its way."""
        if isinstance(event, events.Key) and event is not self._given and self._is_early(event):
            return
        await super().on_event(event)

    def _is_early(self, event: events.Key) -> bool:
        if event.is_forwarded or not self.is_running or len(self.screen_stack) != 1:
            return False
        if isinstance(self.focused, Input) and not self._typed.is_open:
            return False
        if self.is_open:
            self._typed.settle(self.tab)
        if not self._typed.is_open:
            if event.key == FILTER and self._opens_filter(event):
                return True
            body = self.body(self.tab)
            if body is not None and body.is_answered:
                return False
        return self._typed.keep(event.key, event.character)

    def _opens_filter(self, event: events.Key) -> bool:
        """Keep the key of a filter until it is given: letters that come with it would else be keys of the list."""
        found = self.screen.active_bindings.get(FILTER)
        if found is None or found.binding.id not in OPENS:
            return False
        self._typed.begin(event.key, event.character)
        self.call_next(self.give_typed)
        return True

    @property
    def _typed(self) -> Ahead:
        if self._ahead is None:
            self._ahead = Ahead()
        return self._ahead

    def give_typed(self) -> None:
        """Give the tab looked at, which shows something now, what was typed for it: a key each time it is drawn."""
        if self._is_under_way() and self._looks < PAUSES:
            self._looks += 1
            self.set_timer(PAUSE, self.give_typed)
            return
        has_failed = self._is_under_way() and self._last == FILTER  # letters for a filter are none for the list
        key = None if has_failed else self._typed.take()
        self._last, self._looks = "" if key is None else key[0], 0
        if key is None or self.body(self.tab) is None or len(self.screen_stack) != 1:
            self._typed.drop()
            return
        self._given = events.Key(*key)
        self.post_message(self._given)
        self.call_after_refresh(self.give_typed)

    def _is_under_way(self) -> bool:
        """Whether the key given last opens a filter that is not there yet, or leaves one that still is."""
        is_typing = isinstance(self.focused, Input)
        return not is_typing if self._last == FILTER else is_typing and self._last in ENDS

    def drop_typed(self) -> None:
        """There is nothing to move about in."""
        self._typed.drop()
