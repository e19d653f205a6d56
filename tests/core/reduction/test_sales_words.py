from kw_tui.core.reduction.sales import HISTORY_FACTS, SALES_FACTS, TREND_FACTS
from kw_tui.core.reduction.sales_words import HISTORY, MONTHS, PERIOD


def test_what_is_counted_of_sales_has_words() -> None:
    assert set(PERIOD) == {fact.id for fact in SALES_FACTS}
    assert set(MONTHS) == {fact.id for fact in TREND_FACTS}
    assert set(HISTORY) == {fact.id for fact in HISTORY_FACTS if not fact.id.endswith("_all")}
