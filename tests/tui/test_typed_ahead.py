"""What is typed before there is anything to see."""

import threading

import pytest
from textual import events

from kw_tui.tui.app import KwApp
from kw_tui.tui.typed_ahead import MOST, Ahead
from kw_tui.tui.widgets.browser import Browser
from tests.tui.driving import Drive, program
from tests.tui.fake_workbench import FakeWorkbench


def typed(*keys: str) -> list[events.Key]:
    return [events.Key(key, "/" if key == "slash" else key if len(key) == 1 else None) for key in keys]


def test_moves_are_kept_and_decisions_are_not() -> None:
    ahead = Ahead()
    kept = [ahead.keep(event) for event in typed("down", "r", "pagedown", "space", "q", "enter")]
    assert kept == [True, False, True, False, False, False]
    assert [event.key for event in ahead.take()] == ["down", "pagedown"]
    assert ahead.take() == []


def test_after_the_key_of_a_filter_letters_belong_to_it_until_it_ends() -> None:
    ahead = Ahead()
    for event in typed("slash", "q", "r", "enter", "r", "down"):
        ahead.keep(event)
    assert [event.key for event in ahead.keys] == ["slash", "q", "r", "enter", "down"]
    assert {event.key for event in ahead.letters} == {"q", "r", "enter"}
    ahead.drop()
    assert (ahead.keys, ahead.letters, [ahead.keep(event) for event in typed("q")]) == ([], set(), [False])


def test_keys_are_for_the_tab_looked_at_when_they_were_typed() -> None:
    ahead = Ahead()
    ahead.keep(*typed("down"))
    ahead.settle("queue")
    assert ahead.keys
    ahead.settle("plan")
    assert ahead.keys == []


def test_a_key_that_repeats_for_ever_is_not_kept_for_ever() -> None:
    ahead = Ahead()
    assert sum(ahead.keep(*typed("down")) for _ in range(500)) == MOST


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


@pytest.mark.parametrize("is_there", [True, False], ids=["a filter", "none"])
async def test_letters_kept_for_a_filter_are_for_nothing_else(monkeypatch: pytest.MonkeyPatch, is_there: bool) -> None:
    go_on = threading.Event()

    class Slow(FakeWorkbench):
        def queue(self) -> object:  # type: ignore[override]
            go_on.wait(10)
            return super().queue()

    if not is_there:
        monkeypatch.setattr(Browser, "action_filter", lambda _: None)
    app = program(Slow(view={"tab": "queue"}))
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        drive = Drive(app, None, pilot)
        await pilot.press("slash", "p", "k")
        go_on.set()
        await drive.settle()
        assert (drive.body.browser.wanted, app.screen_stack[1:]) == ("pk" if is_there else "", [])
        assert app.desk._workbench.history == []  # type: ignore[union-attr]


async def test_a_key_pressed_just_after_the_answer_follows_those_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    class Slow(FakeWorkbench):
        def queue(self) -> object:  # type: ignore[override]
            go_on.wait(10)
            return super().queue()

    monkeypatch.setattr(KwApp, "give_typed", lambda _: None)  # what was kept is given a moment after the answer
    app = program(Slow(view={"tab": "queue"}))
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        drive = Drive(app, None, pilot)
        await pilot.press("slash", "p")
        go_on.set()
        await drive.settle()
        app.post_message(typed("k")[0])
        app.post_message(typed("l")[0])
        await drive.settle()
        assert drive.body.browser.wanted == "pkl"
        assert app.desk._workbench.history == []  # type: ignore[union-attr]
