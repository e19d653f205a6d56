import pytest

from kw_tui.cli.misuse import in_our_words
from tests.cli.conftest import Call

LIMIT = "Invalid value for '--limit': "


@pytest.mark.parametrize(
    ("said", "german"),
    [
        ("Missing argument 'ID'.", "Es fehlt 'ID'"),
        ("Missing command.", "Es fehlt ein Befehl"),
        (
            "No such option: --frmat Did you mean --format?",
            "Option --frmat gibt es nicht. Gemeint war vielleicht --format?",
        ),
        (
            "No such option: --a (Possible options: --b, --c)",
            "Option --a gibt es nicht. Gemeint war vielleicht --b, --c?",
        ),
        ("No such option: --x", "Option --x gibt es nicht"),
        ("No such command 'x'. Did you mean 'y'?", "Diesen Befehl gibt es nicht: 'x'. Gemeint war vielleicht 'y'?"),
        ("Got unexpected extra argument (a)", "Überzählig: a"),
        ("Got unexpected extra argument(s) (a b)", "Überzählig: a b"),
        ("Option '--desc' does not take a value.", "Option '--desc' nimmt keinen Wert"),
        ("Option '-s' requires an argument.", "Option '-s' braucht einen Wert"),
        (
            f"{LIMIT}Input should be a valid integer, unable to parse",
            "Ungültiger Wert für '--limit': eine ganze Zahl, bitte",
        ),
        (f"{LIMIT}Input should be greater than or equal to 0", "Ungültiger Wert für '--limit': mindestens 0"),
        (
            f"{LIMIT}Value error, 'x' is not one of 'a', 'b'.",
            "Ungültiger Wert für '--limit': 'x' ist keines von 'a', 'b'",
        ),
        ("Something new", "Something new"),
    ],
)
def test_what_the_library_says_is_said_in_german(said: str, german: str) -> None:
    assert in_our_words(said).de == german


def test_a_call_that_cannot_be_read_is_told_with_where_help_is(kw: Call) -> None:
    ended = kw("customers", "--limit", "x", "--lang", "de")
    assert ended.err == (
        "kw: Ungültiger Wert für '--limit': eine ganze Zahl, bitte - `kw customers --help` zeigt, was geht\n"
    )
