from kw_tui.tui.keys import Key, bindings
from kw_tui.vocabulary.texts import Text

FIND = Key("x.find", "slash", "find", Text("suchen", "find"))


def test_a_key_becomes_a_binding_with_its_id() -> None:
    (binding,) = bindings([FIND])
    assert (binding.key, binding.action, binding.id) == ("slash", "find", "x.find")


def test_a_key_is_written_as_it_stands_on_the_keyboard() -> None:
    assert FIND.shown == "/"
    assert FIND._replace(key="r").shown == "r"
    assert FIND._replace(key="ctrl+q", face="Strg+Q").shown == "Strg+Q"
