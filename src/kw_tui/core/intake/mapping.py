"""A mapping of fields to columns: what it holds, how it is changed by hand or proof, and whether it is complete."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace

from kw_tui.core.intake.headers import unit_of
from kw_tui.core.intake.matching import Confidence
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.phrases import POSSIBLE
from kw_tui.vocabulary.presets import Preset
from kw_tui.vocabulary.table import Table
from kw_tui.vocabulary.texts import Text

NET_WAYS: tuple[tuple[str, ...], ...] = (
    ("gross_amount", "tax_amount"),
    ("gross_amount", "tax_rate"),
    ("debit_amount", "credit_amount"),
    ("quantity", "unit_price"),
    ("quantity", "list_price", "discount_pct"),
    ("quantity", "list_price", "discount_amount"),
)
"""Fields a missing net amount can be derived from, the best first."""
_DERIVED: AnyMapping[str, tuple[tuple[str, ...], ...]] = {"net_amount": NET_WAYS, "invoice_no": ((),)}
"""Required fields of a sales ledger that other fields, or none, can stand in for."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Field -> header, how sure each pair is, the headers that go nowhere, and the program the file came from."""

    headers: dict[str, str]
    confidence: dict[str, Confidence]
    unused: tuple[str, ...] = ()
    program: Preset | None = None
    derived: tuple[str, ...] = ()
    """Fields that are computed from others once the lines are typed."""
    inputs: frozenset[str] = frozenset()
    """Fields that serve to compute others and are not stored."""

    def __contains__(self, field: object) -> bool:
        return field in self.headers

    @property
    def guesses(self) -> frozenset[str]:
        """Fields whose column is only likely."""
        return frozenset(field for field, how in self.confidence.items() if how == "guess")

    @property
    def filled_down(self) -> tuple[str, ...]:
        """Fields that stand on the first line of each document only, as the program writes them."""
        given = self.program.fill_down if self.program else ()
        return tuple(field for field in given if field in self.headers) if "invoice_no" in self.headers else ()


def mapped(
    pairs: AnyMapping[str, str],
    confidence: AnyMapping[str, Confidence],
    headers: Sequence[str],
    table: Table,
    program: Preset | None = None,
) -> Mapping:
    """Put a mapping together in the table's order; headers of no field are unused."""
    used = set(pairs.values())
    ordered = {field: pairs[field] for field in table.field_ids if field in pairs}
    sure = {field: confidence[field] for field in ordered}
    return Mapping(ordered, sure, tuple(header for header in headers if header not in used), program)


class UnknownNameError(SourceError):
    """A field or a column was named that there is not."""


def override(mapping: Mapping, given: AnyMapping[str, str], headers: Sequence[str], table: Table) -> Mapping:
    """Return `mapping` with the pairs the user gave; an empty header leaves a field out.

    Raises UnknownNameError for an unknown field or column.
    """
    for field, header in given.items():
        if field not in table:
            raise _unknown(Text("Feld", "field"), field, table.field_ids)
        if header and header not in headers:
            raise _unknown(Text("Spalte", "column"), header, headers)
    pairs = {field: header for field, header in mapping.headers.items() if header not in given.values()} | dict(given)
    pairs = {field: header for field, header in pairs.items() if header}
    confidence: dict[str, Confidence] = {field: mapping.confidence.get(field, "given") for field in pairs}
    confidence |= {field: "given" for field in given if field in pairs}
    return mapped(pairs, confidence, headers, table, mapping.program)


def moved(mapping: Mapping, moves: AnyMapping[str, str | None], table: Table) -> Mapping:
    """Return `mapping` with columns read as other fields (field -> field); None leaves the column out."""
    pairs = {field: header for field, header in mapping.headers.items() if field not in moves}
    sure: dict[str, Confidence] = {field: how for field, how in mapping.confidence.items() if field in pairs}
    for field, other in moves.items():
        if other is not None:
            pairs[other], sure[other] = mapping.headers[field], mapping.confidence[field]
    headers = (*mapping.headers.values(), *mapping.unused)
    return mapped(pairs, sure, tuple(dict.fromkeys(headers)), table, mapping.program)


