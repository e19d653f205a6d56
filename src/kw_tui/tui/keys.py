"""A key as data: what a keymap calls it, what it does, what the footer and the help say about it."""

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding, BindingType

from kw_tui.vocabulary.texts import Text


class Key(NamedTuple):
    """One key. `id` is what a keymap names; `face` is how the key is written; `show` puts it into the footer."""

    id: str
    key: str
    action: str
    text: Text
    face: str = ""
    show: bool = True
    priority: bool = False

    @property
    def shown(self) -> str:
        """The key as a person reads it."""
        return self.face or FACES.get(self.key, self.key)


FACES = {
    "question_mark": "?",
    "slash": "/",
    "enter": "⏎",
    "space": "␣",
    "escape": "Esc",
    "tab": "Tab",
    "pageup": "Bild↑",
    "pagedown": "Bild↓",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Pos1",
    "end": "Ende",
}


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """Return Textual's bindings for these keys."""
    return [Binding(k.key, k.action, k.text.en, id=k.id, show=k.show, priority=k.priority) for k in keys]
