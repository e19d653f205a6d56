"""What a terminal shows that has no room for the rest: nobody decides about what they cannot see."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.geometry import Size
from textual.widgets import Static

from kw_tui.tui.keys import Key, Keyed, bindings, with_keys
from kw_tui.tui.lines import wrapped
from kw_tui.tui.widgets.modal import Modal
from kw_tui.vocabulary.texts import Lang, Text

WORKS = frozenset({"quit", "suspend"})
"""What of the whole program can be done meanwhile: no list or question is opened that nobody can read."""
LEAST = Size(40, 10)
"""Cells in which a customer, what is proposed and the first keys can be read."""


def is_too_small(size: Size) -> bool:
    """Whether a terminal of this size shows too little to decide by; one that tells no size is not."""
    return size.area > 0 and (size.width < LEAST.width or size.height < LEAST.height)


def told(size: Size, lang: Lang, keyed: Keyed) -> str:
    """Return what is said in a terminal of this size, in as many lines as it has."""
    whole = keyed(_WHOLE).format(w=LEAST.width, h=LEAST.height, now=f"{size.width}×{size.height}").in_(lang)
    lines = wrapped(whole, max(size.width, 2))
    return "\n".join(lines) if len(lines) <= size.height and size.width > 9 else _SHORT.in_(lang)


class TooSmall(Modal[None]):
    """Lies over everything and takes every key but those to leave; goes as soon as there is room."""

    DEFAULT_CSS = "TooSmall { background: $background; & > Static { width: 1fr; height: 1fr; } }"
    KEYS: ClassVar[tuple[Key, ...]] = (Key("small.quit", "q", "app.quit", Text("Ende", "Quit")),)
    BINDINGS = bindings(KEYS)

    def __init__(self, lang: Lang) -> None:
        super().__init__()
        self._lang: Lang = lang

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(markup=False)

    def on_resize(self) -> None:
        """Say it in the room there is, or go."""
        self._look()

    def on_screen_resume(self) -> None:
        """What lay above has gone; there may be room by now."""
        self._look()

    def speak(self) -> None:
        """Say it in the language."""
        self._look()

    def _look(self) -> None:
        size = self.app.size
        if not is_too_small(size):
            self.dismiss()
        elif self.is_mounted:
            self.query_one(Static).update(told(size, self._lang, partial(with_keys, node=self)))


_WHOLE = Text(
    "Zu klein ({now}), nötig {w}×{h}. <small.quit>: Ende", "Too small ({now}), needs {w}×{h}. <small.quit> quits"
)
_SHORT = Text("zu klein", "too small")
