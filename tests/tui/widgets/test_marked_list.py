from textual.app import App, ComposeResult

from kw_tui.tui.widgets.marked_list import MarkedList


class Listed(App[None]):
    def compose(self) -> ComposeResult:
        yield MarkedList("[/x]", "a name that is longer than a line of this terminal")


async def test_the_cursor_is_seen_without_colours_and_nothing_is_cut() -> None:
    app = Listed()
    async with app.run_test(size=(30, 12)) as pilot:
        shown = [strip.text.strip("▊▎ ") for strip in app.screen._compositor.render_strips()]
        assert "› [/x]" in shown
        await pilot.press("down")
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        assert sum("›" in line for line in lines) == 1
        assert next(line for line in lines if "›" in line).strip("▊▎ ").startswith("› a name that is")
        shown = " ".join(lines)
        assert all(word in shown for word in ("longer", "than", "line", "terminal"))
