"""Lifetime models of a session: fitted once for a ledger and a day, kept on disk, and asked about every customer."""

from datetime import date, timedelta
from functools import cached_property

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.lifetime import cohort, fits, holdout
from kw_tui.core.lifetime.forecast import forecast
from kw_tui.core.lifetime.models import Predictor
from kw_tui.core.lifetime.prospect import orders_until
from kw_tui.vocabulary.session import Period
from kw_tui.workbench.buying import Buying
from kw_tui.workbench.kept import computed

FITS_VERSION = 1
"""Raised with every change of what a fit means."""


class Lifetimes(Buying):
    """The models of one ledger on one day."""

    def outlook(self) -> pipeline.Outlook:
        """What the model of the settings, and that of an order's value, say; None where they do not hold."""
        model = self.chosen()
        if model is None:
            return pipeline.NO_OUTLOOK
        years, rate = self._settings.number("clv_years"), self._settings.number("clv_rate")
        told = forecast(self._kinds, self._histories, model, self._unit, years, rate)
        return pipeline.Outlook(told.lazy(), fits.spending_of(self._fit(fits.SPENDING)))

    def chosen(self) -> Predictor | None:
        """The model of the settings with its parameters; None where it does not hold, or none is wanted."""
        name = self._settings.choice("clv_model")
        return None if name == "simple" else self._predictor(name)

    def compared(self) -> pl.DataFrame:
        """Every model, a row each, with what it foretold of the orders held out; none where `why_not` says so."""
        if self.why_not() is not None:
            return fits.compared(fits.no_fits(), {})
        table = pl.concat([self._fit(name) for name in (*fits.FITTERS, fits.SPENDING)])
        held_out = {name: found for name in fits.FITTERS if (found := self.errors(name)) is not None}
        return fits.compared(table, held_out)

    def fitted(self, name: str) -> dict[str, object] | None:
        """One model as it was fitted, as a row of `fits.FITS_SCHEMA`; None where there is nothing to fit it to."""
        found = self._fit(name) if self.why_not() is None else fits.no_fits()
        return None if found.is_empty() else found.row(0, named=True)

    def errors(self, name: str) -> pl.DataFrame | None:
        """What a model, fitted to the time before, foretold of orders held out, and what came; None: not to be told."""
        if self._earlier is None:
            return None
        before, came = self._earlier
        model, horizon = before._predictor(name), (self._as_of - before._as_of).days / self._unit
        if model is None:
            return None
        one = cohort.histories(came, before._as_of - timedelta(days=1), self._unit)
        return holdout.errors(came, model.p_alive(one) * orders_until(model, one, horizon))

    def tracked(self) -> pl.DataFrame:
        """One row a unit of time: repeat occasions so far, as they came and as each model says."""
        came = self._store.arrivals().filter(pl.col("day") < self._as_of)
        models = {name: model for name in fits.FITTERS if (model := self._predictor(name))}
        return holdout.tracked(came, models, self._unit)

    def _predictor(self, name: str) -> Predictor | None:
        return None if self.why_not() else fits.predictor_of(self._fit(name), name)

    def _fit(self, name: str) -> pl.DataFrame:
        """One fitted model as a row; no row where there is nothing to fit it to."""
        what = ("fit", name, self._as_of, self._unit, FITS_VERSION)
        return self._store.remembered(what, lambda: self._fitted(name))

    def _fitted(self, name: str) -> pl.DataFrame:
        if name != fits.SPENDING:
            return fits.fitted(name, self._histories, self._unit)
        means = computed(pipeline.order_means(self._facts))
        return fits.fitted_spending(means) if means.height >= cohort.LEAST_REPEATERS else fits.no_fits()

    @cached_property
    def _earlier(self) -> "tuple[Lifetimes, pl.DataFrame] | None":
        """The models of an earlier day and what came of each history since; None where the history is too short."""
        first_day = self._kinds["first_order"].min()
        cut = holdout.cut(first_day, self._as_of) if isinstance(first_day, date) else None
        if cut is None:
            return None
        facts = self._store.facts(Period(None, cut - timedelta(days=1)), None, cut).lazy()
        before = Lifetimes(self._store, facts, cut, self._settings)
        return before, computed(holdout.outcomes(facts, self._facts))
