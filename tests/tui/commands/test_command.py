import pytest

from kw_tui.tui.commands.command import Command, found
from kw_tui.tui.keys import Key
from kw_tui.vocabulary.texts import Text

GROUP = Text("Liste", "list")


def command(german: str, english: str, key: str = "") -> Command:
    made = Key("x.y", key, "z", Text("", "")) if key else None
    return Command(Text(german, english), GROUP, print, made)


THEME, REVIEW, STATE, MARK = (
    command("Farben", "theme", "f3"),
    command("Prüfliste", "Review queue", "4"),
    command("offen/alle", "open/all", "f"),
    command("bis hier markieren", "mark up to here", "v"),
)
ALL = (THEME, REVIEW, STATE, MARK)


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("", [THEME, REVIEW, STATE, MARK]),
        ("prüf", [REVIEW]),
        ("QUEUE", [REVIEW]),
        ("f", [STATE, THEME, REVIEW]),
        ("F3", [THEME]),
        ("mark", [MARK]),
        ("list", [REVIEW, THEME, STATE, MARK]),
        ("markiern", [MARK]),
        ("xq", []),
    ],
)
def test_a_command_is_found_by_key_words_of_both_languages_or_roughly(typed: str, best: list[Command]) -> None:
    assert found(ALL, typed) == best
