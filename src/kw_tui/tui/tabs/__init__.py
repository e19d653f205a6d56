"""The tabs, in order. A tab is a folder and a line here; its module is imported when it is first looked at.

What it is called stands in `PLACES`, and that it knows no other tab among the contracts of `pyproject.toml`.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from kw_tui.vocabulary.texts import Text
from kw_tui.vocabulary.words import PLACES

if TYPE_CHECKING:
    from kw_tui.tui.tabs.body import TabBody


@dataclass(frozen=True, slots=True)
class TabEntry:
    """A tab: its id, its label, the class that fills it, as `module:class`, and a label for where there is no room."""

    id: str
    label: Text
    body: str
    short: Text | None = None

    def load(self) -> "type[TabBody]":
        """Import and return the class that fills the tab."""
        module, name = self.body.split(":")
        loaded: type[TabBody] = getattr(import_module(f"kw_tui.tui.tabs.{module}"), name)
        return loaded


TABS: tuple[TabEntry, ...] = (
    TabEntry("imports", PLACES["imports"], "imports.tab:ImportsTab"),
    TabEntry("segmentation", PLACES["segmentation"], "segmentation.tab:SegmentationTab"),
    TabEntry("customer", PLACES["customer"], "customer.tab:CustomerTab"),
    TabEntry("queue", PLACES["queue"], "queue.tab:QueueTab", Text("Prüfliste", "Queue")),
    TabEntry("plan", PLACES["plan"], "plan.tab:PlanTab"),
)
