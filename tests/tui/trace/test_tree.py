from kw_tui.tui.trace.tree import TreeTable
from tests.tui.trace.test_screen import table, tracing


async def test_arrows_open_and_close_rows_and_scroll_nothing() -> None:
    async with tracing() as drive:
        await drive.press("down", "enter", "down")
        tree = table(drive, "tree")
        assert isinstance(tree, TreeTable)
        closed = tree.row_count
        await drive.press("right")
        assert tree.row_count > closed
        await drive.press("left")
        assert tree.row_count == closed
