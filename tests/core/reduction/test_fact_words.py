import pytest

from kw_tui.core.reduction.fact_words import FACT_WORDS
from kw_tui.core.reduction.reduce import FACTS
from kw_tui.vocabulary.sources import CUSTOMER


def test_every_fact_that_is_no_column_of_the_master_is_named() -> None:
    assert set(FACT_WORDS) == {fact for fact in FACTS if fact not in CUSTOMER}


@pytest.mark.parametrize("fact", FACT_WORDS)
def test_a_fact_is_named_and_explained_in_a_sentence(fact: str) -> None:
    words = FACT_WORDS[fact]
    for text in (words.label.de, words.label.en, words.meaning.de, words.meaning.en):
        assert text[0].isupper()
    assert words.meaning.de.endswith(".")
    assert words.meaning.en.endswith(".")
    assert words.meaning.de != words.meaning.en


def test_the_days_are_told() -> None:
    assert FACT_WORDS["bonus"].meaning.de == "Summe der Spalte Bonus, im Zeitraum."
    assert FACT_WORDS["bonus_prev"].meaning.en == "Sum of the column bonus, in the period before."
    assert FACT_WORDS["bonus_all"].meaning.en == "Sum of the column bonus, before the reference date."
    assert FACT_WORDS["bonus_prev"].label.de == "Bonus (Zeitraum davor)"
    assert FACT_WORDS["season_revenue"].meaning.de.endswith("Vorjahrs, die nun wiederkehren.")
    assert FACT_WORDS["trend_revenue"].meaning.de.endswith("in den letzten 12 vollen Monaten.")
