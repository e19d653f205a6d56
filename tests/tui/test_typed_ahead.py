"""What is typed before there is anything to see."""

import threading

import pytest
from textual import events

from kw_tui.tui.typed_ahead import MOST, Ahead
from tests.tui.driving import driven, program
from tests.tui.fake_workbench import FakeWorkbench


def test_moves_are_kept_and_decisions_are_not() -> None:
    ahead = Ahead()
    kept = [ahead.keep(key, None) for key in ("down", "r", "pagedown", "space", "q", "enter")]
    assert kept == [True, False, True, False, False, False]
    assert [ahead.take(), ahead.take(), ahead.take()] == [("down", None), ("pagedown", None), None]


def test_after_the_key_of_a_filter_letters_belong_to_it_until_it_ends() -> None:
    ahead = Ahead()
    for key in ("slash", "q", "r", "enter", "r"):
        ahead.keep(key, key[0])
    assert [key for key, _ in ahead.keys] == ["slash", "q", "r", "enter"]
    ahead.drop()
    assert not ahead.keep("q", "q")


def test_keys_are_for_the_tab_looked_at_when_they_were_typed() -> None:
    ahead = Ahead()
    ahead.keep("down", None)
    ahead.settle("queue")
    assert ahead.keys
    ahead.settle("plan")
    assert (ahead.keys, ahead.is_open) == ([], False)


def test_a_key_that_repeats_for_ever_is_not_kept_for_ever() -> None:
    ahead = Ahead()
    assert sum(ahead.keep("down", None) for _ in range(500)) == MOST


@pytest.mark.parametrize("is_open", [False, True], ids=["before it is opened", "while it is computed"])
async def test_the_cursor_is_where_one_went_and_nothing_was_decided(is_open: bool) -> None:
    go_on = threading.Event()

    class Slow(FakeWorkbench):
        def queue(self) -> object:  # type: ignore[override]
            go_on.wait(10)
            return super().queue()

    def opened() -> Slow:
        if not is_open:
            go_on.wait(10)
        return Slow(view={"tab": "queue"})

    app = program(opened)
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        for _ in range(50 if is_open else 1):
            await pilot.pause(0.01)
            if app.body("queue") is not None:
                break
        await pilot.press("down", "down", "r", "down", "l")
        go_on.set()
        for _ in range(8):
            await app.workers.wait_for_complete()
            await pilot.pause(0.01)
        queue = app.body("queue")
        assert queue is not None
        assert queue.browser.table.cursor_row == 3  # type: ignore[attr-defined]
        assert app.desk._workbench.history == []  # type: ignore[union-attr]


async def test_a_tab_chosen_before_the_session_is_open_stays_chosen() -> None:
    go_on = threading.Event()

    def opened() -> FakeWorkbench:
        go_on.wait(10)
        return FakeWorkbench(view={"tab": "queue"})

    app = program(opened)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.tab == "plan"
        assert app.body("plan") is not None


async def test_letters_that_come_with_the_key_of_a_filter_are_typed_into_it() -> None:
    async with driven("queue") as drive:
        for key, letter in (("slash", "/"), ("p", "p"), ("k", "k"), ("enter", None), ("down", None)):
            drive.app.post_message(events.Key(key, letter))  # as a slow line brings them: all at once
        await drive.settle()
        assert (len(drive.app.screen_stack), drive.bench.history) == (1, [])
        assert drive.body.browser.wanted == "pk"


async def test_letters_for_a_filter_that_does_not_open_are_none_for_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kw_tui.tui.typed_ahead.PAUSE", 0.001)
    async with driven("queue") as drive:
        monkeypatch.setattr(type(drive.body.browser), "action_filter", lambda _: None)
        for key, letter in (("slash", "/"), ("down", None), ("a", "a")):
            drive.app.post_message(events.Key(key, letter))
        await drive.settle()
        assert (drive.body.browser.table.cursor_row, drive.app.screen_stack[1:], drive.bench.history) == (0, [], [])


async def test_what_follows_a_filter_ended_is_for_the_list_again() -> None:
    async with driven("queue") as drive:
        shown = drive.body.browser.table.row_count
        for key, letter in (("slash", "/"), ("x", "x"), ("escape", None), ("down", None), ("down", None)):
            drive.app.post_message(events.Key(key, letter))
        await drive.settle()
        assert (drive.body.browser.table.cursor_row, drive.body.browser.table.row_count) == (2, shown)
