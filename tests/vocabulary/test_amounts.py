from decimal import Decimal

import pytest

from kw_tui.vocabulary.amounts import read_amount
from kw_tui.vocabulary.errors import UsageError


@pytest.mark.parametrize(("raw", "read"), [("12000", 12000), (" 0,5 ", Decimal("0.5")), ("12.50", Decimal("12.5"))])
def test_an_amount_is_read_with_either_mark(raw: str, read: Decimal) -> None:
    assert read_amount(raw) == read


@pytest.mark.parametrize("raw", ["", "0", "-5", "12.000", "1.234,50", "zwölf", "1e9", "١٢", "9" * 13])
def test_what_could_be_read_in_two_ways_or_is_none_is_refused(raw: str) -> None:
    with pytest.raises(UsageError):
        read_amount(raw)
