"""How the columns of a portfolio are made, and which of them have to be made afresh when something changes."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from kw_tui.core.metrics.metric import Metric, add_metrics, storeys


@dataclass(frozen=True, eq=False)
class Made:
    """Columns that a function of frames adds, from `inputs` (column ids) and all it `rests_on` besides.

    A frame it rests on is the same only if it is the same object.
    """

    columns: tuple[str, ...]
    inputs: frozenset[str]
    rests_on: tuple[object, ...]
    add: Callable[[pl.LazyFrame], pl.LazyFrame]

    def is_made_as(self, other: "Made | Metric") -> bool:
        """Whether the other gives the same columns from the same inputs."""
        if not isinstance(other, Made) or len(self.rests_on) != len(other.rests_on):
            return False
        return all(_is_one(*pair) for pair in zip(self.rests_on, other.rests_on, strict=True))


Stage = tuple[Metric, ...] | Made
"""Metrics, which find their order by what they read, or one function; stages are run one after the other."""


@dataclass(frozen=True, eq=False)
class Recipe:
    """All that is done to facts to make a portfolio of them."""

    stages: tuple[Stage, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it makes."""
        return tuple(name for stage in self.stages for part in _parts(stage) for name in _columns(part))

    def made_of(self, facts: pl.LazyFrame) -> pl.LazyFrame:
        """The facts and every column."""
        for stage in self.stages:
            facts = _added(facts, stage)
        return facts

    def stale_since(self, before: "Recipe", changed: Collection[str]) -> frozenset[str]:
        """The columns that may be others than by the recipe of before, or because of the `changed` columns of facts.

        A metric whose expression is the same over columns that are the same is not among them.
        """
        known = {name: part for part in before._in_order() for name in _columns(part)}
        stale = set(changed)
        for part in self._in_order():
            if part.inputs & stale or not all(_is_same(part, known.get(name)) for name in _columns(part)):
                stale.update(_columns(part))
        return frozenset(stale)

    def made_afresh(self, facts: pl.DataFrame, before: pl.DataFrame, stale: Collection[str]) -> pl.LazyFrame:
        """What `made_of` the facts would be, computing `stale` columns only; the others are taken from `before`.

        The facts must be those of `before`, in its order, but for stale columns.
        """
        fresh = [name for name in self.columns if name not in stale]
        frame = facts.with_columns(before.select(fresh).get_columns()).lazy()
        for stage in self.stages:
            frame = _added(frame, stage, stale)
        return frame

    def fingerprint(self, columns: Collection[str]) -> str:
        """A text that changes whenever the metrics behind these columns are computed otherwise.

        Only metrics are looked at: none of the columns may rest on a function of frames.
        """
        told = hashlib.blake2b(digest_size=16)
        for part in self._behind(columns):
            if isinstance(part, Made):
                raise ValueError(f"{part.columns} are made of frames")
            told.update(part.expr.meta.serialize())
        return told.hexdigest()

    def _behind(self, columns: Collection[str]) -> "list[Metric | Made]":
        wanted, found = set(columns), []
        for part in reversed(list(self._in_order())):
            if wanted.intersection(_columns(part)):
                wanted |= part.inputs
                found.append(part)
        return found

    def _in_order(self) -> Iterator["Metric | Made"]:
        for stage in self.stages:
            yield from _parts(stage)


def _is_one(one: object, other: object) -> bool:
    return one is other or (not isinstance(one, pl.DataFrame) and one == other)


def _added(frame: pl.LazyFrame, stage: Stage, wanted: Collection[str] | None = None) -> pl.LazyFrame:
    if isinstance(stage, Made):
        return stage.add(frame) if wanted is None or set(stage.columns) & set(wanted) else frame
    return add_metrics(frame, [metric for metric in stage if wanted is None or metric.id in wanted])


def _parts(stage: Stage) -> Iterable["Metric | Made"]:
    if isinstance(stage, Made):
        return [stage]
    return [metric for storey in storeys(stage) for metric in storey]


def _columns(part: "Metric | Made") -> tuple[str, ...]:
    return part.columns if isinstance(part, Made) else (part.id,)


def _is_same(part: "Metric | Made", other: "Metric | Made | None") -> bool:
    if other is None:
        return False
    if isinstance(part, Made):
        return part.is_made_as(other)
    return isinstance(other, Metric) and part.kind == other.kind and part.expr.meta.eq(other.expr)
