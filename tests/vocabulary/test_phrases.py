from kw_tui.vocabulary import phrases
from kw_tui.vocabulary.texts import Text


def test_both_languages_leave_room_for_the_same() -> None:
    for one in vars(phrases).values():
        if isinstance(one, Text):
            assert one.de.count("{") == one.en.count("{")
    assert phrases.MORE.format(n=3) == Text("… und 3 weitere", "… and 3 more")
