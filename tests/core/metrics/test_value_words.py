from kw_tui.core.metrics.value_words import CHOICE_WORDS, VALUE_WORDS, in_words
from kw_tui.vocabulary.settings import SETTINGS
from kw_tui.vocabulary.texts import Text


def test_whatever_a_setting_can_be_chosen_to_be_has_words() -> None:
    for setting in SETTINGS:
        if setting.choices:
            assert set(setting.choices) <= set(CHOICE_WORDS[setting.id]), setting.id


def test_an_id_is_said_in_words_and_what_is_no_id_stands_for_itself() -> None:
    assert in_words(VALUE_WORDS, "kind", "developable") == Text("Entwickelbar", "Developable")
    assert in_words(VALUE_WORDS, "cluster", "high_revenue") == Text("viel Umsatz", "much revenue")
    assert in_words(VALUE_WORDS, "abc", "A") is None
    assert in_words(VALUE_WORDS, "kind", None) is None


def test_what_nobody_named_is_made_harmless() -> None:
    assert in_words(CHOICE_WORDS, "abc_method", "a\x1bb") == Text("a·b", "a·b")
