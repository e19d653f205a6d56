"""Every example of the help is understood, in its language."""

import polars as pl
import pytest

from kw_tui.tui import figures
from kw_tui.tui.filtering import parsed
from kw_tui.tui.lines import plain
from kw_tui.tui.widgets.fields import Field, text
from kw_tui.tui.widgets.filter_help import FORMS, help_lines
from kw_tui.vocabulary.texts import Text
from tests.tui.widgets.browsers import FIELDS, MORE, Stage

KNOWN = (
    *FIELDS,
    *MORE,
    Field("discount_rate", Text("Rabatt", "Discount"), 8, figures.ratio, "right"),
    Field("last_order", Text("letzter", "Last"), 10, figures.date_or_dash),
    Field("industry", Text("Branche", "Industry"), 8, text),
)
SCHEMA = {
    "revenue": pl.Decimal(18, 4), "db4": pl.Decimal(18, 4), "discount_rate": pl.Float64(), "last_order": pl.Date(),
    **dict.fromkeys(("name", "customer_id", "region", "industry"), pl.String()),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["de", "en"])
def test_examples_are_understood(lang) -> None:
    for example, _ in FORMS:
        assert parsed(example.in_(lang).split("  ")[0], KNOWN, SCHEMA, lang).problem is None
    told = plain(help_lines(KNOWN, lang, 70))
    assert max(map(len, told.splitlines())) <= 70
    assert KNOWN[2].label.in_(lang) in told


async def test_down_from_the_field_shows_it() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        assert app.browser.table.cursor_row == 1
        await pilot.press("slash", "down")
        assert type(app.screen).__name__ == "SheetsScreen"
        await pilot.press("escape")
        assert app.browser.field.has_focus
