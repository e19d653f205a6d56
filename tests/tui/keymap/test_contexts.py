import inspect
from collections import Counter
from itertools import product

import pytest
from textual.dom import DOMNode
from textual.screen import ModalScreen

from kw_tui.tui.keymap.contexts import Context, contexts
from kw_tui.tui.tabs import TABS
from tests.tui.keymap.held import HOLDERS

PLACES = contexts()
OVERLAYS = [one for one in HOLDERS if issubclass(one, ModalScreen) and one.__name__ != "TooSmall"]
"""All but the one that leaves when there is room again."""
SHARED = {"reading.language", "reading.help"}
"""Ids that several overlays have in common."""
MEANT = (
    {"app.theme", "customer.trace"},
    {"browse.mark", "queue.mark"},
    {"browse.range", "queue.range"},
    {"browse.mark", "segments.mark"},
    {"browse.filter", "segments.find"},
    {"browse.range", "segments.method"},
    {"customer.found_up", "table.up"},
)
"""Pairs of which the nearer one has the key, and the other where the nearer one means nothing."""


def test_every_tab_and_everything_that_binds_keys_is_a_place() -> None:
    named = [place.id for place in PLACES]
    assert named[0] == "app"
    assert {entry.id for entry in TABS if entry.load().KEYS} <= set(named)
    ids = {key.id for place in PLACES for key in place.keys}
    assert {key.id for holder in HOLDERS for key in holder.KEYS} == ids


def test_every_binding_of_the_program_is_made_from_a_key() -> None:
    for holder in HOLDERS:
        assert issubclass(holder, DOMNode)
        assert "bindings(" in inspect.getsource(holder)


@pytest.mark.parametrize("place", PLACES, ids=lambda one: one.id)
def test_ids_are_unique_and_no_key_hides_another(place: Context) -> None:
    """Where several mean Escape, or what closes, it is the nearest thing."""
    assert [name for name, count in Counter(key.id for key in place.keys).items() if count > 1] == []
    for one, other in product(place.keys, (*place.keys, *place.others)):
        both = set(one.key.split(",")) & set(other.key.split(",")) - {"escape", "left", "right", "down", "enter", "tab"}
        assert one.id == other.id or not both or {one.id, other.id} in MEANT


def test_an_id_means_one_thing() -> None:
    times = Counter(key.id for place in PLACES for key in place.keys)
    assert {name for name, count in times.items() if count > 1} <= SHARED


@pytest.mark.parametrize("screen", OVERLAYS, ids=lambda one: one.__name__)
def test_every_overlay_is_left_by_escape(screen: type[ModalScreen[None]]) -> None:
    assert any("escape" in key.key.split(",") for key in screen.KEYS)
