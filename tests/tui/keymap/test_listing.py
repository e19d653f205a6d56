from kw_tui.tui.keymap.contexts import contexts
from kw_tui.tui.keymap.listing import entries, meant
from kw_tui.tui.keymap.names import key_named


def test_every_key_is_listed_once_as_it_is_now() -> None:
    told = list(entries({"queue.state": "x"}))
    assert sorted(one.id for one in told) == sorted({key.id for place in contexts() for key in place.keys})
    state = next(one for one in told if one.id == "queue.state")
    assert (state.place.en, state.keys, state.default) == ("Review queue", "x", "f")


def test_what_a_key_means_is_found_in_every_place() -> None:
    assert ("queue", "queue.letter") in [(place.id, key.id) for place, key in meant("m", {})]
    assert [(place.id, key.id) for place, key in meant("f2", {"app.language": "x"}) if place.id == "app"] == []
    assert meant("f20", {}) == []


def test_every_name_listed_may_stand_in_a_keymap() -> None:
    listed = {name for one in entries({}) for name in one.keys.split(",")}
    assert {name for name in listed if key_named(name) != name} == set()
