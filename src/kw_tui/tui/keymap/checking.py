"""What a person wants keys to be, held against the keys there are: what works is kept, what clashes is told."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kw_tui.tui.keymap.contexts import Context
from kw_tui.tui.keymap.names import key_named
from kw_tui.tui.keys import Key
from kw_tui.vocabulary.meant import perhaps
from kw_tui.vocabulary.texts import Lang, Text, printable

UNKNOWN = Text("Taste für {id}: das gibt es nicht{near}", "key for {id}: there is no such thing{near}")
NO_KEY = Text("{id}: {key!r} ist keine Taste, die ein Terminal kennt", "{id}: {key!r} is no key a terminal knows")
NO_TEXT = Text('{id}: eine Taste ist ein Text wie "x"', '{id}: a key is a text such as "x"')
CLASH = Text("{id}: {face} ist schon {other} ({text}, {place})", "{id}: {face} is {other} already ({text}, {place})")


class Checked(NamedTuple):
    """The keys that are changed, by id, several parted by commas; and what is wrong with what was wanted."""

    keymap: dict[str, str]
    faults: tuple[Text, ...]


class _Clash(NamedTuple):
    """An entry that takes a key another has where both work."""

    id: str
    key: str
    other: Key


def checked(wanted: Mapping[str, Any], places: Sequence[Context]) -> Checked:
    """Return what of `wanted` (ids, also nested, to keys) can be had; an entry that clashes is left out and told."""
    known = {key.id: key for place in places for key in place.keys}
    keymap: dict[str, str] = {}
    faults: list[Text] = []
    for name, keys in _flat(wanted):
        if name not in known:
            faults.append(_unknown(name, known))
        elif fault := _unusable(name, keys):
            faults.append(fault)
        else:
            keymap[name] = ",".join(dict.fromkeys(str(key_named(one)) for one in _written(keys)))
    keymap = {name: keys for name, keys in keymap.items() if keys != known[name].key}
    while clash := _clash(keymap, places):
        faults.append(_told(clash, next(place.label for place in places if clash.other in place.keys)))
        del keymap[clash.id]
    return Checked(keymap, tuple(faults))


def complete(keymap: Mapping[str, str], places: Sequence[Context]) -> dict[str, str]:
    """Add what shares a key with what is changed, as it is: Textual forgets whatever else stood on a key changed."""
    whole = dict(keymap)
    for place in places:
        changed = {one for key in place.keys if key.id in keymap for one in f"{key.key},{keymap[key.id]}".split(",")}
        whole |= {
            key.id: key.key for key in place.keys if key.id not in keymap and changed.intersection(key.key.split(","))
        }
    return whole


def _flat(wanted: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """`queue.state = "x"` without quotes is a table in a table."""
    for name, value in wanted.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _written(keys: Any) -> list[str]:
    """Return the keys written: a list of them, or a text that parts them by commas."""
    if isinstance(keys, str):
        return [keys] if len(keys) == 1 else keys.split(",")
    return list(keys)


def _unusable(name: str, keys: Any) -> Text | None:
    is_text = isinstance(keys, str) or (isinstance(keys, list) and all(isinstance(one, str) for one in keys))
    if not is_text or not keys:
        return NO_TEXT.format(id=name)
    wrong = next((one for one in _written(keys) if key_named(one) is None), None)
    return None if wrong is None else NO_KEY.format(id=name, key=printable(wrong)[:30])


def _unknown(name: str, known: Mapping[str, Key]) -> Text:
    return UNKNOWN.format(id=printable(name)[:60], near=perhaps(name, known))


def _clash(keymap: Mapping[str, str], places: Sequence[Context]) -> _Clash | None:
    """Return the last entry of the keymap that takes a key something else has, where both work."""
    for name in reversed(list(keymap)):
        for place in places:
            mine = next((key for key in (*place.keys, *place.others) if key.id == name), None)
            if mine is not None and (found := _taken(mine, keymap, place)):
                return found
    return None


def _taken(mine: Key, keymap: Mapping[str, str], place: Context) -> _Clash | None:
    """What else at a place has one of the keys wanted; what shares its key by nature, or does the same, may do so."""
    now = set(keymap[mine.id].split(",")) - set(mine.key.split(","))
    for other in (*place.keys, *place.others):
        both = now.intersection(keymap.get(other.id, other.key).split(","))
        if both and other.id != mine.id and other.action != mine.action:
            return _Clash(mine.id, min(both), other)
    return None


def _told(clash: _Clash, place: Text) -> Text:
    def said(lang: Lang) -> str:
        face, text = Key("", clash.key, "", clash.other.text).face(lang), clash.other.text.in_(lang)
        return CLASH.in_(lang).format(id=clash.id, face=face, other=clash.other.id, text=text, place=place.in_(lang))

    return Text(said("de"), said("en"))
