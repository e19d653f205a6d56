"""Which rows are marked, by their keys: as bits beside the rows of a frame, so that a million marks cost nothing."""

from collections.abc import Iterable, Iterator, Set

import polars as pl


class Marks(Set[str]):
    """Marked keys of a frame, and those `elsewhere` that it does not hold now; never changed, only made anew."""

    def __init__(self, keys: pl.Series, bits: pl.Series | None = None, elsewhere: frozenset[str] = frozenset()) -> None:
        self._keys, self._elsewhere = keys, elsewhere
        self._bits = pl.repeat(value=False, n=keys.len(), eager=True) if bits is None else bits
        self._count = int(self._bits.sum())

    @classmethod
    def of(cls, marked: Iterable[str], keys: pl.Series) -> "Marks":
        """Return the marks of these keys among those of a frame."""
        if isinstance(marked, Marks) and marked._keys is keys:
            return marked
        if isinstance(marked, Marks) and not marked:
            return cls(keys)
        wanted = marked._all() if isinstance(marked, Marks) else pl.Series(list(marked), dtype=pl.String)
        if wanted.is_empty():
            return cls(keys)
        bits = keys.is_in(wanted.implode()).fill_null(value=False)
        gone = wanted.filter(~wanted.is_in(keys.filter(bits).implode()))
        return cls(keys, bits, frozenset(gone))

    def _all(self) -> pl.Series:
        return pl.concat([self._keys.filter(self._bits), pl.Series(list(self._elsewhere), dtype=pl.String)])

    # As a set of keys

    def __len__(self) -> int:
        return self._count + len(self._elsewhere)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __contains__(self, key: object) -> bool:
        place = self._keys.index_of(str(key))
        return key in self._elsewhere if place is None else self.at(place)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Set) and len(self) == len(other) and frozenset(self) == frozenset(other)

    __hash__ = Set._hash

    # By place

    def at(self, place: int) -> bool:
        """Whether the row at a place of the frame is marked."""
        return bool(self._bits[place])

    def places(self) -> pl.Series:
        """Return the places of all marked rows of the frame."""
        return self._bits.arg_true()

    def among(self, order: pl.Series | None) -> int:
        """Return how many of the rows shown are marked."""
        return self._count if order is None or not self._count else int(self._bits.gather(order).sum())

    def with_places(self, places: pl.Series, *, marked: bool = True) -> "Marks":
        """Return these marks and those places, or without them."""
        bits = self._bits.clone().scatter(places, marked)
        return Marks(self._keys, bits, self._elsewhere)
