"""The lifetime models by name, and how each is fitted to the histories of all customers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np

from kw_tui.core.lifetime import dropout, pareto
from kw_tui.core.lifetime.histories import Array, Histories, Times
from kw_tui.core.lifetime.optimum import Likelihood, Optimum, maximise, refine
from kw_tui.vocabulary.texts import Text

MOST_REGULAR = 6
"""Largest k that is tried."""
MANY_KINDS, COARSE = 20_000, 1 / 24
"""Kinds of history above which the climb begins on coarse ones: times are rounded to such a part of the longest."""
_TIMES = ("alpha", "beta")
"""Parameters measured in units of time."""


class Predictor(Protocol):
    """A model with its parameters."""

    def p_alive(self, one: Histories) -> Array:
        """The chance that a customer has not left."""

    def stages(self, one: Histories) -> Array:
        """How likely each stage on the way to the next order is, of a customer who has not left: a row a stage."""

    def expected_by_stage(self, one: Histories, horizon: Times) -> Array:
        """Orders expected of the living, a row a stage; it depends on repeats and age alone."""

    def expected_of_living(self, one: Histories, horizon: Times) -> Array:
        """Orders expected in the time `horizon` of a customer who has not left."""


@dataclass(frozen=True, slots=True)
class LifetimeModel:
    """A model that can be chosen. `starts` are parameters to begin from, times in units of the longest age."""

    id: str
    label: Text
    names: tuple[str, ...]
    likelihood: Callable[[Array, Histories], tuple[float, Array]]
    predictor: Callable[..., Predictor]
    starts: tuple[tuple[float, ...], ...]


_DROPOUT_STARTS = ((1.0, 0.3, 1.0, 2.0), (0.4, 0.1, 0.6, 2.0))
_PARETO_STARTS = ((1.0, 0.3, 1.0, 0.5), (0.5, 0.3, 0.6, 0.3), (2.0, 0.5, 0.3, 1.0))


def _regular(k: int, starts: tuple[tuple[float, ...], ...] = _DROPOUT_STARTS) -> LifetimeModel:
    return LifetimeModel(
        "mbg_cnbd" if k > 1 else "mbg_nbd",
        Text("MBG/CNBD-{k}", "MBG/CNBD-{k}").format(k=k) if k > 1 else Text("MBG/NBD", "MBG/NBD"),
        dropout.NAMES,
        partial(dropout.likelihood, k=k),
        partial(dropout.Dropout, k=k),
        starts,
    )


BG_NBD = LifetimeModel(
    "bg_nbd",
    Text("BG/NBD", "BG/NBD"),
    dropout.NAMES,
    partial(dropout.likelihood, leaves_at_first=False),
    partial(dropout.Dropout, leaves_at_first=False),
    _DROPOUT_STARTS,
)
MBG_NBD = _regular(1)
PARETO_NBD = LifetimeModel(
    "pareto_nbd",
    Text("Pareto/NBD", "Pareto/NBD"),
    pareto.PARETO_NAMES,
    pareto.pareto_likelihood,
    pareto.Pareto,
    _PARETO_STARTS,
)
NBD = LifetimeModel("nbd", Text("NBD", "NBD"), pareto.NBD_NAMES, pareto.nbd_likelihood, pareto.Nbd, ((1.0, 0.3),))
_BY_ID = {model.id: model for model in (BG_NBD, MBG_NBD, PARETO_NBD, NBD)}


def predictor(model_id: str, k: int, **parameters: float) -> Predictor:
    """A model with known parameters; `mbg_cnbd` is MBG/CNBD-k."""
    model = _BY_ID.get(model_id) or _regular(k)
    return model.predictor(**parameters)


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A fitted model. `parameters` are in the unit of time of the histories."""

    model: LifetimeModel
    k: int
    parameters: dict[str, float]
    log_likelihood: float
    slope: float
    converged: bool
    customers: int
    unique: int

    @property
    def predictor(self) -> Predictor:
        """The model with these parameters."""
        return self.model.predictor(*self.parameters.values())


def fit(model: LifetimeModel, one: Histories, k: int = 1, starts: Sequence[Sequence[float]] | None = None) -> Fit:
    """Fit a model. Times are scaled by the longest age meanwhile; the likelihood told is that of the unscaled ones."""
    unit = float(max(one.age.max(initial=0.0), 1.0))
    found = _found(model, one.scaled(unit), [np.array(start) for start in starts or model.starts])
    units = np.array([unit if name in _TIMES else 1.0 for name in model.names])
    return _told(model, one, k, found, found.parameters * units)


def _found(model: LifetimeModel, scaled: Histories, starts: Sequence[Array]) -> Optimum:
    """The optimum; of many kinds the last steps only, unless those do not reach it."""
    if len(scaled.repeats) > MANY_KINDS:
        rough = _mean(model, scaled.rounded(COARSE))
        refined = refine(_mean(model, scaled), rough, maximise(rough, starts).parameters)
        if refined.converged:
            return refined
    return maximise(_mean(model, scaled), starts)


def _mean(model: LifetimeModel, one: Histories) -> Likelihood:
    customers = one.customers

    def mean(parameters: Array) -> tuple[float, Array]:
        value, gradient = model.likelihood(parameters, one)
        return value / customers, gradient / customers

    return mean


def fit_regular(one: Histories) -> Fit:
    """Fit MBG/CNBD-k, trying k = 1, 2, ... for as long as the likelihood grows. Only k = 1 where no gaps are known."""
    best = fit(MBG_NBD, one)
    unit = float(max(one.age.max(initial=0.0), 1.0))
    for k in range(2, MOST_REGULAR + 1 if np.isfinite(one.log_gaps) else 2):
        r, alpha, a, b = best.parameters.values()
        faster = alpha / unit * (k - 1) / k  # k times as many events make as many orders
        more = fit(_regular(k, ((r, faster, a, b),)), one, k)
        if more.log_likelihood <= best.log_likelihood:
            break
        best = more
    return best


def _told(model: LifetimeModel, one: Histories, k: int, found: Optimum, parameters: Array) -> Fit:
    return Fit(
        model=model,
        k=k,
        parameters=dict(zip(model.names, map(float, parameters), strict=True)),
        log_likelihood=model.likelihood(parameters, one)[0],
        slope=found.slope,
        converged=found.converged,
        customers=round(one.customers),
        unique=len(one.repeats),
    )
