from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from kw_tui.tui.evidence.screen import EvidenceScreen
from kw_tui.tui.widgets.table import PageTable
from tests.tui.driving import Drive, driven
from tests.tui.evidence.findings_told import EvidentBench
from tests.tui.fake_workbench import FakeWorkbench

CUSTOMER = FakeWorkbench().queue()["customer_id"][4]


@asynccontextmanager
async def looking(
    tab: str = "customer", lang: Any = "de", size: tuple[int, int] = (80, 24), **more: Any
) -> AsyncIterator[Drive]:
    bench = EvidentBench(lang=lang, view={"tab": tab, "customer": {"customer": CUSTOMER}})
    vars(bench).update(more)
    async with driven(tab, bench=bench, lang=lang, size=size) as drive:
        await drive.press("e")
        yield drive


def table(drive: Drive, step: str) -> PageTable:
    return drive.app.screen.query_one(f"#evidence-{step}", PageTable)


@pytest.mark.parametrize("tab", ["customer", "queue"])
async def test_e_shows_the_findings_and_beside_them_the_rows(tab: str) -> None:
    async with looking(tab, size=(120, 35)) as drive:
        assert isinstance(drive.app.screen, EvidenceScreen)
        assert table(drive, "list").row_count == 3
        assert table(drive, "table").row_count == 2
        assert "Rabattausreißer" in drive.text("#evidence-says")
        assert "Rabattquote: 20,0 %" in drive.text("#evidence-about")
        await drive.press("down", "down")
        assert "Gratisleistung" in drive.text("#evidence-says")
        assert "einstellen" in drive.screen()


async def test_enter_goes_down_to_the_lines_and_escape_back_step_by_step() -> None:
    async with looking() as drive:
        await drive.press("enter")
        assert not table(drive, "list").display
        await drive.press("down", "enter")
        assert table(drive, "lines").row_count == 1
        assert "Rabattbetrag: 20,00" in drive.text("#evidence-about")
        assert "Ring" in drive.screen()
        await drive.press("escape")
        assert (table(drive, "table").display, table(drive, "table").cursor_row) == (True, 1)
        await drive.press("up", "enter")
        assert table(drive, "lines").row_count == 2
        await drive.press("escape", "escape")
        assert table(drive, "list").display
        await drive.press("escape")
        assert not isinstance(drive.app.screen, EvidenceScreen)


async def test_beside_the_rows_the_findings_stay_where_there_is_room() -> None:
    async with looking(size=(120, 35)) as drive:
        await drive.press("enter")
        assert table(drive, "list").display
        assert table(drive, "table").has_focus


async def test_a_table_without_rows_is_not_entered() -> None:
    async with looking() as drive:
        await drive.press("down", "enter")
        assert table(drive, "list").has_focus
        assert "Nicht vergleichbar" in drive.text("#evidence-about")
        assert "dazu gibt es keine Zeilen" in drive.screen()


async def test_without_findings_and_where_it_fails_it_says_so() -> None:
    async with looking(found=()) as drive:
        assert "keine Befunde zu den Konditionen" in drive.screen()
        await drive.press("enter", "escape")
        assert not isinstance(drive.app.screen, EvidenceScreen)
    async with looking(found=None) as drive:
        assert "geht nicht" in drive.text("#evidence-about")


async def test_it_follows_the_language_and_the_width() -> None:
    async with looking() as drive:
        await drive.press("f2")
        assert "Discount outlier" in drive.text("#evidence-says")
        await drive.press("enter", "enter")
        await drive.pilot.resize_terminal(120, 35)
        await drive.settle()
        assert table(drive, "lines").display
        assert "Discount amount: 30.00" in drive.text("#evidence-about")


async def test_without_a_customer_there_is_nothing_to_show() -> None:
    async with driven("customer", bench=EvidentBench(lang="de", view={"tab": "customer"})) as drive:
        await drive.press("e")
        assert not isinstance(drive.app.screen, EvidenceScreen)


async def test_no_text_of_a_file_reaches_the_terminal_as_it_is() -> None:
    async with looking(size=(120, 35)) as drive:
        for keys in ((), ("enter",), ("enter",)):
            await drive.press(*keys)
            assert not {"\x1b", "\u202e"} & set(drive.screen())
            assert "[/red]" in drive.screen()
