"""Work beside the screen: the newest answer alone counts."""

import threading

from textual.app import App

from kw_tui.tui.latest import AT_ONCE, Latest


async def test_few_rows_are_answered_at_once() -> None:
    app, got = App[None](), list[int]()
    async with app.run_test():
        Latest(app.screen).ask(lambda: 1, got.append, AT_ONCE)
        assert got == [1]


async def test_the_last_of_many_questions_is_answered_and_no_other() -> None:
    app, got, begun = App[None](), list[int](), list[int]()
    async with app.run_test() as pilot:
        latest, gate = Latest(app.screen), threading.Event()

        def slow(number: int) -> int:
            begun.append(number)
            gate.wait(5)
            return number

        latest.ask(lambda: slow(1), got.append, AT_ONCE + 1)
        await pilot.pause()
        for number in (2, 3, 4):
            latest.ask(lambda number=number: slow(number), got.append, AT_ONCE + 1)
        assert got == []
        gate.set()
        await app.workers.wait_for_complete()
        assert (begun, got) == ([1, 4], [4])
        gate.clear()
        latest.ask(lambda: slow(5), got.append, AT_ONCE + 1)
        await pilot.pause()
        latest.ask(lambda: 6, got.append, 1)  # few rows are not kept waiting, and what was asked before is void
        gate.set()
        await app.workers.wait_for_complete()
        assert got == [4, 6]
