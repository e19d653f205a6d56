"""Overlays that are only read."""

from abc import abstractmethod

from kw_tui.tui.widgets.modal import Modal
from kw_tui.vocabulary.texts import Lang


class ReadingScreen(Modal[None]):
    """An overlay whose words are all written by `speak`."""

    def __init__(self, lang: Lang) -> None:
        super().__init__()
        self._lang: Lang = lang

    @abstractmethod
    def speak(self) -> None:
        """Write every word in the current language."""
