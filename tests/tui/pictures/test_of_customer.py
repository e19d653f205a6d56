from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from kw_tui.tui import figures
from kw_tui.tui.lines import plain
from kw_tui.tui.pictures import drawing, of_customer
from kw_tui.tui.pictures.picture import Cursor, Room
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Text
from tests.planned import planned
from tests.tui.fake_workbench import HAPPENED, FakeWorkbench


@pytest.fixture(scope="module")
def story() -> Any:
    bench = FakeWorkbench()
    return bench.customer(bench.portfolio()["customer_id"][0])


def values(picture: Any, x: int, y: int = 0) -> list[str]:
    return [one.value for one in picture.tells(Cursor(x, y), "de")]


def test_the_cursor_tells_the_figures_of_the_steps_exactly(story: Any) -> None:
    for picture, steps in ((of_customer.price_waterfall(story, "EUR"), story.waterfall),
                           (of_customer.ladder(story, "EUR"), story.ladder)):  # fmt: skip
        for at, step in enumerate(steps):
            sign = 1 if step.is_sum else -1
            shown = "–" if step.amount is None else figures.amount(step.amount * sign, "de", 2)
            assert values(picture, 0, at)[0] == f"{shown} EUR"
        assert len(picture.rows("de")) == len(steps) + 1


def test_months_tell_what_was_invoiced_and_what_is_left(story: Any) -> None:
    picture = of_customer.months(story, "EUR")
    for at, row in enumerate(story.monthly.iter_rows(named=True)):
        told = values(picture, at)
        assert told[:3] == [f"{row['month']:%m/%Y}", f"{figures.amount(row['net_amount'], 'de', 2)} EUR",
                            f"{figures.amount(row['contribution'], 'de', 2)} EUR"]  # fmt: skip
    assert picture.start == Cursor(story.monthly.height - 1)


def test_a_contribution_that_is_not_known_is_a_dash_and_one_known_in_part_says_so(story: Any) -> None:
    monthly = pl.DataFrame(
        {"month": [date(2026, 1, 1), date(2026, 2, 1)], "net_amount": [Decimal(5), Decimal(7)],
         "contribution": [None, Decimal(-2)], "costed": [0.0, 0.5]},
        schema_overrides={"net_amount": MONEY, "contribution": MONEY},
    )  # fmt: skip
    from types import SimpleNamespace

    picture = of_customer.months(SimpleNamespace(monthly=monthly), "EUR")  # type: ignore[arg-type]
    assert "– EUR" in values(picture, 0)
    assert values(picture, 1)[-1] == "50 % der Zeilen"
    assert [note.de for note in picture.notes][-1] == "1 Monat mit Verlust"
    empty = of_customer.months(SimpleNamespace(monthly=monthly.clear()), "EUR")  # type: ignore[arg-type]
    assert plain(drawing.draw(empty, Room(40, 4), None, "de")) == "– noch keine Umsätze"


def test_orders_and_the_chance_of_being_there_month_by_month() -> None:
    months = HAPPENED.months
    orders, alive = of_customer.orders(HAPPENED), of_customer.alive(HAPPENED)
    for at, row in enumerate(months.iter_rows(named=True)):
        assert values(orders, at)[1] == figures.count(row["orders"], "de")
        assert values(alive, at)[1] == figures.ratio(row["p_alive"], "de", 1)
    assert alive.ys == tuple(months["p_alive"])
    gone = replace(HAPPENED, months=months.with_columns(p_alive=pl.lit(None, pl.Float64)),
                   why_no_model=Text("kein Modell", "no model"))  # fmt: skip
    assert of_customer.alive(gone).empty == gone.why_no_model


def test_the_break_even_is_marked_and_the_cursor_begins_there() -> None:
    plan = planned()
    picture = of_customer.break_even(plan, "EUR")
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
    assert of_customer.break_even(plan, "EUR").empty == Text(
        "kein Preisschritt möglich: kein Umsatz", "no price step is possible: no sales"
    )


def test_all_pictures_of_a_customer_are_asked_for_at_once() -> None:
    bench = FakeWorkbench()
    customer = bench.portfolio()["customer_id"][0]
    found = of_customer.pictures_of(customer)(bench)  # type: ignore[arg-type]
    assert [one.id for one in found] == ["waterfall", "ladder", "months", "alive", "orders", "break_even"]
    for one in found:
        assert drawing.draw(one, Room(78, 18), one.start, "en")
        assert len(one.rows("en")) > 1
