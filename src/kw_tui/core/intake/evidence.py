"""What the values of a column say about what it can be: shares of its filled cells, counted on some first rows."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from kw_tui.core.intake.headers import unit_of
from kw_tui.vocabulary.table import Column, Kind

CELLS = 400_000
"""How many cells are looked at in all; of a wide file that is fewer rows."""
_FEWEST_ROWS = 25
_PATTERNS: Mapping[str, str] = {
    "dates": r"^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[T ].*)?$|^(?:19|20)\d{6}$",
    "numbers": r"^[-+(\u2212]?[€$£ ]*[\d.,]+(?:['’ \u00a0]\d{3})*(?:[.,]\d+)?[ €$£%)-]*$",
    "decimals": r"\d[.,]\d{1,2}$",
    "codes": r"^\S*\d\S*$",
    "currencies": r"^(?:[A-Za-z]{3}|[€$£]|(?i:euro))$",
    "coins": r"^(?:EUR|USD|CHF|GBP|PLN|CZK|DKK|SEK|NOK|HUF|RON|BGN|JPY|CNY|AUD|CAD|(?i:euro)|[€$£])$",
    "sides": r"(?i)^(?:s|h|soll|haben|[-+\u2212])$",
    "flags": r"(?i)^(?:ja|nein|j|n|yes|no|y|true|false|wahr|falsch|0|1|x|t|f)$",
    "signs": r"(?i)^(?:s|h|soll|haben|d|c|dr|cr|debit|credit|x|[-+\u2212])$",
    "rates": r"^\d{1,2}(?:[.,]\d{1,2}0*)? ?%?$",
    "packs": r"^10{0,4}(?:[.,]0+)?$",
}
_SHARES = tuple(name for name in _PATTERNS if name != "decimals")
_RATES_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """Shares of a column's filled cells by what they read as; `distinct` share and `kinds` count of different values.

    `known` is the share that are customer numbers of the master, None where there is none.
    """

    dates: float = 0.0
    numbers: float = 0.0
    codes: float = 0.0
    currencies: float = 0.0
    coins: float = 0.0
    """Of `currencies`, those that are usual ones: few other words are spelled like them."""
    sides: float = 0.0
    """Of `signs`, those that can hardly mean anything else."""
    flags: float = 0.0
    signs: float = 0.0
    rates: float = 0.0
    packs: float = 0.0
    distinct: float = 0.0
    kinds: int = 0
    known: float | None = None
    has_decimals: bool = False
    is_empty: bool = True

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Evidence":
        """Turn counts of cells into shares; `filled` counts all of them."""
        filled = counts["filled"]
        if not filled:
            return cls()
        shares = {name: counts[name] / filled for name in _SHARES}
        known = counts["known"] / filled if "known" in counts else None
        kinds = counts["kinds"]
        decimals = 2 * counts["decimals"] > filled
        return cls(**shares, distinct=kinds / filled, kinds=kinds, known=known, has_decimals=decimals, is_empty=False)

    @property
    def is_rate(self) -> bool:
        """Whether these are tax rates: few different small numbers."""
        return self.rates >= 0.9 and self.kinds <= _RATES_AT_MOST

    def is_kind(self, column: Column) -> bool:
        """Whether the values can be of the column's kind; an empty column suits every kind."""
        if self.is_empty:
            return True
        if column.kind is Kind.DATE:
            return self.dates >= 0.5
        if column.kind.is_numeric:
            return self.numbers >= 0.5 and (self.dates < 0.9 or self.has_decimals)
        return True

    def suits(self, column: Column, header: str) -> bool:
        """Whether values and the unit in the header agree with what the field means."""
        if not self.is_kind(column) or not unit_agrees(column, header):
            return False
        test = _MEANINGS.get(column.id)
        return self.is_empty or test is None or test(self)


_PER_CENT = ("discount_pct", "tax_rate", "supply_share", "growth", "probability")


def unit_agrees(column: Column, header: str) -> bool:
    """A header of per cent is no amount, a header of euros no percentage; most headers name no unit.

    Thousands and cents are no amounts either: they would be read a thousand times too small, or too large.
    """
    unit = unit_of(header)
    if unit == "scaled":
        return not column.kind.is_numeric
    if unit == "percent":
        return column.id in _PER_CENT or not column.kind.is_numeric
    return unit is None or column.id not in _PER_CENT


_MEANINGS: Mapping[str, Callable[["Evidence"], bool]] = {
    "currency": lambda seen: seen.currencies >= 0.9,
    "tax_rate": lambda seen: seen.is_rate,
    "tax_amount": lambda seen: not seen.is_rate,
    "sign": lambda seen: seen.signs >= 0.9,
    "is_credit": lambda seen: seen.flags >= 0.9,
    "doc_type": lambda seen: seen.numbers < 0.9,
    "pricing_unit": lambda seen: seen.packs >= 0.9,
    "name": lambda seen: seen.codes < 0.9,
    "resolved": lambda seen: seen.flags >= 0.9 or max(seen.dates, seen.numbers) < 0.5,
}
"""Field -> whether the values, filled at least in part, can mean it; the kind has been looked at before."""


def look(headers: Sequence[str], sample: pl.DataFrame, customers: Collection[str] | None = None) -> dict[str, Evidence]:
    """Look at all columns at once: a wide file has thousands. `customers` are the numbers of the master."""
    rows = sample.head(max(_FEWEST_ROWS, CELLS // max(len(headers), 1))).select(headers)
    nothing = Evidence()
    if rows.is_empty():
        return dict.fromkeys(headers, nothing)
    text = pl.col("cell").str.strip_chars(" \t\u00a0")
    cells = rows.unpivot(variable_name="header", value_name="cell").select("header", text).filter(pl.col("cell") != "")
    looks = {name: pl.col("cell").str.contains(pattern) for name, pattern in _PATTERNS.items()}
    if customers:
        looks["known"] = pl.col("cell").is_in(pl.Series(list(customers)).implode())
    counts = (
        cells.with_columns(**looks)
        .group_by("header")
        .agg(pl.len().alias("filled"), pl.col("cell").n_unique().alias("kinds"), pl.col(*looks).sum())
    )
    found = {str(row["header"]): Evidence.of(row) for row in counts.to_dicts()}
    return {header: found.get(header, nothing) for header in headers}
