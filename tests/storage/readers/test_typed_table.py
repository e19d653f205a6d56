from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kw_tui.storage.readers.fingerprint import Fingerprint
from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.readers.typed_table import left_out, raw_table, text_table, value_texts

FLOATS = [
    (0.1, "0.1"),
    (0.1 + 0.2, "0.30000000000000004"),
    (17850.0, "17850.0"),
    (1e16, "10000000000000000"),
    (-1.5e21, "-1500000000000000000000"),
    (1e-7, "0.0000001"),
    (-2.5e-9, "-0.0000000025"),
    (1e300, "1e+300"),
    (float("nan"), "NaN"),
    (None, None),
]


def texts(frame: pl.DataFrame) -> pl.DataFrame:
    return text_table(frame.lazy()).frame.collect(engine="streaming")


@pytest.mark.parametrize(
    ("dtype", "value", "text"),
    [
        (pl.Decimal(38, 4), Decimal("1234567890123456789.1000"), "1234567890123456789.1000"),
        (pl.Int64, -(2**63), "-9223372036854775808"),
        (pl.UInt64, 2**64 - 1, "18446744073709551615"),
        (pl.Boolean, True, "true"),
        (pl.Date, date(2024, 2, 29), "2024-02-29"),
        (pl.Datetime("ms"), datetime(2024, 2, 29), "2024-02-29"),  # noqa: DTZ001
        (pl.Datetime("us"), datetime(2024, 2, 29, 13, 5), "2024-02-29T13:05:00"),  # noqa: DTZ001
        (pl.Datetime("ns"), datetime(2024, 2, 29, 13, 5, 6, 70), "2024-02-29T13:05:06.000070000"),  # noqa: DTZ001
        (pl.Time, time(1, 2, 3), "01:02:03"),
        (pl.Duration("us"), timedelta(days=1), "P1D"),
        (pl.Categorical, "ä", "ä"),
        (pl.Enum(["x"]), "x", "x"),
        (pl.Float32, 0.1, "0.1"),
        (pl.String, "", None),
        (pl.Null, None, None),
    ],
)
def test_every_type_has_an_exact_text(dtype: pl.DataType, value: object, text: str | None) -> None:
    assert texts(pl.DataFrame({"x": pl.Series([value], dtype=dtype)})).rows() == [(1, text)]


@pytest.mark.parametrize(("value", "text"), FLOATS)
def test_numbers_need_no_exponent(value: float | None, text: str | None) -> None:
    assert texts(pl.DataFrame({"x": pl.Series([value], dtype=pl.Float64)}))["x"].to_list() == [text]
    assert value_texts([value]).to_list() == [text]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_as_itself(value: float) -> None:
    (text,) = value_texts([value])
    assert float(text) == value
    assert "e" not in text or not 1e-99 < abs(value) < 1e99


def test_a_moment_keeps_the_day_of_its_zone_and_says_so() -> None:
    utc = pl.Series([datetime(2024, 1, 31, 23, 30)]).dt.replace_time_zone("UTC")  # noqa: DTZ001
    table = text_table(pl.LazyFrame({"x": utc.dt.convert_time_zone("Europe/Berlin")}))
    assert table.frame.collect()["x"].to_list() == ["2024-02-01T00:30:00+01:00"]
    assert "Europe/Berlin" in table.notes[0].en


@pytest.mark.parametrize(
    "column",
    [
        pl.Series([2**31 - 1], dtype=pl.Int32).cast(pl.Date),
        pl.Series([2**62], dtype=pl.Int64).cast(pl.Datetime("ms")),
        pl.Series([-(2**62)], dtype=pl.Int64).cast(pl.Datetime("us")),
    ],
)
def test_a_time_beyond_the_calendar_is_its_number(column: pl.Series) -> None:
    assert texts(pl.DataFrame({"x": column}))["x"].to_list() == [str(column.to_physical()[0])]


def test_names_that_look_like_patterns_or_like_the_line_number() -> None:
    table = text_table(pl.LazyFrame({"line": ["a"], "*": [1], "^l.*$": [2], "": [3]}))
    assert table.headers == ("line (2)", "*", "^l.*$", "column 4")
    assert table.frame.collect().columns == [LINE, *table.headers]
    assert table.frame.collect().rows() == [(1, "a", "1", "2", "3")]


def test_columns_without_single_values_are_left_out_and_named() -> None:
    table = text_table(pl.LazyFrame({"l": [[1]], "s": [{"a": 1}], "b": [b"x"], "x": [1]}))
    assert table.headers == ("x",)
    assert table.notes[0].en.endswith("l, s, b")
    assert left_out([]) == ()


def test_values_of_any_type_in_one_column() -> None:
    values = [1, 2.5, None, "x", b"\x00", True, 1e17, "", "\ud83d!", 10**18]
    found = value_texts(values).to_list()
    assert found == ["1", "2.5", None, "x", None, "true", "100000000000000000", None, "\ufffd!", "1000000000000000000"]
    assert value_texts([]).dtype == pl.String
    assert value_texts([None, None]).to_list() == [None, None]


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["0001", "31.01.2024", "1.5", "a,b"], "."),
        ([None], "."),
        (["x", "1.234,50"], None),
        (["-12,5"], None),
        (["1.234"], None),
    ],
)
def test_the_mark_is_that_of_the_numbers_unless_texts_differ(texts: list[str | None], mark: str | None) -> None:
    cells = pl.Series("*", texts, dtype=pl.String)
    frame = pl.DataFrame({LINE: range(1, len(texts) + 1), "*": cells, "x": ["1.5"] * len(texts)}).lazy()
    known = Fingerprint(Path("file"), 0, "", (0, 0, 0, 0))
    assert raw_table(known, "test", frame, ["*", "x"], len(texts), frozenset({"x"})).mark == mark
    assert raw_table(known, "test", frame, ["*", "x"], len(texts)).mark is None


def test_columns_of_numbers_are_told() -> None:
    frame = pl.LazyFrame({"i": [1], "f": [1.5], "s": ["1.5"], "b": [True], "d": [Decimal(1)]})
    assert text_table(frame).typed == {"i", "f", "d"}
