"""The screen below an overlay, dimmed: as Textual does it, with each style dimmed once and not once a cell."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen

STYLES = 4096


class Shade(BackgroundScreen):
    """Opening an overlay draws what is below it three times; half of that time went into mixing the same colours."""

    @classmethod
    def process_segments(cls, segments: Iterable[Segment], color: Color) -> Iterator[Segment]:
        """Dim what is drawn; what a click on it would do is taken away."""
        for text, style, control in segments:
            yield Segment(text, style if control else _dimmed(style, color), control)


@lru_cache(STYLES)
def _dimmed(style: Style | None, color: Color) -> Style | None:
    return next(iter(BackgroundScreen.process_segments((Segment("", style),), color))).style
