"""Amounts as companies write them: the decimal mark is decided per column from all its values, then cells are read.

Facts are counts over a column, a cell being the stripped text; expressions that read cells give value and code.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from kw_tui.core.intake.cells import excel_error, filled, stripped
from kw_tui.vocabulary.import_options import Mark
from kw_tui.vocabulary.table import MONEY

BELIEVABLE = 10**11
"""No amount of one line reaches this; a thousand lines below it still add up within Decimal(18,4)."""

AMOUNTS = ("net_amount", "gross_amount", "unit_price", "list_price", "debit_amount", "credit_amount")
"""What a line is worth, or comes from; the first that names a currency says it."""
_GROUP = {",": r"\.", ".": ","}
_CLUTTER = r"(?i)[\s\u00a0\u202f€$£¥%'’`]|(?:euro|eur|chf|usd|gbp)\.?"
_NO_CENTS = r"([.,])[-\u2013\u2014]{1,2}$"
"""A dash in place of the cents, as in `12,-`: no sign."""
_BRACKETS, _SIGN = r"^\((.*)\)$", r"^[-+\u2212]|[-+\u2212]$"
_NEGATIVE = r"^\(.*\)$|^[-\u2212]|[-\u2212]$"
_PLAIN = r"^-?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)$"
_DEEP = r"[.,][0-9]{4}[0-9]*[1-9][0-9]*$|[0-9][eE][-+]?[0-9]"
_UNIT_INTERVAL = r"^\+?(?:0*[.,][0-9]+|0+|0*1(?:[.,]0*)?|0+[.,]?)$"


def _certain(mark: str) -> str:
    """A pattern of bodies that only make sense with this decimal mark."""
    group, dec = _GROUP[mark], rf"\{mark}"
    grouped = rf"[0-9]{{1,3}}(?:{group}[0-9]{{3}})"
    return (
        rf"^(?:{grouped}+{dec}[0-9]*|{grouped}{{2,}}|[0-9]*{dec}[0-9]{{0,2}}|[0-9]*{dec}[0-9]{{4,}}|0[0-9]*{dec}[0-9]+"
        rf"|{dec}[0-9]+"
        rf"|[0-9]{{4,}}{dec}[0-9]{{3}}|[0-9]+{dec}[0-9]*[eE][-+]?[0-9]+)$"
    )


def _readable(mark: str) -> str:
    """A pattern of all bodies that can be read with this decimal mark."""
    group, dec = _GROUP[mark], rf"\{mark}"
    whole = rf"(?:[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]+)"
    return rf"^(?:{whole}(?:{dec}[0-9]*)?|{dec}[0-9]+|[0-9]+(?:{dec}[0-9]*)?[eE][-+]?[0-9]{{1,2}})$"


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a column writes numbers. `is_plain`: no signs, currency or grouping to remove; `is_deep`: some cells have
    more than four decimals; `scale` 100 turns fractions into per cent points; `limit` is what no value reaches;
    `refused` is a pattern of cells that are no numbers here: `10%` is no amount.
    """

    mark: Mark
    is_plain: bool = False
    is_deep: bool = True
    scale: int = 1
    limit: int = BELIEVABLE
    refused: str = ""


NAMED = r"(?i)([€$£¥]|euro|eur|usd|chf|sfr|gbp)"
"""A currency in a cell."""
NO_PER_CENT = "%"
"""What must not stand in an amount."""
_USUAL = {"whole": r"^-?[0-9]+$", "comma": r"^-?[0-9]+,[0-9][0-9]?$", "dot": r"^-?[0-9]+\.[0-9][0-9]?$"}


def unusual(text: pl.Expr) -> pl.Expr:
    """The cell where it has none of the usual shapes, else null: only these are worth the costly patterns."""
    return pl.when(~pl.any_horizontal(text.str.contains(pattern) for pattern in _USUAL.values())).then(text)


def number_facts(text: pl.Expr, rest: pl.Expr, body: pl.Expr) -> dict[str, pl.Expr]:
    """Counts that decide how the column writes numbers; `rest` its `unusual` cells, `body` those without signs."""
    return {
        "filled": text.is_not_null().sum(),
        "odd": (~rest.str.contains(_PLAIN)).sum(),
        "comma": text.str.contains(_USUAL["comma"]).sum() + body.str.contains(_certain(",")).sum(),
        "dot": text.str.contains(_USUAL["dot"]).sum() + body.str.contains(_certain(".")).sum(),
        "unsure_comma": body.str.contains(r"^[1-9][0-9]{0,2},[0-9]{3}$").sum(),
        "unsure_dot": body.str.contains(r"^[1-9][0-9]{0,2}\.[0-9]{3}$").sum(),
        "deep": body.str.contains(_DEEP).sum(),
    }


