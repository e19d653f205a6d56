from decimal import Decimal

import pytest

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.settings import SETTINGS, Settings, setting_by_id


def test_ids_are_unique_and_defaults_lie_within_their_bounds() -> None:
    ids = [setting.id for setting in SETTINGS]
    assert len(ids) == len(set(ids))
    for setting in SETTINGS:
        assert setting.parse(setting.default) == setting.default


def test_the_sessions_value_stands_over_the_default() -> None:
    settings = Settings({"abc_a_customers": "0,1", "abc_measure": "db4"})
    assert settings.number("abc_a_customers") == 0.1
    assert settings.choice("abc_measure") == "db4"
    assert settings.amount("rate_visit") == Decimal("120.0000")
    assert settings.with_(rate_visit=80).amount("rate_visit") == 80


@pytest.mark.parametrize(
    ("id_", "raw"), [("abc_a_customers", 2), ("abc_a_customers", "x"), ("abc_measure", "beauty"), ("nonsense", 1)]
)
def test_an_impossible_value_is_refused_by_name(id_: str, raw: object) -> None:
    with pytest.raises(UsageError) as refusal:
        Settings({id_: raw})  # type: ignore[dict-item]
    assert id_ in refusal.value.line("en")
    assert id_ in refusal.value.line("de")


def test_nan_is_no_number() -> None:
    with pytest.raises(UsageError):
        setting_by_id("abc_a_customers").parse("nan")


@pytest.mark.parametrize(("raw", "value"), [("30%", 0.3), ("30 %", 0.3), ("7,5 %", 0.075), ("0,3", 0.3), ("1", 1.0)])
def test_a_share_may_be_typed_in_per_cent(raw: str, value: float) -> None:
    assert setting_by_id("abc_a_customers").parse(raw) == value


@pytest.mark.parametrize("raw", ["120 %", "%", "-1%"])
def test_a_share_above_the_whole_is_refused_in_per_cent_too(raw: str) -> None:
    with pytest.raises(UsageError):
        setting_by_id("abc_a_customers").parse(raw)


def test_what_is_no_share_takes_no_per_cent() -> None:
    with pytest.raises(UsageError):
        setting_by_id("rate_visit").parse("50%")


@pytest.mark.parametrize("raw", ["5.000", "5,000", "250.000"])
def test_thousands_are_not_taken_for_a_fraction(raw: str) -> None:
    with pytest.raises(UsageError) as refusal:
        setting_by_id("abc_a_limit").parse(raw)
    assert raw.replace(".", "").replace(",", "") in refusal.value.line("de")


def test_three_places_are_a_fraction_where_thousands_are_out_of_bounds() -> None:
    assert setting_by_id("outlier_limit").parse("3.125") == 3.125
    assert setting_by_id("rate_ticket_minute").parse("0,875") == 0.875
    assert setting_by_id("abc_a_limit").parse(1234.567) == 1234.567
