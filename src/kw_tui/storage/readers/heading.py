"""The row of column names: found among the first rows of a table, and made into names that occur once."""

import re
from collections import Counter
from collections.abc import Sequence

from kw_tui.vocabulary.synonyms import SYNONYMS

WITHIN = 60
"""Rows in which a header is looked for."""
Row = Sequence[str]
_NUMBER = re.compile(r"[-+(]?[€$£ ]*\d[\d.,' \u00a0]*[)%€ -]*")
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([ T].*)?")


def known_names(row: Row) -> int:
    """How many cells are names that some field of a table is known by."""
    return sum(1 for cell in row if _bare(cell) in _SPELLINGS)


def has_figures(row: Row) -> bool:
    """Whether so many cells are numbers or days that the row is one of data."""
    figures = sum(1 for cell in row if _NUMBER.fullmatch(cell.strip()) or _DATE.fullmatch(cell.strip()))
    return figures * 5 > len(row) or (figures > 0 and len(row) < 5)


def named_row(rows: Sequence[Row]) -> tuple[int, int] | None:
    """The row with most known names, the first of several: how many, at least two, and its index."""
    found = [
        (known, -index)
        for index, row in enumerate(rows[:WITHIN])
        if (known := known_names(row)) >= 2 and not has_figures(row)
    ]
    if not found:
        return None
    known, index = max(found)
    return known, -index


def header_row(rows: Sequence[Row], fields: int) -> int | None:
    """The index of the header: the first full row, or one of known names, if it has no figures."""
    full = [index for index, row in enumerate(rows[:WITHIN]) if _is_full(row, fields)]
    named = [index for index in full if known_names(rows[index]) >= min(2, fields) and not has_figures(rows[index])]
    first = [index for index in full[:1] if not has_figures(rows[index])]
    return next(iter([*named, *first]), None)


def column_names(row: Row, fields: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A name for each of `fields` columns, none twice and none `line`; and those given because another has the same.

    A column without a name is called `column 3`.
    """
    cells = [" ".join(cell.split()).strip('"') for cell in row[:fields]] + [""] * (fields - len(row))
    names, doubles = ["line"], []
    taken, again = set(cells) | {"line"}, Counter(names)
    for number, cell in enumerate(cells, 1):
        base = name = cell or f"column {number}"
        again[base] += 1
        while again[base] > 1 and (name := f"{base} ({again[base]})") in taken:
            again[base] += 1
        taken.add(name)
        if base not in (name, "line"):
            doubles.append(name)
        names.append(name)
    return tuple(names[1:]), tuple(doubles)


def _is_full(row: Row, fields: int) -> bool:
    """A header may lack the delimiter that ends every row of data, or have one more."""
    filled = sum(1 for cell in row if cell.strip())
    return len(row) in {fields - 1, fields, fields + 1} and 2 * filled >= fields and filled <= fields


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


_SPELLINGS = frozenset(_bare(word) for words in SYNONYMS.values() for word in words)