def named_facts(rest: pl.Expr) -> dict[str, pl.Expr]:
    """How many `unusual` cells name a currency."""
    return {"named": rest.str.contains(NAMED).sum()}


def fraction_facts(text: pl.Expr) -> dict[str, pl.Expr]:
    """Counts that tell fractions (0.2) from per cent points (20)."""
    return {
        "percent": text.str.contains("%", literal=True).sum(),
        "unit": text.str.contains(_UNIT_INTERVAL).sum(),
        "broken": text.str.contains(r"^\+?0*[.,][0-9]*[1-9]").sum(),
    }


def own_mark(facts: Mapping[str, int]) -> Mark | None:
    """The decimal mark the column's own values prove; None where none does (only `1.234`, or only whole numbers)."""
    comma, dot = facts["comma"], facts["dot"]
    if comma == dot:
        return None
    return "," if comma > dot else "."


def is_unsure(facts: Mapping[str, int]) -> bool:
    """Whether the reading depends on a mark that the values do not prove."""
    return own_mark(facts) is None and facts["unsure_comma"] + facts["unsure_dot"] > 0


def is_mixed(facts: Mapping[str, int]) -> bool:
    """Whether some cells prove one mark and some the other."""
    return facts["comma"] > 0 and facts["dot"] > 0


def are_fractions(facts: Mapping[str, int]) -> bool:
    """Whether all values lie in 0..1, some strictly between, none with a per cent sign."""
    return facts["unit"] == facts["filled"] > 0 and facts["broken"] > 0 and facts["percent"] == 0


def number_format(
    facts: Mapping[str, int], mark: Mark, scale: int = 1, limit: int = BELIEVABLE, refused: str = ""
) -> NumberFormat:
    """The format of a column whose decimal mark is settled."""
    other = facts["dot"] + facts["unsure_dot"] if mark == "," else facts["comma"] + facts["unsure_comma"]
    is_plain, is_deep = facts["odd"] + other == 0, facts["deep"] > 0 or scale != 1
    return NumberFormat(mark, is_plain=is_plain, is_deep=is_deep, scale=scale, limit=limit, refused=refused)


def number(cell: pl.Expr, form: NumberFormat) -> pl.Expr:
    """The value as Decimal(18,4), rounded half up; null where the cell is empty, cannot be read or is too large."""
    text = filled(stripped(cell))
    if form.refused and not form.is_plain:
        text = pl.when(~text.str.contains(form.refused)).then(text)
    body = text if form.is_plain else unsigned(text)
    body = pl.when(body.str.contains(_readable(form.mark))).then(body) if not form.is_plain else body
    if not form.is_plain:
        body = body.str.replace_all("." if form.mark == "," else ",", "", literal=True)
    if form.mark == ",":
        body = body.str.replace(",", ".", literal=True)
    value = believable(_decimal(body, form), form.limit)
    return value if form.is_plain else pl.when(_is_negative(text)).then(-value).otherwise(value)


def believable(value: pl.Expr, limit: int = BELIEVABLE) -> pl.Expr:
    """The value, null where it is too large to be meant."""
    return pl.when(value.is_between(-limit, limit, closed="none")).then(value)


def number_code(cell: pl.Expr, value: pl.Expr, form: NumberFormat) -> pl.Expr:
    """Why a filled cell has no value, or `precision-loss` where more than four decimals were rounded."""
    text = filled(stripped(cell))
    unread = value.is_null() & text.is_not_null()
    code = pl.when(unread & excel_error(text)).then(pl.lit("excel-error")).when(unread).then(pl.lit("bad-number"))
    if form.is_deep and form.scale == 1:
        code = code.when(unsigned(text).str.contains(r"[.,][0-9]{4}[0-9]*[1-9][0-9]*$")).then(pl.lit("precision-loss"))
    return code.otherwise(None)


def unsigned(text: pl.Expr) -> pl.Expr:
    """The cell without currency, blanks, apostrophes and signs."""
    return _tidy(text).str.replace(_BRACKETS, "${1}").str.replace(_SIGN, "")


def _is_negative(text: pl.Expr) -> pl.Expr:
    return _tidy(text).str.contains(_NEGATIVE)


def _tidy(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(_CLUTTER, "").str.replace(_NO_CENTS, "${1}")


def _decimal(digits: pl.Expr, form: NumberFormat) -> pl.Expr:
    """A cast rounds half to even, so deep decimals take the long way round."""
    if not form.is_deep:
        return digits.cast(MONEY, strict=False)
    wide = digits.cast(pl.Decimal(38, 12), strict=False)
    if form.scale != 1:
        wide = wide * form.scale
    return wide.round(4, mode="half_away_from_zero").cast(MONEY, strict=False)
