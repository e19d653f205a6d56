import asyncio
import gc
import threading
import time
import weakref
from pathlib import Path

import polars as pl
import pytest

from kw_tui.tui.desk import HOLD_SECONDS, Desk
from kw_tui.tui.jobs.job import Job, State
from kw_tui.vocabulary.errors import KwError, SourceError
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.stopping import StoppedError, go_on


class Bench(list[int]):
    """A workbench that is a list: what is asked aside sees it as it was, apart the same one."""

    learnt = 0

    def aside(self) -> "Bench":
        return Bench(self)

    def apart(self) -> "Bench":
        return self

    def learn(self, _: "Bench") -> None:
        self.learnt += 1


def desk() -> Desk:
    return Desk(Bench)  # type: ignore[arg-type,return-value]


def job(**named: bool) -> Job:
    return Job(Text("Arbeit", "work"), **named)  # type: ignore[arg-type]


async def test_questions_are_answered_in_order() -> None:
    asked = desk()
    first = asyncio.ensure_future(asked.ask(lambda bench: (time.sleep(0.05), bench.append(1))))
    await asyncio.sleep(0)
    assert await asked.ask(list) == [1]
    await first


async def test_a_question_withdrawn_before_its_turn_is_not_asked() -> None:
    asked, seen = desk(), []
    busy = asyncio.ensure_future(asked.run(lambda: time.sleep(0.1)))
    await asyncio.sleep(0)
    late = asyncio.ensure_future(asked.run(lambda: seen.append(1)))
    await asyncio.sleep(0)
    late.cancel()
    await busy
    await asked.run(lambda: None)
    assert seen == []


async def test_held_it_begins_nothing_until_released() -> None:
    asked, began = desk(), list[str]()
    asked.hold()
    waiting = asyncio.ensure_future(asked.run(lambda: began.append("asked")))
    await asyncio.sleep(0.02)
    began.append("released")
    asked.release()
    await waiting
    assert began == ["released", "asked"]


async def test_who_forgets_to_release_it_keeps_nobody_waiting() -> None:
    asked = desk()
    asked.hold()
    assert await asyncio.wait_for(asked.ask(list), 5) == []
    assert await asyncio.wait_for(asked.ask(list), HOLD_SECONDS / 2) == []


async def test_known_problems_pass_and_others_become_one_line() -> None:
    def refuse(_: object) -> None:
        raise SourceError(Text("nein", "no"), Text("doch", "yes"))

    def fail(_: object) -> None:
        raise ValueError("first\nsecond {x}")

    with pytest.raises(SourceError):
        await desk().ask(refuse)
    with pytest.raises(KwError) as caught:
        await desk().ask(fail)
    assert "Unerwarteter Fehler (ValueError: first second {x})" in caught.value.line("de")


async def test_a_panic_of_the_engine_becomes_one_line_and_the_desk_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    asked, told = desk(), []
    asked.on_unforeseen = lambda: told.append(1)
    for ask in (asked.ask, asked.ask_aside, asked.ask_apart):
        with pytest.raises(KwError) as caught:
            await ask(_panic)
        assert "PanicException: index out of bounds" in caught.value.line("en")
    assert told == [1, 1, 1]
    assert "PanicException" in next(tmp_path.rglob("kw.log")).read_text()
    assert await asked.ask(list) == []


def _panic(_: object) -> None:
    raise pl.exceptions.PanicException("index out of bounds\nnote: run with RUST_BACKTRACE=1")


async def test_what_is_asked_aside_keeps_nothing_else_waiting() -> None:
    asked, wait = desk(), threading.Event()
    slow = asyncio.ensure_future(asked.ask_aside(lambda bench: (wait.wait(10), len(bench))))
    await asyncio.sleep(0)
    assert await asyncio.wait_for(asked.ask(lambda bench: bench.append(1)), 5) is None
    wait.set()
    assert await slow == (True, 0), "it sees what was there in its turn"
    while not await asked.ask(lambda bench: bench.learnt):  # type: ignore[attr-defined]
        await asyncio.sleep(0)  # once the answer is there


