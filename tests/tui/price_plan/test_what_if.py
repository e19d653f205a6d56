import pytest
from rich.cells import cell_len

from kw_tui.tui.lines import plain
from kw_tui.tui.price_plan.what_if import BREAK_EVEN, what_if_lines
from tests.planned import planned

PLAN = planned()  # 1,000 at 55 left, +4 %: tolerated 4 / 9.5 = 42.1 %


def told(at: int, width: int = 68, height: int = 20, lang: str = "de") -> list[str]:
    return plain(what_if_lines(PLAN, at, lang, "EUR", width, height)).splitlines()  # type: ignore[arg-type]


def test_the_figures_under_the_cursor() -> None:
    """At a loss of 20 %: 800 left at 9.5 % is 76, 21 more than today."""
    lines = told(20)
    assert [line.split()[-2:] for line in lines[-4:]] == [
        ["20", "%"], ["76", "EUR"], ["+21", "EUR"], ["42,1", "%"],
    ]  # fmt: skip
    assert told(100)[-2].split()[-2:] == ["−55", "EUR"]


def test_break_even_is_marked_and_named() -> None:
    drawn = "\n".join(told(0))
    assert BREAK_EVEN in drawn
    assert "Gewinnschwelle 42,1 %" in drawn


@pytest.mark.parametrize(("at", "share"), [(0, 0.0), (37, 0.37), (100, 1.0)])
def test_the_cursor_goes_from_end_to_end(at: int, share: float) -> None:
    axis = next(line for line in told(at) if "▲" in line)
    begin = axis.index("└") + 1
    assert (axis.index("▲") - begin) / (len(axis) - 1 - begin) == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize("size", [(40, 10), (68, 21), (84, 13)])
def test_it_keeps_to_its_room(size: tuple[int, int]) -> None:
    lines = told(50, *size)
    assert len(lines) <= size[1]
    assert max(map(cell_len, lines)) <= size[0]


def test_without_a_ratio_there_is_no_picture() -> None:
    unknown = planned(goods=None, stale_price=True)
    assert "nicht bekannt" in plain(what_if_lines(unknown, 10, "de", "EUR", 68, 20))
    listed = planned(list_revenue=1000, line_discount=0)
    assert "Listenpreisen" in plain(what_if_lines(listed, 10, "de", "EUR", 68, 20))
