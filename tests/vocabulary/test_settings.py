from decimal import Decimal

import pytest

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.settings import GROUPS, ITEMS, SETTINGS, Setting, Settings, setting_by_id
from kw_tui.vocabulary.settings.written import bounds, typed, written
from kw_tui.vocabulary.texts import LANGUAGES


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


def test_who_forgets_the_per_cent_sign_is_told() -> None:
    for raw, told in (("12", "12 %"), ("7,5", "7,5 %"), ("120", "0 % .. 100 %"), ("120 %", "0 % .. 100 %")):
        with pytest.raises(UsageError) as refusal:
            setting_by_id("abc_a_customers").parse(raw)
        assert refusal.value.line("de").endswith(f": {told}")


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


def test_whatever_can_be_set_says_what_it_means() -> None:
    for item in ITEMS.values():
        for lang in LANGUAGES:
            said = item.meaning.in_(lang)
            assert said.endswith("."), item.id
            assert 20 < len(said) <= 260, item.id
        assert item.meaning.de != item.meaning.en


def test_every_setting_is_in_one_group() -> None:
    ids = [item.id for group in GROUPS for item in group.items]
    assert sorted(ids) == sorted(set(ids))
    assert len(ids) == len(ITEMS)


def test_what_is_typed_is_what_was_meant_in_both_languages() -> None:
    for setting in SETTINGS:
        for lang in LANGUAGES:
            assert setting.parse(typed(setting, setting.default, lang)) == setting.default, setting.id


@pytest.mark.parametrize(
    ("id_", "value", "german", "english"),
    [
        ("target_ratio", 0.125, "12,5 %", "12.5 %"),
        ("clv_rate", 0.1, "10 % im Jahr", "10 % a year"),
        ("rate_ticket_minute", 0.8, "0,80 CHF/min", "0.80 CHF/min"),
        ("abc_a_limit", 250_000, "250.000 CHF", "250,000 CHF"),
        ("notice_days", 60, "60 Tage", "60 days"),
        ("outlier_limit", 3.5, "3,5", "3.5"),
        ("abc_method", "absolute", "feste Grenzen", "fixed limits"),
    ],
)
def test_a_value_reads_in_its_language_with_its_unit(id_: str, value: float | str, german: str, english: str) -> None:
    setting = setting_by_id(id_)
    assert (written(setting, value, "de", "CHF"), written(setting, value, "en", "CHF")) == (german, english)


def test_bounds_read_too() -> None:
    assert bounds(setting_by_id("target_ratio"), "de") == "0 % .. 100 %"
    assert bounds(setting_by_id("abc_a_limit"), "en", "USD") == "from 0 USD"
    assert bounds(setting_by_id("stale_months"), "de") == "1 .. 240 Monate"
    assert bounds(setting_by_id("portfolio_grid"), "de") == "vier Felder, neun Felder"


def test_what_nobody_confirmed_is_told_and_taken_back() -> None:
    settings = Settings().with_(rate_visit=120)
    assert not settings.is_unconfirmed("rate_visit")
    assert Settings().is_unconfirmed("rate_visit")
    assert settings.with_(rate_visit=None) == Settings()
    assert not Settings().is_unconfirmed("outlier_limit")
    assert isinstance(setting_by_id("rate_visit"), Setting)
    assert hash(setting_by_id("abc_method")) == hash(setting_by_id("abc_method"))
