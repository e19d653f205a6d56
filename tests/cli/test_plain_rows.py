from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from kw_tui.cli.plain_rows import plain, plain_frame


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None), ("x", "x"), (True, "true"), (Decimal("-443.2000"), "-443.2"), (Decimal("1E+3"), "1000"),
        (0.25, "0.25"), (5.0, "5"), (7, "7"), (date(2026, 1, 31), "2026-01-31"), (["a", "b"], "a; b"),
        ({"USD": "0.9", "CHF": Decimal("1.05")}, "USD=0.9,CHF=1.05"),
    ],
)  # fmt: skip
def test_values_are_exact_and_for_programs(value: object, text: str | None) -> None:
    assert plain(value) == text


def test_counts_are_numbers_claims_are_flags_and_all_else_is_text() -> None:
    rows = [{"level": 0, "value": Decimal("1.50"), "is_assumed": True}, {"level": 1, "value": "db1"}]
    told = plain_frame(rows, ("level", "value", "is_assumed"), counts=("level",))
    assert told.schema == {"level": pl.Int64, "value": pl.String, "is_assumed": pl.Boolean}
    assert told.rows() == [(0, "1.5", True), (1, "db1", None)]
