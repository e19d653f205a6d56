"""How the columns of a file are written: decimal marks and orders of days, decided from what all their values say.

Facts are counts over a column (`intake.statistics`); what they leave open is asked, never guessed.
"""

from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from typing import Literal

from kw_tui.core.intake import dates, numbers
from kw_tui.core.intake.dates import DateFormat
from kw_tui.core.intake.mapping import Mapping
from kw_tui.core.intake.numbers import NumberFormat
from kw_tui.vocabulary.import_options import Mark, Order, Scale
from kw_tui.vocabulary.table import Column, Kind, Table
from kw_tui.vocabulary.texts import Text

Facts = AnyMapping[str, int]
MASTER_TABLES = ("customer", "prospect")
"""Tables of companies: their own revenue may be larger than any amount of a line, and is never added up."""
_MASTER_LIMIT = 10**13
PER_CENT = ("discount_pct", "supply_share", "probability", "tax_rate")
PRICED = ("quantity", "unit_price", "list_price", "unit_cost")
_MAY_BE_RATES = ("discount_amount", "tax_amount")
_GERMAN_WORDS = ("nummer", "datum", "betrag", "menge", "umsatz", "kunde", "preis", "rabatt", "netto", "artikel")


@dataclass(frozen=True, slots=True)
class Ask:
    """A question the values leave open: the option that answers it, and what it is about."""

    option: Literal["decimal", "dates", "discount", "sale", "amounts"]
    field: str
    question: Text


@dataclass(frozen=True, slots=True)
class Formats:
    """How each mapped column is written, and what the user should know about how that was decided."""

    numbers: AnyMapping[str, NumberFormat]
    dates: AnyMapping[str, DateFormat]
    ids: AnyMapping[str, Facts]
    notes: tuple[Text, ...] = ()
    proven: frozenset[str] = frozenset()
    """Numeric fields whose decimal mark is certain from their own values, or from whoever said it."""
    asks: tuple[Ask, ...] = ()
    """What only a person can decide."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is known before any value is looked at: the delimiter, the mark a format writes numbers with, and what a
    person says about decimal mark and order of day and month, which goes before all evidence.
    """

    delimiter: str = ""
    mark: Mark | None = None
    decimal: Mark | None = None
    dates: Order | None = None
    typed: frozenset[str] = frozenset()
    """Headers of columns that hold numbers, not texts: those have a dot."""
    discount: Scale | None = None


def facts_of(counted: AnyMapping[str, int | None], mapping: Mapping) -> dict[str, dict[str, int]]:
    """Sort the row of `statistics` by field."""
    facts: dict[str, dict[str, int]] = {field: {} for field in mapping.headers}
    for name, count in counted.items():
        field, fact = name.split("|")
        facts[field][fact] = int(count or 0)
    return facts


def pooled(several: Iterable[AnyMapping[str, Facts]]) -> dict[str, dict[str, int]]:
    """Add up what was counted in several files, or several parts of one."""
    total: dict[str, dict[str, int]] = {}
    for facts in several:
        for field, each in facts.items():
            known = total.setdefault(field, {})
            for fact, count in each.items():
                known[fact] = known.get(fact, 0) + count
    return total


def decide(facts: AnyMapping[str, Facts], mapping: Mapping, table: Table, said: Said = Said()) -> Formats:
    """Settle decimal marks, date orders and per cent points from what was counted and what was said."""
    numeric = {field: facts[field] for field in mapping.headers if table[field].kind.is_numeric}
    days = {field: facts[field] for field in mapping.headers if table[field].kind is Kind.DATE}
    ids = {field: facts[field] for field in mapping.headers if table[field].kind is Kind.ID}
    is_german = _is_german(mapping, said.delimiter)
    typed = frozenset(field for field in numeric if mapping.headers[field] in said.typed)
    number_formats, number_notes, number_asks = _number_formats(numeric, table, said, typed, is_german)
    date_formats, date_asks = _date_formats(days, table, said, is_german)
    notes = (*number_notes, *_unknown_choices(facts, table))
    is_said = said.decimal or said.mark
    proven = frozenset(field for field, each in numeric.items() if is_said or field in typed or numbers.own_mark(each))
    return Formats(number_formats, date_formats, ids, notes, proven, (*number_asks, *date_asks))


def _is_german(mapping: Mapping, delimiter: str) -> bool:
    words = " ".join((*mapping.headers.values(), *mapping.unused)).casefold()
    return delimiter == ";" or any(word in words for word in _GERMAN_WORDS)


