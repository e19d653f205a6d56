"""What a person may say about a file, and what nobody can mean."""

import pytest

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.import_options import DEFAULT, DELIMITERS, ImportOptions


@pytest.mark.parametrize(
    "texts",
    [
        {},
        {"encoding": "cp1252", "delimiter": "tab", "header": "3"},
        {"header": "0"},
        {"sheet": "Umsätze 2025", "decimal": ",", "dates": "mdy", "duplicates": "drop"},
        {"currency": "CHF"},
    ],
)
def test_options_are_kept_as_texts(texts: dict[str, str]) -> None:
    options = ImportOptions.of(texts)
    assert options.texts() == texts
    assert ImportOptions.of(options.texts()) == options


def test_nothing_said_is_the_default() -> None:
    assert ImportOptions.of({}) == DEFAULT
    assert DEFAULT.texts() == {}
    assert ImportOptions.of({"duplicates": "keep"}).texts() == {}


def test_values_have_their_types() -> None:
    options = ImportOptions.of({"header": "12", "decimal": "."})
    assert (options.header, options.decimal, options.dates) == (12, ".", None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("encoding", "ebcdic"), ("delimiter", "\t"), ("decimal", "'"), ("dates", "ymd"), ("duplicates", "merge"),
        ("header", "-1"), ("header", "x"), ("header", ""), ("header", "²"), ("header", "1" * 10), ("colour", "red"),
        ("currency", "€"), ("currency", "eur"), ("currency", "EUR\n"), ("currency", ""),
    ],
)  # fmt: skip
def test_the_impossible_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(UsageError) as refused:
        ImportOptions.of({name: value})
    assert name in refused.value.message.en
    assert repr(value) in refused.value.message.de


def test_what_is_possible_is_said() -> None:
    with pytest.raises(UsageError) as refused:
        ImportOptions.of({"dates": "ymd"})
    assert "dmy, mdy" in refused.value.hint.en
    with pytest.raises(UsageError) as refused:
        ImportOptions.of({"currency": "€"})
    assert "drei Buchstaben wie EUR" in refused.value.hint.de


@pytest.mark.parametrize(("name", "character"), list(DELIMITERS.items()))
def test_a_delimiter_is_one_character_under_a_name(name: str, character: str) -> None:
    assert len(character) == 1
    assert ImportOptions.of({"delimiter": name}).separator == character


def test_a_delimiter_not_said_is_the_files_own() -> None:
    assert DEFAULT.separator is None
