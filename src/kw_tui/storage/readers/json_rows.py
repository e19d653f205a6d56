"""Objects of JSON as rows of text: a column per key, one per key of an inner object, what lies deeper kept as JSON."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from operator import itemgetter
from pathlib import Path

import polars as pl

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.dialect import MOST_COLUMNS
from kw_tui.storage.readers.heading import column_names
from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.readers.typed_table import value_texts

Key = str | tuple[str, str]
"""A key of an object, or the keys of an outer and an inner one."""
Pairs = tuple[tuple[str, object], ...]
_Values = tuple[object, ...]
_Inner = tuple[tuple[int, tuple[str, ...]], ...]
_Shape = tuple[tuple[str, ...], _Inner]
"""The keys of an object, and those of each inner object by its place."""
_Layout = Callable[[_Values], _Values]
BLANKS = " \t\r\n"
_NESTED = frozenset({tuple, list})
_LAYOUTS_KEPT = 5000


class _Figure(str):
    """A number as it is written."""

    __slots__ = ()


def _decoder(number: Callable[[str], object]) -> json.JSONDecoder:
    """Objects become tuples of pairs, so that a key that occurs twice is seen and an array is told from an object."""
    return json.JSONDecoder(
        parse_float=number,
        parse_int=number,
        parse_constant=number,
        object_pairs_hook=tuple,
    )


DECODER = _decoder(str)
_EXACT = _decoder(_Figure)


def pairs_of(text: str) -> Pairs | None:
    """The pairs of the one object that a text without blanks around it holds; None where it holds anything else."""
    try:
        value, end = DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return value if type(value) is tuple and end == len(text) else None


def flattened(pairs: Pairs) -> Iterator[tuple[Key, object]]:
    """The pairs with those of inner objects in their places."""
    for key, value in pairs:
        if type(value) is tuple:
            yield from (((key, inner), each) for inner, each in value)
        else:
            yield key, value


class Columns:
    """The columns of a file as they turn up; a key that an object repeats has one for each time."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._places: dict[tuple[Key, int], int] = {}

    def __len__(self) -> int:
        return len(self._places)

    def places(self, keys: Sequence[Key]) -> list[int]:
        """Where these keys stand, in their order; raises SourceError where a file has too many."""
        times: Counter[Key] = Counter()
        found = []
        for key in keys:
            times[key] += 1
            found.append(self._places.setdefault((key, times[key]), len(self._places)))
        if len(self._places) > MOST_COLUMNS:
            raise refusals.too_wide(self._source, MOST_COLUMNS)
        return found

    def headers(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """A name for each column, and those that another column has too."""
        names = [key if isinstance(key, str) else ".".join(key) for key, _ in self._places]
        return column_names(names, len(names))


class Rows:
    """Rows decoded one at a time, handed over as a frame."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._layouts: dict[_Shape, _Layout] = {}
        self._lines: list[int] = []
        self._cells: list[_Values] = []

    def add(self, line: int, text: str) -> bool:
        """Take the object of a text without blanks around it; return False where it is none."""
        pairs = pairs_of(text)
        return pairs is not None and self.add_pairs(line, pairs, text)

    def add_pairs(self, line: int, pairs: Pairs, text: str) -> bool:
        """Take an object that is decoded already; `text` is how it is written. False where it is nested too deeply."""
        keys, values = _apart(pairs)
        shape: _Shape = (keys, ())
        if not _NESTED.isdisjoint(map(type, values)):
            try:
                shape, values = _unnested(keys, values, text)
            except RecursionError:
                return False
        layout = self._layouts.get(shape) or self._lay_out(shape)
        self._cells.append(layout((*values, None)))
        self._lines.append(line)
        return True

    def take(self) -> pl.DataFrame:
        """The rows so far: `line` and String columns called by their places."""
        columns = list(zip_longest(*self._cells))[: len(self._columns)]
        texts = {str(place): value_texts(values) for place, values in enumerate(columns)}
        frame = pl.DataFrame({LINE: pl.Series(self._lines, dtype=pl.Int64)} | texts)
        self._lines, self._cells = [], []
        return frame

    def _lay_out(self, shape: _Shape) -> _Layout:
        """How to put the values of these keys, followed by a None, into the order of the columns."""
        keys, inner = shape
        objects = dict(inner)
        flat: list[Key] = []
        for place, key in enumerate(keys):
            flat += [(key, each) for each in objects[place]] if place in objects else [key]
        places = self._columns.places(flat)
        if len(self._layouts) >= _LAYOUTS_KEPT:
            self._layouts.clear()
        sources = [-1] * (len(self._columns) + 2)  # two more: with one alone there would be no tuple
        for source, place in enumerate(places):
            sources[place] = source
        self._layouts[shape] = layout = itemgetter(*sources)
        return layout


def _apart(pairs: Pairs) -> tuple[tuple[str, ...], _Values]:
    keys, values = zip(*pairs, strict=True) if pairs else ((), ())
    return keys, values


def _unnested(keys: tuple[str, ...], values: _Values, text: str) -> tuple[_Shape, _Values]:
    """Inner objects in their places, and what lies deeper, or is an array, as it is written in the text."""
    inner, flat = _spliced(values)
    if not _NESTED.isdisjoint(map(type, flat)):
        _, exact = _spliced(_apart(_EXACT.decode(text))[1])
        flat = tuple(_written(value) if type(value) in _NESTED else _plain(value) for value in exact)
    return (keys, inner), flat


def _spliced(values: _Values) -> tuple[_Inner, _Values]:
    inner, flat, start = [], list[object](), 0
    for place, value in enumerate(values):
        if type(value) is tuple:
            inner_keys, inner_values = _apart(value)
            inner.append((place, inner_keys))
            flat += values[start:place]
            flat += inner_values
            start = place + 1
    flat += values[start:]
    return tuple(inner), tuple(flat)


def _plain(value: object) -> object:
    return str(value) if isinstance(value, _Figure) else value


def _written(value: object) -> str:
    """A decoded value as JSON, its numbers as they were."""
    if isinstance(value, _Figure):
        return str(value)
    if isinstance(value, tuple):
        return "{" + ",".join([f"{json.dumps(key, ensure_ascii=False)}:{_written(each)}" for key, each in value]) + "}"
    if isinstance(value, list):
        return "[" + ",".join([_written(each) for each in value]) + "]"
    return json.dumps(value, ensure_ascii=False)
