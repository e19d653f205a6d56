import pytest

from kw_tui.tui.widgets.charts import bar, span


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "    "), (-3, "    "), (8, "████"), (4, "██  "), (1, "▌   "), (0.01, "▏   "), (99, "████")]
)
def test_a_bar_is_as_long_as_its_share(value: float, shown: str) -> None:
    assert bar(value, 8, 4) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (0, 10, "██████████"),
        (5, 10, "     █████"),
        (2, 2.1, "  ▏       "),
        (10, 9.9, "         ▕"),
        (0, 0.1, "▏         "),
        (2.5, 4.5, "  ▐█▌     "),
        (0, 1.25, "█▎        "),
    ],
)
def test_a_step_floats_where_it_belongs(start: float, end: float, shown: str) -> None:
    assert span(start, end, 0, 10, 10) == shown


def test_a_step_below_zero() -> None:
    assert span(0, -5, -5, 5, 10) == "█████     "
    assert span(0, 1, 0, 0, 4) == "    "
