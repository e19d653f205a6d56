import polars as pl
import pytest

from kw_tui.workbench.name_index import BEGINS, EXACT, FAR, HOLDS, NEAR, NameIndex, words_of

NAMES = ("Müller Bau GmbH", "Bauhaus Mueller", "Café Straßer & Söhne", None, "K+S 24", "\x1b[2J[/x]")
INDEX = NameIndex(pl.Series(NAMES, dtype=pl.String))


def test_words_are_spelt_without_umlauts_accents_and_marks() -> None:
    assert words_of("  Müller-Straßer, Café ") == ["mueller", "strasser", "cafe"]
    assert words_of("&") == []


@pytest.mark.parametrize(
    ("word", "fits"),
    [
        ("mueller", [EXACT, EXACT, 0, 0, 0, 0]),
        ("bau", [EXACT, BEGINS, 0, 0, 0, 0]),
        ("haus", [0, HOLDS, 0, 0, 0, 0]),
        ("24", [0, 0, 0, 0, EXACT, 0]),
        ("us", [0] * 6),
    ],
)
def test_a_word_fits_whole_as_a_beginning_or_inside(word: str, fits: list[int]) -> None:
    assert INDEX.fitting(word).tolist() == fits


@pytest.mark.parametrize(
    ("word", "fits"),
    [
        ("muller", [NEAR, NEAR, 0, 0, 0, 0]),
        ("muelelr", [NEAR, NEAR, 0, 0, 0, 0]),
        ("nuelelr", [FAR, FAR, 0, 0, 0, 0]),
        ("strase", [0, 0, FAR, 0, 0, 0]),
        ("bua", [0] * 6),
        ("2424", [0] * 6),
    ],
)
def test_slips_are_forgiven_in_longer_words_but_not_in_numbers(word: str, fits: list[int]) -> None:
    assert INDEX.near(word).tolist() == fits


def test_it_knows_what_a_name_begins_with_and_how_long_it_is() -> None:
    assert INDEX.beginning("bau").tolist() == [False, True, False, False, False, False]
    assert INDEX.lengths.tolist()[:5] == [3, 2, 3, 0, 3]


def test_nobody_has_no_words() -> None:
    empty = NameIndex(pl.Series([], dtype=pl.String))
    assert empty.fitting("mueller").tolist() == empty.near("mueller").tolist() == []
