import asyncio
from collections.abc import Awaitable
from typing import Any

from kw_tui.tui.settings import trial
from kw_tui.tui.settings.trial import Trial
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text

REFUSAL = UsageError(Text("nein", "no"), Text("anders", "otherwise"))


class Bench:
    def __init__(self) -> None:
        self.asked: list[dict[str, object]] = []
        self.has_data = True

    def tables(self) -> dict[str, int]:
        return {"sales_line": 1} if self.has_data else {}

    def try_out(self, changes: dict[str, object]) -> str:
        self.asked.append(dict(changes))
        if "bad" in changes:
            raise REFUSAL
        return f"effect of {changes}"


async def tried(*steps: dict[str, object], bench: Bench | None = None) -> tuple[Trial, Bench, int]:
    """Want each of these while the one before is computed."""
    asked, told, works = bench or Bench(), [], []
    gate = asyncio.Event()

    async def ask(question: Any) -> Any:
        await gate.wait()
        return question(asked)

    def start(work: Awaitable[None]) -> None:
        for before in works:
            before.cancel()
        works.append(asyncio.ensure_future(work))

    one = Trial(lambda: ask, start, lambda: told.append(1))
    for changes in steps:
        one.want(changes)
        await asyncio.sleep(0.01)
    gate.set()
    await asyncio.gather(*works, return_exceptions=True)
    return one, asked, len(told)


def run(*steps: dict[str, object], bench: Bench | None = None) -> tuple[Trial, Bench, int]:
    trial.PAUSE, before = 0.002, trial.PAUSE
    try:
        return asyncio.run(tried(*steps, bench=bench))
    finally:
        trial.PAUSE = before


def test_only_the_last_is_asked_and_told() -> None:
    one, bench, told = run({"x": 1}, {"x": 12}, {"x": 123})
    assert (one.is_known, one.told, told) == (True, "effect of {'x': 123}", 1)
    assert bench.asked == [{"x": 123}]


def test_nothing_wanted_asks_nothing() -> None:
    one, bench, told = run({})
    assert (one.is_known, one.told, told, bench.asked) == (True, None, 0, [])
    one, bench, told = run({"x": 1}, {})
    assert (one.told, told) == (None, 0)


def test_a_refusal_is_an_answer_and_without_data_there_is_none() -> None:
    one, _, told = run({"bad": 1})
    assert (one.told, told) == (REFUSAL, 1)
    empty = Bench()
    empty.has_data = False
    one, bench, told = run({"x": 1}, bench=empty)
    assert (one.is_known, one.told, told, bench.asked) == (True, None, 1, [])
