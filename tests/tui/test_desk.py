import asyncio
import time

import pytest

from kw_tui.tui.desk import Desk
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
