"""Finding a customer by number or name as it is typed: best first, by revenue among equals."""

from threading import Lock

import numpy as np
import polars as pl

from kw_tui.workbench.name_index import NameIndex, words_of

FOUND = ("customer_id", "name", "abc_sub", "revenue")
MOST_WORDS = 8
IS_NUMBER, BEGINS_NUMBER, HOLDS_NUMBER = 255, 254, 9
"""How well a number fits, where each word of a name that fits gives at most 20 and a whole name 3 more."""


class Finder:
    """The customers of a portfolio by revenue, and an index over their names, made when first asked."""

    def __init__(self, portfolio: pl.DataFrame) -> None:
        self.portfolio = portfolio
        self._lock = Lock()
        self._index: NameIndex | None = None
        self._customers = pl.DataFrame()
        self._ids = pl.Series(dtype=pl.String)
        self._has_lettered_ids = False

    def find(self, wanted: str, most: int = 50) -> pl.DataFrame:
        """Return customer_id, name, abc_sub and revenue of those who fit what was typed; of nothing, the largest."""
        index, words = self._ready(), words_of(wanted)[:MOST_WORDS]
        if not words:
            return self._customers.head(most)
        each, whole = [index.fitting(word) for word in words], _whole(index, words)
        fits = _joined(each, whole)
        self._by_number(fits, wanted.strip().lower())
        if np.count_nonzero(fits) < most:
            near = [np.maximum(fit, index.near(word)) for fit, word in zip(each, words, strict=True)]
            fits = np.maximum(fits, _nearly(near, whole))
        return self._customers[_best(fits, most)]

    def _ready(self) -> NameIndex:
        with self._lock:
            if self._index is None:
                known = [column for column in FOUND if column in self.portfolio.columns]
                order = self.portfolio.select(known).sort("revenue", descending=True, nulls_last=True)
                self._customers, self._ids = order, order["customer_id"].str.to_lowercase()
                self._has_lettered_ids = bool(self._ids.str.contains(r"^\D").any())
                self._index = NameIndex(order["name"])
            return self._index

    def _by_number(self, fits: np.ndarray, typed: str) -> None:
        has_figure = any(one.isdigit() for one in typed)
        if not has_figure and not self._has_lettered_ids:
            return
        begins = self._ids.str.starts_with(typed).arg_true().to_numpy()
        if has_figure:
            fits[begins] = BEGINS_NUMBER
            fits[begins[(self._ids.gather(begins) == typed).to_numpy()]] = IS_NUMBER
        found = (
            begins
            if len(begins) or not has_figure
            else self._ids.str.contains(typed, literal=True).arg_true().to_numpy()
        )
        fits[found] = np.maximum(fits[found], HOLDS_NUMBER)


def _whole(index: NameIndex, words: list[str]) -> np.ndarray:
    """Return what each row gets for a name that begins with the first word, and for one of as many words."""
    whole: np.ndarray = index.beginning(words[0]).astype(np.uint8) * np.uint8(2)
    whole += index.lengths == len(words)
    return whole


def _joined(each: list[np.ndarray], whole: np.ndarray) -> np.ndarray:
    """Return how well each row fits all words; 0 where one of them does not."""
    total, is_one = np.zeros(len(whole), np.uint8), np.ones(len(whole), np.bool_)
    for fits in each:
        total += fits
        is_one &= fits > 0
    total *= np.uint8(4)
    total += whole
    total *= is_one
    return total


def _nearly(each: list[np.ndarray], whole: np.ndarray) -> np.ndarray:
    """Return how well each row fits with slips of the finger; where none fits all words, those that lack one."""
    fits = _joined(each, whole)
    if len(each) == 1 or fits.any():
        return fits
    count = np.sum([one > 0 for one in each], axis=0, dtype=np.uint8)
    return np.where(count == len(each) - 1, np.sum(each, axis=0, dtype=np.uint8), 0).astype(np.uint8)


def _best(fits: np.ndarray, most: int) -> np.ndarray:
    """Return the rows that fit best, the earlier ones first among equals."""
    rows = np.flatnonzero(fits)
    if len(rows) > most:
        counts = np.cumsum(np.bincount(fits[rows], minlength=256)[::-1])
        rows = rows[fits[rows] >= 255 - int(np.searchsorted(counts, most))]
    return rows[np.argsort(-fits[rows].astype(np.int16), kind="stable")][:most]
