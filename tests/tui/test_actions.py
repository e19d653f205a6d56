from collections import Counter

import pytest
from textual.binding import Binding

from kw_tui.tui.app import KwApp
from kw_tui.tui.keys import Key
from kw_tui.tui.tabs import TABS
from kw_tui.tui.widgets.ask import AskScreen
from kw_tui.tui.widgets.browser import Browser
from kw_tui.tui.widgets.help import HelpScreen
from kw_tui.tui.widgets.path_input import PathInput
from kw_tui.tui.widgets.pick import PickScreen
from kw_tui.tui.widgets.table import PageTable

BODIES = [entry.load() for entry in TABS]
HOLDERS = [KwApp, AskScreen, Browser, HelpScreen, PathInput, PickScreen, *BODIES]
NOT_ON_A_GERMAN_KEYBOARD = {
    "left_square_bracket", "right_square_bracket", "left_curly_bracket", "right_curly_bracket", "backslash",
    "vertical_line", "at", "tilde", "circumflex_accent", "[", "]", "{", "}", "\\", "|", "@", "~",
}  # fmt: skip
SWALLOWED = {"ctrl+a", "ctrl+b", "ctrl+j", "ctrl+k", "ctrl+s", "ctrl+z", "ctrl+c"}


def own_bindings(holder: type) -> list[Binding]:
    made = [one for one in holder.__dict__.get("BINDINGS", ()) if isinstance(one, Binding)]
    return list(Binding.make_bindings(made))


@pytest.mark.parametrize("holder", [*HOLDERS, PageTable], ids=lambda one: one.__name__)
def test_every_binding_has_an_id_and_a_key_people_have(holder: type) -> None:
    for binding in own_bindings(holder):
        assert binding.id
        assert binding.key not in NOT_ON_A_GERMAN_KEYBOARD
        assert binding.key not in SWALLOWED
        assert binding.key != "backspace"


def test_ids_are_unique() -> None:
    ids = Counter(key.id for holder in HOLDERS for key in getattr(holder, "KEYS", ()))
    assert [name for name, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("body", BODIES, ids=lambda one: one.__name__)
def test_no_key_of_a_tab_hides_another(body: type) -> None:
    """A tab's keys, its table's and the program's live together; only Escape may mean the nearest thing."""
    keys = [key.key for holder in (KwApp, Browser, body) for key in getattr(holder, "KEYS", ())]
    if body.__name__ in {"CustomerTab", "ImportsTab"}:  # they have no browser
        keys = [key.key for holder in (KwApp, body) for key in holder.KEYS]
    assert [key for key, count in Counter(keys).items() if count > 1 and key != "escape"] == []


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda one: one.__name__)
def test_keys_speak_both_languages(holder: type) -> None:
    keys: tuple[Key, ...] = getattr(holder, "KEYS", ())
    for key in keys:
        assert key.text.de
        assert key.text.en
