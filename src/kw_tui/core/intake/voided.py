"""Documents whose status says that they do not count: drafts and cancelled ones, told with lines and sum."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

import polars as pl

from kw_tui.core.intake.cells import stripped
from kw_tui.core.intake.headers import forms
from kw_tui.core.intake.intake import LINE
from kw_tui.vocabulary.texts import Text, grouped, money

_STATUS = frozenset(
    [
        *("status", "state", "zustand", "belegstatus", "rechnungsstatus", "auftragsstatus", "dokumentstatus"),
        *("fakturastatus", "buchungsstatus", "invoicestatus", "orderstatus", "documentstatus", "docstatus"),
        "financialstatus",
    ]
)
_VOID = (
    r"(?i)^(?:storniert|storno|annulliert|gelöscht|ungültig|verworfen|entwurf|draft|cancell?ed|cancel|void(?:ed)?|deleted"
    r"|pro-?forma|vorläufig)$"
)


def status_column(headers: Sequence[str]) -> str | None:
    """The first of some columns that is called a status."""
    return next((header for header in headers if _STATUS & set(forms(header))), None)


def voided(cells: pl.LazyFrame, status: str, amount: pl.Expr | None) -> pl.LazyFrame:
    """One row a status that does not count: `word`, `lines`, the `first` of them, `total` of the amounts or null."""
    word = stripped(pl.col(status))
    nothing = pl.lit(None, dtype=pl.Decimal(38, 4))
    found = cells.filter(word.str.contains(_VOID)).select(
        LINE, word.alias("word"), (nothing if amount is None else amount.cast(pl.Decimal(38, 4))).alias("amount")
    )
    total = pl.col("amount").sum() if amount is not None else nothing.first()
    counted = found.group_by("word").agg(lines=pl.len(), first=pl.col(LINE).min(), total=total)
    return counted.sort("first")


def told_voided(header: str, found: Iterable[tuple[str, int, int, Decimal | None]]) -> list[Text]:
    """Say of each row of `voided` how many lines have that status, and that they count."""
    notes = []
    for word, lines, first, total in found:
        count = Text(grouped(lines, 0, "de"), grouped(lines, 0, "en"))
        summed = None if total is None else Text(money(total, "de"), money(total, "en"))
        words = _TOLD if summed is None else _TOLD_SUM
        notes.append(words.format(header=header, word=word, lines=count, first=first, sum=summed))
    return notes


_TOLD = Text(
    "{header} {word!r}: {lines} Zeilen (zuerst Zeile {first}) zählen mit; sonst vorher herausnehmen",
    "{header} {word!r}: {lines} lines (first line {first}) are counted; else take them out before",
)
_TOLD_SUM = Text(
    "{header} {word!r}: {lines} Zeilen (zuerst Zeile {first}, zusammen {sum}) zählen mit; sonst vorher herausnehmen",
    "{header} {word!r}: {lines} lines (first line {first}, together {sum}) are counted; else take them out before",
)
