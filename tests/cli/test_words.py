from kw_tui.cli import app, words
from kw_tui.vocabulary.texts import Text


def test_every_help_text_is_in_the_words() -> None:
    def missing(command: object) -> list[str]:
        texts = [command.help, *(getattr(one, "help", None) for one in command.params)]  # type: ignore[attr-defined]
        inner = [text for one in getattr(command, "commands", {}).values() for text in missing(one)]
        return [text for text in texts if text and text not in words.GERMAN] + inner

    assert missing(app.command_tree("en")) == []


def test_german_is_not_english() -> None:
    texts = [text for text in vars(words).values() if isinstance(text, Text)]
    assert [text.en for text in texts if text.de == text.en] == []
    assert len({text.en for text in texts}) == len(texts)
