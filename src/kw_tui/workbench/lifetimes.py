"""Lifetime models of a session: fitted once for a ledger and a day, kept on disk, and asked about every customer."""

from datetime import date, timedelta
from functools import cached_property

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.lifetime import cohort, fits, holdout
from kw_tui.core.lifetime.forecast import forecast
from kw_tui.core.lifetime.models import Predictor
from kw_tui.core.lifetime.prospect import orders_until
from kw_tui.core.lifetime.spend import GammaGamma
from kw_tui.vocabulary.session import Period
from kw_tui.workbench.buying import Buying
from kw_tui.workbench.kept import computed
from kw_tui.workbench.stopping import go_on

FITS_VERSION = 2
"""Raised with every change of what a fit means."""
_NOTHING_HELD_OUT = pl.DataFrame(schema={**fits.HELD_OUT, "customers": pl.Int64})


class Lifetimes(Buying):
    """The models of one ledger on one day."""

    def outlook(self) -> pipeline.Outlook:
        """What the model of the settings, and that of an order's value, say; None where they do not hold."""
        model = self.chosen()
        if model is None:
            return pipeline.NO_OUTLOOK
        years, rate = self._settings.number("clv_years"), self._settings.number("clv_rate")
        told = forecast(self._kinds, self._histories, model, self._unit, years, rate)
        used = self.spending()
        return pipeline.Outlook(told.lazy(), None if used is None else self._spender(used))

    def chosen(self) -> Predictor | None:
        """The model of the settings with its parameters; None where it does not hold, or none is wanted."""
        name = self._settings.choice("clv_model")
        return None if name == "simple" else self._predictor(name)

    def spending(self) -> str | None:
        """The model of an order's value that holds and missed orders held out by the least; None where none holds.

        Where too few came to tell, the one that rests on more.
        """
        holding = [name for name in fits.SPENDERS if self._spender(name) is not None]
        is_told = pl.col("name").is_in(holding) & (pl.col("customers") >= cohort.LEAST_REPEATERS)
        missed = self._spending_errors().filter(is_told)
        return next(iter([*missed.sort("error", maintain_order=True)["name"], *holding]), None)

    def compared(self) -> pl.DataFrame:
        """Every model, a row each, with what it foretold of the orders held out; none where `why_not` says so."""
        if self.why_not() is not None:
            return fits.compared(fits.no_fits(), {}, _NOTHING_HELD_OUT, ())
        table = pl.concat([self._fit(name) for name in (*fits.FITTERS, *fits.SPENDERS)])
        held_out = {name: found for name in fits.FITTERS if (found := self.errors(name)) is not None}
        used = (self._settings.choice("clv_model"), self.spending())
        return fits.compared(table, held_out, self._spending_errors(), used)

    def fitted(self, name: str) -> dict[str, object] | None:
        """One model as it was fitted, as a row of `fits.FITS_SCHEMA`; None where there is nothing to fit it to."""
        found = self._fit(name) if self.why_not() is None else fits.no_fits()
        return None if found.is_empty() else found.row(0, named=True)

    def errors(self, name: str) -> pl.DataFrame | None:
        """What a model, fitted to the time before, foretold of orders held out, and what came; None: not to be told."""
        before = self._earlier
        if before is None:
            return None
        model, horizon = before._predictor(name), (self._as_of - before._as_of).days / self._unit
        if model is None:
            return None
        came = self._came
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
        go_on()
        if name not in fits.SPENDERS:
            return fits.fitted(name, self._histories, self._unit)
        told = pipeline.order_means if name == "gamma_gamma" else pipeline.single_orders
        known = computed(told(self._facts))
        return fits.fitted_spending(name, known) if known.height >= cohort.LEAST_REPEATERS else fits.no_fits()

    def _spender(self, name: str) -> GammaGamma | None:
        return fits.spending_of(self._fit(name), name)

    def _spending_errors(self) -> pl.DataFrame:
        """By what each model of an order's value, fitted to the time before, missed what orders held out left."""
        what = ("spending errors", self._as_of, self._unit, FITS_VERSION)
        return self._store.remembered(what, self._spending_missed)

    def _spending_missed(self) -> pl.DataFrame:
        before, missed = self._earlier, [_NOTHING_HELD_OUT]
        if before is not None:
            outcomes = computed(pipeline.value_outcomes(before._facts, self._facts)).lazy()
            for name in fits.SPENDERS:
                if (model := before._spender(name)) is not None:
                    found = computed(pipeline.value_error(outcomes, model))
                    missed.append(found.select(pl.lit(name).alias("name"), pl.all()))
        return pl.concat(missed, how="diagonal_relaxed")

    @cached_property
    def _came(self) -> pl.DataFrame:
        """What came of each kind of history since the earlier day."""
        before = self._earlier
        return pl.DataFrame() if before is None else computed(holdout.outcomes(before._facts, self._facts))

    @cached_property
    def _earlier(self) -> "Lifetimes | None":
        """The models of an earlier day; None where the history is too short to hold any of it out."""
        first_day = self._kinds["first_order"].min()
        cut = holdout.cut(first_day, self._as_of) if isinstance(first_day, date) else None
        if cut is None:
            return None
        facts = self._store.facts(Period(None, cut - timedelta(days=1)), None, cut).lazy()
        return Lifetimes(self._store, facts, cut, self._settings)
