import asyncio
from typing import Any

import polars as pl

from kw_tui.tui.seeking import Seeker
from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.texts import Text


class SlowDesk:
    """Answers when told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.may_answer = asyncio.Event()

    def finder(self) -> "SlowDesk":
        return self

    def find(self, wanted: str) -> pl.DataFrame:
        self.asked.append(wanted)
        return pl.DataFrame({"customer_id": [wanted]})

    async def ask(self, question: Any) -> Any:
        return question(self)

    async def run_aside(self, call: Any) -> Any:
        answer = call()
        await self.may_answer.wait()
        return answer


async def test_only_the_newest_answer_is_shown_and_no_letter_between_is_asked() -> None:
    desk, shown = SlowDesk(), []
    seeker = Seeker(desk, shown.append, shown.append)  # type: ignore[arg-type]
    first = asyncio.ensure_future(seeker.seek("a"))
    await asyncio.sleep(0)
    for typed in ("ab", "abc", "abcd"):
        await seeker.seek(typed)
    desk.may_answer.set()
    await first
    assert desk.asked == ["a", "abcd"]
    assert [one["customer_id"][0] for one in shown] == ["abcd"]


async def test_a_failure_is_told_and_the_next_letter_is_asked_again() -> None:
    told: list[Any] = []
    desk = SlowDesk()
    desk.may_answer.set()
    failing = SessionError(Text("kaputt", "broken"), Text("neu", "anew"))
    answers = [failing]

    async def ask(question: Any) -> Any:
        if answers:
            raise answers.pop()
        return question(desk)

    desk.ask = ask  # type: ignore[method-assign]
    seeker = Seeker(desk, told.append, told.append)  # type: ignore[arg-type]
    await seeker.seek("a")
    await seeker.seek("b")
    assert told[0] is failing
    assert told[1]["customer_id"][0] == "b"


async def test_enter_quicker_than_the_answer_waits_for_it() -> None:
    desk, shown, opened = SlowDesk(), [], []
    seeker = Seeker(desk, shown.append, shown.append)  # type: ignore[arg-type]
    first = asyncio.ensure_future(seeker.seek("a"))
    await asyncio.sleep(0)
    await seeker.seek("ab")
    seeker.then("ab", lambda: opened.append(shown[-1]["customer_id"][0]))
    assert opened == []
    desk.may_answer.set()
    await first
    assert opened == ["ab"]
    seeker.then("ab", lambda: opened.append("at once"))
    assert opened == ["ab", "at once"]


async def test_whoever_types_on_after_enter_opens_nobody() -> None:
    desk, opened = SlowDesk(), []
    seeker = Seeker(desk, lambda _: None, lambda _: None)  # type: ignore[arg-type]
    first = asyncio.ensure_future(seeker.seek("a"))
    seeker.then("a", lambda: opened.append("a"))
    for typed in ("ab", "a"):
        await asyncio.sleep(0)
        await seeker.seek(typed)
    desk.may_answer.set()
    await first
    assert opened == []
