"""What settings would do, worked out aside while they are typed: only the last that was typed is told."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from kw_tui.vocabulary.errors import KwError

if TYPE_CHECKING:
    from kw_tui.tui.desk import Ask
    from kw_tui.workbench import Workbench
    from kw_tui.workbench.trying import Tried

PAUSE = 0.12
"""Seconds without a key before anything is computed: whoever types goes on typing."""
Changes = Mapping[str, object]


class Trial:
    """The changes last asked about, and what was told of them. `told` is what they would do, a KwError why they
    cannot be, or None where nothing is imported.

    `start` does the work in place of what was started before: a question out of date is given up.
    """

    def __init__(
        self, ask: "Callable[[], Ask]", start: Callable[[Awaitable[None]], object], tell: Callable[[], None]
    ) -> None:
        self._ask, self._start, self._tell = ask, start, tell
        self.wanted: Changes = {}
        self._answered: Changes = {}
        self.told: Tried | KwError | None = None

    @property
    def is_known(self) -> bool:
        """Whether what is wanted has been told."""
        return self._answered == self.wanted

    def want(self, changes: Changes) -> None:
        """Ask what these would do; whatever was asked before is out of date."""
        if changes == self.wanted:
            return
        self.wanted = dict(changes)
        self._answered, self.told = {}, None
        if changes:
            self._start(self._work(self.wanted))

    def forget(self) -> None:
        """What was told holds no more: something else has changed."""
        changes, self.wanted = self.wanted, {}
        self.want(changes)

    async def _work(self, changes: Changes) -> None:
        await asyncio.sleep(PAUSE)
        answer = await self._answer(changes)
        if changes == self.wanted:
            self._answered, self.told = changes, answer
            self._tell()

    async def _answer(self, changes: Changes) -> "Tried | KwError | None":
        def question(bench: "Workbench") -> "Tried | None":
            return bench.try_out(changes) if bench.tables() else None

        try:
            found: Tried | None = await self._ask()(question)
        except KwError as problem:
            return problem
        return found
