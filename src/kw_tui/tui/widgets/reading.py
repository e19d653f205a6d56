"""Overlays that are only read."""

from abc import abstractmethod
from typing import ClassVar

from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.widgets.modal import Modal
from kw_tui.vocabulary.texts import Lang, Text


class ReadingScreen(Modal[None]):
    """An overlay whose words are all written by `speak`."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        *Modal.KEYS,
        Key("reading.help", "question_mark", "app.help", Text("Hilfe", "Help"), show=False),
    )
    BINDINGS = bindings(KEYS)

    def __init__(self, lang: Lang) -> None:
        super().__init__()
        self._lang: Lang = lang

    @abstractmethod
    def speak(self) -> None:
        """Write every word in the current language."""
