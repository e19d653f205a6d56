"""Where TOML breaks, how deep it goes, and what it can say."""

import tomllib

import pytest
import tomli_w

from kw_tui.storage.toml_text import broken_toml, is_deeper, plain


def why(text: str, lines_before: int = 0) -> str:
    with pytest.raises((ValueError, RecursionError)) as caught:
        tomllib.loads(text)
    return broken_toml(caught.value, lines_before).en


def test_the_place_of_a_break_is_told_in_lines_of_the_whole_file() -> None:
    assert why("a = 1\nb = ?").startswith("not valid TOML, line 2, column 5 (")
    assert ", line 12, column 5 (" in why("a = 1\nb = ?", 10)
    assert why('a = "x').startswith("not valid TOML, at the end of the file (")
    assert why(f"a = {'9' * 5000}") == "a number has far too many digits"


def test_what_lies_deeper_than_can_be_written_is_seen_without_recursion() -> None:
    value: object = {}
    for _ in range(5000):
        value = [value]
    assert is_deeper(value, 100)
    assert not is_deeper({"a": [{"b": 1}]}, 3)
    assert is_deeper({"a": [{"b": 1}]}, 2)


def test_what_toml_cannot_say_is_left_out_or_replaced() -> None:
    said = plain({1: None, "names": ("a", None, "b"), "file": "\udcff.csv", "in": {"x": None}})
    assert said == {"names": ["a", "b"], "file": "\N{REPLACEMENT CHARACTER}" * 3 + ".csv", "in": {}}
    assert tomllib.loads(tomli_w.dumps(said)) == said
