"""A session whose customers can be found as their number or name is typed."""

from typing import TYPE_CHECKING

from kw_tui.workbench.analysis import Analysis

if TYPE_CHECKING:
    from kw_tui.workbench.finder import Finder


class Finding(Analysis):
    """A session that hands out what finds its customers."""

    def finder(self) -> "Finder":
        """Return what finds the customers of the portfolio; it may be asked on any thread."""
        from kw_tui.workbench.finder import Finder

        portfolio = self.portfolio()
        kept: Finder = self._kept.get("finder", (*self._inputs(), id(portfolio)), lambda: Finder(portfolio))
        return kept
