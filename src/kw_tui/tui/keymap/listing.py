"""What every key does, place by place: to be read, and to write a keymap by."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kw_tui.tui.keymap.contexts import Context, contexts
from kw_tui.tui.keys import Key
from kw_tui.vocabulary.texts import Text


class Entry(NamedTuple):
    """A key of a place, as it is now and as the program has it, by the names a keymap uses."""

    place: Text
    id: str
    keys: str
    default: str
    meaning: Text


def entries(keymap: Mapping[str, str]) -> Iterator[Entry]:
    """Return every key once, those of the whole program first."""
    told = set()
    for place in contexts():
        for key in place.keys:
            if key.id not in told:
                told.add(key.id)
                yield Entry(place.label, key.id, keymap.get(key.id, key.key), key.key, key.text)


def meant(name: str, keymap: Mapping[str, str]) -> list[tuple[Context, Key]]:
    """Return what a key does, and where; what works in the whole program is told once."""
    found = [(place, key) for place in contexts() for key in place.keys]
    return [pair for pair in found if name in keymap.get(pair[1].id, pair[1].key).split(",")]
