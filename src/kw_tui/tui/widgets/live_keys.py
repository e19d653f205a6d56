"""The keys that work on a screen just now: whose they are, in which order, and which of them a footer shows."""

from typing import TYPE_CHECKING, NamedTuple

from kw_tui.tui.keys import Key

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.widget import Widget

WRITTEN = {"slash": "/", "plus": "+", "minus": "-"}
"""Characters behind names of keys that the library takes for keys without one."""


def is_typed(key: Key, focused: "Widget | None") -> bool:
    """Whether the focused widget writes the key's character instead of doing what the key does."""
    if focused is None:
        return False
    return all(name in WRITTEN and focused.check_consume_key(name, WRITTEN[name]) for name in key.key.split(","))


class Live(NamedTuple):
    """A key that works somewhere now: as it is pressed there, the widget whose it is, and whether it does anything."""

    key: Key
    node: "DOMNode"
    is_enabled: bool


def live_keys(screen: "Screen[object]") -> list[Live]:
    """Return the keys that work on a screen, widest scope first, in the order declared, as they are pressed there."""
    pressed: dict[str | None, list[str]] = {}
    active = {}
    for name, one in screen.active_bindings.items():
        pressed.setdefault(one.binding.id, []).append(name)
        active[one.binding.id] = one
    nodes = {id(one.node): one.node for one in active.values()}
    keys = [(key, node) for node in reversed(nodes.values()) for key in _in_order(node)]
    return [
        Live(_as_here(key, node, pressed[key.id]), node, active[key.id].enabled)
        for key, node in keys
        if key.id in active and active[key.id].node is node
    ]


def _as_here(key: Key, node: "DOMNode", pressed: list[str]) -> Key:
    """The key as it is pressed, and with a place in the footer where its widget calls it foremost."""
    return key._replace(key=",".join(pressed), show=key.show or key.id in _foremost(node))


def _in_order(node: "DOMNode") -> list[Key]:
    """The keys of a widget as it declares them, those it calls foremost just now before the others."""
    return sorted(getattr(node, "KEYS", ()), key=lambda key: key.id not in _foremost(node))


def _foremost(node: "DOMNode") -> tuple[str, ...]:
    return getattr(node, "foremost", ())


def active_keys(screen: "Screen[object]") -> list[tuple[Key, bool]]:
    """Return the keys that work on a screen, and whether each does anything now."""
    return [(one.key, one.is_enabled) for one in live_keys(screen)]


def shown_keys(keys: list[tuple[Key, bool]]) -> list[tuple[Key, bool]]:
    """Return the keys a footer shows; while letters are typed, the key that ends the program all the same."""
    is_typing = "app.quit" not in {key.id for key, _ in keys}
    return [(key, enabled) for key, enabled in keys if key.show or (is_typing and key.id == "app.quit_anywhere")]
