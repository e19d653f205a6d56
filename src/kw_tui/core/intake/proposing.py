"""Which column of the file is which field: what a program is known to write, spellings, likeness, then the values.

And which table it is at all: the one that explains most of the columns.
"""

from collections.abc import Collection, Sequence
from collections.abc import Mapping as AnyMapping

import polars as pl

from kw_tui.core.intake.evidence import Evidence, look, unit_agrees
from kw_tui.core.intake.mapping import Mapping, is_derivable, mapped, missing_fields
from kw_tui.core.intake.matching import Confidence, Pair, alike, assigned, spelled
from kw_tui.core.intake.programs import paired, recognised, settled_headers
from kw_tui.vocabulary.presets import Preset
from kw_tui.vocabulary.sources import SALES_LINE, TABLES, table_by_id
from kw_tui.vocabulary.table import Table


def propose(
    headers: Sequence[str], sample: pl.DataFrame, table: Table, customers: Collection[str] | None = None
) -> Mapping:
    """Pair fields with headers one to one. `sample` holds some rows of text under the same headers.

    `customers` are the numbers of the customer master, which tell a column of customers where its name does not.
    """
    return _proposed(headers, look(headers, sample, customers), table, recognised(headers, table.id))


def guess_table(headers: Sequence[str], sample: pl.DataFrame) -> Table:
    """Return the table that fits best: the one of a known export, else complete ones, then what explains most columns.

    Where no column is known it is a sales ledger, the one table nothing works without.
    """
    if program := recognised(headers):
        return table_by_id(program.table)
    evidence = look(headers, sample)
    fits = {table.id: _fit(headers, evidence, table) for table in TABLES}
    best = max(TABLES, key=lambda table: fits[table.id])
    is_known = fits[best.id] > (False, 0.0) and not _is_of_invoices(headers, evidence, best)
    return best if is_known else SALES_LINE


def _proposed(
    headers: Sequence[str], evidence: AnyMapping[str, Evidence], table: Table, program: Preset | None
) -> Mapping:
    empty = {header for header in headers if evidence[header].is_empty}
    pairs = paired(program, headers, empty) if program else {}
    confidence: dict[str, Confidence] = {
        field: "exact" if evidence[header].suits(table[field], header) else "guess" for field, header in pairs.items()
    }
    known = settled_headers(program, headers) if program else frozenset()
    free = [header for header in headers if header not in known]
    for pair in _found(free, evidence, table, pairs):
        pairs[pair.field] = pair.header
        confidence[pair.field] = pair.confidence
    for field, header in _by_values(table, free, pairs, evidence):
        pairs[field] = header
        confidence[field] = "guess"
    for field, header in _marks(table, free, pairs, evidence):
        pairs[field] = header
        confidence[field] = "guess"
    return mapped(pairs, confidence, headers, table, program)


def _found(
    headers: Sequence[str], evidence: AnyMapping[str, Evidence], table: Table, taken: AnyMapping[str, str]
) -> list[Pair]:
    """The best pairs by spelling and likeness; a header that is a spelling is like nothing else."""
    named = spelled(table, headers, evidence)
    words = {pair.header for pair in named}
    fields = {*taken, *(pair.field for pair in named if pair.confidence == "exact")}
    near = alike(table, [header for header in headers if header not in words], evidence, fields)
    return assigned([*named, *near], table, taken)


def _by_values(
    table: Table, headers: Sequence[str], taken: AnyMapping[str, str], evidence: AnyMapping[str, Evidence]
) -> list[tuple[str, str]]:
    """What a sales ledger cannot do without, from the values alone: its day, its amount, its customer.

    Where no column holds numbers of customers, their names stand for them.
    """
    if table.id != "sales_line":
        return []
    used = set(taken.values())
    free = [header for header in headers if header not in used]
    days = [header for header in free if evidence[header].dates >= 0.9]
    used |= set(days)
    amounts = [h for h in free if h not in used and _may_be_amount(evidence[h], h)]
    used |= set(amounts)
    names = [taken["name"]] if "name" in taken else []
    known = [header for header in free if (evidence[header].known or 0.0) >= 0.5]
    codes = [h for h in free if h not in used and not evidence[h].is_empty and evidence[h].distinct < 0.9]
    wanted = {
        "invoice_date": days[:1],
        "net_amount": [] if is_derivable("net_amount", taken) else amounts[-1:],
        "customer_id": (known + names + codes)[:1],
    }
    pairs = [(field, found[0]) for field, found in wanted.items() if found and field not in taken]
    complete = {*taken, *(field for field, _ in pairs)}
    return pairs if not set(missing_fields(table, complete)) & set(wanted) else []


def _marks(
    table: Table, headers: Sequence[str], taken: AnyMapping[str, str], evidence: AnyMapping[str, Evidence]
) -> list[tuple[str, str]]:
    """Columns that change the worth of a line and look like nothing else: its currency, and its side of the account.

    A column of one side only is none: it tells no line from another.
    """
    if table.id != "sales_line":
        return []
    used = set(taken.values())
    free = [header for header in headers if header not in used]
    found = {
        "currency": [header for header in free if evidence[header].coins >= 0.9],
        "sign": [header for header in free if evidence[header].sides >= 0.9 and evidence[header].kinds == 2],
    }
    if {"debit_amount", "credit_amount"} & set(taken):
        del found["sign"]
    return [(field, columns[0]) for field, columns in found.items() if columns and field not in taken]


def _may_be_amount(seen: Evidence, header: str) -> bool:
    return seen.has_decimals and seen.numbers >= 0.9 and unit_agrees(SALES_LINE["net_amount"], header)


def _is_of_invoices(headers: Sequence[str], evidence: AnyMapping[str, Evidence], best: Table) -> bool:
    """Whether another table would leave out the invoices a file names: a ledger that lacks its amount is refused."""
    if best.id == SALES_LINE.id:
        return False
    sales, used = (_proposed(headers, evidence, table, None) for table in (SALES_LINE, best))
    left_out = [
        field
        for field in ("invoice_no", "invoice_date")
        if sales.confidence.get(field) == "exact" and sales.headers[field] not in used.headers.values()
    ]
    return len(left_out) + ("gross_amount" in sales and bool(left_out)) > 1


def _fit(headers: Sequence[str], evidence: AnyMapping[str, Evidence], table: Table) -> tuple[bool, float]:
    mapping = _proposed(headers, evidence, table, None)
    sure = sum(1.0 for how in mapping.confidence.values() if how == "exact")
    missing = missing_fields(table, mapping.headers)
    return not missing, sure + 0.4 * len(mapping.guesses) - len(missing)
