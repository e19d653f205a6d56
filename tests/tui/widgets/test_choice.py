from textual import on
from textual.app import App, ComposeResult

from kw_tui.tui.widgets.choice import Choice
from kw_tui.vocabulary.texts import Text

WORDS = {"a": Text("erstes", "first"), "b": Text("[zweites]", "second"), "c": Text("drittes", "third")}


class Choosing(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield Choice(WORDS, "b", "de")

    @on(Choice.Changed)
    def _changed(self, event: Choice.Changed) -> None:
        self.told.append(event.control.value)


async def test_keys_go_through_the_choices_and_begin_anew() -> None:
    app = Choosing()
    async with app.run_test() as pilot:
        choice = app.query_one(Choice)
        choice.focus()
        assert str(choice.render()) == "‹ [zweites] ›"
        await pilot.press("right", "space", "left", "left")
        assert app.told == ["c", "a", "c", "b"]
        assert str(choice.render()) == "‹ [zweites] ›"
