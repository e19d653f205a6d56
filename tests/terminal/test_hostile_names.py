"""Names that mean harm, through the whole program: the terminal is sent nothing but what the program means."""

import os
from pathlib import Path

from tests.terminal.bytestream import foreign
from tests.terminal.conftest import NAMED, Start
from tests.terminal.pseudo import Pseudo

DOWN, ESC, F6 = "\x1b[B", "\x1b", "\x1b[17~"
STEPS = {
    "4": ["e", "m", "?", "#", "b", "a", "g", "r", "k[/\x9b\u202e\u2066\r", "v "],
    "2": ["e", "x", "c", "o", "a"],
    "3": ["<", ">>", "t", "i", "p", "m"],
    "1": ["?"],
    "5": [F6],
}
"""Per tab the keys that open what can be opened there, one after another."""
FILE = os.fsdecode(b"k\xff\x1b]52;c;x\x07\xe2\x80\xae[x].csv")


def test_no_name_reaches_the_terminal_as_a_command(start: Start, tmp_path: Path) -> None:
    name = NAMED.replace("/", "")
    for path in [*tmp_path.glob("s.kw.*"), *tmp_path.glob(".s.kw.*")]:
        path.rename(path.with_name(path.name.replace("s.kw.", f"{name}.kw.")))
    (tmp_path / "files" / "kunden.csv").rename(tmp_path / FILE)
    terminal = start(f"{name}.kw.toml", columns=120, lines=35, KW_USER=NAMED)
    terminal.wait_for("19 of 19 open")
    terminal.is_drawn = False
    for tab, steps in STEPS.items():
        terminal.type(tab)
        for step in steps:
            look(terminal, tab, step)
            terminal.type(DOWN)
    terminal.type("1p")
    terminal.settle(0.1)
    terminal.type(os.fsencode(f"{tmp_path}/k"))
    look(terminal, "1", "\t")
    terminal.type("\r")
    look(terminal, "1", "\r")
    terminal.type("\x11")
    assert terminal.exit_code() == 0
    assert foreign(bytes(terminal.raw)) == []


def look(terminal: Pseudo, tab: str, step: str) -> None:
    """Open something, look at what the terminal was sent, and close it again."""
    terminal.type(step)
    terminal.settle(0.12, 1)
    assert terminal.program.poll() is None, (tab, step)
    assert foreign(bytes(terminal.raw)) == [], (tab, step)
    terminal.raw.clear()
    for _ in range(2):
        terminal.type(ESC)
        terminal.settle(0.05, 0.5)
