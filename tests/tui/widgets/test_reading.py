"""Overlays that are read speak the other language at F2, and so does all below."""

from kw_tui.tui.commands.screen import CommandsScreen
from tests.tui.driving import driven
from tests.tui.fake_workbench import FakeWorkbench
from tests.tui.trace.test_screen import table, tracing

CUSTOMER = FakeWorkbench().queue()["customer_id"][4]


async def test_sheets_speak_the_other_language() -> None:
    async with driven("segmentation") as drive:
        await drive.press("x")
        assert "Wanderung" in drive.screen()
        await drive.press("f2")
        assert "Wanderung" not in drive.screen()
        assert "customers: class before" in drive.screen().lower()
        await drive.press("right")
        assert "recency" in drive.screen().lower()
        await drive.press("escape")
        assert drive.app.lang == "en"
        assert "grouping" in drive.screen()


async def test_a_comparison_speaks_the_other_language() -> None:
    async with driven("segmentation") as drive:
        await drive.press("down", "c")
        assert "Anteil der Kunden" in drive.screen()
        await drive.press("f2")
        assert "Share of customers" in drive.screen()


async def test_figures_are_traced_in_the_other_language_at_every_step() -> None:
    async with tracing(size=(120, 35)) as drive:
        await drive.press("f2")
        assert "Meaning" in drive.screen()
        assert "Trace: " in str(drive.app.screen.query_one("#trace").border_title)
        await drive.press("down", "enter", "f2")
        assert "Woraus" in drive.screen()
        assert "bei ▹ Zeilen" in str(drive.app.screen.query_one("#trace").border_subtitle)
        assert table(drive, "tree").has_focus


async def test_the_help_speaks_the_other_language_and_keeps_what_was_typed() -> None:
    async with driven("queue") as drive:
        await drive.press("question_mark", *"hil", "f2")
        assert isinstance(drive.app.screen, CommandsScreen)
        assert str(drive.app.screen.query_one("#help").border_title) == "Keys"
        assert drive.app.screen.query_one("#help-search").value == "hil"


async def test_what_is_only_read_tells_its_keys_too() -> None:
    async with driven("queue") as drive:
        await drive.press("plus", "question_mark")
        assert isinstance(drive.app.screen, CommandsScreen)
        assert "zehn weiter" in drive.screen()
