"""Overlays that are only read: they follow the language, since nothing typed is lost by it."""

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, cast

from kw_tui.tui.keys import Key
from kw_tui.tui.widgets.modal import Modal
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.tui.app import KwApp


class ReadingScreen(Modal[None]):
    """An overlay whose words are all written by `speak`."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("reading.language", "f2", "language", Text("Sprache: English", "Language: Deutsch"), show=False),
    )

    def __init__(self, lang: Lang) -> None:
        super().__init__()
        self._lang: Lang = lang

    @abstractmethod
    def speak(self) -> None:
        """Write every word in the current language."""

    def action_language(self) -> None:
        """Speak the other language, here and below."""
        app = cast("KwApp", self.app)
        app.action_next_language()
        self._lang = app.lang
        self.speak()
