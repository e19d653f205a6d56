from kw_tui.tui.commands.everything import LANGUAGES
from kw_tui.vocabulary import texts


def test_every_language_can_be_chosen_by_its_name_in_both() -> None:
    assert tuple(lang for lang, _ in LANGUAGES) == texts.LANGUAGES
    assert all(text.de and text.en for _, text in LANGUAGES)
