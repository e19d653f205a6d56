"""The account of one file: every physical line in exactly one place, and sums that agree, or nothing is imported."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.texts import Text, money


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Lines by what became of them, and sums of the table's amount (net amount of sales; cost elsewhere).

    `parsed_sum` is the sum over all readable cells, taken apart from the split. `control_total` is what the file's
    own totals row says, None where it has none.
    """

    lines: int
    preamble: int
    header: int
    blank: int
    continuation: int
    totals: int
    accepted: int
    rejected: int
    without_customer: int
    net_sum: Decimal
    without_customer_sum: Decimal
    rejected_sum: Decimal | None
    totals_sum: Decimal
    parsed_sum: Decimal
    control_total: Decimal | None
    rejects: pl.DataFrame
    aside: pl.DataFrame | None = None
    """Lines that are none of this table, by reason: `aside`, `count`, `sum` of the amounts as written."""

    @property
    def not_revenue(self) -> int:
        """Lines that are none of this table, such as payments among postings."""
        return 0 if self.aside is None else int(self.aside["count"].sum())

    @property
    def is_balanced(self) -> bool:
        """Whether every line and every readable amount is accounted for exactly once."""
        return self._lines_accounted == self.lines and self._sums_accounted == self.parsed_sum

    @property
    def _lines_accounted(self) -> int:
        file = self.preamble + self.header + self.blank + self.continuation + self.totals
        return file + self.accepted + self.rejected + self.without_customer + self.not_revenue

    @property
    def _sums_accounted(self) -> Decimal:
        return self.net_sum + self.without_customer_sum + (self.rejected_sum or Decimal(0)) + self.totals_sum

    @property
    def control_difference(self) -> Decimal | None:
        """What was read minus what the totals row says; None without a totals row."""
        if self.control_total is None:
            return None
        return self.net_sum + self.without_customer_sum - self.control_total

    def to_dict(self) -> dict[str, Any]:
        """The account for JSON: counts, and `sums` as exact amounts."""
        counts = ("lines", "header", "blank", "preamble", "continuation", "totals")
        buckets = ("accepted", "rejected", "without_customer", "not_revenue")
        sums = {
            "accepted": self.net_sum,
            "without_customer": self.without_customer_sum,
            "rejected": self.rejected_sum,
            "control_total": self.control_total,
        }
        return {name: getattr(self, name) for name in (*counts, *buckets)} | {"sums": sums}


def refuse_unbalanced(account: Reconciliation, path: object) -> None:
    """Raise SourceError unless lines and sums are accounted for."""
    if account.is_balanced:
        return
    message = Text(
        "{path}: {lines} Zeilen gelesen, {found} zugeordnet; Summe {parsed}, zugeordnet {summed}",
        "{path}: {lines} lines read, {found} accounted for; sum {parsed}, accounted for {summed}",
    )
    raise SourceError(
        message.format(
            path=path,
            lines=account.lines,
            found=account._lines_accounted,
            parsed=account.parsed_sum,
            summed=account._sums_accounted,
        ),
        Text(
            "nichts wurde importiert; die Datei als UTF-8-CSV neu exportieren",
            "nothing was imported; export the file again as UTF-8 CSV",
        ),
    )


def control_notes(account: Reconciliation) -> list[Text]:
    """Say whether the file's own totals row agrees with what was read; nothing where it has none."""
    control, difference = account.control_total, account.control_difference
    if control is None or difference is None:
        return []
    note = _CONTROL_DIFFERS if difference else _CONTROL_AGREES
    return [note.format(sum=_shown(control), difference=_shown(difference))]


def _shown(amount: Decimal) -> Text:
    return Text(money(amount, "de"), money(amount, "en"))


_CONTROL_AGREES = Text("Kontrollsumme stimmt: {sum}", "control total agrees: {sum}")
_CONTROL_DIFFERS = Text(
    "Kontrollsumme {sum} weicht ab: gelesen minus Kontrollsumme = {difference}",
    "control total {sum} differs: read minus control total = {difference}",
)
