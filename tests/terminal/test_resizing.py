"""A window that is torn about: nothing breaks, nothing is decided unseen, and the last size is drawn."""

import random
from pathlib import Path

from tests.terminal.conftest import Start, decided

STORM = 120


def test_a_storm_of_sizes_while_deciding(start: Start, tmp_path: Path) -> None:
    terminal = start()
    terminal.wait_for("19 of 19 open")
    dice = random.Random(7)
    for place in range(STORM):
        terminal.resize(dice.randint(1, 300), dice.randint(1, 100))
        if place % 40 == 0:  # three that are proposed: the next would ask why
            terminal.type("r")
        terminal.read(0.002)
    for columns, lines, shown in ((20, 5, "Too small"), (9, 2, "too small"), (1, 1, "t")):
        terminal.resize(columns, lines)
        terminal.wait_until(lambda shown=shown: terminal.shown().startswith(shown))
        terminal.type("r")
    before = decided(tmp_path)
    terminal.resize(100, 30)
    left = f"{19 - before} of 19 open"
    terminal.wait_for(left)
    screen = terminal.settle()
    assert screen.splitlines()[0].startswith(" 1 Import")
    assert left in screen.splitlines()[28]
    assert "q Quit" in screen.splitlines()[29]
    terminal.type("q")
    assert terminal.exit_code() == 0
    assert decided(tmp_path) == before
