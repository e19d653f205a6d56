"""Nodes and weights that average over a Beta distribution (Gauss-Jacobi, by the eigenvalues of Golub and Welsch)."""

import numpy as np

from kw_tui.core.lifetime.histories import Array


def beta_nodes(a: float, b: Array, count: int) -> tuple[Array, Array]:
    """For each b, `count` points in (0, 1) and weights that sum to 1: exact up to the degree 2 count - 1."""
    alpha, beta = b[:, np.newaxis] - 1, a - 1.0
    n = np.arange(count, dtype=np.float64)
    both = 2 * n + alpha + beta
    with np.errstate(invalid="ignore", divide="ignore"):
        diagonal = (beta**2 - alpha**2) / (both * (both + 2))
    diagonal[:, 0] = ((beta - alpha) / (alpha + beta + 2))[:, 0]
    m = n[1:]
    above = 2 * m + alpha + beta
    with np.errstate(invalid="ignore", divide="ignore"):
        off = 4 * m * (m + alpha) * (m + beta) * (m + alpha + beta) / (above**2 * (above + 1) * (above - 1))
    off[:, 0] = (4 * (1 + alpha) * (1 + beta) / ((2 + alpha + beta) ** 2 * (3 + alpha + beta)))[:, 0]
    matrix = np.zeros((len(b), count, count))
    places = np.arange(count)
    matrix[:, places, places] = diagonal
    matrix[:, places[1:], places[:-1]] = np.sqrt(off)
    values, vectors = np.linalg.eigh(matrix, UPLO="L")
    return np.clip((values + 1) / 2, 1e-300, 1.0), vectors[:, 0, :] ** 2
