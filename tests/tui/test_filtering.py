import polars as pl
import pytest

from kw_tui.tui.filtering import narrowed

FRAME = pl.DataFrame(
    {
        "customer_id": ["1", "2", "3"],
        "name": ["Müller [x]", "Nord (Bau)", None],
        "revenue": [100.0, 2500.5, None],
        "abc": ["A", "B", "A"],
    }
)


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ("", ["1", "2", "3"]),
        ("müller", ["1"]),
        ("[x]", ["1"]),
        ("(bau", ["2"]),
        ("!müller", ["2", "3"]),
        ("abc:a", ["1", "3"]),
        ("abc:a !2", ["1", "3"]),
        ("revenue>1000", ["2"]),
        ("revenue>=2.500,5", ["2"]),
        ("revenue<1,000", ["1"]),
        ("!revenue<1000", ["2", "3"]),
        ("abc:a müll", ["1"]),
        ("gone:x", []),
    ],
)
def test_narrowing(wanted: str, left: list[str]) -> None:
    assert narrowed(FRAME, wanted, ("customer_id", "name"))["customer_id"].to_list() == left
