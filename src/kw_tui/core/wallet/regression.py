"""Linear quantile regression by majorisation (Hunter and Lange 2000): each step is a weighted least squares."""

import numpy as np

from kw_tui.core.wallet.quantile import Floats

STEPS, ENOUGH = 60, 1e-3
_NEAR = 1e-4
"""Residuals below it count alike, which keeps weights finite; in units of the answer's own spread."""


def fitted(features: Floats, answer: Floats, tau: float, steps: int = STEPS, enough: float = ENOUGH) -> Floats:
    """Coefficients whose sums with the features are the answer's tau-quantile; the last one is the constant.

    Ends when no answer moves by `enough` any more.
    """
    design = np.column_stack([features, np.ones(len(answer))])
    near = _NEAR * max(float(answer.std()), 1e-9)
    found = np.zeros(design.shape[1])
    found[-1] = np.quantile(answer, tau)
    for _ in range(steps):
        weight = 1 / (near + np.abs(answer - design @ found))
        weighted = design * weight[:, None]
        pulled = weighted.T @ answer + (2 * tau - 1) * design.sum(axis=0)
        after = np.linalg.lstsq(weighted.T @ design, pulled, rcond=None)[0]
        moved = float(np.abs(design @ (after - found)).max())
        found = after
        if moved < enough:
            break
    return found


def told(features: Floats, coefficients: Floats) -> Floats:
    """What the coefficients say of features."""
    found: Floats = features @ coefficients[:-1] + coefficients[-1]
    return found
