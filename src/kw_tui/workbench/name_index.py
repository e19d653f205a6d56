"""An index over the words of many names: which rows hold a word, one that begins or goes on so, one that is near."""

from bisect import bisect_left
from typing import Final

import numpy as np
import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import OSA

EXACT, BEGINS, HOLDS, NEAR, FAR = 5, 4, 3, 2, 1
"""How well a word of a name fits one that is sought; 0 is not at all."""
LEAST_INSIDE: Final = 3
"""Letters from which a word is looked for inside others."""
LEAST_NEAR, LEAST_FAR = 4, 7
"""Letters from which one slip is forgiven, and two."""
_LAST = "\U0010ffff"
_SPELT = {
    **dict(zip("äöüßæœøþđł", ("ae", "oe", "ue", "ss", "ae", "oe", "o", "th", "d", "l"), strict=True)),
    **dict.fromkeys("áàâãåāăą", "a"),
    **dict.fromkeys("çćč", "c"),
    **dict.fromkeys("éèêëēėęě", "e"),
    **dict.fromkeys("íìîïīįı", "i"),
    **dict.fromkeys("ñńň", "n"),
    **dict.fromkeys("óòôõōő", "o"),
    **dict.fromkeys("śšşș", "s"),
    **dict.fromkeys("úùûūůűų", "u"),
    **dict.fromkeys("ýÿ", "y"),
    **dict.fromkeys("źżž", "z"),
    **dict.fromkeys("ğ", "g"),
    **dict.fromkeys("ř", "r"),
    **dict.fromkeys("ťțţ", "t"),
    **dict.fromkeys("&.,-/+;:()[]{}\"'`´’‘“”„*#_|!?=<>@–—\t\xa0", " "),
}
"""How letters are written where only the plain ones are to be had; what parts words is a space."""


def spelt(text: pl.Expr) -> pl.Expr:
    """Lower case, umlauts written out, accents left off, words parted by spaces."""
    return text.str.to_lowercase().str.replace_many(list(_SPELT), list(_SPELT.values()))


def words_of(text: str) -> list[str]:
    """Return the words of what was typed, spelt as in the index."""
    return str(pl.select(spelt(pl.lit(text))).item()).split()


class NameIndex:
    """Knows for each word in `names` the rows that have it; a row without a name has none."""

    def __init__(self, names: pl.Series) -> None:
        self.height = names.len()
        held = pl.DataFrame({"row": pl.int_range(self.height, dtype=pl.UInt32, eager=True), "word": names})
        parted = pl.col("word").str.split(" ")
        halves = (held.lazy().slice(at, self.height // 2 + 1) for at in (0, self.height // 2 + 1))
        plans = [half.with_columns(spelt(pl.col("word"))).with_columns(parted).explode("word") for half in halves]
        told = pl.concat(plans).filter(pl.col("word") != "").collect(engine="in-memory")
        words = told["word"].unique().sort()
        codes = told.join(words.to_frame().with_row_index("code"), on="word", how="left", maintain_order="left")["code"]
        first = told["row"].to_numpy()
        self.lengths = np.bincount(first, minlength=self.height).astype(np.uint8)
        """Words of each name (of a name of hundreds, what is left over of 256s)."""
        self._first = np.full(self.height, -1, np.int64)
        opens = np.flatnonzero(np.diff(first, prepend=-1))
        self._first[first[opens]] = codes.to_numpy()[opens]
        packed = (codes.to_numpy().astype(np.uint64) << np.uint64(32)) | first
        packed.sort()
        self._rows = packed.astype(np.uint32)
        self._starts = np.searchsorted(packed >> np.uint64(32), np.arange(words.len() + 1))
        self._words, self._listed = words, words.to_list()
        plain = ~words.str.contains(r"\d")
        self._plain = pl.DataFrame({"word": words, "size": words.str.len_chars()}).with_row_index("code").filter(plain)

    def fitting(self, word: str) -> np.ndarray:
        """Return for each row how well it fits a word: EXACT, BEGINS, HOLDS or 0."""
        fits = np.zeros(self.height, np.uint8)
        if len(word) >= LEAST_INSIDE:
            holding = self._words.str.contains(word, literal=True).arg_true().to_numpy()
            fits[self._of(holding)] = HOLDS
        begin, end = self._between(word)
        fits[self._rows[self._starts[begin] : self._starts[end]]] = BEGINS
        if begin < end and self._listed[begin] == word:
            fits[self._rows[self._starts[begin] : self._starts[begin + 1]]] = EXACT
        return fits

    def near(self, word: str) -> np.ndarray:
        """Return for each row how near one of its words is, up to two slips of the finger: NEAR, FAR or 0."""
        fits = np.zeros(self.height, np.uint8)
        slips = (len(word) >= LEAST_NEAR) + (len(word) >= LEAST_FAR)
        if not slips or not word.isalpha():  # another figure is another number
            return fits
        size = pl.col("size")
        whole = self._plain.filter(size.is_between(len(word) - slips, len(word) + slips))
        distances = _distances(word, whole["word"], slips)
        for slip in range(slips, 0, -1):
            fits[self._of(whole["code"].to_numpy()[distances == slip])] = NEAR if slip == 1 else FAR
        longer = self._plain.filter(size > len(word) + slips)["word"].str.slice(0, len(word)).unique()
        for begun in longer.gather(np.flatnonzero(_distances(word, longer, slips) <= slips)):
            begin, end = self._between(begun)
            rows = self._rows[self._starts[begin] : self._starts[end]]
            fits[rows] = np.maximum(fits[rows], FAR)
        return fits

    def beginning(self, word: str) -> np.ndarray:
        """Return for each row whether its name begins with a word."""
        begin, end = self._between(word)
        begins: np.ndarray = (self._first >= begin) & (self._first < end)
        return begins

    def _between(self, word: str) -> tuple[int, int]:
        return bisect_left(self._listed, word), bisect_left(self._listed, word + _LAST)

    def _of(self, codes: np.ndarray) -> np.ndarray:
        """Return the rows that have one of these words."""
        sizes = self._starts[codes + 1] - self._starts[codes]
        ends = np.cumsum(sizes)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self._starts[codes] - (ends - sizes), sizes)
        found: np.ndarray = self._rows[places]
        return found


def _distances(word: str, others: pl.Series, most: int) -> np.ndarray:
    """Return how many slips part a word from each other one, `most` + 1 for more."""
    away: np.ndarray = process.cdist(
        [word], others.to_list(), scorer=OSA.distance, score_cutoff=most, workers=-1, dtype=np.uint8
    )[0]
    return away
