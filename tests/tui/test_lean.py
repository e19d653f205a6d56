"""What a slow line is spared."""

from textual.app import App

from kw_tui.tui.lean import is_lean, is_still, spare

SSH = {"SSH_CONNECTION": "10.0.0.1 50022 10.0.0.2 22"}


def test_nothing_moves_over_ssh_unless_it_is_wanted():
    assert is_still(SSH)
    assert is_still({"SSH_TTY": "/dev/pts/1"})
    assert not is_still(SSH | {"TEXTUAL_ANIMATIONS": "full"})
    assert not is_still({})


def test_a_line_is_lean_for_whoever_says_so():
    assert is_lean({"TEXTUAL_ANIMATIONS": "none"})
    assert is_lean({}, is_wanted=True)
    assert not is_lean(SSH)


def test_an_app_is_told():
    app = App()
    app.animation_level = "full"
    assert not spare(app, {})
    assert app.animation_level == "full"
    assert spare(app, {}, is_wanted=True)
    assert app.animation_level == "none"
