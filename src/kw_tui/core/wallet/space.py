"""Where customers stand beside each other: ranks of what is counted, and strata of what is named."""

from dataclasses import dataclass

import numpy as np

from kw_tui.core.wallet.quantile import Floats, Indices

EXACT_UP_TO = 12_000
"""Customers whose every difference counts; of more, those who differ little stand at one point."""
CELLS = 12_000
APART = 10.0
"""Between two strata: further than any two customers of one stratum are."""


@dataclass(frozen=True)
class Space:
    """Points, and for each customer the one it stands at. Coordinates are ranks from 0 to 1, and a stratum's own."""

    points: Floats
    point_of: Indices


def space(ranks: list[Floats], strata: Indices) -> Space:
    """Place customers by ranks from 0 to 1, and by their stratum, numbered from 0."""
    codes, places = [strata], [strata * APART]
    many = len(strata) > EXACT_UP_TO
    levels = int((CELLS / (strata.max(initial=0) + 1)) ** (1 / len(ranks))) if ranks else 1
    for rank in ranks:
        if many:
            code = np.minimum(rank * levels, levels - 1).astype(np.int64)
            places.append((code + 0.5) / max(levels, 1))
        else:
            code = np.unique(rank, return_inverse=True)[1]
            places.append(rank)
        codes.append(code)
    key = np.zeros(len(strata), np.int64)
    for code in codes:
        key = key * (int(code.max(initial=0)) + 1) + code
    _, first, point_of = np.unique(key, return_index=True, return_inverse=True)
    return Space(np.column_stack(places)[first].astype(np.float64), point_of.astype(np.int64))
