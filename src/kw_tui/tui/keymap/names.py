"""How keys are named, in a keymap as in the program."""

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character
from textual.keys import _character_to_key as name_of

MODIFIERS = ("ctrl", "alt", "shift", "super")
ALSO = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "strg": "ctrl",
    "entf": "delete",
    "pos1": "home",
    "umschalt": "shift",
}
"""What people write for it."""
_NAMED = frozenset(key.value.rpartition("+")[2] for key in Keys if len(key.value) > 1) | {
    *KEY_NAME_REPLACEMENTS.values()
}


def key_named(written: str) -> str | None:
    """Return the name the program knows a key by: of `F7`, `?`, `shift+a`, `Esc`; None where there is no such key."""
    *before, last = [written] if len(written.strip()) == 1 else written.strip().split("+")
    modifiers = [ALSO.get(one.strip().lower(), one.strip().lower()) for one in before]
    if not last or any(one not in MODIFIERS for one in modifiers):
        return None
    key = last.strip() if len(last.strip()) == 1 else ALSO.get(last.strip().lower(), last.strip().lower())
    if len(key) == 1:
        return _of_character(modifiers, key)
    if key not in _NAMED and (key_to_character(key) or "").strip() == "":
        return None
    return "+".join([*_ordered(modifiers), key])


def _of_character(modifiers: list[str], key: str) -> str | None:
    if modifiers == ["shift"] and key.isalpha():
        return key.upper()
    key = key.lower() if {"shift", "ctrl"} & {*modifiers} else key  # Ctrl+A is what a menu calls ctrl+a
    if modifiers and key != key.lower():  # alt+A: a terminal tells alt+shift+a, or alt+a
        return None
    return "+".join([*_ordered(modifiers), name_of(key)]) if key.isprintable() and not key.isspace() else None


def _ordered(modifiers: list[str]) -> list[str]:
    """Modifiers in the order in which a terminal's keys are named."""
    return [one for one in ("alt", "ctrl", "shift", "super") if one in modifiers]
