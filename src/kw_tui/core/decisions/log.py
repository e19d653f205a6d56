"""Every entry by its id, in order. What is long past is shared between copies, so that to copy costs little."""

from collections.abc import Iterator, Mapping
from itertools import chain

from kw_tui.core.decisions.decision import Decision

LATELY = 2000
"""How many entries are copied; once there are more they become past."""


class Log(Mapping[str, Decision]):
    """Grows by `add` alone. An id is added once."""

    def __init__(self) -> None:
        self._past: dict[str, Decision] = {}
        self._lately: dict[str, Decision] = {}

    def copy(self) -> "Log":
        """Return another that goes on by itself."""
        if len(self._lately) > LATELY:
            self._past, self._lately = self._past | self._lately, {}
        other = Log()
        other._past, other._lately = self._past, self._lately.copy()
        return other

    def add(self, entry: Decision) -> None:
        """Append an entry whose id is new."""
        self._lately[entry.id] = entry

    def __contains__(self, id_: object) -> bool:
        return id_ in self._lately or id_ in self._past

    def __getitem__(self, id_: str) -> Decision:
        found = self._lately.get(id_)
        return self._past[id_] if found is None else found

    def __iter__(self) -> Iterator[str]:
        return chain(self._past, self._lately)

    def __len__(self) -> int:
        return len(self._past) + len(self._lately)

    def oldest_first(self) -> Iterator[Decision]:
        """All entries in order."""
        return chain(self._past.values(), self._lately.values())

    def newest_first(self) -> Iterator[Decision]:
        """All entries, the last first."""
        return chain(reversed(self._lately.values()), reversed(self._past.values()))

    def since(self, count: int) -> list[Decision]:
        """All entries after the first `count`, newest last."""
        newest = self.newest_first()
        return [next(newest) for _ in range(len(self) - count)][::-1]
