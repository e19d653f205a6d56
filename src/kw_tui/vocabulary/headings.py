"""Which column is meant by its id or by what stands over it on a screen, in either language, whatever the case."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Lang, Text
from kw_tui.vocabulary.words import SHORT

_PIECE = re.compile(r"\w+|[^\w\s]")
_LEVELS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
Pieces = tuple[str, ...]


class Headings:
    """The columns a condition may name. An id goes before a heading; a heading may stand for several columns."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self._columns = {column.id: column for column in columns}
        self._ids: dict[str, tuple[str, ...]] = {}
        self._called: dict[Pieces, tuple[str, ...]] = {}
        for id_, column in self._columns.items():
            self._ids[id_.casefold()] = (*self._ids.get(id_.casefold(), ()), id_)
            for spelling in _spellings(column):
                pieces = _pieces(spelling)
                self._called[pieces] = tuple(dict.fromkeys((*self._called.get(pieces, ()), id_)))
        self._called |= {_pieces(id_): (id_,) for id_ in self._columns}
        longest = sorted(filter(None, self._called), key=len, reverse=True)
        self._beginning: dict[str, list[Pieces]] = {}
        for pieces in longest:
            self._beginning.setdefault(pieces[0], []).append(pieces)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._columns

    def kind(self, id_: str) -> Kind:
        """Return what kind of value a column holds."""
        return self._columns[id_].kind

    def called(self, name: str) -> tuple[str, ...]:
        """Return the columns of this very name; none if there is none, several where a heading stands for several."""
        if name in self._columns:
            return (name,)
        return self._ids.get(name.casefold()) or self._called.get(_pieces(name), ())

    def longest(self, text: str, place: int) -> tuple[tuple[str, ...], int] | None:
        """Return the columns called as a text goes on at a place, by the longest such name, and where it ends."""
        first = _PIECE.match(text, place)
        for pieces in self._beginning.get(_fold(first[0]), ()) if first else ():
            if (end := _end(text, place, pieces)) is not None:
                return self.called(text[place:end]) or self._called[pieces], end
        return None

    def near(self, name: str, most: int = 3) -> tuple[str, ...]:
        """Return the columns whose id or heading is written much like a name, the nearest first."""
        spelled: dict[str, str] = {}
        for id_, column in self._columns.items():
            for spelling in (id_, *_spellings(column)):
                spelled.setdefault(spelling.casefold(), id_)
        wanted = name.casefold()[:_LONGEST]
        begun = sorted((one for one in spelled if len(wanted) >= _LEAST and one.startswith(wanted)), key=len)
        found = begun[: 2 * most] or get_close_matches(wanted, spelled, n=2 * most, cutoff=0.6)
        return tuple(dict.fromkeys(spelled[spelling] for spelling in found))[:most]

    def said(self, id_: str, lang: Lang) -> str:
        """Return the heading of a column, or its id where that is shared, or nothing is known of it."""
        column = self._columns.get(id_)
        heading = column.label.in_(lang) if column else id_
        return heading if self.called(heading) == (id_,) else id_

    def told(self, id_: str) -> Text:
        """Return a column as a message names it: its heading, and its id where that is another word."""
        return Text(self._told(id_, "de"), self._told(id_, "en"))

    def _told(self, id_: str, lang: Lang) -> str:
        column = self._columns.get(id_)
        heading = column.label.in_(lang) if column else id_
        return id_ if heading.casefold() == id_.casefold() else f"{heading} ({id_})"

    def words(self, lang: Lang) -> Iterator[str]:
        """Every name there is, those people see before ids, each once."""
        headings = [self.said(id_, lang) for id_ in self._columns]
        yield from dict.fromkeys((*(one for one in headings if one not in self._columns), *self._columns))


_LEAST = 3
"""Letters from which names that begin so are meant rather than those written alike."""
_LONGEST = 60
"""Characters of a misspelt name that are compared."""


def _spellings(column: Column) -> tuple[str, ...]:
    labels = [column.label, *([SHORT[column.id]] if column.id in SHORT else [])]
    return tuple(dict.fromkeys(spelling for label in labels for spelling in (label.de, label.en) if spelling))


def _pieces(name: str) -> Pieces:
    """Words and marks; a contribution's level also as a digit: `DB IV` is `DB 4`."""
    pieces = [_fold(piece) for piece in _PIECE.findall(name)]
    return tuple(
        _LEVELS.get(piece, piece) if place and pieces[place - 1] == "db" else piece
        for place, piece in enumerate(pieces)
    )


def _end(text: str, place: int, pieces: Pieces) -> int | None:
    """Where a name ends that a text goes on with at a place; blanks may part its pieces, or be left out."""
    before = ""
    for piece in pieces:
        found = _PIECE.search(text, place)
        if found is None or text[place : found.start()].strip():
            return None
        folded = _fold(found[0])
        if (_LEVELS.get(folded, folded) if before == "db" else folded) != piece:
            return None
        place, before = found.end(), piece
    return place


def _fold(piece: str) -> str:
    return piece.casefold()
