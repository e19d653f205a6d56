"""What is drawn looks alike, and takes fewer bytes."""

import pyte
from hypothesis import given
from hypothesis import strategies as st

from kw_tui.tui.thrift import PLAIN, between, look_after, thrifty

COLUMNS, LINES = 20, 6
CODES = ("1", "2", "3", "4", "7", "9", "22", "31", "97", "38;5;200", "38;2;1;2;3", "44", "107", "48;2;9;8;7", "0;1;31")
PIECES = st.tuples(st.sampled_from(CODES), st.sampled_from(("a", "  ", "b c", "\x1b[2;3H", "\x1b[4;1Hx", "")))


def looks(data: str) -> list[object]:
    """What the eye sees of each cell: of a blank without lines only its ground."""
    screen = pyte.Screen(COLUMNS, LINES)
    pyte.Stream(screen).feed(data)
    cells = (screen.buffer[y][x] for y in range(LINES) for x in range(COLUMNS))
    return [
        (cell.bg,) if cell.data == " " and not (cell.reverse or cell.underscore or cell.strikethrough) else cell
        for cell in cells
    ]


@given(st.lists(PIECES, max_size=30))
def test_all_looks_as_it_did(pieces):
    data = "".join(f"\x1b[{codes}m{text}\x1b[0m" for codes, text in pieces)
    assert looks(thrifty(data)) == looks(data)
    assert len(thrifty(data)) <= len(data)


def test_what_stays_the_same_is_told_once():
    cell = "\x1b[1;38;2;9;9;9;48;2;1;1;1m{}\x1b[0m"
    assert thrifty(cell.format("a") + cell.format("b")) == "\x1b[1;38;2;9;9;9;48;2;1;1;1mab\x1b[m"
    assert thrifty("\x1b[31;44ma\x1b[0m\x1b[32;44m   \x1b[0m\x1b[31;44mb\x1b[0m") == "\x1b[31;44ma   b\x1b[m"
    assert thrifty("\x1b[2J\x1b[?2026h") == "\x1b[2J\x1b[?2026h"


def test_a_move_of_the_cursor_asks_for_no_colour():
    assert thrifty("\x1b[31ma\x1b[0m\x1b[5;1H\x1b[31mb\x1b[0m") == "\x1b[31ma\x1b[5;1Hb\x1b[m"


def test_attributes_that_end_together_are_begun_again():
    bold_and_dim = look_after(PLAIN, "1;2")
    assert between(bold_and_dim, look_after(PLAIN, "2")) == "\x1b[;2m"
    assert look_after(bold_and_dim, "22") == PLAIN
