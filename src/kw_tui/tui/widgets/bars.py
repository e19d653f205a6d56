"""The first and the last line of the screen: where one is, and which keys work here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from kw_tui.tui.keys import Key
from kw_tui.tui.lines import clipped
from kw_tui.tui.messages import GoTo
from kw_tui.tui.widgets.live_keys import active_keys, is_typed, shown_keys
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from textual.screen import Screen

    from kw_tui.tui.tabs import TabEntry


ALWAYS = ("app.help", "app.quit", "app.quit_anywhere")
"""Keys for which there is always room: help, and the way out."""
HERE = "$block-cursor-text-style $block-cursor-foreground on $block-cursor-background"
LEAST_NAME = 4
WIDE = 110
"""Cells from which each key has a word of its own."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the line that can be clicked."""

    start: int
    end: int
    target: str


class _OneLine(Static):
    """A line that knows what stands where."""

    lang: reactive[Lang] = reactive("de")

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self._spots: list[Spot] = []

    def target_at(self, x: int) -> str | None:
        """Return what stands at cell `x`."""
        return next((spot.target for spot in self._spots if spot.start <= x < spot.end), None)


class TabLine(_OneLine):
    """The tabs by number, the one shown marked; the session's name at the right."""

    tab: reactive[str] = reactive("")
    note: reactive[str] = reactive("")
    work: reactive[Text | None] = reactive(None)
    """What is being worked out: it stands in the place of the note as long as it lasts."""

    def __init__(self, entries: "tuple[TabEntry, ...]", *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._entries = entries

    def on_resize(self) -> None:
        """Fit the line to the new width."""
        self.draw()

    def watch_tab(self) -> None:
        """Mark the tab."""
        self.draw()

    def watch_lang(self) -> None:
        """Name the tabs in the language."""
        self.draw()

    def watch_note(self) -> None:
        """Show the note."""
        self.draw()

    def watch_work(self) -> None:
        """Show what is being worked out."""
        self.draw()

    def draw(self) -> None:
        """Write the line."""
        parts: list[tuple[str, str]] = []
        self._spots, x = [], 0
        said = self.note if self.work is None else f"{self.work.in_(self.lang)} …"
        for entry, text in zip(self._entries, self._faces(self.size.width - cell_len(said) - 1), strict=True):
            parts.append((text, HERE if entry.id == self.tab else "$muted"))
            self._spots.append(Spot(x, x + cell_len(text), entry.id))
            x += cell_len(text)
        note = shortened(said, self.size.width - x - 1)
        parts.append((" " * max(0, self.size.width - x - cell_len(note) - 1) + note, "$muted"))
        self.update(Content.assemble(*parts))

    def _faces(self, room: int) -> list[str]:
        """The tabs by number and name; by their short names where the whole ones do not fit."""
        whole = [f" {number} {entry.label.in_(self.lang)} " for number, entry in enumerate(self._entries, 1)]
        if sum(map(cell_len, whole)) <= room:
            return whole
        labels = (entry.short or entry.label for entry in self._entries)
        return [f" {number} {label.in_(self.lang)} " for number, label in enumerate(labels, 1)]

    def on_click(self, event: events.Click) -> None:
        """Go to the tab clicked."""
        if target := self.target_at(event.x):
            self.post_message(GoTo(target))


class KeyLine(_OneLine):
    """The keys that work here and now, those of the tab before those that work everywhere."""

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def on_resize(self) -> None:
        """Fit the line to the new width."""
        self.draw()

    def watch_lang(self) -> None:
        """Name the keys in the language."""
        self.draw()

    def _bindings_changed(self, _screen: "Screen[object]") -> None:
        self.draw()

    def draw(self) -> None:
        """Write as many keys as there is room for; those that work everywhere stay."""
        if not self.is_attached:
            return
        focused = self.screen.focused
        keys = [pair for pair in shown_keys(active_keys(self.screen)) if not is_typed(pair[0], focused)]
        always = entries([pair for pair in keys if pair[0].id in ALWAYS])
        here = entries([pair for pair in keys if not pair[0].id.startswith("app.")], is_narrow=self.size.width < WIDE)
        there = entries([pair for pair in keys if pair[0].id.startswith("app.") and pair[0].id not in ALWAYS])
        room = self.size.width - 1 - sum(map(self._width, always))
        shown = []
        for entry in sorted([*here, *there], key=lambda entry: not entry.works):  # what works now has room first
            if self._width(entry) <= room:
                shown.append(entry)
                room -= self._width(entry)
        self._write([*shown, *always])

    def _width(self, entry: "Entry") -> int:
        faces = "".join(f" {key.short_face(self.lang)}" for key, _ in entry.keys)
        return cell_len(f"{faces} {entry.text.in_(self.lang)} ")

    def _write(self, shown: "list[Entry]") -> None:
        parts: list[tuple[str, str]] = []
        self._spots, x = [], 0
        for entry in shown:
            start, end = x, x + self._width(entry)
            for key, enabled in entry.keys:
                face = f" {key.short_face(self.lang)}"
                gap = " " if key is entry.keys[-1][0] else ""
                parts.append((face + gap, "bold $text-accent" if enabled else "$muted"))
                self._spots.append(Spot(x, x + cell_len(face), key.first))
                x += cell_len(face)
            if len(entry.keys) == 1:  # its word is clicked as well as its letter
                self._spots[-1] = Spot(start, end, entry.keys[0][0].first)
            look = "" if entry.works else "$muted"
            parts.append((f"{entry.text.in_(self.lang)} ", look))
            x = end
        self.update(Content.assemble(*parts))

    def on_click(self, event: events.Click) -> None:
        """Press the key clicked."""
        if target := self.target_at(event.x):
            self.app.simulate_key(target)


class Entry(NamedTuple):
    """Keys that share a word, and whether each works now; mostly one."""

    keys: tuple[tuple[Key, bool], ...]
    text: Text

    @property
    def works(self) -> bool:
        """Whether one of them works now."""
        return any(enabled for _, enabled in self.keys)


def entries(keys: list[tuple[Key, bool]], *, is_narrow: bool = False) -> list[Entry]:
    """Return what a footer says of keys; where it is narrow, neighbours of one group have its word together."""
    found: list[Entry] = []
    for pair in keys:
        group = pair[0].group if is_narrow else None
        if group is not None and found and found[-1].keys[0][0].group is group:
            found[-1] = Entry((*found[-1].keys, pair), group)
        else:
            found.append(Entry((pair,), pair[0].text))
    return found


def shortened(note: str, room: int) -> str:
    """Fit `name · period · currency` into `room` cells: the name gives way first, then the period, then all of it."""
    name, *rest = note.split(" · ")
    for kept in (rest, rest[-1:]):
        tail = "".join(f" · {one}" for one in kept)
        if cell_len(name) + cell_len(tail) <= room:
            return name + tail
        if room - cell_len(tail) >= LEAST_NAME:
            return clipped(name, room - cell_len(tail)) + tail
    return clipped(name, room) if room >= LEAST_NAME else ""
