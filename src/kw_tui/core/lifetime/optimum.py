"""The maximum of a likelihood over positive parameters: several starts, exact gradients, and an honest verdict."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from kw_tui.core.lifetime.histories import Array

Likelihood = Callable[[Array], tuple[float, Array]]
"""Mean log-likelihood and its gradient with respect to the parameters."""
_REACH = 15.0
"""Logarithms of parameters are sought between minus and plus this."""
_FLAT = 1e-5
"""Gradient of the mean log-likelihood, per unit of log-parameter, below which the likelihood is on its plateau."""
_ROUNDED, _STEP, _GAIN = 1e-2, 0.1, 1e-6
"""A gradient below the first may be all rounding (everybody alike, parameters without end); then nothing so near is
higher by more."""


_DONE, _MOST_STEPS = 1e-7, 20
"""Gradient at which Newton's steps end, and how many of them there may be."""


@dataclass(frozen=True, slots=True, eq=False)
class Optimum:
    """The best parameters found, the mean log-likelihood there, and the largest component of its gradient left.

    `converged`: the likelihood is finite and has reached its plateau.
    """

    parameters: Array
    mean: float
    slope: float
    converged: bool


def maximise(likelihood: Likelihood, starts: Iterable[Array]) -> Optimum:
    """Climb from every start; where no climb ends on a plateau, Nelder-Mead goes on from the best of them."""
    climbed = [climb(likelihood, start) for start in starts]
    best = max(climbed, key=lambda found: found.mean)
    if best.converged:
        return best
    walked = _walk(likelihood, np.log(best.parameters))
    return max(best, walked, key=lambda found: found.mean)


def refine(likelihood: Likelihood, rough: Likelihood, start: Array) -> Optimum:
    """Go on from near the optimum by Newton's steps, with the curvature of a rough likelihood that is sooner told.

    Where that is no peak, or the steps lead nowhere, climb.
    """
    logs, step = np.log(start), 1e-4
    sides = [_slopes(rough, logs + step * axis) - _slopes(rough, logs - step * axis) for axis in np.eye(len(logs))]
    curvature = (np.array(sides) + np.transpose(sides)) / (4 * step)
    is_peak = np.isfinite(curvature).all() and np.linalg.eigvalsh(curvature).max() < 0
    for _ in range(_MOST_STEPS if is_peak else 0):
        slopes = _slopes(likelihood, logs)
        if not np.abs(slopes).max() > _DONE:
            break
        logs = np.clip(logs - np.linalg.solve(curvature, slopes), -_REACH, _REACH)
    found = _judged(likelihood, logs)
    return found if is_peak and found.converged else climb(likelihood, start)


def _slopes(likelihood: Likelihood, logs: Array) -> Array:
    with np.errstate(all="ignore"):
        slopes: Array = likelihood(np.exp(logs))[1] * np.exp(logs)
    return slopes


def climb(likelihood: Likelihood, start: Array) -> Optimum:
    """Climb from one start, as far as the gradient leads."""
    found = minimize(
        lambda logs: _loss(likelihood, logs),
        np.log(start),
        jac=True,
        method="L-BFGS-B",
        bounds=[(-_REACH, _REACH)] * len(start),
        options={"maxiter": 1000, "maxfun": 2000, "ftol": 1e-15, "gtol": 1e-8},
    )
    return _judged(likelihood, found.x)


def _walk(likelihood: Likelihood, start: Array) -> Optimum:
    found = minimize(
        lambda logs: _loss(likelihood, logs)[0],
        start,
        method="Nelder-Mead",
        options={"maxiter": 4000, "maxfev": 4000, "xatol": 1e-8, "fatol": 1e-14, "adaptive": True},
    )
    return climb(likelihood, np.exp(np.clip(found.x, -_REACH, _REACH)))


def _judged(likelihood: Likelihood, logs: Array) -> Optimum:
    mean, gradient = likelihood(np.exp(logs))
    slopes = gradient * np.exp(logs)
    # Against the edge of the search only a climb back inside would count.
    outward = ((logs >= _REACH) & (slopes > 0)) | ((logs <= -_REACH) & (slopes < 0))
    slope = float(np.max(np.abs(np.where(outward, 0.0, slopes)), initial=0.0))
    is_flat = slope < _FLAT or (slope < _ROUNDED and _is_top(likelihood, logs, mean))
    return Optimum(np.exp(logs), float(mean), slope, bool(np.isfinite(mean) and is_flat))


def _is_top(likelihood: Likelihood, logs: Array, mean: float) -> bool:
    steps = [sign * _STEP * axis for axis in np.eye(len(logs)) for sign in (1, -1)]
    around = (_loss(likelihood, np.clip(logs + step, -_REACH, _REACH))[0] for step in steps)
    return all(-loss <= mean + _GAIN for loss in around)


def _loss(likelihood: Likelihood, logs: Array) -> tuple[float, Array]:
    with np.errstate(all="ignore"):
        mean, gradient = likelihood(np.exp(logs))
    if not (np.isfinite(mean) and np.all(np.isfinite(gradient))):
        return 1e10, np.zeros_like(logs)
    return -float(mean), -gradient * np.exp(logs)
