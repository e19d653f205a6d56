"""Scores of field and column, from spelling, likeness and values, and the one-to-one pairs that score best.

A spelling that is certain beats one that may mean something else, that beats likeness, and values alone come last.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kw_tui.core.intake.evidence import Evidence, unit_agrees
from kw_tui.core.intake.headers import forms, letters, normalise_header, unit_of
from kw_tui.vocabulary.synonyms import asked, second, spellings
from kw_tui.vocabulary.table import Column, Kind, Table

Confidence = Literal["exact", "guess", "given"]

CERTAIN, ASKED, SECOND, DOUBTFUL, LIKE, WEAK = 4.0, 3.0, 2.5, 2.0, 1.0, 0.5
"""What a pair is worth: a spelling the values agree with; one that may mean something else, or rather does; one that
the values contradict; a header that is nearly a spelling; a number that looks like none."""
_RANK = 0.001
_ALIKE = 88.0
_LONG = 4
_MOST = 0.9
"""Headers of so few letters are like too many words."""
_TOLD = ("currency", "tax_rate", "is_credit", "closed_at", "pricing_unit")
"""Fields whose values look like nothing else, whatever the header may mean."""
_WITH_UNITS = ("discount_pct", "discount_amount", "tax_rate", "tax_amount")
"""Fields whose unit in the header settles which of them it is."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A field a column may be, what that is worth, and whether it is certain."""

    score: float
    field: str
    header: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class _Known:
    """A field that a spelling stands for, and how surely it does."""

    field: Column
    rank: int
    worth: float


def spelled(table: Table, headers: Sequence[str], evidence: Mapping[str, Evidence]) -> list[Pair]:
    """Pairs whose header is a spelling of the field."""
    known = _known(table)
    found = []
    for header in headers:
        matches = next((known[form] for form in forms(header) if form in known), ())
        pairs = (_spelled(match, header, evidence[header]) for match in matches)
        found += [pair for pair in pairs if pair is not None]
    return found


def alike(table: Table, headers: Sequence[str], evidence: Mapping[str, Evidence], taken: Iterable[str]) -> list[Pair]:
    """Pairs whose header is nearly a spelling of a field not `taken`, where the values agree."""
    from rapidfuzz import process

    fields = set(taken)
    words = [(name, column) for name, column in _long_names(table) if column.id not in fields]
    bare = [(header, short) for header in headers if len(short := letters(header)) > _LONG]
    if not (words and bare):
        return []
    scores = process.cdist([short for _, short in bare], [name for name, _ in words], score_cutoff=_ALIKE)
    found = []
    for row, place in zip(*(axis.tolist() for axis in scores.nonzero()), strict=True):
        header, column = bare[row][0], words[place][1]
        if evidence[header].suits(column, header):
            found.append(Pair(LIKE + float(scores[row, place]) / 1000, column.id, header, "guess"))
    return found


def assigned(pairs: Iterable[Pair], table: Table, taken: Mapping[str, str]) -> list[Pair]:
    """Choose pairs one to one, the best first; of equal ones the table's order decides."""
    order = {field: place for place, field in enumerate(table.field_ids)}
    fields, headers, kept = set(taken), set(taken.values()), []
    for pair in sorted(pairs, key=lambda pair: (-pair.score, order[pair.field])):
        if pair.field not in fields and pair.header not in headers:
            fields.add(pair.field)
            headers.add(pair.header)
            kept.append(pair)
    return kept


def _spelled(known: _Known, header: str, seen: Evidence) -> Pair | None:
    """None where the unit in the header contradicts it, or the values a spelling that may mean something else."""
    column, suits = known.field, seen.suits(known.field, header)
    if not unit_agrees(column, header):
        return None
    is_number = column.kind is Kind.ID
    is_told = column.id in _TOLD and not seen.is_empty
    is_asked = known.worth < CERTAIN and not (suits and (is_told or (column.id in _WITH_UNITS and unit_of(header))))
    if is_asked and is_number and not seen.is_empty and max(seen.codes, seen.known or 0.0) < 0.9:
        return Pair(WEAK - known.rank * _RANK, column.id, header, "guess")
    if is_asked and not suits:
        # A price for so many units makes a ledger as many times too large: the amounts are to tell.
        is_likely = column.id == "pricing_unit" and not seen.is_empty and seen.numbers >= _MOST
        return Pair(WEAK - known.rank * _RANK, column.id, header, "guess") if is_likely else None
    worth = DOUBTFUL if not suits else known.worth if is_asked else CERTAIN
    if column.id == "customer_id" and (seen.known or 0.0) >= 0.5:
        worth += 0.5
    return Pair(worth - known.rank * _RANK, column.id, header, "exact" if worth >= CERTAIN else "guess")


@lru_cache(maxsize=16)
def _named(table_id: str, fields: tuple[tuple[str, str, str], ...]) -> dict[str, tuple[tuple[str, int, float], ...]]:
    """Key of a header -> the fields it is a spelling of: id, rank among its spellings, and what it is worth."""
    found: dict[str, dict[str, tuple[str, int, float]]] = {}
    for field, *labels in fields:
        words, unsure, rather = spellings(table_id, field), asked(table_id, field), second(table_id, field)
        for rank, word in enumerate((*words, *filter(None, labels))):
            key = normalise_header(word) or letters(word)
            if key:
                worth = SECOND if word in rather else ASKED if word in unsure else CERTAIN
                found.setdefault(key, {}).setdefault(field, (field, rank, worth))
    return {key: tuple(owners.values()) for key, owners in found.items()}


def _known(table: Table) -> dict[str, tuple[_Known, ...]]:
    columns = {column.id: column for column in table.fields}
    return {
        key: tuple(_Known(columns[field], rank, worth) for field, rank, worth in owners)
        for key, owners in _named(table.id, _labels(table)).items()
    }


def _labels(table: Table) -> tuple[tuple[str, str, str], ...]:
    """What fields are called on screen comes last among their spellings; inputs go by their spellings alone."""
    return (
        *((column.id, column.label.de, column.label.en) for column in table.columns),
        *((column.id, "", "") for column in table.inputs),
    )


@lru_cache(maxsize=16)
def _words(table_id: str, fields: tuple[tuple[str, str, str], ...]) -> tuple[tuple[str, str], ...]:
    found = []
    for field, *labels in fields:
        unsure = asked(table_id, field)
        words = (word for word in (*spellings(table_id, field), *labels) if word not in unsure)
        found += [(short, field) for word in words if len(short := letters(word)) > _LONG]
    return tuple(dict.fromkeys(found))


def _long_names(table: Table) -> list[tuple[str, Column]]:
    columns = {column.id: column for column in table.fields}
    return [(name, columns[field]) for name, field in _words(table.id, _labels(table))]
