import pkgutil
from importlib import import_module

import kw_tui.tui
from kw_tui.tui.keys import Key, bindings
from kw_tui.vocabulary.texts import Text

FIND = Key("x.find", "slash", "find", Text("suchen", "find"))


def test_a_key_becomes_a_binding_with_its_id() -> None:
    (binding,) = bindings([FIND])
    assert (binding.key, binding.action, binding.id) == ("slash", "find", "x.find")


def test_a_key_is_written_as_it_stands_on_the_keyboard() -> None:
    assert FIND.face("de") == "/"
    assert FIND._replace(key="r").face("en") == "r"
    assert FIND._replace(key="ctrl+q").face("de") == "Strg+Q"
    assert FIND._replace(key="ctrl+q").face("en") == "Ctrl+Q"
    assert FIND._replace(key="ctrl+home").face("de") == "Strg+Pos1"
    assert FIND._replace(key="pagedown").face("en") == "PgDn"


def test_two_keys_for_the_same_are_both_written() -> None:
    both = FIND._replace(key="comma,shift+up")
    assert both.face("de") == ", ⇧↑"
    assert both.first == "comma"


def test_no_line_of_keys_ends_in_a_key_without_its_word() -> None:
    for module in pkgutil.walk_packages(kw_tui.tui.__path__, "kw_tui.tui."):
        for name, one in vars(import_module(module.name)).items():
            if isinstance(one, Text) and name.startswith("HINT"):
                assert not any(said.endswith(">") and "<" in said for said in (one.de, one.en)), (module.name, name)
