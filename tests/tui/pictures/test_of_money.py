from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from kw_tui.tui import figures
from kw_tui.tui.lines import plain
from kw_tui.tui.pictures import drawing, of_money
from kw_tui.tui.pictures.picture import Cursor, Room
from kw_tui.vocabulary.texts import Text
from tests.planned import planned
from tests.tui.fake_workbench import FakeWorkbench

MONEY = ("waterfall", "ladder")


@pytest.fixture(scope="module")
def story() -> Any:
    bench = FakeWorkbench()
    return bench.customer(bench.portfolio()["customer_id"][0])


def values(picture: Any, x: int, y: int = 0) -> list[str]:
    return [one.value for one in picture.tells(Cursor(x, y), "de")]


def test_the_cursor_tells_the_figures_of_the_steps_exactly(story: Any) -> None:
    for picture, steps in ((of_money.price_waterfall(story, "EUR"), story.waterfall),
                           (of_money.ladder(story, "EUR"), story.ladder)):  # fmt: skip
        for at, step in enumerate(steps):
            sign = 1 if step.is_sum else -1
            shown = "–" if step.amount is None else f"{figures.amount(step.amount * sign, 'de', 2)} EUR"
            assert values(picture, 0, at)[0] == shown
            assert picture.rows("de")[at + 1][1] == shown.removesuffix(" EUR")
        assert len(picture.rows("de")) == len(steps) + 1


def test_without_a_base_the_pictures_say_which_one_is_missing(story: Any) -> None:
    def of(amount: Any) -> list[Any]:
        steps = {name: tuple(replace(one, amount=amount) for one in getattr(story, name)) for name in MONEY}
        told: Any = SimpleNamespace(**steps)
        return [of_money.price_waterfall(told, "CHF").empty, of_money.ladder(told, "CHF").empty]

    assert of(Decimal(0)) == of(Decimal(-5)) == [of_money.NOTHING_SOLD] * 2
    assert of(None) == [of_money.NO_LIST] * 2


def test_the_break_even_is_marked_and_the_cursor_begins_there() -> None:
    plan = planned()
    picture = of_money.break_even(plan, "EUR")
    even = plan.break_even_loss
    assert even is not None
    assert picture.marks[0].x == even
    assert abs(picture.xs[picture.start.x] - even) <= 0.005
    for at, one in enumerate(plan.outcomes):
        sign = "+" if one.change > 0 else ""
        assert values(picture, at)[1] == f"{sign}{figures.amount(one.change, 'de', 2)} EUR"
    drawn = plain(drawing.draw(picture, Room(78, 18), picture.start, "de"))
    assert "Gewinnschwelle" in drawn
    assert "0 ┤──" in drawn


def test_without_a_price_step_the_picture_says_why() -> None:
    plan = replace(planned(), outcomes=(), why_none=Text("kein Umsatz", "no sales"))
    assert of_money.break_even(plan, "EUR").empty == Text(
        "kein Preisschritt möglich: kein Umsatz", "no price step is possible: no sales"
    )
