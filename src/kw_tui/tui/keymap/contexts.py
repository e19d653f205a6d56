"""The places where keys work, and which keys live together there. Loads every screen: not for the start."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import ModuleInfo, walk_packages
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import App

from kw_tui import tui
from kw_tui.tui.keys import Key
from kw_tui.tui.tabs import TABS
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from textual.dom import DOMNode

PARTS = ("PageTable", "Browser", "PathInput")
"""What keys of their own a tab's pieces may bring, by class."""
EVERYWHERE = "KwApp"
NAMES = {
    "app": Text("überall", "everywhere"),
    "browse": Text("Tabelle mit Filter", "table with filter"),
    "table": Text("Tabelle", "table"),
    "path": Text("Pfad", "path"),
    "choice": Text("Auswahlfeld", "choice"),
    "help": Text("Hilfe und Befehle", "help and commands"),
    "jump": Text("Kunde suchen", "find a customer"),
    "letters": Text("Schreiben", "letters"),
    "trace": Text("Herkunft", "trace"),
    "evidence": Text("Befunde", "findings"),
    "plan": Text("Preisplan", "price plan"),
    "batch": Text("viele auf einmal", "many at once"),
    "afterwards": Text("was daraus wurde", "what came of it"),
    "countersign": Text("gegenzeichnen", "countersign"),
    "sheets": Text("Blätter", "sheets"),
    "ask": Text("Rückfrage", "question"),
    "pick": Text("Auswahl", "choice of one"),
    "search_pick": Text("Auswahl mit Suche", "choice with search"),
    "prompt": Text("Eingabe", "prompt"),
    "naming": Text("eigenes Segment", "own segment"),
    "claim": Text("Potenzial", "claim"),
    "settings": Text("Einstellungen", "settings"),
    "jobs": Text("Arbeiten", "jobs"),
    "columns": Text("Spalten wählen", "choose columns"),
    "picture": Text("Bilder", "pictures"),
    "small": Text("zu wenig Platz", "too little room"),
}
"""What the places are called that are no tab, by what their ids begin with."""


class Context(NamedTuple):
    """A place: its name, its own keys, and those of others that work there too."""

    id: str
    label: Text
    keys: tuple[Key, ...]
    others: tuple[Key, ...] = ()


def _holders() -> "Iterator[type[DOMNode]]":
    """Everything under the interface that binds keys of its own, in the order of its modules.

    The screen before a session is open is a program of its own, with keys that stay.
    """
    seen = set()
    for found in walk_packages(tui.__path__, f"{tui.__name__}."):
        if not _may_bind(found):  # what serves a browser, and much else, need not be loaded
            continue
        for one in vars(import_module(found.name)).values():
            is_holder = isinstance(one, type) and "BINDINGS" in vars(one) and hasattr(one, "KEYS")
            is_other = isinstance(one, type) and issubclass(one, App) and one.__name__ != EVERYWHERE
            if is_holder and not is_other and one not in seen and one.__module__ == found.name:
                seen.add(one)
                yield one


def _may_bind(found: ModuleInfo) -> bool:
    """Whether a module says that it binds keys; one whose text is not there may."""
    spec = find_spec(found.name)
    source = getattr(spec.loader, "get_source", lambda _: None)(found.name) if spec is not None else None
    return source is None or "BINDINGS" in source


def holding() -> "tuple[type[DOMNode], ...]":
    """Return what binds keys and is not a part of what another is made of."""
    found = tuple(_holders())
    return tuple(one for one in found if not any(one is not other and issubclass(other, one) for other in found))


@cache
def contexts() -> tuple[Context, ...]:
    """Return every place: the program, the tabs, their pieces, then the overlays."""
    holders = {one.__name__: one for one in holding()}
    of: dict[str, tuple[Key, ...]] = {name: _keys(one) for name, one in holders.items()}
    everywhere = of[EVERYWHERE]
    firm = tuple(key for key in everywhere if key.priority)
    bodies = {entry.body.split(":")[1]: entry for entry in TABS}
    found = [Context("app", NAMES["app"], everywhere)]
    for name, entry in bodies.items():
        pieces = tuple(key for part in entry.load().PIECES for key in of[part])
        found.append(Context(entry.id, entry.label, of.get(name, ()), (*pieces, *everywhere)))
    rest = [name for name in (*PARTS, *sorted(set(of) - set(PARTS))) if name not in {EVERYWHERE, *bodies}]
    for name in rest:
        place = _prefix(of[name])
        others = everywhere if name in PARTS else firm
        found.append(Context(place, NAMES.get(place, Text(place, place)), of[name], others))
    return tuple(one for one in found if one.keys)


def _keys(holder: Any) -> tuple[Key, ...]:
    keys: tuple[Key, ...] = holder.KEYS
    return keys


def _prefix(keys: tuple[Key, ...]) -> str:
    return keys[0].id.split(".")[0] if keys else ""
