from typing import Any

import pytest
from textual.binding import BindingsMap

from kw_tui.tui.keymap.checking import checked, complete
from kw_tui.tui.keymap.contexts import Context
from kw_tui.tui.keys import Key, bindings
from kw_tui.vocabulary.texts import Text


def key(name: str, keys: str) -> Key:
    return Key(name, keys, name.split(".")[1], Text(f"de {name}", f"en {name}"))


APP = (key("app.quit", "q"), key("app.theme", "t,f3"), key("app.mark", "f4"))
LIST = (key("list.state", "f"), key("list.mark", "space"), key("list.back", "escape"), key("list.stop", "escape"))
FORM = (key("form.go", "f"),)
PLACES = (
    Context("app", Text("überall", "everywhere"), APP),
    Context("list", Text("Liste", "list"), LIST, APP),
    Context("form", Text("Formular", "form"), FORM),
)


@pytest.mark.parametrize(
    ("wanted", "keymap"),
    [
        ({"list.state": "x"}, {"list.state": "x"}),
        ({"list": {"state": "x"}}, {"list.state": "x"}),
        ({"list.state": ["x", "F7"]}, {"list.state": "x,f7"}),
        ({"list.state": "x, #"}, {"list.state": "x,number_sign"}),
        ({"list.state": ","}, {"list.state": "comma"}),
        ({"list.state": "f"}, {}),
        ({"list.state": "space", "list.mark": "f"}, {"list.state": "space", "list.mark": "f"}),
        ({"form.go": "q"}, {"form.go": "q"}),
        ({"list.mark": "f4"}, {"list.mark": "f4"}),
        ({"app.quit": "ctrl+x", "list.state": "q"}, {"app.quit": "ctrl+x", "list.state": "q"}),
    ],
)
def test_what_is_wanted_holds_where_nothing_is_in_the_way(wanted: dict[str, Any], keymap: dict[str, str]) -> None:
    assert checked(wanted, PLACES) == (keymap, ())


@pytest.mark.parametrize(
    ("wanted", "fault"),
    [
        ({"list.stat": "x"}, "key for list.stat: there is no such thing, did you mean list.state?"),
        ({"zzz": "x\x1b"}, "key for zzz: there is no such thing"),
        ({"list.state": "alt+A"}, "list.state: 'alt+A' is no key a terminal knows"),
        ({"list.state": 3}, 'list.state: a key is a text such as "x"'),
        ({"list.state": []}, 'list.state: a key is a text such as "x"'),
        ({"list.state": "Space"}, "list.state: Space is list.mark already (en list.mark, list)"),
        ({"list.state": "q"}, "list.state: q is app.quit already (en app.quit, everywhere)"),
        ({"app.quit": "f"}, "app.quit: f is list.state already (en list.state, list)"),
    ],
)
def test_what_cannot_be_is_left_out_and_told(wanted: dict[str, Any], fault: str) -> None:
    found = checked(wanted, PLACES)
    assert found.keymap == {}
    assert [one.en for one in found.faults] == [fault]


def test_of_two_that_want_one_key_the_first_has_it() -> None:
    found = checked({"list.state": "x", "list.mark": "x"}, PLACES)
    assert found.keymap == {"list.state": "x"}
    assert [one.de for one in found.faults] == ["list.mark: x ist schon list.state (de list.state, Liste)"]


def test_one_left_out_gives_back_the_key_another_had_taken() -> None:
    found = checked({"list.state": "space", "list.mark": "q"}, PLACES)
    assert found.keymap == {}
    assert len(found.faults) == 2


def test_what_shared_a_key_keeps_it_when_the_other_gets_a_new_one() -> None:
    assert complete({"list.state": "escape"}, PLACES).keys() == {"list.state", "list.back", "list.stop"}
    told = complete({"list.back": "b"}, PLACES)
    assert told == {"list.back": "b", "list.stop": "escape"}
    held = BindingsMap(bindings(LIST))
    held.apply_keymap(told)
    assert {name: [one.id for one in of] for name, of in held.key_to_bindings.items()} == {
        "f": ["list.state"],
        "space": ["list.mark"],
        "b": ["list.back"],
        "escape": ["list.stop"],
    }
