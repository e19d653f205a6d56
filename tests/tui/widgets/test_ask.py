from datetime import date

import pytest

from kw_tui.tui.widgets.ask import Answer, read_day
from tests.tui.driving import driven


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("31.03.2027", date(2027, 3, 31)),
        (" 2027-03-31 ", date(2027, 3, 31)),
        ("31.3.27", date(2027, 3, 31)),
        ("31. 3.", date(2027, 3, 31)),
        ("24.12", date(2026, 12, 24)),
        ("1.11.", date(2027, 11, 1)),
        ("29.2.", None),
        ("31.02.2027", None),
        ("morgen", None),
        ("", None),
        ("1.2.x", None),
    ],
)
def test_days_in_both_ways(typed: str, read: date | None) -> None:
    assert read_day(typed, date(2026, 11, 1)) == read


def test_only_what_was_given_is_passed_on() -> None:
    assert Answer().details() == {}
    assert Answer("gut", date(2027, 1, 1)).details() == {"reason": "gut", "until": date(2027, 1, 1)}


async def test_the_day_is_labelled() -> None:
    async with driven("queue") as drive:
        await drive.press("k")
        assert "Wiedervorlage am" in drive.screen()


async def test_an_unreadable_day_is_objected_to() -> None:
    async with driven("queue") as drive:
        await drive.press("k", *"gut", "tab", "end", "x", "enter")
        assert "Datum ist nicht lesbar" in drive.screen()
        await drive.press("ctrl+u", *"1.11.26", "enter")
        assert "muss in der Zukunft liegen" in drive.screen()
        assert drive.bench.history == []


async def test_a_name_in_the_question_is_not_read_as_markup() -> None:
    async with driven("queue") as drive:
        names = drive.body.browser.shown["name"].to_list()
        row = next(number for number, name in enumerate(names) if name and name.startswith("[/"))
        drive.body.browser.table.cursor_row = row
        await drive.press("l")
        assert "[/Klammer] AG" in drive.screen()
