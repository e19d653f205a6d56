"""A choice of one thing among a few, in one line: ← and → go through them."""

from collections.abc import Mapping
from typing import ClassVar

from textual.message import Message
from textual.widgets import Static

from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.lines import content
from kw_tui.vocabulary.texts import Lang, Text


class Choice(Static, can_focus=True):
    """Shows what is chosen between two arrows; whoever chooses another is told by `Changed`."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("choice.before", "left", "step(-1)", Text("voriges", "previous"), show=False),
        Key("choice.after", "right,space", "step(1)", Text("nächstes", "next"), show=False),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    Choice { height: 1; padding: 0 1; background: $surface; text-wrap: nowrap; }
    Choice:focus {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
    }
    """

    class Changed(Message):
        """Something else is chosen."""

        def __init__(self, choice: "Choice") -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> "Choice":
            """The choice that spoke."""
            return self.choice

    def __init__(self, words: Mapping[str, Text], chosen: str, lang: Lang, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self._words = words
        self._lang: Lang = lang
        self.value = chosen

    def on_mount(self) -> None:
        """Show what is chosen."""
        self._show()

    def offer(self, words: Mapping[str, Text], chosen: str, lang: Lang) -> None:
        """Let these be chosen from; nobody is told."""
        self._words, self._lang, self.value = words, lang, chosen
        self._show()

    def action_step(self, step: int) -> None:
        """Choose the one so many further on, beginning anew after the last."""
        ids = list(self._words)
        self.choose(ids[(ids.index(self.value) + step) % len(ids)])

    def choose(self, value: str) -> None:
        """Choose this one."""
        self.value = value
        self._show()
        self.post_message(self.Changed(self))

    def _show(self) -> None:
        known = self._words.get(self.value)
        said = self.value if known is None else known.in_(self._lang)
        self.update(content([((f"‹ {said} ›", ""),)]))
