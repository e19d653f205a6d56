from tests.tui.driving import driven
from tests.tui.fake_workbench import FakeWorkbench


async def test_an_empty_list_dims_what_is_about_a_row_and_says_why() -> None:
    async with driven("queue", bench=FakeWorkbench(view={"tab": "queue", "queue": {"filter": "zzzz"}})) as drive:
        await drive.press("e", "e")
        assert len(drive.app._notifications) == 1
        assert "Nichts passt zum Filter; Esc zeigt alle." in drive.screen()
        keys = {
            name: drive.body.check_action(name, ()) for name in ("evidence", "letter", "batch", "countersign", "undo")
        }
        assert keys == {"evidence": None, "letter": None, "batch": True, "countersign": None, "undo": True}
        assert drive.text("#keys").strip().startswith("u rückgängig")
        await drive.press("escape", "escape")
        assert drive.body.check_action("evidence", ()) is True
        assert drive.text("#keys").strip().startswith("l beenden")
