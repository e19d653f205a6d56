"""Cells of text, flag and closed-list columns, and what counts as an empty cell."""

from collections.abc import Mapping

import polars as pl

_EXCEL_ERROR = r"^#(?:DIV/0!|VALUE!|WERT!|REF!|BEZUG!|NAME\?|N/A|NV|NUM!|ZAHL!|NULL!)$|^(?:Err|Fehler):[0-9]{3}$"
LABEL = (
    r"(?i)^\s*(?:gesamt|zwischen|end|teil)?summen?(?:\s+(?:netto|gesamt|eur|€))?\s*:?\s*$"
    r"|^\s*(?:(?:grand|sub)[ -]?)?totals?\s*:?\s*$|^\s*(?:gesamt|insgesamt|gesamtbetrag|endbetrag|sum)\s*:?\s*$"
)
"""Cells that begin a totals row."""
_SUM_OF = r"(?:(?:gesamt|zwischen|end|teil)?(?:summen?|ergebnis)|(?:(?:grand|sub)[ -]?)?totals?|gesamt|(?:ü|ue)bertrag)"
TOTAL = (
    rf"{LABEL}|^\s*{_SUM_OF}(?:\s+[a-zäöüß]+\.?)?\s+\S*[0-9]\S*\s*$|^\s*\S*[0-9]\S*\s+{_SUM_OF}\s*:?\s*$"
    r"|^\s*(?:(?:gesamt|zwischen|end|teil)?ergebnis|(?:ü|ue)bertrag)\s*:?\s*$"
)
"""The same, and what stands in place of a number in totals by customer or page: `Summe 1001`, `1001 Ergebnis`."""
_SUMS = ["sum", "total", "gesamt", "betrag", "ergebnis", "bertrag"]
"""One of these is in every such label."""
_ROUNDED = r"^[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{1,3}$"
"""A number of something that a spreadsheet has shortened: `1,23457E+11` may be any of many."""
_NOTHING = ("", "-", "--", "n/a", "N/A", "null", "NULL", "Null", "none", "None", "NONE", "nan", "NaN", "k.A.", "k. A.")
_TRUE = ("ja", "j", "yes", "y", "true", "wahr", "1", "x", "t")
_FALSE = ("nein", "n", "no", "false", "falsch", "0", "f")
_SPACE = " \t\r\n\u00a0\u202f\ufeff"


def stripped(cell: pl.Expr) -> pl.Expr:
    """The cell without blanks around it, hard blanks included."""
    return cell.str.strip_chars(_SPACE)


def filled(text: pl.Expr) -> pl.Expr:
    """The stripped cell, null where it only says that there is nothing: empty, `-`, `n/a`, `NULL`."""
    return pl.when(~text.is_in(_NOTHING)).then(text)


def excel_error(text: pl.Expr) -> pl.Expr:
    """Whether a cell holds a spreadsheet's error value."""
    return text.str.contains(_EXCEL_ERROR)


def words(cell: pl.Expr) -> pl.Expr:
    """Text as written, without blanks around it; empty is null."""
    text = stripped(cell)
    return pl.when(text != "").then(text)


def is_total(cell: pl.Expr) -> pl.Expr:
    """Whether a cell that should hold a number of something bears the label of a totals row."""
    return pl.when(may_be_total(cell)).then(cell).str.contains(TOTAL).fill_null(value=False)


def may_be_total(cell: pl.Expr) -> pl.Expr:
    """Whether a cell is worth the pattern of totals, which costs twice as much as this look."""
    return cell.str.contains_any(_SUMS, ascii_case_insensitive=True)


def is_rounded(cell: pl.Expr) -> pl.Expr:
    """Whether a spreadsheet wrote a long number of something as `1,23457E+11`: its last digits are lost."""
    return stripped(cell).str.contains(_ROUNDED)


def may_be_odd_id(cell: pl.Expr, is_summed: bool) -> pl.Expr:
    """Whether a cell may be rounded, or where sums by it occur the label of one; a single look at it."""
    if is_summed:
        return cell.str.contains_any([*_SUMS, "e+"], ascii_case_insensitive=True)
    return cell.str.contains_any(["e+"], ascii_case_insensitive=True)


def id_facts(text: pl.Expr) -> dict[str, pl.Expr]:
    """Counts that decide how the column writes numbers of customers, invoices and products."""
    text = pl.when(~text.str.contains(TOTAL) & ~is_rounded(text)).then(text)
    return {
        "filled": text.is_not_null().sum(),
        "wrapped": text.str.starts_with('="').sum(),
        "whole": text.str.contains(r"^[0-9]+(?:[.,]0)?$").sum(),
        "zero_ended": (text.str.ends_with(".0") | text.str.ends_with(",0")).sum(),
    }


def identifier(cell: pl.Expr, facts: Mapping[str, int]) -> pl.Expr:
    """An id as text, leading zeros kept; `="0012"` is unwrapped, `17850.0` is 17850 where all ids are numbers."""
    text = words(cell)
    if facts["wrapped"]:
        text = text.str.replace('^="(.*)"$', "${1}")
    if facts["zero_ended"] and facts["whole"] == facts["filled"]:
        text = text.str.replace("[.,]0$", "")
    return pl.when(~is_rounded(cell)).then(text)


def id_code(cell: pl.Expr, value: pl.Expr) -> pl.Expr:
    """`excel-error` where a formula failed instead of giving an id, `digits-lost` where it was shortened."""
    failed = pl.when(excel_error(value)).then(pl.lit("excel-error"))
    return failed.when(is_rounded(cell)).then(pl.lit("digits-lost"))


def flag(cell: pl.Expr, values: Mapping[str, tuple[str, ...]]) -> pl.Expr:
    """True or False from ja/nein, yes/no, 1/0, true/false, x, and what else `values` has for yes and no; else null."""
    text = filled(stripped(cell)).str.to_lowercase()
    yes, no = (*_TRUE, *values.get("yes", ())), (*_FALSE, *values.get("no", ()))
    return pl.when(text.is_in(yes)).then(True).when(text.is_in(no)).then(False)


def flag_code(cell: pl.Expr, value: pl.Expr) -> pl.Expr:
    """`bad-enum` for a word that is neither yes nor no."""
    return pl.when(value.is_null() & filled(stripped(cell)).is_not_null()).then(pl.lit("bad-enum"))


def choice(cell: pl.Expr, values: Mapping[str, tuple[str, ...]], otherwise: pl.Expr) -> pl.Expr:
    """The canonical value a spelling means; `otherwise` for an unknown one, null for an empty cell."""
    text = words(cell)
    known = _spellings(values)
    meant = text.str.to_lowercase().replace_strict(
        list(known), list(known.values()), default=None, return_dtype=pl.String
    )
    return pl.when(text.is_not_null()).then(pl.coalesce(meant, otherwise))


def choice_facts(text: pl.Expr, values: Mapping[str, tuple[str, ...]]) -> dict[str, pl.Expr]:
    """How many cells of the column are none of the known spellings."""
    return {"unknown": (~text.str.to_lowercase().is_in(list(_spellings(values)))).sum()}


def _spellings(values: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Spelling -> value, those with ae, oe, ue also with the umlaut."""
    plain = {word: value for value, every in values.items() for word in (value, *every)}
    umlauts = {"ae": "ä", "oe": "ö", "ue": "ü"}
    return {word.replace(*pair): value for word, value in plain.items() for pair in umlauts.items()} | plain
