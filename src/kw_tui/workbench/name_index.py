"""An index over the words of many names: which rows hold a word, one that begins or goes on so, one that is near."""

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
_FIGURES = np.uint32(1 << 27)
_BITS = np.full(256, 1 << 26, np.uint32)
_BITS[ord("a") : ord("z") + 1] = 1 << np.arange(26, dtype=np.uint32)
_BITS[ord("0") : ord("9") + 1] = _FIGURES
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
        half = self.height // 2 + 1  # both at once
        plans = (held.lazy().slice(at, half).with_columns(spelt(pl.col("word")).str.strip_chars()) for at in (0, half))
        plain = pl.concat(plans).collect(engine="in-memory")
        self._names = plain["word"]
        told = plain.with_columns(pl.col("word").str.split(" ")).explode("word").filter(pl.col("word") != "")
        self.lengths = np.bincount(told["row"].to_numpy(), minlength=self.height).astype(np.uint8)
        """Words of each name (of a name of hundreds, what is left over of 256s)."""
        groups = told.group_by("word").agg("row")
        order, sizes = groups["word"].arg_sort().to_numpy(), groups["row"].list.len().to_numpy().astype(np.int64)
        self._rows = groups["row"].explode(empty_as_null=False).to_numpy()
        self._begins, self._sizes = (np.cumsum(sizes) - sizes)[order], sizes[order]
        """Where the rows of each word begin, and how many they are, in the order of words."""
        self._words = groups["word"].gather(order)
        self._letters = _letters(self._words)
        self._long = self._words.str.len_chars().to_numpy().astype(np.int64)

    def fitting(self, word: str) -> np.ndarray:
        """Return for each row how well it fits a word: EXACT, BEGINS, HOLDS or 0."""
        fits = np.zeros(self.height, np.uint8)
        if len(word) >= LEAST_INSIDE:
            holding = self._words.str.contains(word, literal=True).arg_true().to_numpy()
            fits[self._of(holding)] = HOLDS
        begin, end = self._between(word)
        fits[self._of(np.arange(begin, end))] = BEGINS
        if begin < end and self._words[begin] == word:
            fits[self._of(np.array([begin]))] = EXACT
        return fits

    def near(self, word: str) -> np.ndarray:
        """Return for each row how near one of its words is, up to two slips of the finger: NEAR, FAR or 0."""
        fits = np.zeros(self.height, np.uint8)
        slips = (len(word) >= LEAST_NEAR) + (len(word) >= LEAST_FAR)
        if not slips or not word.isalpha():  # another figure is another number
            return fits
        for is_whole in (False, True):
            codes = self._comparable(word, slips, is_whole=is_whole)
            others = self._words.gather(codes)
            distances = _distances(word, others if is_whole else others.str.slice(0, len(word)), slips)
            for slip in range(slips, -1, -1):
                rows = self._of(codes[distances == slip])
                fits[rows] = np.maximum(fits[rows], NEAR if is_whole and slip < 2 else FAR)
        return fits

    def _comparable(self, word: str, slips: int, *, is_whole: bool) -> np.ndarray:
        """Return the words whose letters allow so few slips: those about as long as the one sought, or longer ones."""
        letters = _letters(pl.Series([word]))[0]
        fits = (np.bitwise_count(letters & ~self._letters) <= slips) & (self._letters < _FIGURES)
        if is_whole:
            fits &= np.bitwise_count(self._letters & ~letters) <= slips
            return np.flatnonzero(fits & (np.abs(self._long - len(word)) <= slips))
        return np.flatnonzero(fits & (self._long > len(word) + slips))

    def beginning(self, word: str) -> np.ndarray:
        """Return for each row whether its name begins with a word."""
        begins: np.ndarray = self._names.str.starts_with(word).fill_null(value=False).to_numpy()
        return begins

    def _between(self, word: str) -> tuple[int, int]:
        return self._words.search_sorted(word), self._words.search_sorted(word + _LAST)

    def _of(self, codes: np.ndarray) -> np.ndarray:
        """Return the rows that have one of these words."""
        begins, sizes = self._begins[codes], self._sizes[codes]
        ends = np.cumsum(sizes)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(begins - (ends - sizes), sizes)
        found: np.ndarray = self._rows[places]
        return found


def _letters(words: pl.Series) -> np.ndarray:
    """Return which letters each word has, a bit a letter, others sharing one; a figure is the highest."""
    # joined in the engine: a loop over a million words would keep the interpreter from everybody else
    held = np.frombuffer(words.str.join("").item().encode(), np.uint8)
    ends = np.cumsum(words.str.len_bytes().to_numpy().astype(np.int64))
    if not len(held):
        return np.zeros(0, np.uint32)
    begins = np.concatenate([np.zeros(1, np.int64), ends[:-1]])
    masks: np.ndarray = np.bitwise_or.reduceat(_BITS[held], begins)
    return masks


def _distances(word: str, others: pl.Series, most: int) -> np.ndarray:
    """Return how many slips part a word from each other one, `most` + 1 for more."""
    away: np.ndarray = process.cdist(
        [word], others.to_list(), scorer=OSA.distance, score_cutoff=most, workers=-1, dtype=np.uint8
    )[0]
    return away
