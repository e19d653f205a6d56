from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen

from kw_tui.tui.widgets.shade import Shade

DRAWN = (
    Segment("plain"),
    Segment("red", Style(color="#ff0000", bgcolor="#101010", bold=True)),
    Segment("to click", Style(color="#00ff00", meta={"@click": "app.bell"})),
    Segment("red again", Style(color="#ff0000", bgcolor="#101010", bold=True)),
)


def test_what_lies_below_is_dimmed_as_textual_dims_it() -> None:
    for color in (Color(0, 0, 0, 0.6), Color(250, 250, 250, 0.3), Color(0, 0, 0, 0)):
        assert list(Shade.process_segments(DRAWN, color)) == list(BackgroundScreen.process_segments(DRAWN, color))


def test_a_click_on_what_is_dimmed_does_nothing() -> None:
    styles = [one.style for one in Shade.process_segments(DRAWN, Color(0, 0, 0, 0.6))]
    assert not any(style and style.meta for style in styles)
