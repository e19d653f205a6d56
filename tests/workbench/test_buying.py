from datetime import date, timedelta

import polars as pl
import pytest

from kw_tui.core.reduction import reduce
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.settings import Settings
from kw_tui.workbench.buying import Buying

AS_OF = date(2026, 1, 1)


@pytest.mark.parametrize(("customers", "is_told"), [(9, False), (10, True)])
def test_ten_customers_that_came_again_tell_something(tmp_path, customers: int, is_told: bool) -> None:
    facts = pl.LazyFrame(
        {
            "occasions_all": [3] * customers,
            "gap_count": [2] * customers,
            "gap_sum": [14.0] * customers,
            "gap_sum_log": [3.9] * customers,
            "first_order": [AS_OF - timedelta(days=90)] * customers,
        }
    )
    assert (Buying(Store(tmp_path, reduce), facts, AS_OF, Settings()).why_not() is None) is is_told
