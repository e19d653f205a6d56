from collections import Counter

import pytest
from textual.binding import Binding

from kw_tui.tui.actions import APP_KEYS, tab_key
from kw_tui.vocabulary.texts import Text
from tests.tui.keymap.held import HOLDERS

NOT_ON_A_GERMAN_KEYBOARD = {
    "left_square_bracket", "right_square_bracket", "left_curly_bracket", "right_curly_bracket", "backslash",
    "vertical_line", "at", "tilde", "circumflex_accent", "[", "]", "{", "}", "\\", "|", "@", "~",
}  # fmt: skip
SWALLOWED = {"ctrl+a", "ctrl+b", "ctrl+j", "ctrl+k", "ctrl+s"}


def own_bindings(holder: type) -> list[Binding]:
    made = [one for one in holder.__dict__.get("BINDINGS", ()) if isinstance(one, Binding)]
    return list(Binding.make_bindings(made))


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda one: one.__name__)
def test_every_binding_has_an_id_and_a_key_people_have(holder: type) -> None:
    ids = {key.id for key in holder.KEYS}
    for binding in own_bindings(holder):
        assert binding.id in ids
        assert binding.key not in NOT_ON_A_GERMAN_KEYBOARD
        assert binding.key != "backspace" or binding.id == "app.back"
    for key in holder.KEYS:
        assert not set(key.key.split(",")) <= SWALLOWED or key.id == "adjust.apply"  # Enter applies as well
        assert key.text.de
        assert key.text.en


def test_keys_of_the_program_are_numbered_and_named_once() -> None:
    assert tab_key(2, "x", Text("X", "X")).action == "go('x')"
    assert [name for name, count in Counter(key.id for key in APP_KEYS).items() if count > 1] == []
    assert [key for key, count in Counter(k for one in APP_KEYS for k in one.key.split(",")).items() if count > 1] == []
