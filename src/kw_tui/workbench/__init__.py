"""The shell around the core: wires thinking to disk. Doors (command line, interface) know only this and the words."""

from kw_tui.workbench.importing import Imported, Preview
from kw_tui.workbench.spread import Spread
from kw_tui.workbench.story import CustomerStory
from kw_tui.workbench.summary import Summary
from kw_tui.workbench.workbench import Workbench

__all__ = ["CustomerStory", "Imported", "Preview", "Spread", "Summary", "Workbench"]
