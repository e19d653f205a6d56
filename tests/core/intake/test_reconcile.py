from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.intake.reconcile import Reconciliation, refuse_unbalanced
from kw_tui.vocabulary.errors import SourceError

ACCOUNT = Reconciliation(
    lines=20, preamble=2, header=1, blank=3, continuation=1, totals=1, accepted=9, rejected=2, without_customer=1,
    net_sum=Decimal("90.0000"), without_customer_sum=Decimal("5.0000"), rejected_sum=Decimal("1.5000"),
    totals_sum=Decimal("95.0000"), parsed_sum=Decimal("191.5000"), control_total=Decimal("95.0000"),
    rejects=pl.DataFrame(),
)  # fmt: skip


def test_a_balanced_account_passes() -> None:
    assert ACCOUNT.is_balanced
    refuse_unbalanced(ACCOUNT, "x.csv")
    assert ACCOUNT.control_difference == 0


@pytest.mark.parametrize(
    "change", [{"lines": 21}, {"accepted": 8}, {"parsed_sum": Decimal("191.4999")}, {"rejected_sum": None}]
)
def test_a_line_or_a_cent_too_few_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(SourceError, match=r"x\.csv"):
        refuse_unbalanced(replace(ACCOUNT, **change), "x.csv")


def test_the_account_for_json_keeps_amounts_exact() -> None:
    told = ACCOUNT.to_dict()
    assert told["lines"] == sum(value for key, value in told.items() if key not in {"lines", "sums"})
    assert told["sums"] == {
        "accepted": Decimal("90.0000"),
        "without_customer": Decimal("5.0000"),
        "rejected": Decimal("1.5000"),
        "control_total": Decimal("95.0000"),
    }
    assert replace(ACCOUNT, control_total=None).control_difference is None
