from datetime import date, timedelta
from decimal import Decimal

from kw_tui.core.letters.matter import effective_day, minimum_order, run_off_day, surcharge
from kw_tui.vocabulary.settings import Settings

TODAY = date(2026, 11, 2)
DEFAULTS = Settings()


def test_a_change_takes_effect_as_planned_while_the_least_notice_is_kept() -> None:
    planned = TODAY + timedelta(days=14)
    assert effective_day(planned, TODAY, {}, DEFAULTS) == planned
    late = planned - timedelta(days=1)
    assert effective_day(late, TODAY, {}, DEFAULTS) == TODAY + timedelta(days=60)
    assert effective_day(None, TODAY, {}, DEFAULTS) == date(2027, 1, 1)


def test_no_change_before_a_contract_ends_unless_it_allows_for_one() -> None:
    bound = {"contract_until": date(2027, 6, 30), "price_clause": False}
    assert effective_day(date(2026, 12, 31), TODAY, bound, DEFAULTS) == date(2027, 7, 1)
    assert effective_day(date(2026, 12, 31), TODAY, bound | {"price_clause": True}, DEFAULTS) == date(2026, 12, 31)
    assert effective_day(date(2026, 12, 31), TODAY, {"contract_until": None}, DEFAULTS) == date(2026, 12, 31)


def test_deliveries_run_off_after_their_period_and_never_before_the_contract_ends() -> None:
    assert run_off_day(None, TODAY, {}, DEFAULTS) == date(2027, 1, 31)
    assert run_off_day(None, TODAY, {}, Settings({"run_off_days": 30})) == date(2026, 12, 2)
    assert run_off_day(None, TODAY, {"contract_until": date(2027, 6, 30)}, DEFAULTS) == date(2027, 6, 30)
    assert run_off_day(None, TODAY, {"contract_until": date(2020, 1, 1)}, DEFAULTS) == date(2027, 1, 31)
    assert run_off_day(date(2026, 12, 31), TODAY, {}, DEFAULTS) == date(2026, 12, 31)
    assert run_off_day(TODAY + timedelta(days=13), TODAY, {}, DEFAULTS) == date(2027, 1, 31)


def test_terms_are_told_only_where_the_settings_declare_them() -> None:
    assert minimum_order(DEFAULTS) is surcharge(DEFAULTS) is None
    assert surcharge(Settings({"small_order_surcharge": 15})) is None
    both = Settings({"small_order_surcharge": 15, "min_order_value": 50})
    assert (minimum_order(both), surcharge(both)) == (Decimal(50), Decimal(15))
