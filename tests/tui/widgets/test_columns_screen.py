"""The list of columns: found by name or id, those shown first, and names that would break out stay in."""

import pytest
from textual.app import App

from kw_tui.tui.widgets.columns_screen import ColumnsScreen, listed
from kw_tui.tui.widgets.fields import Field, text
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.texts import Text
from tests.tui.widgets.browsers import FIELDS, MORE
from tests.tui.widgets.tables import HOSTILE, lines

KNOWN = (*FIELDS, *MORE)


def test_columns_are_found_by_name_or_id_those_shown_first() -> None:
    assert listed(KNOWN, ["revenue", "name"], "", "de")["id"].to_list() == [
        "revenue", "name", "orders", "db4", "customer_id", "region"
    ]  # fmt: skip
    assert listed(KNOWN, [], "UMS", "de")["id"].to_list() == ["revenue"]
    assert listed(KNOWN, [], "db4", "en")["id"].to_list() == ["db4"]
    assert listed(KNOWN, [], "nothing", "de").is_empty()


async def test_the_last_column_cannot_be_hidden_and_a_search_is_left_before_the_screen() -> None:
    app, answers = App[None](), list[object]()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ColumnsScreen(KNOWN, ["name"], "en"), answers.append)
        await pilot.press("space", "home", "slash", *"rev", "escape", "greater_than_sign", "enter")
        assert answers == [("name",)]


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_a_hostile_name_changes_nothing_but_its_own_cell(hostile: str) -> None:
    shown = []
    for label in ("Zahm", hostile):
        app = App[None]()
        known = (*KNOWN, Field("zz", Text(label, label), 8, text))
        async with app.run_test(size=(80, 24)) as pilot:
            await app.push_screen(ColumnsScreen(known, ["zz"], "de"))
            await pilot.pause()
            shown.append(lines(app.screen.query_one(PageTable)))
    tame, other = shown
    assert [line for row, line in enumerate(tame) if row != 1] == [line for row, line in enumerate(other) if row != 1]
    assert other[1].rstrip().endswith("zz")
    assert not set(other[1]) & set("\x1b\x07\u202e")
