"""The rows a table shows: a frame that stays as it is, the order its rows are shown in, and their keys. Pure."""

from collections.abc import Collection, Set

import polars as pl

from kw_tui.tui.widgets.marks import Marks


class Rows:
    """Rows of `frame`, all of them or those `order` names; keys are compared as text.

    `order` holds places in the frame (UInt32), each at most once. So a frame of a hundred columns and a million rows
    is sorted and narrowed without being copied. `key` names the column that tells rows apart.
    """

    def __init__(self, frame: pl.DataFrame, order: pl.Series | None = None, key: str | None = None) -> None:
        self._frame, self._order = frame, order
        self._keys = None if key is None else as_text(frame.get_column(key))

    def __len__(self) -> int:
        return self._frame.height if self._order is None else self._order.len()

    def place(self, row: int) -> int:
        """Return where in the frame the row comes from."""
        return row if self._order is None else self._order[row]

    def key(self, row: int) -> str | None:
        """Return the key of a row; None without keys, and where there is no such row."""
        return self._keys[self.place(row)] if self._keys is not None and 0 <= row < len(self) else None

    def row_of(self, key: object, near: int | None = None) -> int | None:
        """Return the row with this key, None if it is not shown; `near` is a place of the frame looked at first."""
        if key is None or self._keys is None:
            return None
        place = self._place_of(str(key), near)
        return place if self._order is None or place is None else _first(self._order, place)

    def _place_of(self, key: str, near: int | None) -> int | None:
        if self._keys is None:
            return None
        # Searching a million texts takes some milliseconds, and mostly the frame is the one shown before.
        if near is not None and near < self._keys.len() and self._keys[near] == key:
            return near
        return _first(self._keys, key)

    def keys(self, start: int, count: int) -> list[str | None]:
        """Return the keys of consecutive rows."""
        if self._keys is None:
            return [None] * len(range(start, min(start + count, len(self))))
        return self._part(self._keys, start, count).to_list()

    def page(self, start: int, count: int, columns: Collection[str]) -> pl.DataFrame:
        """Return consecutive rows with those of these columns that there are."""
        wanted = [name for name in self._frame.columns if name in columns]
        return pl.DataFrame([self._part(self._frame[name], start, count) for name in wanted or self._frame.columns[:1]])

    def marked(self, marks: Set[str]) -> pl.Series:
        """Return the places of marked rows: those shown in their order, then those that are not."""
        if isinstance(marks, Marks):
            places = marks.places()
        elif self._keys is not None:
            places = self._keys.is_in(pl.Series(list(marks), dtype=pl.String).implode()).arg_true()
        else:
            places = pl.Series([], dtype=pl.UInt32)
        if self._order is None:
            return places
        shown = self._order.filter(self._order.is_in(places.implode()))
        return pl.concat([shown, places.filter(~places.is_in(shown.implode()))])

    def taken(self, places: pl.Series | None, columns: Collection[str]) -> pl.DataFrame:
        """Return the rows at these places of the frame, or all shown, with those of these columns there are."""
        wanted = self._frame.select(name for name in self._frame.columns if name in columns)
        order = self._order if places is None else places
        return wanted if order is None else wanted[order]

    def _part(self, values: pl.Series, start: int, count: int) -> pl.Series:
        # One column after the other: a frame is gathered by the engine's threads, which may be long at something else.
        return values.slice(start, count) if self._order is None else values[self._order.slice(start, count)]


def as_text(values: pl.Series) -> pl.Series:
    """Return values as text; text as it is, for a cast waits for the engine's threads whatever it has to do."""
    return values if values.dtype == pl.String else values.cast(pl.String)


def _first(values: pl.Series, wanted: object) -> int | None:
    """Return the place of the first value like this one.

    Not by `index_of`, which waits for the engine's threads: as long as a second while they sort something.
    """
    is_wanted = values == wanted
    place = is_wanted.arg_max()
    return place if place is not None and is_wanted[place] else None
