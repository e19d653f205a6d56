"""Work beside the screen: the newest answer alone counts."""

import threading
from pathlib import Path

import polars as pl
import pytest
from textual.app import App

from kw_tui.tui.latest import AT_ONCE, Latest
from kw_tui.vocabulary.errors import KwError


class Told(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.problems: list[str] = []

    def show_problem(self, problem: KwError) -> None:
        self.problems.append(problem.line("en"))


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


@pytest.mark.parametrize("rows", [AT_ONCE, AT_ONCE + 1])
async def test_what_the_engine_cannot_do_is_told_once_and_the_next_question_is_answered(
    rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    class PanicException(BaseException):
        pass

    def fails(error: BaseException) -> int:
        raise error

    app, got = Told(), list[int]()
    async with app.run_test():
        latest = Latest(app.screen)
        for _ in range(2):
            latest.ask(lambda: fails(pl.exceptions.ComputeError("too large")), got.append, rows)
            await app.workers.wait_for_complete()
        latest.ask(lambda: fails(PanicException("index out of bounds")), got.append, rows)
        await app.workers.wait_for_complete()
        assert [line[: line.index(" - ")] for line in app.problems] == [
            "Unexpected error (ComputeError: too large)",
            "Unexpected error (PanicException: index out of bounds)",
        ]
        latest.ask(lambda: 7, got.append, rows)
        await app.workers.wait_for_complete()
        assert got == [7]
