from typing import Any

import pytest

from kw_tui.tui.letters import view
from kw_tui.tui.lines import length, plain
from tests.tui.letters.lettered import letter_of


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("width", [40, 76, 110])
def test_no_line_is_wider_than_there_is_room(lang: Any, width: int) -> None:
    one = letter_of("1", "run_off")
    lines = [*view.head_lines(one, 1, 12, lang, width), *view.note_lines(one, "x" * 200, lang, width, 2)]
    assert all(length(line) <= width for line in lines)


def test_the_head_says_what_it_is_and_what_it_lacks() -> None:
    head = plain(view.head_lines(letter_of("1"), 0, 1, "de", 76))
    assert head == "Preisanpassung · Brief · deutsch · entschieden\nEs fehlt: Straße, Ort"
    draft = plain(view.head_lines(letter_of("1", "channel", "mail", "en"), 2, 5, "en", 76))
    assert draft == "3 of 5 · Channel change · E-mail · German · draft".replace("German", "English")


def test_gaps_stand_out_in_the_text() -> None:
    lines = view.text_lines(letter_of("1"))
    assert ("«Ort»", "warning") in [run for line in lines for run in line]
    assert plain(lines) == letter_of("1").text.rstrip("\n")


def test_there_are_no_more_notes_than_there_is_room_for() -> None:
    one = letter_of("1", "run_off")
    few, many = view.note_lines(one, "f", "de", 60, 2), view.note_lines(one, "f", "de", 60, 9)
    assert len(few) == 3
    assert plain(few).split("\n")[1].endswith("…")
    assert "persönlich" in plain(many).replace("\n", " ")
    assert plain(many).endswith("<letters.save> speichert in f")
