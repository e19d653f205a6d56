from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from kw_tui.tui.trace.screen import TraceScreen
from kw_tui.tui.widgets.table import PageTable
from tests.tui.driving import Drive, driven
from tests.tui.fake_workbench import FakeWorkbench
from tests.tui.trace.figures_told import TracedBench

CUSTOMER = FakeWorkbench().queue()["customer_id"][4]


@asynccontextmanager
async def tracing(lang: Any = "de", size: tuple[int, int] = (80, 24)) -> AsyncIterator[Drive]:
    bench = TracedBench(lang=lang, view={"tab": "customer", "customer": {"customer": CUSTOMER}})
    async with driven("customer", bench=bench, lang=lang, size=size) as drive:
        await drive.press("t")
        yield drive


def table(drive: Drive, step: str) -> PageTable:
    return drive.app.screen.query_one(f"#trace-{step}", PageTable)


async def test_t_lists_the_figures_and_typing_finds_one() -> None:
    async with tracing() as drive:
        assert isinstance(drive.app.screen, TraceScreen)
        assert table(drive, "list").row_count == 4
        await drive.press(*"kund")
        assert table(drive, "list").cursor_key == "kind"
        assert "Was Kundenart ist." in drive.text("#trace-about")


async def test_enter_opens_the_tree_and_arrows_walk_it() -> None:
    async with tracing() as drive:
        await drive.press("down", "enter")
        tree = table(drive, "tree")
        assert (tree.row_count, tree.cursor_key) == (5, "0")
        await drive.press("down", "right")
        assert tree.row_count == 6
        await drive.press("down", "left")
        assert tree.cursor_key == "0.0"
        await drive.press("left")
        assert tree.row_count == 5


async def test_a_fact_opens_to_its_rows_and_escape_goes_back_step_by_step() -> None:
    async with tracing("en", (120, 35)) as drive:
        await drive.press("down", "enter", "down", "down", "enter")
        assert table(drive, "rows").row_count == 2
        assert "sum of 2 rows (Sales) = 600.00" in drive.text("#trace-about")
        await drive.press("escape")
        assert table(drive, "tree").display
        assert table(drive, "tree").cursor_key == "0.1"
        await drive.press("escape")
        assert table(drive, "list").display
        await drive.press("escape")
        assert not isinstance(drive.app.screen, TraceScreen)


async def test_what_has_no_rows_and_what_cannot_be_told_say_so() -> None:
    async with tracing() as drive:
        await drive.press("down", "enter", "down", "down", "down", "enter")
        assert "nichts importiert" in drive.text("#trace-about")
        assert table(drive, "tree").display
        await drive.press("escape", "down", "down", "enter")
        assert "geht nicht" in drive.text("#trace-about")


async def test_without_a_customer_there_is_nothing_to_trace() -> None:
    async with driven("customer", bench=TracedBench(lang="de", view={"tab": "customer"})) as drive:
        await drive.press("t")
        assert not isinstance(drive.app.screen, TraceScreen)


async def test_a_setting_behind_a_figure_is_opened_and_what_it_changes_shown() -> None:
    async with tracing() as drive:
        await drive.press("down", "enter", "end", "enter")
        assert "Satz je Auftrag  rate_order" in drive.text("#settings-about")
        await drive.press("escape")
        assert isinstance(drive.app.screen, TraceScreen)
        assert table(drive, "tree").cursor_key == "0.3"
