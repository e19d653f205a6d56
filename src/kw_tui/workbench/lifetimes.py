"""Lifetime models of a session: fitted once for a ledger and a day, kept on disk, and asked about every customer."""

from datetime import date, timedelta
from functools import cached_property

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.lifetime import cohort, fits
from kw_tui.core.lifetime.forecast import forecast
from kw_tui.core.lifetime.histories import Histories
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.kept import computed

FITS_VERSION = 1
"""Raised with every change of what a fit means."""
NOT_CONVERGED = Text("die Schätzung fand kein Maximum", "the fit found no maximum")
NO_MEAN = Text("der Wert eines Kaufs hat im Modell keinen Mittelwert (q ≤ 1)", "an order's value has no mean (q ≤ 1)")
NO_VALUES = Text("kein Wareneinsatz, oder kein Kauf mit Gewinn", "no cost of goods, or no order with a profit")


class Lifetimes:
    """The models of one ledger on one day. `facts` are those of any period: only the whole history counts."""

    def __init__(self, store: Store, facts: pl.LazyFrame, as_of: date, settings: Settings) -> None:
        self._store, self._facts, self._as_of, self._settings = store, facts, as_of, settings
        self._unit = settings.number("clv_unit_days")

    def outlook(self) -> pipeline.Outlook:
        """What the model of the settings, and that of an order's value, say; None where they do not hold."""
        name = self._settings.choice("clv_model")
        if name == "simple" or self.why_not() is not None:
            return pipeline.NO_OUTLOOK
        model = fits.predictor_of(self.fit(name), name)
        if model is None:
            return pipeline.NO_OUTLOOK
        years, rate = self._settings.number("clv_years"), self._settings.number("clv_rate")
        told = forecast(self._kinds, self._histories, model, self._unit, years, rate)
        return pipeline.Outlook(told.lazy(), fits.spending_of(self.fit(fits.SPENDING)))

    def fits(self) -> pl.DataFrame:
        """Every model fitted, a row each; none where `why_not` says so."""
        if self.why_not() is not None:
            return fits.no_fits()
        return pl.concat([self.fit(name) for name in (*fits.FITTERS, fits.SPENDING)])

    def fit(self, name: str) -> pl.DataFrame:
        """One fitted model as a row; no row where there is nothing to fit it to."""
        what = ("fit", name, self._as_of, self._unit, FITS_VERSION)
        return self._store.remembered(what, lambda: self._fitted(name))

    def why_not(self) -> Text | None:
        """Why no model can be fitted; None where it can."""
        return cohort.why_not(self._histories)

    def _fitted(self, name: str) -> pl.DataFrame:
        if name != fits.SPENDING:
            return fits.fitted(name, self._histories, self._unit)
        means = computed(pipeline.order_means(self._facts))
        return fits.fitted_spending(means) if means.height >= cohort.LEAST_REPEATERS else fits.no_fits()

    @cached_property
    def _kinds(self) -> pl.DataFrame:
        return computed(cohort.kinds_of_history(self._facts))

    @cached_property
    def _histories(self) -> Histories:
        return cohort.histories(self._kinds, self._as_of - timedelta(days=1), self._unit)
