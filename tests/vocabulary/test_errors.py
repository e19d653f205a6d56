from kw_tui.vocabulary.errors import KwError, UsageError
from kw_tui.vocabulary.texts import Text


def test_an_error_is_one_safe_line_in_the_users_language() -> None:
    error = KwError(Text("Datei \x1b[2J fehlt", "file \x1b[2J is missing"), Text("Pfad prüfen", "check the path"))
    assert error.line("de") == "Datei ·[2J fehlt - Pfad prüfen"
    assert error.line("en") == "file ·[2J is missing - check the path"
    assert error.exit_code == 1


def test_what_quotes_something_endless_keeps_its_beginning_and_its_end() -> None:
    error = KwError(Text("", f"x = '{'a' * 1_000_000}' is not possible"), Text("", "allowed: 1 to 5"))
    line = error.line("en")
    assert len(line) < 1_100
    assert line.startswith("x = 'aaa")
    assert line.endswith("aaa' is not possible - allowed: 1 to 5")


def test_a_usage_error_ends_with_two() -> None:
    assert UsageError(Text("", ""), Text("", "")).exit_code == 2
