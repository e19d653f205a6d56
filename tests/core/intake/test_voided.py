"""Lines whose status says that they do not count."""

from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.intake.voided import status_column, told_voided, voided

CELLS = pl.LazyFrame(
    {"line": [2, 3, 4, 5], "s": ["bezahlt", " Storniert", "Entwurf", "Storniert "], "a": [1, 20, 3, 4]}
)


def test_drafts_and_cancelled_documents_are_counted_and_told() -> None:
    found = voided(CELLS, "s", pl.col("a")).collect()
    assert found.rows() == [("Storniert", 2, 3, Decimal(24)), ("Entwurf", 1, 4, Decimal(3))]
    cancelled, _ = told_voided("Status {x}", found.rows())
    assert cancelled.in_("en").startswith("Status {x} 'Storniert': 2 lines (first line 3, together 24.00)")


def test_without_an_amount_there_is_no_sum() -> None:
    (draft,) = told_voided("Status", voided(CELLS.filter(pl.col("line") == 4), "s", None).collect().rows())
    assert draft.in_("en") == "Status 'Entwurf': 1 lines (first line 4) are counted; else take them out before"


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        (["Ort", "Belegstatus"], "Belegstatus"),
        (["Invoice Status"], "Invoice Status"),
        (["Statusdatum"], None),
        ([], None),
    ],
)
def test_a_status_is_known_by_its_name(headers: list[str], found: str | None) -> None:
    assert status_column(headers) == found
