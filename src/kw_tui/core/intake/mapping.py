"""Which column of the file is which field: known spellings first, then likeness, then what the values say."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.sources import SALES_LINE, TABLES
from kw_tui.vocabulary.synonyms import spellings
from kw_tui.vocabulary.table import Column, Kind, Table
from kw_tui.vocabulary.texts import Text

Confidence = Literal["exact", "guess", "given"]

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_UNIT = re.compile(r"[(\[][^)\]]*[)\]]|\b(?:in )?(?:eur|euro|chf|usd|gbp)\b|(?:\bin )?[€$£%]")
_LIKE = 88.0
_DATE = r"^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[T ].*)?$|^(?:19|20)\d{6}$"
_NUMBER = r"^[-+(\u2212]?[€$£ ]*[\d.,]+(?:['’ \u00a0]\d{3})*(?:[.,]\d+)?[ €$£%)-]*$"
_DECIMALS = r"\d[.,]\d{1,2}$"

_DERIVED: AnyMapping[str, tuple[tuple[str, ...], ...]] = {
    "net_amount": (("quantity", "unit_price"),),
    "invoice_no": ((),),
}
"""Required fields of a sales ledger that other fields, or none, can stand in for."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Field -> header, how sure each pair is, and the headers that go nowhere."""

    headers: dict[str, str]
    confidence: dict[str, Confidence]
    unused: tuple[str, ...] = ()

    def __contains__(self, field: object) -> bool:
        return field in self.headers

    @property
    def guesses(self) -> frozenset[str]:
        """Fields whose column is only likely."""
        return frozenset(field for field, how in self.confidence.items() if how == "guess")


def normalise_header(header: str) -> str:
    """Lower case, umlauts written out, without units and punctuation: `Kunden-Nr.` and `KundenNr` are the same."""
    return _letters(header).replace("nummer", "nr").replace("number", "no")


def _letters(header: str) -> str:
    bare = _UNIT.sub(" ", header.casefold().translate(_UMLAUTS))
    return "".join(filter(str.isalnum, bare))


def _known_names(table: Table, column: Column) -> tuple[str, ...]:
    """Spellings of a column, the best first; what it is called on screen comes last."""
    return (*spellings(table.id, column.id), column.label.de, column.label.en)


def propose(headers: Sequence[str], sample: pl.DataFrame, table: Table) -> Mapping:
    """Pair fields with headers one to one. `sample` holds some rows of text under the same headers."""
    return _proposed(headers, _evidence(headers, sample), table)


def _evidence(headers: Sequence[str], sample: pl.DataFrame) -> "_Evidence":
    """Look at all columns at once: a wide file has thousands."""
    text = pl.all().str.strip_chars(" \u00a0")
    filled = sample.select(headers).select(pl.when(text != "").then(text))
    looks = (
        filled.count(),
        filled.select(pl.all().str.contains(_DATE).sum()),
        filled.select(pl.all().str.contains(_NUMBER).sum()),
        filled.select(pl.all().drop_nulls().n_unique()),
        filled.select(pl.all().str.contains(_DECIMALS).sum()),
    )
    counts = zip(*(look.row(0) if look.height else (0,) * len(headers) for look in looks), strict=True)
    return {header: Evidence.of(*count) for header, count in zip(headers, counts, strict=True)}


def _proposed(headers: Sequence[str], evidence: "_Evidence", table: Table) -> Mapping:
    pairs: dict[str, str] = {}
    confidence: dict[str, Confidence] = {}
    for how, found in (("exact", _by_spelling), ("guess", _by_likeness), ("guess", _by_values)):
        for field, header in found(table, headers, pairs, evidence):
            pairs[field] = header
            agrees = evidence[header].suits(table[field])
            confidence[field] = "exact" if how == "exact" and agrees else "guess"
    used = set(pairs.values())
    ordered = {field: pairs[field] for field in table.column_ids if field in pairs}
    return Mapping(ordered, confidence, tuple(header for header in headers if header not in used))


def override(mapping: Mapping, given: AnyMapping[str, str], headers: Sequence[str], table: Table) -> Mapping:
    """Return `mapping` with the pairs the user gave; an empty header leaves a field out.

    Raises SourceError for an unknown field or column.
    """
    for field, header in given.items():
        if field not in table:
            raise _unknown(Text("Feld", "field"), field, table.column_ids)
        if header and header not in headers:
            raise _unknown(Text("Spalte", "column"), header, headers)
    pairs = {field: header for field, header in mapping.headers.items() if header not in given.values()} | dict(given)
    pairs = {field: header for field, header in pairs.items() if header}
    confidence: dict[str, Confidence] = {field: mapping.confidence.get(field, "given") for field in pairs}
    confidence |= {field: "given" for field in given if field in pairs}
    used = set(pairs.values())
    ordered = {field: pairs[field] for field in table.column_ids if field in pairs}
    return Mapping(ordered, confidence, tuple(header for header in headers if header not in used))


def missing_fields(table: Table, fields: Iterable[str]) -> tuple[str, ...]:
    """Required fields of the table that neither stand in the file nor can be derived."""
    present = set(fields)
    derived = _DERIVED if table.id == "sales_line" else {}
    return tuple(
        column.id
        for column in table.columns
        if column.required
        and column.id not in present
        and not any(present.issuperset(inputs) for inputs in derived.get(column.id, ()))
    )


