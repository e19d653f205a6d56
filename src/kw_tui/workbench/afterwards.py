"""What people ask about decisions taken long ago: did it happen, what did it bring, what is next."""

import polars as pl

from kw_tui.core.afterwards.table import afterwards
from kw_tui.core.afterwards.totals import totals
from kw_tui.workbench.analysis import Analysis
from kw_tui.workbench.kept import computed


class Afterwards(Analysis):
    """Looks back at measures that have taken effect."""

    def afterwards(self) -> pl.DataFrame:
        """Return one row a past measure, the latest effective day first, with what is proposed for its customer now."""
        return computed(afterwards(self._effects().lazy(), self.portfolio().lazy(), self.queue().lazy()))

    def afterwards_totals(self, of: pl.DataFrame | None = None, by: str | None = None) -> pl.DataFrame:
        """Return what the price steps came to: one row, or one a person or class (`by`); of rows given, else of all."""
        return computed(totals((self.afterwards() if of is None else of).lazy(), by))
