"""When counts prove a reading, and when they only make one likely."""

import pytest

from kw_tui.core.intake.weighing import Weighing

READINGS = ("unit", "line")


@pytest.mark.parametrize(
    ("tested", "unit", "line", "proven"),
    [(10, 8, 4, "unit"), (10, 7, 0, None), (10, 8, 5, None), (10, 1, 9, "line"), (0, 0, 0, None)],
)
def test_a_reading_is_proven_by_most_lines_where_few_tell_another(
    tested: int, unit: int, line: int, proven: str | None
) -> None:
    counts = {"price|tested": tested, "price|unit": unit, "price|line": line}
    assert Weighing(counts).verdict("price", READINGS) == proven


def test_an_equation_nobody_could_test_does_not_hold() -> None:
    weighing = Weighing({"gross|above": 8, "gross|tested": 10})
    assert weighing.holds("gross|above", "gross|tested")
    assert not weighing.holds("gross|below", "gross|tested")
    assert not Weighing({}).holds("gross|above", "gross|tested")


@pytest.mark.parametrize(
    ("many", "unit", "line", "likely"), [(3, 3, 0, "unit"), (2, 2, 0, None), (10, 8, 5, None), (10, 2, 9, "line")]
)
def test_a_few_lines_make_a_reading_likely(many: int, unit: int, line: int, likely: str | None) -> None:
    counts = {"cost|many": many, "cost|unit_near": unit, "cost|line_near": line}
    assert Weighing(counts).near("cost") == likely
