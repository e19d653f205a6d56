import pytest

from kw_tui.tui.widgets.charts import bar, columns, curve, span


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "    "), (-3, "    "), (8, "████"), (4, "██  "), (1, "▌   "), (0.01, "▏   "), (99, "████")]
)
def test_a_bar_is_as_long_as_its_share(value: float, shown: str) -> None:
    assert bar(value, 8, 4) == shown


def test_columns_rise_by_eighths() -> None:
    assert columns([8, 4, 1, 0, None], 1) == ["█▄▁  "]
    assert columns([2, 1], 2) == ["█ ", "██"]


def test_losses_hang_below_the_line() -> None:
    assert columns([2, -1], 3) == ["█ ", "█ ", " █"]
    assert columns([-1, -2], 2) == ["██", " █"]


def test_columns_of_nothing_are_empty() -> None:
    assert columns([], 2) == ["", ""]
    assert columns([0, None], 2, gap=1) == ["    ", "    "]


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


def test_a_straight_line_runs_from_corner_to_corner() -> None:
    rows = curve([0, 1], 4, 2)
    assert [len(row) for row in rows] == [4, 4]
    assert rows[0][0] == " "
    assert rows[0][3] != " "
    assert rows[1][0] != " "
    assert rows[1][3] == " "


def test_a_level_is_dotted() -> None:
    assert curve([0, 0], 2, 1, mark=1)[0] == "⣁⣀"


def test_a_curve_of_nothing() -> None:
    assert curve([], 3, 2) == ["   ", "   "]
    assert len(curve([5.0], 3, 2)) == 2


def test_a_second_line_is_dotted_on_the_same_scale() -> None:
    alone, both = curve([1.0, 1.0], 4, 2), curve([1.0, 1.0], 4, 2, dotted=[2.0, 2.0])
    assert alone == ["⠉⠉⠉⠉", "    "]
    assert both == ["⠁ ⠁ ", "⠉⠉⠉⠉"] or both[0].count("⠁") == 2
