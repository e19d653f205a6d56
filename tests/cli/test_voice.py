import sys
from pathlib import Path

import pytest

from kw_tui.cli.voice import Voice, first_voice, is_screen
from kw_tui.vocabulary.texts import Text


@pytest.mark.parametrize(
    ("arguments", "environment", "configured", "lang"),
    [
        ([], {}, None, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, None, "de"),
        ([], {"LANG": "de_AT", "LC_ALL": "C"}, None, "en"),
        ([], {"LANG": "de_DE"}, "en", "en"),
        (["queue", "--lang", "de"], {}, "en", "de"),
        (["--lang=en", "queue"], {"LANG": "de"}, "de", "en"),
        (["--lang"], {}, None, "en"),
        (["--lang", "fr"], {}, None, "en"),
    ],
)
def test_the_language_is_flag_then_configuration_then_system(arguments, environment, configured, lang) -> None:
    assert first_voice(arguments, environment, configured).lang == lang


def test_a_session_speaks_unless_the_flag_does() -> None:
    free, fixed = Voice("en"), first_voice(["--lang", "en"], {}, None)
    for voice in (free, fixed):
        voice.follow("de")
        voice.follow(None)
    assert (free.lang, fixed.lang) == ("de", "en")


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_highlights_can_be_turned_off(environment: dict[str, str]) -> None:
    assert first_voice([], environment, None).is_plain
    assert first_voice(["--no-color"], {}, None).is_plain
    assert not first_voice([], {"TERM": "xterm"}, None).is_plain


def test_with_nobody_to_hear_talk_is_dropped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8", buffering=1) as full:
        for stream in (None, full):
            monkeypatch.setattr(sys, "stderr", stream)
            Voice().say(Text("da", "there"))
            assert not is_screen(stream)
    assert capsys.readouterr().out == ""


def test_talk_goes_to_stderr_and_is_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    Voice("de").say(Text("böse\x1b[2J\nzweite", "x"))
    assert capsys.readouterr() == ("", "böse·[2J·zweite\n")
