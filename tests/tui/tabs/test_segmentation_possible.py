from tests.tui.driving import driven


async def test_only_an_own_segment_can_be_removed() -> None:
    async with driven("segmentation") as drive:
        await drive.press("delete")
        assert "Nur ein eigenes Segment kann man entfernen." in drive.screen()
