"""The evidence of each finding of the standing check."""

from collections.abc import Callable, Mapping

from kw_tui.core.evidence.case import Case
from kw_tui.core.evidence.concessions import expired, habit
from kw_tui.core.evidence.discounts import better_than_a, outlier
from kw_tui.core.evidence.evidence import Evidence
from kw_tui.core.evidence.margins import leaking
from kw_tui.core.evidence.orders import late_discounts, small_orders, unearned_bonus
from kw_tui.core.evidence.prices import stale

EVIDENCE: Mapping[str, Callable[[Case], tuple[Evidence, ...]]] = {
    "c_better_than_a": better_than_a,
    "discount_outlier": outlier,
    "leakage": leaking,
    "stale_price": stale,
    "free_service_habit": habit,
    "waived_small_orders": small_orders,
    "waived_cash_discount": late_discounts,
    "waived_bonus": unearned_bonus,
    "waived_concession": expired,
}
"""By the id of the finding; where there is none, the rows are those that would show it."""
