"""A key as data: what a keymap calls it, what it does, what the footer and the help say about it."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding, BindingType
from textual.keys import format_key

from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from textual.dom import DOMNode


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

    def short_face(self, lang: Lang) -> str:
        """Return the first of the keys as it is written on the keyboard of a language."""
        return _face(self.first, lang)


FACES: dict[str, Text] = {
    "enter": Text("⏎", "⏎"),
    "space": Text("Leer", "Space"),
    "escape": Text("Esc", "Esc"),
    "tab": Text("Tab", "Tab"),
    "backspace": Text("⌫", "⌫"),
    "pageup": Text("Bild↑", "PgUp"),
    "pagedown": Text("Bild↓", "PgDn"),
    "up": Text("↑", "↑"),
    "down": Text("↓", "↓"),
    "left": Text("←", "←"),
    "right": Text("→", "→"),
    "plus": Text("+", "+"),
    "minus": Text("-", "-"),
    "delete": Text("Entf", "Del"),
    "insert": Text("Einfg", "Ins"),
    "home": Text("Pos1", "Home"),
    "end": Text("Ende", "End"),
    "ctrl": Text("Strg", "Ctrl"),
    "alt": Text("Alt", "Alt"),
    "shift": Text("⇧", "⇧"),
}
_FUNCTION = re.compile(r"f\d+")
Keyed = Callable[[Text], Text]
"""Puts the keys that hold somewhere into a text, in the place of their ids."""
_NAMED = re.compile(r"<([a-z_]+(?:\.[a-z_]+)+)>")


def _face(key: str, lang: Lang) -> str:
    *modifiers, last = (_named(one, lang) for one in key.split("+"))
    return "".join(f"{one}{'' if one == '⇧' else '+'}" for one in modifiers) + (
        last.upper() if modifiers and len(last) == 1 else last
    )


def _named(key: str, lang: Lang) -> str:
    if key in FACES:
        return FACES[key].in_(lang)
    return key.upper() if _FUNCTION.fullmatch(key) else format_key(key)


def keyed(said: str, keys: Iterable[Key], lang: Lang) -> str:
    """Put keys in the place of their ids: `<queue.state> shows all` becomes `f shows all`."""
    faces = {key.id: key.short_face(lang) for key in keys}
    return _NAMED.sub(lambda found: faces.get(found[1], found[0]), said)


def with_keys(text: Text, node: "DOMNode") -> Text:
    """Put the keys that hold at a widget, or else within it, into its text, as the person has chosen them."""
    if _NAMED.search(text.de) is None:
        return text
    said = _with_keys_of(node.ancestors_with_self, text, node)
    return said if _NAMED.search(said.de) is None else _with_keys_of(node.walk_children(), said, node)


def _with_keys_of(holders: "Iterable[DOMNode]", text: Text, node: "DOMNode") -> Text:
    mapped: Callable[[Key], Key] = getattr(node.app, "mapped", lambda key: key)
    keys = [mapped(key) for one in holders for key in getattr(one, "KEYS", ())]
    return Text(keyed(text.de, keys, "de"), keyed(text.en, keys, "en"))


def as_it_is(text: Text) -> Text:
    """Leave the ids of keys in a text: for whoever looks at it where no keys hold."""
    return text


def problem_told(problem: KwError, node: "DOMNode") -> Text:
    """Return what failed and what to do in a line, with the keys that hold at a widget."""
    return with_keys(Text(problem.line("de"), problem.line("en")), node)


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """Return Textual's bindings for these keys."""
    return [Binding(k.key, k.action, k.text.en, id=k.id, show=k.show, priority=k.priority) for k in keys]
