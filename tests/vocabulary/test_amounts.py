from decimal import Decimal

import pytest

from kw_tui.vocabulary.amounts import read_amount, read_share
from kw_tui.vocabulary.errors import UsageError


@pytest.mark.parametrize(("raw", "read"), [("12000", 12000), (" 0,5 ", Decimal("0.5")), ("12.50", Decimal("12.5"))])
def test_an_amount_is_read_with_either_mark(raw: str, read: Decimal) -> None:
    assert read_amount(raw) == read


@pytest.mark.parametrize("raw", ["", "0", "-5", "12.000", "1.234,50", "zwölf", "1e9", "١٢", "9" * 13])
def test_what_could_be_read_in_two_ways_or_is_none_is_refused(raw: str) -> None:
    with pytest.raises(UsageError):
        read_amount(raw)


@pytest.mark.parametrize(("raw", "share"), [("10", 0.1), (" 2,5 % ", 0.025), ("0", 0.0), ("100%", 1.0)])
def test_a_share_is_in_per_cent(raw: str, share: float) -> None:
    assert read_share(raw) == share


@pytest.mark.parametrize("raw", ["", "101", "-1", "x", "1.000,0", "٥", "nan"])
def test_an_impossible_share_is_refused(raw: str) -> None:
    with pytest.raises(UsageError, match="is not possible"):
        read_share(raw)
