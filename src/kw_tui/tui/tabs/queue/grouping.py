"""The queue of one product group: chosen from a list, shown until all is asked for again."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kw_tui.tui import figures
from kw_tui.tui.jobs import names
from kw_tui.tui.lines import Line, clipped
from kw_tui.tui.tabs.queue.listed import QueueList
from kw_tui.tui.tabs.queue.peeking import Found
from kw_tui.tui.widgets.pick import Option
from kw_tui.tui.widgets.search_pick import SearchPickScreen
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import Workbench

GROUP_WIDTH = 30
TITLE = Text("Prüfliste einer Warengruppe", "Review queue of a product group")
NOTE = Text(
    "Nur was auf die Gruppe entfällt: beim Preis Schritt × Umsatz der Gruppe, sonst ihr Anteil am Nettoumsatz.",
    "Only what falls to the group: of a price step × its revenue, of all else its share of net revenue.",
)
ALL = Text("alle Warengruppen", "all product groups")
NONE = Text("Die Umsätze nennen keine Warengruppen.", "The sales tell no product groups.")


class Grouping(QueueList):
    """A list that can be that of one product group."""

    def __init__(self) -> None:
        super().__init__()
        self._group = ""

    def fetch(self, workbench: "Workbench") -> Found:
        """Read the queue, or that of the product group; one that is gone is shown no more."""
        group = self._group
        is_known = bool(group) and group in workbench.product_groups()["product_group"]
        return self.read(workbench, workbench.queue_of_group(group) if is_known else workbench.queue())

    def accept(self, found: Found) -> None:
        """What is shown is what was found."""
        if "group_revenue" not in found.items.columns:
            self._group = ""
        super().accept(found)

    def action_group(self) -> None:
        """Ask for which product group."""
        self.inquire(lambda workbench: workbench.product_groups(), self._choose, "groups", name=names.GROUPS)

    def _choose(self, groups: "pl.DataFrame") -> None:
        if groups.is_empty():
            self.kw.tell(self.say(NONE))
            return
        currency = self._found.currency if self._found is not None else ""
        screen = SearchPickScreen(TITLE, options(groups, currency), self.lang, everything=ALL, note=NOTE)
        self.app.push_screen(screen, self._chosen)

    def _chosen(self, group: str | None) -> None:
        if group is not None and group != self._group:
            self._group = group
            self.browser.table.marks = frozenset()
            self.reload()

    def narrowed_to(self) -> Line:
        """The product group over the table."""
        return ((f" · {clipped(self._group, GROUP_WIDTH)}", "accent"),) if self._group else ()

    def view_state(self) -> dict[str, Any]:
        """Return the product group with all else."""
        return {**super().view_state(), "group": self._group}

    def restore(self, view_: Mapping[str, Any]) -> None:
        """Take up the product group."""
        super().restore(view_)
        self._group = str(view_.get("group", ""))


def options(groups: "pl.DataFrame", currency: str) -> list[Option]:
    """Return the product groups with customers and revenue, to choose one."""
    return [
        Option(group, Text(*(_face(group, customers, revenue, currency, lang) for lang in ("de", "en"))))
        for group, customers, revenue in groups.select("product_group", "customers", "revenue").iter_rows()
    ]


def _face(group: str, customers: int, revenue: Any, currency: str, lang: Lang) -> str:
    money = figures.short(revenue, lang, currency)
    told = Text("{count} Kunden · {money}", "{count} customers · {money}").in_(lang)
    return f"{clipped(group, GROUP_WIDTH)}  {told.format(count=figures.count(customers, lang), money=money)}"
