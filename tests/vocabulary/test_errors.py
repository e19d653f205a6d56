from kw_tui.vocabulary.errors import KwError, UsageError
from kw_tui.vocabulary.texts import Text


def test_an_error_is_one_safe_line_in_the_users_language() -> None:
    error = KwError(Text("Datei \x1b[2J fehlt", "file \x1b[2J is missing"), Text("Pfad prüfen", "check the path"))
    assert error.line("de") == "Datei ·[2J fehlt - Pfad prüfen"
    assert error.line("en") == "file ·[2J is missing - check the path"
    assert error.exit_code == 1


def test_a_usage_error_ends_with_two() -> None:
    assert UsageError(Text("", ""), Text("", "")).exit_code == 2