def require_complete(table: Table, mapping: Mapping, headers: Sequence[str], path: object) -> None:
    """Raise SourceError naming the missing fields and the columns found."""
    missing = missing_fields(table, mapping.headers)
    if not missing:
        return
    labels = [table[field].label for field in missing]
    message = Text("{path}: als {table} fehlt {de} ({fields})", "{path}: as {table} it lacks {en} ({fields})").format(
        path=path,
        table=table.label,
        de=", ".join(label.de for label in labels),
        en=", ".join(label.en for label in labels),
        fields=", ".join(missing),
    )
    hint = Text(
        "mit --map {field}=SPALTE zuordnen; gefunden: {headers}",
        "assign it with --map {field}=COLUMN; found: {headers}",
    )
    raise SourceError(message, hint.format(field=missing[0], headers=", ".join(headers)))


def guess_table(headers: Sequence[str], sample: pl.DataFrame) -> Table:
    """Return the table that fits best: complete ones first, then the one that explains most columns.

    Where no column is known it is a sales ledger, the one table nothing works without.
    """
    evidence = _evidence(headers, sample)
    fits = {table.id: _fit(headers, evidence, table) for table in TABLES}
    best = max(TABLES, key=lambda table: fits[table.id])
    return best if fits[best.id] > (False, 0.0) else SALES_LINE


def _fit(headers: Sequence[str], evidence: "_Evidence", table: Table) -> tuple[bool, float]:
    mapping = _proposed(headers, evidence, table)
    sure = sum(1.0 for how in mapping.confidence.values() if how == "exact")
    missing = missing_fields(table, mapping.headers)
    return not missing, sure + 0.4 * len(mapping.guesses) - len(missing)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Shares of a column's filled cells: those that read as a day, as a number, and how many differ."""

    dates: float
    numbers: float
    distinct: float
    has_decimals: bool
    is_empty: bool

    @classmethod
    def of(cls, filled: int, dates: int, numbers: int, distinct: int, decimals: int) -> "Evidence":
        """Turn counts of cells into shares."""
        if not filled:
            return cls(0.0, 0.0, 0.0, has_decimals=False, is_empty=True)
        return cls(dates / filled, numbers / filled, distinct / filled, 2 * decimals > filled, is_empty=False)

    def suits(self, column: Column) -> bool:
        """Whether the values can be of the column's kind; an empty column suits every kind."""
        if self.is_empty:
            return True
        if column.kind is Kind.DATE:
            return self.dates >= 0.5
        if column.kind.is_numeric:
            return self.numbers >= 0.5 and (self.dates < 0.9 or self.has_decimals)
        return True


_Evidence = AnyMapping[str, Evidence]
_Pairs = list[tuple[str, str]]


def _by_spelling(table: Table, headers: Sequence[str], taken: AnyMapping[str, str], _: _Evidence) -> _Pairs:
    """Headers that are a known spelling; an earlier spelling of a field beats a later one."""
    known: dict[str, str] = {}
    for header in headers:
        known.setdefault(normalise_header(header), header)
    found = []
    for order, column in enumerate(table.columns):
        for rank, spelling in enumerate(_known_names(table, column)):
            if match := known.get(normalise_header(spelling)):
                found.append((rank, order, column.id, match))
    return _one_to_one(((field, header) for _, _, field, header in sorted(found)), taken)


def _by_likeness(table: Table, headers: Sequence[str], taken: AnyMapping[str, str], evidence: _Evidence) -> _Pairs:
    """Headers that nearly are a known spelling, where the values agree."""
    from rapidfuzz import process

    found = []
    used = set(taken.values())
    letters = {header: _letters(header) for header in headers if header not in used}
    free = {header: bare for header, bare in letters.items() if len(bare) > 4}
    for column in table.columns:
        if column.id in taken:
            continue
        words = [word for name in _known_names(table, column) if len(word := _letters(name)) > 4]
        if not (words and free):
            continue
        scores = process.cdist(list(free.values()), words, score_cutoff=_LIKE).max(axis=1)
        for header, score in zip(free, scores.tolist(), strict=True):
            if score >= _LIKE and evidence[header].suits(column):
                found.append((-score, column.id, header))
    return _one_to_one(((field, header) for _, field, header in sorted(found)), taken)


def _by_values(table: Table, headers: Sequence[str], taken: AnyMapping[str, str], evidence: _Evidence) -> _Pairs:
    """What a sales ledger cannot do without, from the values alone: its day, its amount, its customer."""
    if table.id != "sales_line":
        return []
    free = [header for header in headers if header not in taken.values()]
    days = [header for header in free if evidence[header].dates >= 0.9]
    amounts = [h for h in free if evidence[h].has_decimals and evidence[h].numbers >= 0.9 and h not in days]
    names = [taken["name"]] if "name" in taken else []
    codes = [h for h in free if h not in days + amounts and not evidence[h].is_empty and evidence[h].distinct < 0.9]
    wanted = {"invoice_date": days[:1], "net_amount": amounts[-1:], "customer_id": (names + codes)[:1]}
    pairs = [(field, found[0]) for field, found in wanted.items() if found and field not in taken]
    return pairs if len(pairs) + sum(field in taken for field in wanted) == len(wanted) else []


def _one_to_one(pairs: Iterable[tuple[str, str]], taken: AnyMapping[str, str]) -> _Pairs:
    fields, used, kept = set(taken), set(taken.values()), []
    for field, header in pairs:
        if field not in fields and header not in used:
            fields.add(field)
            used.add(header)
            kept.append((field, header))
    return kept


def _unknown(what: Text, name: str, allowed: Iterable[str]) -> SourceError:
    message = Text("{what} {name!r} gibt es nicht", "there is no {what} {name!r}").format(what=what, name=name)
    return SourceError(message, Text("möglich: {all}", "possible: {all}").format(all=", ".join(allowed)))
