"""How the overlays of the Segments tab look: small and German, comfortable and English."""

from typing import Any

import pytest

from tests.tui.test_snapshots import COMFORTABLE, SMALL, after, opened

OVERLAYS: dict[str, tuple[str, ...]] = {
    "effect": ("m",),
    "cuts-and-rules": ("g", "g", "e"),
    "portfolio-settings": ("g", "g", "g", "g", "e"),
    "maps": ("x",),
    "map-rfm": ("x", "right"),
    "map-portfolio": ("x", "right", "right"),
    "compare": ("down", "space", "space", "c"),
    "models": ("l",),
    "models-tracking": ("l", "right"),
    "models-errors": ("l", "right", "right"),
    "own-segment": ("a", "tab", *"db1<0"),
    "own-segment-broken": ("a", "tab", *"db1<"),
}


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_small_and_german(snap_compare: Any, overlay: str) -> None:
    assert snap_compare(opened("segmentation"), terminal_size=SMALL, run_before=after(*OVERLAYS[overlay]))


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_comfortable_and_english(snap_compare: Any, overlay: str) -> None:
    app = opened("segmentation", "en", "kw-light")
    assert snap_compare(app, terminal_size=COMFORTABLE, run_before=after(*OVERLAYS[overlay]))
