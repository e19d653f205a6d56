import pytest

from kw_tui.vocabulary.texts import Text
from kw_tui.vocabulary.typed_numbers import DAY, percent, read_day, read_number, share, sure


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("1,5", "1.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
        ("12", "12"),
    ],
)
def test_numbers_of_either_language(typed: str, number: str) -> None:
    assert read_number(typed, is_sure=False) == number
    assert read_number(number, is_sure=False) == number


@pytest.mark.parametrize("typed", ["1.234", "12,345"])
def test_what_may_mean_two_is_refused_unless_a_fraction_is_expected(typed: str) -> None:
    refused = read_number(typed, is_sure=False)
    assert isinstance(refused, Text)
    assert "zweierlei" in refused.de
    fraction = read_number(typed, is_sure=True)
    assert fraction == f"{typed.replace(',', '.')}0"
    assert sure(str(fraction)) == fraction
    listed = read_number(typed, is_sure=False, is_listed=True)
    assert isinstance(listed, Text)
    assert f"{fraction} schreiben" in listed.de  # a comma would part two values


@pytest.mark.parametrize("typed", ["1.2.3", "1,2,3", "12.34,5.6", "1.23,4", "1234.567,8"])
def test_what_is_no_number(typed: str) -> None:
    assert isinstance(read_number(typed, is_sure=False), Text)


def test_per_cent_and_days() -> None:
    assert [percent(one) for one in ("5", "2.5", "100", "512.5")] == ["0.05", "0.025", "1", "5.1250"]
    assert percent("2500") == "25.0"
    assert [share(one, one) for one in ("0.5", "1", "25.0")] == ["0.5", "1", "25.0"]
    assert isinstance(share("25", "25"), Text)
    days = [DAY.match(one) for one in ("31.12.2026", "31.02.2026")]
    assert days[0] is not None
    assert days[1] is not None
    assert read_day(days[0]) == "'2026-12-31'"
    assert isinstance(read_day(days[1]), Text)
