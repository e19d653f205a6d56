"""Amounts whose sign stands elsewhere: beside them (S/H, D/C, + and -), or in the kind of paper (a credit memo).

Which side is the sale is decided by the sums: in a customer's account a debit, in a revenue account a credit.
Facts are counts and float sums over typed lines; `turning` turns the amounts themselves.
"""

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

import polars as pl

from kw_tui.core.intake import doubts
from kw_tui.core.intake.formats import Ask
from kw_tui.core.intake.identities import Facts, float_of, line_values
from kw_tui.vocabulary.import_options import Side
from kw_tui.vocabulary.sources import SALES_LINE
from kw_tui.vocabulary.table import Table
from kw_tui.vocabulary.texts import Text

MIRRORED = (
    *("net_amount", "gross_amount", "tax_amount", "quantity", "list_amount", "cost_amount", "margin_amount"),
    "discount_amount",
)
"""Fields that are negative on a credit; freight and cash discount are not, they are ours whatever the paper."""
AGAINST = (
    *("quantity", "cost_amount", "unit_cost", "discount_pct", "discount_amount"),
    *("freight", "cash_discount", "bonus"),
)
"""Fields that some programs write with the opposite sign throughout."""
_COUNTED = (*MIRRORED, "unit_cost", "list_price", "discount_pct")
"""Those too that may turn out to be amounts of a line."""
SIDES = ("debit", "credit", "plus", "minus")
CREDITS = ("credit", "cancel")
MARKS = ("sign", "doc_type", "is_credit")
"""Fields that say which lines turn: one that says so is as likely to be the last as the first."""
_AS_LARGE = 1.5


@dataclass(frozen=True, slots=True)
class Signs:
    """Which lines turn round, by their mark or their paper, and which fields are written without a sign there.

    `convention` says how the amount beside a mark is written: "unsigned", "signed", "" where there is no mark.
    `against` are fields written with the opposite sign on every line; `follows` turns positive quantities and goods of
    negative amounts; `debit_is_sale` tells which of two columns, debit and credit, adds.
    """

    turning: frozenset[str] = frozenset()
    by_paper: bool = False
    negated: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    convention: Literal["", "unsigned", "signed"] = ""
    needs_mark: bool = False
    follows: bool = False
    debit_is_sale: bool = False

    @property
    def changes_nothing(self) -> bool:
        """Whether every amount stays as it is, and no mark can contradict it."""
        return self == Signs(debit_is_sale=self.debit_is_sale)

    def after(self, moves: Mapping[str, str | None]) -> "Signs":
        """The same once columns are read as other fields (field -> field, None: left out)."""
        renamed = ({moves.get(field, field) for field in fields} for fields in (self.negated, self.against))
        negated, against = (frozenset(filter(None, fields)) for fields in renamed)
        return replace(self, negated=negated & frozenset(MIRRORED), against=against & frozenset(AGAINST))


def sign_facts(fields: Collection[str], table: Table) -> Facts:
    """Counts over typed lines that tell which amounts lack their sign; none where no column could say so."""
    if table.id != "sales_line":
        return {}
    facts: Facts = {}
    amount = amount_field(fields)
    if amount is not None:
        facts |= _against_facts(fields, amount)
        if "sign" in fields:
            for side in SIDES:
                facts |= _side_facts(f"sign|{side}", pl.col("sign") == side, amount, fields)
            facts |= _side_facts("sign|none", pl.col("sign").is_null(), amount, fields)
        if {"doc_type", "is_credit"} & set(fields):
            facts |= _side_facts("paper", is_credit(fields), amount, fields)
    if {"debit_amount", "credit_amount"} <= set(fields):
        facts |= _booked_facts()
    return {name: expr.fill_null(0).alias(name) for name, expr in facts.items()}


def needs_all_lines(fields: Container[str]) -> bool:
    """Whether a single line, wherever it stands, can tell that amounts have to turn."""
    return any(mark in fields for mark in MARKS)


def amount_field(fields: Collection[str]) -> str | None:
    """The amount whose sign is in question: net, else gross, else the quantity."""
    return next((field for field in ("net_amount", "gross_amount", "quantity") if field in fields), None)


def is_credit(fields: Collection[str]) -> pl.Expr:
    """Whether the paper takes money back; false where it does not say."""
    parts = [pl.col("doc_type").is_in(CREDITS)] if "doc_type" in fields else []
    parts += [pl.col("is_credit")] if "is_credit" in fields else []
    return reduce(lambda one, other: one | other, (part.fill_null(value=False) for part in parts))


def _booked_facts() -> Facts:
    sides = {side: float_of(f"{side}_amount") for side in ("debit", "credit")}
    sums = {f"sum|{side}": value.sum() for side, value in sides.items()}
    return sums | {f"booked|{side}": (value != 0).sum() for side, value in sides.items()}


def _side_facts(name: str, where: pl.Expr, amount: str, fields: Collection[str]) -> Facts:
    value = float_of(amount)
    sums = {f"{name}|{field}": float_of(field).filter(where).sum() for field in _COUNTED if field in fields}
    return sums | {
        f"{name}|lines": (where & (value != 0)).sum(),
        f"{name}|negative": (where & (value < 0)).sum(),
        f"{name}|size": value.filter(where).abs().sum(),
    }


def _against_facts(fields: Collection[str], amount: str) -> Facts:
    sold = float_of(amount) > 0
    facts = {
        f"against|{field}": float_of(field).filter(sold).sum()
        for field in AGAINST
        if field in fields and field != amount
    }
    if {"net_amount", "quantity", "unit_price"} <= set(fields):
        facts |= {
            "follows|tested": goes_against().sum(),
            "follows|holds": (goes_against() & is_priced(fields)).sum(),
        }
    return facts


