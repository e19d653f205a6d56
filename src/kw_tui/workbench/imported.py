"""One file, read and accounted for, on its way into the store."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import polars as pl

from kw_tui.core.intake.reconcile import Reconciliation
from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.staged import LINE_KEY, SOURCE_KEY, Staged
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.vocabulary.session import Source
from kw_tui.vocabulary.table import Table
from kw_tui.vocabulary.texts import Text


@dataclass(frozen=True, slots=True)
class InCurrency:
    """The lines of a file, accepted or without a customer, that are in one currency; None where they name none."""

    name: str | None
    lines: int
    first: int
    """The first of them."""
    total: Decimal


@dataclass(frozen=True, slots=True)
class Unknown:
    """Accepted lines whose customer is not in the customer master; they count all the same."""

    lines: int
    customers: int
    first: int
    """The first of them."""
    value: str
    """Its customer."""
    total: Decimal


@dataclass(frozen=True, slots=True)
class Imported:
    """One file, read and accounted for. What is staged lies in the staging folder.

    `mapping` is field -> header, `guesses` the fields whose column is only likely.
    """

    path: Path
    sha256: str
    """The fingerprint of its content; that of a further sheet is its own."""
    size: int
    table: Table
    sheet: str | None
    """Which sheet of a workbook, or table of a database, it is."""
    mapping: dict[str, str]
    guesses: frozenset[str]
    header_set: str
    """The same for all files with the same headers."""
    options: ImportOptions
    """How it was read, with what other files decided that were read together with this one."""
    notes: tuple[Text, ...]
    reconciliation: Reconciliation
    staged: Staged
    anonymous: pl.LazyFrame
    rejects: pl.DataFrame
    """The first faults one by one, in the order of the file."""
    faults: pl.DataFrame
    """All faults by `code`, `field` and `severity` (an error costs the line, a warning the cell or nothing): their
    `count`, the first line (`line_first`), and one `value`.
    """
    refused: Path | None = None
    """Where the refused lines lie in the layout of their source."""
    currencies: tuple[InCurrency, ...] = ()
    """What its lines say they are in, in the order of their first lines; empty where no column says it."""
    currency: str | None = None
    """The one its amounts are in, once that is settled."""
    converted_sum: Decimal | None = None
    """The sum of the accepted lines in that currency, where some were in another."""
    converted_without_customer: Decimal | None = None
    """The same of the lines without a customer."""
    unknown: Unknown | None = None
    """What is not in the customer master, where there is one and not all is in it; among the `faults` too."""
    sheets: tuple[str, ...] = ()
    """All sheets or tables of the file."""
    replaces: Source | None = None
    """Whose place it takes; None where it is new, or nothing was to be replaced."""
    reading: int = 1
    """How often its content was read, this time too."""

    @property
    def accepted(self) -> pl.LazyFrame:
        """The canonical rows in the order of the file."""
        if not self.staged.files:
            return pl.LazyFrame(schema=self.table.schema)
        return self.staged.scan().sort(LINE_KEY).drop(LINE_KEY, SOURCE_KEY)

    @property
    def net_sum(self) -> Decimal:
        """The sum of the accepted lines in `currency`."""
        return self.reconciliation.net_sum if self.converted_sum is None else self.converted_sum

    @property
    def without_customer_sum(self) -> Decimal:
        """The sum of the lines without a customer in `currency`."""
        converted = self.converted_without_customer
        return self.reconciliation.without_customer_sum if converted is None else converted

    @property
    def without_customer(self) -> pl.LazyFrame:
        """The canonical rows that name no customer."""
        return self.anonymous.drop(LINE)
