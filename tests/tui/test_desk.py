import asyncio
import threading
import time

import polars as pl
import pytest

from kw_tui.tui.desk import HOLD_SECONDS, Desk
from kw_tui.vocabulary.errors import KwError, SourceError
from kw_tui.vocabulary.texts import Text


def desk() -> Desk:
    return Desk(list)  # type: ignore[arg-type,return-value]


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
    assert "first" in caught.value.line("de")
    assert "second" not in caught.value.line("de")


async def test_a_panic_of_the_engine_becomes_one_line_and_the_desk_goes_on() -> None:
    asked, told = desk(), []
    asked.on_unforeseen = lambda: told.append(1)
    for ask in (asked.ask, asked.ask_aside):
        with pytest.raises(KwError) as caught:
            await ask(_panic)
        assert "PanicException: index out of bounds" in caught.value.line("en")
    assert told == [1, 1]
    assert await asked.ask(list) == []


def _panic(_: object) -> None:
    raise pl.exceptions.PanicException("index out of bounds\nnote: run with RUST_BACKTRACE=1")


async def test_what_is_asked_aside_keeps_nothing_else_waiting() -> None:
    asked, go_on = desk(), threading.Event()
    slow = asyncio.ensure_future(asked.ask_aside(lambda bench: (go_on.wait(10), len(bench))))
    await asyncio.sleep(0)
    assert await asyncio.wait_for(asked.ask(lambda bench: bench.append(1)), 5) is None
    go_on.set()
    assert await slow == (True, 1)


async def test_the_end_waits_for_all_that_was_asked_but_not_for_ever() -> None:
    asked, go_on = desk(), threading.Event()
    aside = asyncio.ensure_future(asked.ask_aside(lambda _: go_on.wait(10)))
    while not asked._aside:
        await asyncio.sleep(0)
    begun = time.monotonic()
    assert not await asyncio.to_thread(asked.finish, 0.1)
    assert time.monotonic() - begun < 5
    go_on.set()
    assert await asyncio.to_thread(asked.finish, 10)
    await aside
