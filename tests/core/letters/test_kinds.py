import pytest

from kw_tui.core.decisions import ACTIONS, MEASURES
from kw_tui.core.letters.kinds import ACTION_OF_KIND, KIND_OF_ACTION, KINDS, letter_lang


def test_every_measure_has_a_letter_and_every_letter_a_measure() -> None:
    assert set(KIND_OF_ACTION) == set(MEASURES) <= set(ACTIONS)
    assert set(ACTION_OF_KIND) == set(KINDS)


@pytest.mark.parametrize("country", ["DE", "de", " Österreich ", "AT", "CH", "Schweiz", "Deutschland", "D"])
def test_german_speaking_countries_are_written_to_in_german(country: str) -> None:
    assert letter_lang(country, "en") == "de"


def test_other_countries_in_english_and_unknown_ones_in_the_language_given() -> None:
    assert letter_lang("NL", "de") == letter_lang("France", "de") == "en"
    assert letter_lang(None, "de") == letter_lang("  ", "de") == "de"
    assert letter_lang("", "en") == "en"
