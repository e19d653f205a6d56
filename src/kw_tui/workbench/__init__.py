"""The shell around the core: wires thinking to disk. Doors (command line, interface) know only this and the words.

Its names are loaded when first used, so that the interface shows its frame before the frames of data are loaded.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kw_tui.workbench.checking import Finding
    from kw_tui.workbench.importing import Imported, Preview, Wish
    from kw_tui.workbench.progress import Step
    from kw_tui.workbench.spread import Spread
    from kw_tui.workbench.story import CustomerStory
    from kw_tui.workbench.summary import Summary
    from kw_tui.workbench.timeline import Timeline
    from kw_tui.workbench.workbench import Workbench

__all__ = [
    "CustomerStory",
    "Finding",
    "Imported",
    "Preview",
    "Spread",
    "Step",
    "Summary",
    "Timeline",
    "Wish",
    "Workbench",
]

_HOMES = {
    "CustomerStory": "story",
    "Finding": "checking",
    "Imported": "importing",
    "Preview": "importing",
    "Step": "progress",
    "Wish": "importing",
    "Spread": "spread",
    "Summary": "summary",
    "Timeline": "timeline",
    "Workbench": "workbench",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