async def test_what_is_asked_apart_waits_for_nothing() -> None:
    asked, wait = desk(), threading.Event()
    await asked.ask(list)
    busy = asyncio.ensure_future(asked.ask(lambda _: wait.wait(10)))
    await asyncio.sleep(0)
    assert await asyncio.wait_for(asked.ask_apart(lambda bench: bench.append(1)), 5) is None  # type: ignore[attr-defined]
    wait.set()
    assert await busy


async def test_a_cancelled_job_is_answered_at_once_and_its_work_stops_before_the_next_step() -> None:
    asked, steps, begun, one = desk(), list[int](), threading.Event(), job()

    def work(_: object) -> None:
        while True:
            go_on()
            asked.told(Text("Schritt", "step"))
            steps.append(1)
            begun.set()
            time.sleep(0.001)

    waiting = asyncio.ensure_future(asked.ask(work, one))  # type: ignore[arg-type]
    await asyncio.to_thread(begun.wait, 10)
    assert (one.state, one.step, asked.jobs.running()) == (State.RUNNING, Text("Schritt", "step"), [one])
    assert one.stop()
    with pytest.raises(StoppedError):
        await waiting
    assert await asyncio.wait_for(asked.ask(list), 5) == []
    assert one.state is State.CANCELLED
    assert not one.is_at_work


async def test_a_change_that_has_begun_is_carried_through() -> None:
    asked, begun, wait, one = desk(), threading.Event(), threading.Event(), job(is_change=True)

    def change(bench: list[int]) -> None:
        begun.set()
        wait.wait(10)
        go_on()
        bench.append(1)

    waiting = asyncio.ensure_future(asked.ask(change, one))  # type: ignore[arg-type]
    await asyncio.to_thread(begun.wait, 10)
    assert not one.stop()
    wait.set()
    await waiting
    assert await asked.ask(list) == [1]
    assert one.state is State.DONE


async def test_a_job_that_waits_is_cancelled_before_it_begins_and_one_nobody_waits_for_is_overtaken() -> None:
    asked, wait, seen = desk(), threading.Event(), list[int]()
    busy = asyncio.ensure_future(asked.ask(lambda _: wait.wait(10)))
    jobs = [job(is_change=True), job(), job()]
    waiting = [asyncio.ensure_future(asked.ask(lambda _: seen.append(1), one)) for one in jobs]
    waiting.append(asyncio.ensure_future(asked.ask_aside(lambda _: seen.append(1), jobs[2])))
    await asyncio.sleep(0)
    assert jobs[0].stop()
    waiting[1].cancel()
    jobs[2].stop()
    wait.set()
    await busy
    assert [type(one) for one in await asyncio.gather(*waiting, return_exceptions=True)] == [
        StoppedError, asyncio.CancelledError, StoppedError, StoppedError,
    ]  # fmt: skip
    await asked.ask(list)
    assert (seen, [one.state for one in jobs]) == ([], [State.CANCELLED, State.OVERTAKEN, State.CANCELLED])


async def test_the_end_waits_for_all_that_was_asked_but_not_for_ever() -> None:
    asked, wait = desk(), threading.Event()
    aside = asyncio.ensure_future(asked.ask_aside(lambda _: wait.wait(10)))
    while not asked._aside:
        await asyncio.sleep(0)
    begun = time.monotonic()
    assert not await asyncio.to_thread(asked.finish, 0.1)
    assert time.monotonic() - begun < 5
    wait.set()
    assert await asyncio.to_thread(asked.finish, 10)
    await aside


async def test_what_is_to_be_written_is_waited_for_behind_a_reading() -> None:
    asked, written = desk(), list[int]()
    reading = asyncio.ensure_future(asked.run(lambda: time.sleep(0.3)))
    change = asyncio.ensure_future(asked.run(lambda: written.append(1), job(is_change=True)))
    await asyncio.sleep(0)
    assert await asyncio.to_thread(asked.finish, 0.05)
    assert written == [1]
    await asyncio.gather(reading, change)


async def test_a_job_that_is_listed_does_not_keep_its_answer() -> None:
    class Answer:
        """Thousands of rows."""

    asked, named = desk(), job()
    named.tells = lambda _: Text("da", "there")
    answer: Answer | None = await asked.ask(lambda _: Answer(), named)
    gone = weakref.ref(answer)
    del answer
    await asked.run(lambda: None)
    gc.collect()
    assert asked.jobs.shown() == [named]
    assert gone() is None
