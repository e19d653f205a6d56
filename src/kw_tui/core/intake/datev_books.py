"""What is settled about the books a DATEV file comes from, its fields by position, and the kinds of account."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from kw_tui.core.intake.cells import words
from kw_tui.vocabulary.datev import HEADERS, REVENUE_CLASS, REVERSAL, DatevHeader
from kw_tui.vocabulary.texts import Text

ASIDE = "aside"
"""Null in a row that is a line of the table, else a code of `vocabulary.datev.ASIDE`."""
_Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Own:
    """Sales without key or rate that hold no tax: on `accounts` posted with keys elsewhere, and of `papers` whose tax
    is posted by itself (`datev_own`).

    A paper is a debtor and a document number, with a blank between.
    """

    accounts: tuple[int, ...] = ()
    papers: tuple[str, ...] = ()

    def tax(self, revenue: pl.Expr, paper: pl.Expr) -> pl.Expr:
        """`none` where a sale is known to hold no tax, else null."""
        accounts, papers = pl.Series(self.accounts, dtype=pl.Int64), pl.Series(self.papers, dtype=pl.String)
        is_known = revenue.is_in(accounts.implode()) | paper.is_in(papers.implode())
        return pl.when(is_known.fill_null(value=False)).then(pl.lit("none"))


def paper_of(debtor: pl.Expr, document: pl.Expr) -> pl.Expr:
    """What tells a paper; null where its number is missing."""
    return pl.format("{} {}", debtor, document)


@dataclass(frozen=True, slots=True)
class Books:
    """A file's first line and what was settled beyond it. `chart` is `03` or `04`.

    `reversal` -1 means that a general reversal stands on the side of the posting it takes back and so turns the sign,
    1 that it stands on the other side already.
    """

    header: DatevHeader
    chart: str
    account_length: int
    reversal: int = -1
    notes: tuple[Text, ...] = ()
    own: Own = Own()


def field(header: DatevHeader, position: int) -> pl.Expr:
    """The text of a field, without blanks around it; null where it is empty or the file is not that wide."""
    if position > header.fields:
        return pl.lit(None, dtype=pl.String)
    return words(pl.col(HEADERS[header.category][position]))


def fault_name(column: str) -> str:
    """The column that says what is wrong with a cell of `column`; null where nothing is."""
    return f"fault:{column}"


def is_reversal(header: DatevHeader) -> pl.Expr:
    """Whether field 118 marks a general reversal."""
    return field(header, REVERSAL).str.to_uppercase().is_in(["1", "G"]).fill_null(value=False)


def number(text: pl.Expr) -> pl.Expr:
    """The number of an account (Int64); null where it is none."""
    return pl.when(text.str.contains(r"^\d{1,9}$")).then(text.cast(pl.Int64, strict=False))


class Accounts:
    """Kinds of account numbers; `unit` is the first personal one, 10000 where ledger accounts have four digits."""

    def __init__(self, unit: pl.Expr) -> None:
        self._unit = unit

    @classmethod
    def of_length(cls, length: int) -> "Accounts":
        """General ledger accounts have `length` digits, personal accounts one more."""
        return cls(pl.lit(10**length, dtype=pl.Int64))

    def is_debtor(self, account: pl.Expr) -> pl.Expr:
        """A personal account that begins with 1 to 6."""
        return account.is_between(self._unit, 7 * self._unit - 1)

    def is_creditor(self, account: pl.Expr) -> pl.Expr:
        """A personal account that begins with 7 to 9."""
        return account.is_between(7 * self._unit, 10 * self._unit - 1)

    def is_ledger(self, account: pl.Expr) -> pl.Expr:
        """An account of the general ledger."""
        return account.is_between(1, self._unit - 1)

    def is_revenue(self, account: pl.Expr, chart: str) -> pl.Expr:
        """A revenue account of the chart."""
        return self.is_ledger(account) & (self._standard(account) // 1000 == REVENUE_CLASS[chart])

    def in_chart(self, account: pl.Expr) -> pl.Expr:
        """The chart's four-digit account; null where a longer number is not the chart's own followed by zeros."""
        return pl.when(account * 10_000 % self._unit == 0).then(self._standard(account))

    def _standard(self, account: pl.Expr) -> pl.Expr:
        return account * 10_000 // self._unit

    def aside(self, account: pl.Expr, contra: pl.Expr, chart: str) -> pl.Expr:
        """Why a posting is not one of a debtor against a revenue account; null where it is."""
        both = (account, contra)
        debtors, creditors, ledgers, revenues = (
            [kind(one).fill_null(value=False) for one in both]
            for kind in (self.is_debtor, self.is_creditor, self.is_ledger, lambda one: self.is_revenue(one, chart))
        )
        is_known = [
            debtor | creditor | ledger for debtor, creditor, ledger in zip(*(debtors, creditors, ledgers), strict=True)
        ]
        other = self._standard(pl.when(debtors[0]).then(contra).otherwise(account))
        has_debtor, has_creditor = debtors[0] | debtors[1], creditors[0] | creditors[1]
        return (
            pl.when(~(is_known[0] & is_known[1]))
            .then(pl.lit("unknown-account"))
            .when((debtors[0] & revenues[1]) | (debtors[1] & revenues[0]))
            .then(None)
            .when(has_debtor & (has_creditor | (debtors[0] & debtors[1])))
            .then(pl.lit("transfer"))
            .when(has_debtor)
            .then(_against(other, chart))
            .when(has_creditor)
            .then(pl.lit("creditor"))
            .when(revenues[0] | revenues[1])
            .then(pl.lit("no-debtor"))
            .when(pl.any_horizontal(_within(self._standard(one), _EXPENSES[chart]) for one in both))
            .then(pl.lit("expense"))
            .otherwise(pl.lit("ledger"))
        )


def _against(standard: pl.Expr, chart: str) -> pl.Expr:
    """What a posting of a debtor against an account other than revenue is."""
    kinds = {kind: _within(standard, ranges[chart]) for kind, ranges in _KINDS.items()}
    return pl.coalesce(*(pl.when(found).then(pl.lit(kind)) for kind, found in kinds.items()), pl.lit("other"))


def _within(standard: pl.Expr, ranges: _Ranges) -> pl.Expr:
    return pl.any_horizontal(standard.is_between(*bounds) for bounds in ranges)


# Account groups of DATEV's charts SKR03 and SKR04, four digits.
_EXPENSES: dict[str, _Ranges] = {"03": [(2000, 4999)], "04": [(5000, 7999)]}
_KINDS: dict[str, dict[str, _Ranges]] = {
    "payment": {"03": [(1000, 1399)], "04": [(1460, 1499), (1600, 1899)]},
    "opening": {"03": [(9000, 9999)], "04": [(9000, 9999)]},
    "tax": {"03": [(1570, 1589), (1760, 1799)], "04": [(1400, 1449), (3800, 3859)]},
    "prepayment": {"03": [(1710, 1719)], "04": [(3250, 3299)]},
    "expense": _EXPENSES,
}
