"""Whatever is pasted: what would steer the terminal does not reach it, and what is too long is cut and told."""

from textual.app import App, ComposeResult
from textual.events import Paste

from kw_tui.tui.widgets.typed_line import MOST, TypedLine, TypedLines, printable_lines

HARMFUL = "a\x1b]52;c;eA==\x07\x9bb\tc"


class Fields(App[None]):
    lang = "en"

    def compose(self) -> ComposeResult:
        yield TypedLine(id="usual")
        yield TypedLine(max_length=5, id="short")
        yield TypedLines()


async def test_what_is_pasted_is_text_and_short() -> None:
    app = Fields()
    async with app.run_test(notifications=True) as pilot:

        async def pasted(selector: str, text: str) -> str:
            app.query_one(selector).focus()
            await pilot.pause()
            app.screen.post_message(Paste(text))
            await pilot.pause()
            field = app.query_one(selector)
            return field.value if isinstance(field, TypedLine) else field.text

        def told() -> list[str]:
            return [str(one.message) for one in app._notifications]

        assert await pasted("#usual", HARMFUL) == "a ]52;c;eA==  b c"
        assert await pasted("TypedLines", f"{HARMFUL}\r\n\u202ed") == "a ]52;c;eA==  b c\n¿d"
        assert told() == []
        assert await pasted("#short", "x" * 9) == "xxxxx"
        assert told() == ["Too long: only the first 5 characters fit here"]
        assert len(await pasted("#usual", "y" * 1_000_000)) == MOST
        await pilot.press("z")
        assert len(app.query_one("#usual", TypedLine).value) == MOST
        assert len(await pasted("TypedLines", "z\n" * 100_000)) == MOST
        lines = app.query_one(TypedLines)
        lines.select_all()  # what is replaced makes room
        assert await pasted("TypedLines", "new") == "new"
        lines.undo()
        assert len(lines.text) == MOST
        app.query_one("#usual", TypedLine).value = "\x1b[2J\u202e"  # remembered, or the name of a file
        assert app.query_one("#usual", TypedLine)._value.plain == "·[2J¿"


def test_lines_stay_lines() -> None:
    assert printable_lines("a\tb\n\x00c\u2028") == "a b\n c "
