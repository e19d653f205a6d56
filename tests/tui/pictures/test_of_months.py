from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from kw_tui.tui import figures
from kw_tui.tui.lines import plain
from kw_tui.tui.pictures import drawing, of_months
from kw_tui.tui.pictures.picture import Cursor, Room
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Text
from tests.tui.fake_workbench import HAPPENED, FakeWorkbench


@pytest.fixture(scope="module")
def story() -> Any:
    bench = FakeWorkbench()
    return bench.customer(bench.portfolio()["customer_id"][0])


def values(picture: Any, x: int, y: int = 0) -> list[str]:
    return [one.value for one in picture.tells(Cursor(x, y), "de")]


def test_months_tell_what_was_invoiced_and_what_is_left(story: Any) -> None:
    picture = of_months.months(story, "EUR")
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
    picture = of_months.months(SimpleNamespace(monthly=monthly), "EUR")  # type: ignore[arg-type]
    assert values(picture, 0)[2] == "–"
    assert values(picture, 1)[-1] == "50 % der Zeilen"
    assert [note.de for note in picture.notes][-1] == "1 Monat mit Verlust"
    empty = of_months.months(SimpleNamespace(monthly=monthly.clear()), "EUR")  # type: ignore[arg-type]
    assert plain(drawing.draw(empty, Room(40, 4), None, "de")) == "– noch keine Umsätze"


def test_orders_and_the_chance_of_being_there_month_by_month() -> None:
    months = HAPPENED.months
    orders, alive = of_months.orders(HAPPENED), of_months.alive(HAPPENED)
    for at, row in enumerate(months.iter_rows(named=True)):
        assert values(orders, at)[1] == figures.count(row["orders"], "de")
        assert values(alive, at)[1] == figures.ratio(row["p_alive"], "de", 1)
    assert alive.ys == tuple(months["p_alive"])
    gone = replace(HAPPENED, months=months.with_columns(p_alive=pl.lit(None, pl.Float64)),
                   why_no_model=Text("kein Modell", "no model"))  # fmt: skip
    assert of_months.alive(gone).empty == gone.why_no_model
