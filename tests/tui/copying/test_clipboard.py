"""The way to the clipboard, through whatever stands between the program and the terminal."""

import base64
import re

import pytest

from kw_tui.tui.copying.clipboard import MOST, fits, way

TEXT = "Müller\t1.234,5\n" * 50
CODE = base64.b64encode(TEXT.encode()).decode()
BARE = f"\x1b]52;c;{CODE}\x07"


def test_a_terminal_gets_the_bare_sequence() -> None:
    found = way(TEXT, {"TERM": "xterm-256color"})
    assert (found.sequence, found.name.en) == (BARE, "to the clipboard")


@pytest.mark.parametrize("environ", [{"TMUX": "/tmp/x,1,0", "TERM": "screen-256color"}, {"TERM": "tmux-256color"}])
def test_tmux_gets_it_packed_and_bare(environ: dict[str, str]) -> None:
    found = way(TEXT, environ)
    packed = re.fullmatch(r"\x1bPtmux;(.*?)\x1b\\(\x1b\]52;.*)", found.sequence, re.DOTALL)
    assert packed is not None
    assert packed[1].replace("\x1b\x1b", "\x1b") == packed[2] == BARE
    assert "tmux" in found.name.de


@pytest.mark.parametrize("environ", [{"STY": "1.x", "TERM": "vt100"}, {"TERM": "screen"}])
def test_screen_gets_it_in_short_pieces(environ: dict[str, str]) -> None:
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", way(TEXT, environ).sequence, re.DOTALL)
    assert "".join(pieces) == BARE
    assert max(map(len, pieces)) <= 240


def test_what_is_too_long_for_terminals_does_not_fit() -> None:
    assert fits("x" * MOST)
    assert not fits("ü" * MOST)
    assert len(way("x" * MOST, {}).sequence) <= 100_008
