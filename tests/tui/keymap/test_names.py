import pytest

from kw_tui.tui.keymap.names import key_named


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("x", "x"),
        ("X", "X"),
        ("ä", "ä"),
        ("?", "question_mark"),
        ("#", "number_sign"),
        ("+", "plus"),
        ("F7", "f7"),
        ("Esc", "escape"),
        ("Strg+Shift+F", "ctrl+shift+f"),
        ("shift+a", "A"),
        ("shift+ctrl+up", "ctrl+shift+up"),
        ("alt+left", "alt+left"),
        ("ctrl+f", "ctrl+f"),
        ("Strg+P", "ctrl+p"),
        ("page down", None),
        ("question_mark", "question_mark"),
        ("f99", None),
        ("ctrl+", None),
        ("hyper+x", None),
        ("", None),
        (" ", None),
        ("\x1b", None),
        ("quit", None),
    ],
)
def test_a_key_is_known_by_one_name(written: str, name: str | None) -> None:
    assert key_named(written) == name
