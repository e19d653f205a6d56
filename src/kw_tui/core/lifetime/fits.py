"""Fits as rows of a table: what `kw model` lists, what is kept on disk, and what predictions are made from again."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import polars as pl

from kw_tui.core.lifetime.histories import Histories
from kw_tui.core.lifetime.models import BG_NBD, MBG_NBD, NBD, PARETO_NBD, Fit, Predictor, fit, fit_regular, predictor
from kw_tui.core.lifetime.spend import MOST_RELATED, NAMES, GammaGamma, Means, Orders, fit_spend

FITTERS: Mapping[str, Callable[[Histories], Fit]] = {
    "mbg_cnbd": fit_regular,
    "mbg_nbd": lambda one: fit(MBG_NBD, one),
    "bg_nbd": lambda one: fit(BG_NBD, one),
    "pareto_nbd": lambda one: fit(PARETO_NBD, one),
    "nbd": lambda one: fit(NBD, one),
}
"""Models of coming and going, the default first."""
SPENDERS = ("gamma_gamma_orders", "gamma_gamma")
"""Models of what an order is worth: fitted to single orders, which tell more, and to the means of the literature."""
MOST_KINDS = 150_000
"""Kinds of history above which times are rounded to whole units for the fit: it takes seconds instead of a minute."""
_PARAMETER = pl.Struct({"name": pl.String, "value": pl.Float64})
FITS_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "name": pl.String,
    "k": pl.Int64,
    "parameters": pl.List(_PARAMETER),
    "log_likelihood": pl.Float64,
    "aic": pl.Float64,
    "converged": pl.Boolean,
    "customers": pl.Int64,
    "unique": pl.Int64,
    "unit": pl.Float64,
    "correlation": pl.Float64,
}
"""One row a fitted model; `unit` in days, `correlation` of Gamma-Gamma only."""
HELD_OUT = pl.Schema({"name": pl.String, "held_out": pl.Int64, "foretold": pl.Float64, "error": pl.Float64})
PARAMETERS = ("r", "alpha", "a", "b", "s", "beta", *NAMES)
_BEFORE = frozenset({"name", "k", "parameters", *PARAMETERS})


def fitted(name: str, one: Histories, unit: float) -> pl.DataFrame:
    """Fit a model of coming and going; times of the histories are in units of so many days."""
    found = FITTERS[name](one if len(one.repeats) <= MOST_KINDS else one.rounded())
    aic = 2 * (len(found.parameters) + (name == "mbg_cnbd")) - 2 * found.log_likelihood  # k is a choice of its own
    row = (name, found.k, _listed(found.parameters), found.log_likelihood, aic, found.converged)
    return _table([(*row, found.customers, found.unique, unit, None)])


def fitted_spending(name: str, known: pl.DataFrame) -> pl.DataFrame:
    """Fit Gamma-Gamma to customers by `orders` and `mean`, or by `orders`, `total` and `logs` of single orders.

    Those without a positive value must have been left out.
    """
    columns = [known[column].cast(pl.Float64).to_numpy() for column in known.columns]
    found = fit_spend(Means(*columns) if name == "gamma_gamma" else Orders(*columns))
    parameters = dict(zip(NAMES, (found.model.p, found.model.q, found.model.gamma), strict=True))
    row = (name, None, _listed(parameters), found.log_likelihood, found.aic, found.converged)
    return _table([(*row, found.customers, found.customers, None, found.correlation)])


def compared(
    fits: pl.DataFrame, errors: Mapping[str, pl.DataFrame], spending: pl.DataFrame, used: Collection[str | None]
) -> pl.DataFrame:
    """Models side by side: a column a parameter, and what each foretold of orders held out.

    `held_out` orders came, `foretold` were expected, `error` is the mean absolute one of a customer: of its orders, or
    of what one of them leaves, which `spending` tells in the same columns. Those of the names `used` are marked, and
    those of which what an order leaves goes with the number of orders (`related`).
    """
    sums = [
        each.select(
            pl.lit(name).alias("name"),
            held_out=pl.col("actual").sum(),
            foretold=pl.col("expected").sum(),
            error=(pl.col("error") * pl.col("customers")).sum() / pl.col("customers").sum(),
        )
        for name, each in errors.items()
    ]
    told = pl.concat([pl.DataFrame(schema=HELD_OUT), *sums, spending.select(*HELD_OUT)], how="vertical_relaxed").cast(
        HELD_OUT
    )
    named = [_by_name(parameters) for parameters in fits["parameters"]]
    by_name = [pl.Series(name, [row.get(name) for row in named], pl.Float64) for name in PARAMETERS]
    beside = fits.join(told, on="name", how="left", maintain_order="left").with_columns(by_name)
    is_related = pl.col("correlation").abs() > MOST_RELATED
    marked = beside.with_columns(used=pl.col("name").is_in([name for name in used if name]), related=is_related)
    return marked.select("name", "k", *PARAMETERS, *(name for name in marked.columns if name not in _BEFORE))


def predictor_of(fits: pl.DataFrame, name: str) -> Predictor | None:
    """The model of that name, if it was fitted and converged."""
    row = _converged(fits, name)
    return predictor(name, row["k"], **_by_name(row["parameters"])) if row else None


def spending_of(fits: pl.DataFrame, name: str) -> GammaGamma | None:
    """The model of what an order is worth, if it converged and has a mean."""
    row = _converged(fits, name)
    found = GammaGamma(**_by_name(row["parameters"])) if row else None
    return found if found and found.has_mean else None


def no_fits() -> pl.DataFrame:
    """The table without a row."""
    return _table([])


def _converged(fits: pl.DataFrame, name: str) -> dict[str, Any] | None:
    found = fits.filter(pl.col("name") == name, "converged")
    return None if found.is_empty() else found.row(0, named=True)


def _by_name(parameters: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    return {one["name"]: one["value"] for one in parameters}


def _listed(parameters: Mapping[str, float]) -> list[dict[str, object]]:
    return [{"name": name, "value": value} for name, value in parameters.items()]


def _table(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, FITS_SCHEMA, orient="row")
