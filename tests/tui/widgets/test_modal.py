"""Keys pressed faster than a screen closes."""

from textual.widgets import Input

from kw_tui.tui.widgets.ask import AskScreen
from kw_tui.tui.widgets.modal import Modal
from tests.tui.driving import driven


async def test_an_answer_given_twice_counts_once() -> None:
    async with driven("queue") as drive:
        await drive.press("k", *"gut")
        asked = drive.app.screen
        assert isinstance(asked, AskScreen)
        field = asked.query_one("#ask-reason", Input)
        for _ in range(2):  # as two quick keys do: both on their way before the first is answered
            field.post_message(Input.Submitted(field, field.value))
        await drive.settle()
        assert len(drive.app.screen_stack) == 1
        assert len(drive.bench.history) == 1


async def test_what_is_closed_already_closes_nothing_else() -> None:
    async with driven("queue") as drive:
        await drive.press("k")
        asked = drive.app.screen
        asked.dismiss(None)
        drive.app.action_help()
        await drive.settle()
        asked.dismiss(None)
        await drive.settle()
        assert len(drive.app.screen_stack) == 2


async def test_the_tab_below_follows_the_size_while_it_is_covered() -> None:
    async with driven("queue", size=(80, 24)) as drive:
        await drive.press("question_mark")
        await drive.pilot.resize_terminal(120, 35)
        await drive.press("escape")
        assert drive.app.screen.classes == {"-wide", "-high"}
        resized = drive.screen()
    async with driven("queue", size=(120, 35)) as drive:
        assert drive.screen() == resized


async def test_of_several_screens_each_dims_the_one_below_it() -> None:
    async with driven("queue") as drive:
        for _ in range(4):
            drive.app.push_screen(Modal())
        await drive.settle()
        fronts = drive.app.screen_stack[1:]
        for front in fronts:
            front.refresh()  # what is drawn anew below others that are not
            await drive.settle()
        assert [front.render().screen for front in fronts] == drive.app.screen_stack[:-1]
        assert "Segmente" in drive.screen()
