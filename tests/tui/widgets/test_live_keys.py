"""Which keys work, and in which order they are named."""

from kw_tui.tui.widgets.live_keys import active_keys
from tests.tui.driving import driven
from tests.tui.fake_workbench import FakeWorkbench

CUSTOMER = FakeWorkbench().queue()["customer_id"][4]


async def test_a_key_that_would_be_written_into_a_field_is_not_named() -> None:
    async with driven("customer", size=(80, 24), customer={"customer": CUSTOMER}) as drive:
        await drive.press("slash")
        assert "suchen" not in drive.text("#keys")
        assert "Bilder" not in drive.text("#keys")
        assert "Esc zurück" in drive.text("#keys")
        assert "⏎ öffnen" in drive.text("#keys")
        await drive.press("escape")
        assert "Esc zurück" not in drive.text("#keys")
        assert "+ Bilder" in drive.text("#keys")


async def test_what_a_tab_calls_foremost_comes_before_its_other_keys() -> None:
    async with driven("queue") as drive:

        def mine() -> list[str]:
            return [key.id for key, _ in active_keys(drive.app.screen) if key.id.startswith("queue.")]

        usual = mine()
        drive.body._which = "to_sign"
        assert mine() == ["queue.sign", *(one for one in usual if one != "queue.sign")]
