"""How the customers of a session have bought so far, and whether that foretells anything: light enough for any list."""

from datetime import date, timedelta
from functools import cached_property

import polars as pl

from kw_tui.core.lifetime import cohort
from kw_tui.core.lifetime.histories import Histories
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.kept import computed


class Buying:
    """The histories of one ledger on one day. `facts` are those of any period: only the whole history counts."""

    def __init__(self, store: Store, facts: pl.LazyFrame, as_of: date, settings: Settings) -> None:
        self._store, self._facts, self._as_of, self._settings = store, facts, as_of, settings
        self._unit = settings.number("clv_unit_days")

    def why_not(self) -> Text | None:
        """Why no model can be fitted; None where it can."""
        return cohort.why_not(self._histories)

    @cached_property
    def _kinds(self) -> pl.DataFrame:
        return computed(cohort.kinds_of_history(self._facts))

    @cached_property
    def _histories(self) -> Histories:
        return cohort.histories(self._kinds, self._as_of - timedelta(days=1), self._unit)