def add(mapping: Mapping, field: str, header: str, table: Table) -> Mapping:
    """Return `mapping` with one more column, made from the file's own."""
    sure: dict[str, Confidence] = {**mapping.confidence, field: "exact"}
    found = mapped({**mapping.headers, field: header}, sure, (*mapping.headers.values(), *mapping.unused), table)
    return replace(mapping, headers=found.headers, confidence=found.confidence)


def confirmed(mapping: Mapping, fields: Iterable[str]) -> Mapping:
    """Return `mapping` with guesses that the values of the file have proven."""
    proven: dict[str, Confidence] = dict.fromkeys(mapping.guesses & set(fields), "exact")
    return replace(mapping, confidence=mapping.confidence | proven)


def missing_fields(table: Table, fields: Iterable[str]) -> tuple[str, ...]:
    """Required fields of the table that neither stand in the file nor can be derived."""
    present = set(fields)
    return tuple(
        column.id
        for column in table.columns
        if column.required
        and column.id not in present
        and not (table.id == "sales_line" and is_derivable(column.id, present))
    )


def is_derivable(field: str, present: Iterable[str]) -> bool:
    """Whether a required field of a sales ledger can be computed from those present."""
    there = frozenset(present)
    return any(there.issuperset(inputs) for inputs in _DERIVED.get(field, ()))


def require_complete(table: Table, mapping: Mapping, headers: Sequence[str], path: object) -> None:
    """Raise SourceError naming the missing fields and the columns found."""
    missing = missing_fields(table, mapping.headers)
    if not missing:
        return
    labels = [table[field].label for field in missing]
    message = Text("{path}: als {table} {lacks} {de} ({fields})", "{path}: as {table} it lacks {en} ({fields})").format(
        path=path,
        lacks="fehlt" if len(missing) == 1 else "fehlen",
        table=table.label,
        de=", ".join(label.de for label in labels),
        en=", ".join(label.en for label in labels),
        fields=", ".join(missing),
    )
    if "net_amount" in missing and "gross_amount" in mapping:
        raise SourceError(message, _ONLY_GROSS.format(header=mapping.headers["gross_amount"]))
    if "net_amount" in missing and (scaled := [header for header in headers if unit_of(header) == "scaled"]):
        raise SourceError(message, _SCALED.format(header=scaled[0]))
    raise SourceError(message, _ASSIGN.format(field=missing[0], headers=_listed(headers)))


_ASSIGN = Text(
    "mit --map {field}=SPALTE zuordnen; gefunden: {headers}",
    "assign it with --map {field}=COLUMN; found: {headers}",
)
_ONLY_GROSS = Text(
    "{header} ist brutto, und Steuersatz oder Steuerbetrag fehlt; mit --map net_amount={header} gilt es als netto",
    "{header} is gross, and neither tax rate nor tax amount is there; --map net_amount={header} takes it as net",
)
_SCALED = Text(
    "{header} zählt nicht in ganzen Einheiten der Währung: die Spalte umrechnen, oder in Euro und Cent ausgeben",
    "{header} does not count in units of the currency: convert the column, or export it in euros and cents",
)


def _unknown(what: Text, name: str, allowed: Iterable[str]) -> UnknownNameError:
    message = Text("{what} {name!r} gibt es nicht", "there is no {what} {name!r}").format(what=what, name=name)
    return UnknownNameError(message, POSSIBLE.format(all=_listed(list(allowed))))


def _listed(names: Sequence[str]) -> str:
    """The first of many names, none of them endless."""
    few = [name if len(name) <= _NAME_SHOWN else f"{name[:_NAME_SHOWN]}…" for name in names[:_NAMES_SHOWN]]
    return ", ".join(few) + (f" … ({len(names)})" if len(names) > _NAMES_SHOWN else "")


_NAMES_SHOWN, _NAME_SHOWN = 40, 40
