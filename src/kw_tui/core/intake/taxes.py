"""Tax rate or tax amount: a column called only `MwSt` may hold either, and the amounts beside it tell which."""

import polars as pl

from kw_tui.core.intake import numbers
from kw_tui.core.intake.headers import forms, normalise_header, unit_of
from kw_tui.core.intake.identities import USUAL_RATES
from kw_tui.core.intake.mapping import Mapping, moved
from kw_tui.vocabulary.synonyms import asked
from kw_tui.vocabulary.table import Table
from kw_tui.vocabulary.texts import Text

_RATES = (0.0, *USUAL_RATES, 16.0, 5.0)
"""Rates of tax on sales; 16 and 5 were those of Germany in 2020."""
_ENOUGH, _CENT = 0.8, 0.0101


def told_tax(mapping: Mapping, sample: pl.DataFrame, table: Table) -> tuple[Mapping, tuple[Text, ...]]:
    """The mapping with a column of tax under the field its values prove, and what is to be said where none does.

    `sample` holds rows of text under the headers of the file.
    """
    if not _is_open(mapping, table):
        return mapping, ()
    tax = mapping.headers["tax_rate"]
    base = next((mapping.headers[field] for field in ("gross_amount", "net_amount") if field in mapping), None)
    as_rate, as_amount = _shares(sample, tax, base)
    if as_rate >= _ENOUGH and as_rate >= as_amount:
        return mapping, ()
    if as_amount >= _ENOUGH:
        return moved(mapping, {"tax_rate": "tax_amount"}, table), (_AMOUNT.format(header=tax),)
    return mapping, (_UNPROVEN.format(header=tax),)


def _is_open(mapping: Mapping, table: Table) -> bool:
    """Whether the name of the column leaves it open, and nobody has said it."""
    if table.id != "sales_line" or mapping.program or "tax_rate" not in mapping or "tax_amount" in mapping:
        return False
    header = mapping.headers["tax_rate"]
    both = {normalise_header(word) for word in asked(table.id, "tax_amount")}
    return mapping.confidence["tax_rate"] != "given" and unit_of(header) is None and bool(both & set(forms(header)))


def _shares(sample: pl.DataFrame, tax: str, base: str | None) -> tuple[float, float]:
    """Which share of the cells are rates in use, and which are what such a rate makes of the amount beside them."""
    cells = sample.select(tax=_float(tax), base=_float(base) if base else pl.lit(None, dtype=pl.Float64))
    cells = cells.filter(pl.col("tax").is_not_null() & (pl.col("tax") != 0))
    if cells.is_empty():
        return 1.0, 0.0
    value, amount = pl.col("tax"), pl.col("base")
    rate = pl.any_horizontal(value == each for each in _RATES) | value.is_between(0, 1, closed="none")
    part = pl.any_horizontal((amount * one / (100 + one) - value).abs() <= _CENT for one in _RATES)
    added = pl.any_horizontal((amount * one / 100 - value).abs() <= _CENT for one in _RATES)
    counted = cells.select(rate.mean().alias("rate"), (part | added).fill_null(value=False).mean().alias("amount"))
    found = counted.row(0, named=True)
    return float(found["rate"]), float(found["amount"])


def _float(header: str) -> pl.Expr:
    """The size of an amount, whichever mark it has before its one or two decimals."""
    body = numbers.unsigned(pl.col(header).str.strip_chars()).str.replace(r"[.,]([0-9]{1,2})$", "|${1}")
    return body.str.replace_all(r"[.,]", "").str.replace("|", ".", literal=True).cast(pl.Float64, strict=False)


_AMOUNT = Text("{header}: ist ein Steuerbetrag, kein Steuersatz", "{header}: is a tax amount, not a tax rate")
_UNPROVEN = Text(
    "{header}: als Steuersatz in Prozent gelesen, doch kein üblicher Satz; Betrag: --map tax_amount={header}",
    "{header}: read as a tax rate in per cent, yet no usual one; an amount: --map tax_amount={header}",
)
