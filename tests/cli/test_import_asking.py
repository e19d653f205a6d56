import io
from collections.abc import Callable

import pytest

from kw_tui.cli import import_asking
from kw_tui.cli.import_asking import answered
from kw_tui.cli.voice import Voice
from kw_tui.vocabulary.errors import OpenQuestionError, SourceError
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import Wish
from kw_tui.workbench.reading import _ANSWERS

OTHER = SourceError(Text("leer", "empty"), Text("neu exportieren", "export it again"))


def open_question(option: str) -> SourceError:
    message = Text("x.csv\x1b[2J: welches?", "x.csv\x1b[2J: which?")
    return OpenQuestionError(message, _ANSWERS[option], option)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


Type = Callable[[str], io.StringIO]


@pytest.fixture
def type_(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Sit at a terminal and type; what is shown there is returned."""

    def typed(text: str) -> io.StringIO:
        screen = Terminal()
        monkeypatch.setattr(import_asking.sys, "stdin", Terminal(text))
        monkeypatch.setattr(import_asking.sys, "stderr", screen)
        return screen

    return typed


@pytest.mark.parametrize(
    ("option", "typed", "value"),
    [("decimal", "1\n", ","), ("decimal", "2\n", "."), ("dates", " 1 \n", "dmy"), ("dates", "2\n", "mdy")],
)
def test_the_answer_becomes_the_option(type_: Type, option: str, typed: str, value: str) -> None:
    screen = type_(typed)
    wish = answered(open_question(option), Wish("sales_line", {"region": "x"}), Voice("en"))
    assert wish == Wish("sales_line", {"region": "x"}, ImportOptions.of({option: value}))
    assert f"--{option} {value}" in screen.getvalue()


def test_the_question_names_the_file_and_is_safe(type_: Type) -> None:
    screen = type_("1\n")
    answered(open_question("decimal"), Wish(), Voice("de"))
    assert screen.getvalue().startswith("kw: x.csv·[2J: welches?\n1.234: [1] mehr als tausend")
    assert "\x1b" not in screen.getvalue()


def test_it_asks_again_until_it_is_answered(type_: Type) -> None:
    screen = type_("ja\n3\n2\n")
    assert answered(open_question("dates"), Wish(), Voice("en")).options.dates == "mdy"
    assert screen.getvalue().count("03/04: ") == 3


@pytest.mark.parametrize("typed", ["", "\n", "quatsch\n"])
def test_no_answer_is_the_error_as_it_was(type_: Type, typed: str) -> None:
    type_(typed)
    error = open_question("decimal")
    with pytest.raises(SourceError) as raised:
        answered(error, Wish(), Voice("en"))
    assert raised.value is error


def test_other_errors_ask_nothing(type_: Type) -> None:
    screen = type_("1\n")
    with pytest.raises(SourceError) as raised:
        answered(OTHER, Wish(), Voice("en"))
    assert raised.value is OTHER
    assert screen.getvalue() == ""


def test_what_was_answered_is_not_asked_again(type_: Type) -> None:
    type_("1\n")
    with pytest.raises(SourceError):
        answered(open_question("decimal"), Wish(options=ImportOptions(decimal=",")), Voice("en"))


@pytest.mark.parametrize("quiet", ["stdin", "stderr"])
def test_without_a_terminal_nothing_is_asked(type_: Type, monkeypatch: pytest.MonkeyPatch, quiet: str) -> None:
    type_("1\n")
    monkeypatch.setattr(import_asking.sys, quiet, io.StringIO("1\n"))
    with pytest.raises(SourceError):
        answered(open_question("decimal"), Wish(), Voice("en"))
