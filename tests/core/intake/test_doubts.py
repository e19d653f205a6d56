from kw_tui.core.intake import doubts
from kw_tui.vocabulary.texts import Text


def test_both_languages_fill_the_same_fields() -> None:
    texts = [text for text in vars(doubts).values() if isinstance(text, Text)]
    fields = ("{header}", "{units}", "{sale}", "{other}", "{count}", "{field}", "{lines}", "{negative}")
    assert len(texts) > 20
    for text in texts:
        assert {field for field in fields if field in text.de} == {field for field in fields if field in text.en}, text