def _number_formats(
    facts: AnyMapping[str, Facts], table: Table, said: Said, typed: frozenset[str], is_german: bool
) -> tuple[dict[str, NumberFormat], list[Text], list[Ask]]:
    proven = {mark for field, each in facts.items() if field not in typed and (mark := numbers.own_mark(each))}
    usual: Mark = next(iter(proven)) if len(proven) == 1 else "," if is_german else "."
    formats, notes, asks = {}, [], []
    for field, each in facts.items():
        found = "." if field in typed else said.decimal or numbers.own_mark(each) or said.mark or usual
        scale = _scale(field, each, said)
        limit = _MASTER_LIMIT if table.id in MASTER_TABLES else numbers.BELIEVABLE
        formats[field] = numbers.number_format(each, found, scale, limit, _refused(table[field]))
        if numbers.is_unsure(each) and len(proven) != 1 and not (said.decimal or said.mark) and field not in typed:
            asks.append(Ask("decimal", field, _WHICH_MARK.format(field=table[field].label)))
        if numbers.is_mixed(each):
            notes.append(_MARK_MIXED.format(field=table[field].label, mark=found))
        if scale != 1 and field != "discount_pct":
            notes.append(_FRACTIONS.format(field=table[field].label))
        elif scale != 1 and table.id != "sales_line" and not said.discount:  # of sales the amounts may tell
            asks.append(Ask("discount", field, WHICH_SCALE.format(header=table[field].label)))
    return formats, notes, asks


def _scale(field: str, facts: Facts, said: Said) -> int:
    """100 where what is written are fractions; a column that has a per cent sign, or mostly more than 1, holds none,
    whatever is said of the files it came with.
    """
    if field == "discount_pct" and said.discount:
        is_small = facts["unit"] == facts["filled"] or 2 * facts["broken"] > facts["filled"]
        return 100 if said.discount == "fraction" and is_small and not facts["percent"] else 1
    return 100 if field in PER_CENT and numbers.are_fractions(facts) else 1


def _refused(column: Column) -> str:
    """Cells that are no numbers of this column: per cent in an amount."""
    is_amount = column.kind is Kind.MONEY or column.id in PRICED
    return numbers.NO_PER_CENT if is_amount and column.id not in _MAY_BE_RATES else ""


def _date_formats(
    facts: AnyMapping[str, Facts], table: Table, said: Said, is_german: bool
) -> tuple[dict[str, DateFormat], list[Ask]]:
    proven = {order for each in facts.values() if (order := dates.own_order(each))}
    usual: Order = next(iter(proven)) if len(proven) == 1 else "dmy" if is_german else "mdy"
    dotted = {way for each in facts.values() if (way := dates.own_dotted(each))}
    usual_dotted: Order = next(iter(dotted)) if len(dotted) == 1 else "dmy"
    formats, asks = {}, []
    for field, each in facts.items():
        order = said.dates or dates.own_order(each) or usual
        formats[field] = dates.date_format(each, order, dates.own_dotted(each) or said.dates or usual_dotted)
        is_open = dates.is_torn(each) or (dates.is_unsure(each) and len(proven) != 1)
        if is_open and not said.dates:
            asks.append(Ask("dates", field, _WHICH_ORDER.format(field=table[field].label)))
    return formats, asks


def is_settled(facts: AnyMapping[str, Facts], mapping: Mapping, table: Table, said: Said = Said()) -> bool:
    """Whether some lines tell enough that the others can add only lines the careful reading sees anyway."""
    formats = decide(facts, mapping, table, said)
    in_doubt = [each["zero_ended"] + each["wrapped"] for each in formats.ids.values()]
    per_cent = [each for field, each in facts.items() if field in PER_CENT and field in formats.numbers]
    all_small = [each["unit"] == each["filled"] > 0 and each["percent"] == 0 for each in per_cent]
    return not (formats.asks or any(in_doubt) or any(all_small))


def _unknown_choices(facts: AnyMapping[str, Facts], table: Table) -> list[Text]:
    unknown = {field: each["unknown"] for field, each in facts.items() if each.get("unknown") and field != "sign"}
    return [
        (_KEPT if field == "doc_type" else _AS_OTHER).format(field=table[field].label, count=count)
        for field, count in unknown.items()
    ]


_WHICH_MARK = Text(
    "{field}: ob 1.234 tausend oder eins bedeutet, zeigt kein Wert", "{field}: no value tells 1.234 a thousand from one"
)
_WHICH_ORDER = Text(
    "{field}: ob 03/04 der 3. April oder der 4. März ist, zeigt kein Wert",
    "{field}: no value tells whether 03/04 is 3 April or March 4th",
)
WHICH_SCALE = Text(
    "{header}: kein Wert liegt über 1, und kein Betrag zeigt, ob 0,5 ein halbes Prozent ist oder 50 %",
    "{header}: no value is above 1, and no amount tells whether 0.5 is half a per cent or 50 %",
)
_MARK_MIXED = Text(
    "{field}: zwei Dezimalzeichen gemischt, {mark!r} überwiegt", "{field}: two decimal marks mixed, {mark!r} prevails"
)
_FRACTIONS = Text(
    "{field}: alle Werte zwischen 0 und 1, als Anteile gelesen (0,2 = 20 %)",
    "{field}: all values between 0 and 1, read as fractions (0.2 = 20 %)",
)
_KEPT = Text(
    "{field}: {count} × unbekannt, als Rechnung behandelt",
    "{field}: {count} × unknown, treated as an invoice",
)
_AS_OTHER = Text("{field}: {count} × unbekannt, als Sonstiges", "{field}: {count} × unknown, taken as other")