def goes_against() -> pl.Expr:
    """Whether a line takes money back and yet counts units as sold."""
    return (float_of("net_amount") < 0) & (float_of("quantity") > 0) & (float_of("unit_price") > 0)


def is_priced(fields: Collection[str]) -> pl.Expr:
    """Whether quantity x price is the amount without its sign, before any discount or at most half of it after one."""
    net = float_of("net_amount").abs()
    values = (value.abs() for value in line_values("unit_price", fields).values())
    return reduce(lambda one, other: one | other, ((value >= net * 0.99) & (value <= net * 2) for value in values))


def decide_signs(
    counts: Mapping[str, float], fields: Collection[str], given: Side | None = None
) -> tuple[Signs, list[Text], list[Text], list[Ask]]:
    """Settle the signs from the row of `sign_facts`: what it is, what to say, what to doubt, and what only a person
    can tell. `given` is the side of the sale where it was said.
    """
    against = frozenset(field for field in AGAINST if counts.get(f"against|{field}", 0) < 0)
    follows = counts.get("follows|holds", 0) > 0.8 * counts.get("follows|tested", 0)
    debit_is_sale = given == "debit" if given else counts.get("sum|debit", 0) > counts.get("sum|credit", 0)
    notes = [doubts.OPPOSITE.format(field=SALES_LINE[field].label) for field in AGAINST if field in against]
    if "sign" in fields and any(counts.get(f"sign|{side}|lines", 0) for side in SIDES):
        signs, said, unsure = _by_mark(counts, against, given)
        asks: list[Text] = []
    else:
        signs, said, asks = _by_paper(counts, against)
        unsure = []
    whole = replace(signs, against=against, follows=follows, debit_is_sale=debit_is_sale)
    if amount_field(fields) not in (None, "quantity"):
        return whole, [*notes, *said], asks, unsure
    booked, open_ = _by_column(counts, debit_is_sale)
    return whole, [*notes, *said, *booked], asks, [*unsure, *([] if given else open_)]


def _by_column(counts: Mapping[str, float], debit_is_sale: bool) -> tuple[list[Text], list[Ask]]:
    """What to say of two columns, debit and credit, that give the net amount."""
    sale, other = ("debit", "credit") if debit_is_sale else ("credit", "debit")
    lines = int(counts.get(f"booked|{other}", 0))
    if not lines:
        return [], []
    words = {"sale": doubts.SIDES[sale], "other": doubts.SIDES[other]}
    is_close = counts[f"sum|{sale}"] < _AS_LARGE * counts[f"sum|{other}"]
    asks = [Ask("sale", f"{sale}_amount", doubts.ASK_COLUMN.format(**words))] if is_close else []
    return [doubts.BOOKED.format(**words, count=lines)], asks


def _by_mark(
    counts: Mapping[str, float], against: frozenset[str], given: Side | None
) -> tuple[Signs, list[Text], list[Ask]]:
    sizes = {side: counts.get(f"sign|{side}|size", 0) for side in (*SIDES, "none")}
    there = [side for side in (*SIDES, "none") if counts.get(f"sign|{side}|lines", 0)]
    sale = given if given in there else _sale_side(sizes, there)
    turning = [side for side in there if side not in (sale, "none")]
    needs_mark = "none" in there and {"debit", "credit"} <= set(there)
    lines, negative = (sum(counts.get(f"sign|{side}|{what}", 0) for side in turning) for what in ("lines", "negative"))
    is_signed = 2 * negative > lines
    negated = frozenset() if is_signed else _without_sign(counts, [f"sign|{side}" for side in turning], against)
    convention: Literal["unsigned", "signed"] = "signed" if is_signed else "unsigned"
    signs = Signs(frozenset(turning), negated=negated, convention=convention, needs_mark=needs_mark)
    if not turning:
        return signs, [], []
    words = {
        "sale": doubts.SIDES[sale],
        "other": Text(*(", ".join(doubts.SIDES[side].in_(lang) for side in turning) for lang in ("de", "en"))),
    }
    said = [(doubts.SIGNED if is_signed else doubts.UNSIGNED).format(**words, count=int(lines))]
    close = sizes[sale] < _AS_LARGE * max(sizes[side] for side in turning) and sale in ("debit", "credit")
    is_open = close and given not in there
    return signs, said, [Ask("sale", "sign", doubts.ASK_SIDE.format(**words))] if is_open else []


def _without_sign(counts: Mapping[str, float], groups: list[str], against: frozenset[str]) -> frozenset[str]:
    """Fields that are positive on lines that take money back, once those of opposite sign are turned."""
    sums = {field: sum(counts.get(f"{group}|{field}", 0) for group in groups) for field in _COUNTED}
    return frozenset(field for field, total in sums.items() if (-total if field in against else total) > 0)


def _sale_side(sizes: Mapping[str, float], there: list[str]) -> str:
    """Plus and blank beside minus are sales; of debit and credit, the side that weighs more."""
    sides = [side for side in there if side != "minus"] or there
    return max(sides, key=lambda side: sizes[side])


def _by_paper(counts: Mapping[str, float], against: frozenset[str]) -> tuple[Signs, list[Text], list[Text]]:
    lines, negative = counts.get("paper|lines", 0), counts.get("paper|negative", 0)
    negated = _without_sign(counts, ["paper"], against)
    if not lines or 2 * negative >= lines:
        return Signs(), [], []
    asks = [doubts.ASK_PAPER.format(negative=int(negative), lines=int(lines))] if negative > 0.1 * lines else []
    return Signs(by_paper=True, negated=negated), [doubts.PAPER.format(count=int(lines))], asks
