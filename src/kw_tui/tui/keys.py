"""A key as data: what a keymap calls it, what it does, what the footer and the help say about it."""

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding, BindingType

from kw_tui.vocabulary.texts import Lang, Text


class Key(NamedTuple):
    """One key, or several parted by commas. `id` is what a keymap names; `show` puts it into the footer.

    Neighbours of one `group` share its word where the footer is narrow.
    """

    id: str
    key: str
    action: str
    text: Text
    show: bool = True
    priority: bool = False
    group: Text | None = None

    @property
    def first(self) -> str:
        """The key, or the first of several."""
        return self.key.split(",")[0]

    def face(self, lang: Lang) -> str:
        """Return the key, or the keys, as they are written on the keyboard of a language."""
        return " ".join(_face(one, lang) for one in self.key.split(","))


FACES: dict[str, Text] = {
    "question_mark": Text("?", "?"),
    "slash": Text("/", "/"),
    "comma": Text(",", ","),
    "full_stop": Text(".", "."),
    "enter": Text("⏎", "⏎"),
    "space": Text("Leer", "Space"),
    "escape": Text("Esc", "Esc"),
    "tab": Text("Tab", "Tab"),
    "pageup": Text("Bild↑", "PgUp"),
    "pagedown": Text("Bild↓", "PgDn"),
    "less_than_sign": Text("<", "<"),
    "greater_than_sign": Text(">", ">"),
    "up": Text("↑", "↑"),
    "down": Text("↓", "↓"),
    "left": Text("←", "←"),
    "right": Text("→", "→"),
    "delete": Text("Entf", "Del"),
    "home": Text("Pos1", "Home"),
    "end": Text("Ende", "End"),
    "ctrl": Text("Strg", "Ctrl"),
    "shift": Text("⇧", "⇧"),
    "f2": Text("F2", "F2"),
    "f3": Text("F3", "F3"),
    "f5": Text("F5", "F5"),
}


def _face(key: str, lang: Lang) -> str:
    *modifiers, last = (FACES[one].in_(lang) if one in FACES else one for one in key.split("+"))
    return "".join(f"{one}{'' if one == '⇧' else '+'}" for one in modifiers) + (
        last.upper() if modifiers and len(last) == 1 else last
    )


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """Return Textual's bindings for these keys."""
    return [Binding(k.key, k.action, k.text.en, id=k.id, show=k.show, priority=k.priority) for k in keys]
