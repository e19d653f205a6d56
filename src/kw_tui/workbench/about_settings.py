"""What is known of everything that can be set: what holds now, what rests on it, and who changed it last."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from kw_tui.core.metrics.costs import COSTS
from kw_tui.core.metrics.metric import Metric
from kw_tui.core.proposals.rules import FAMILIES
from kw_tui.core.queue import INPUTS, STATE_SCHEMA, ranking
from kw_tui.vocabulary.changes import Change
from kw_tui.vocabulary.session import Session
from kw_tui.vocabulary.settings import ITEMS, Field, Settings, Value
from kw_tui.workbench.session_fields import typed

_ANY_DAY = date(2000, 1, 1)
_OF_FIELDS = {
    "rfm_r": ("r", "rfm_segment"),
    "rfm_f": ("f", "rfm_segment"),
    "rfm_m": ("m", "rfm_segment"),
    "rfm_segments": ("rfm_segment",),
}


@dataclass(frozen=True, slots=True)
class About:
    """One thing that can be set. `value` is that of a setting, or a field of the session as it would be typed.

    `figures` are the metrics whose own expression reads it, `further` how many others rest on these; `proposals` are
    the actions whose reasons read it, `in_queue` whether anything in the review queue does. `last` is its last change.
    """

    id: str
    value: Value
    is_changed: bool
    is_unconfirmed: bool
    figures: tuple[str, ...] = ()
    further: int = 0
    proposals: tuple[str, ...] = ()
    in_queue: bool = False
    last: Change | None = None
    is_own: bool = False
    """Whether the session itself says it, be it the default."""


class Listening(Settings):
    """Settings that note down which of them are asked for."""

    asked: set[str]

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "asked", set())

    def __getitem__(self, setting_id: str) -> Value:
        self.asked.add(setting_id)
        return super().__getitem__(setting_id)


def about(
    session: Session, settings: Settings, tables: Collection[str], metrics: Iterable[Metric]
) -> tuple[About, ...]:
    """Return everything that can be set, in the order of its groups. Rates of costs without a table count for nothing,
    so that they are no open assumption.
    """
    known = tuple(metrics)
    resting, by_actions, in_queue = _resting(known), _read_by_actions(settings), _read_by_queue(settings)
    readers = _readers(known)
    idle = {id_ for cost in COSTS if tables and cost.table not in tables for id_ in (cost.rate, cost.avoidable)}
    last = {change.key: change for change in session.changes}

    def one(id_: str) -> About:
        if isinstance(ITEMS[id_], Field):
            value, figures = typed(session, id_), _OF_FIELDS.get(id_, ())
            changed = value != typed(Session(), id_)
            return About(id_, value, changed, is_unconfirmed=False, figures=figures, last=last.get(id_))
        figures = resting.get(id_, ())
        return About(
            id_,
            settings[id_],
            settings[id_] != Settings()[id_],
            settings.is_unconfirmed(id_) and id_ not in idle,
            figures,
            len(_above(figures, readers)) - len(figures),
            tuple(action for action, read in by_actions.items() if id_ in read),
            id_ in in_queue or not _above(figures, readers).isdisjoint(INPUTS),
            last.get(id_),
            id_ in settings.overrides,
        )

    return tuple(one(id_) for id_ in ITEMS)


def _resting(metrics: Iterable[Metric]) -> Mapping[str, tuple[str, ...]]:
    """By setting: the metrics that read it."""
    found: dict[str, tuple[str, ...]] = {}
    for metric in metrics:
        for setting in metric.settings:
            found[setting] = (*found.get(setting, ()), metric.id)
    return found


def _readers(metrics: Collection[Metric]) -> Mapping[str, set[str]]:
    """By metric: those that read it."""
    readers: dict[str, set[str]] = {metric.id: set() for metric in metrics}
    for metric in metrics:
        for name in metric.inputs & readers.keys():
            readers[name].add(metric.id)
    return readers


def _above(begun: Collection[str], readers: Mapping[str, set[str]]) -> set[str]:
    """The metrics themselves and all that read them, directly or not."""
    found, waiting = set(begun), list(begun)
    while waiting:
        fresh = readers[waiting.pop()] - found
        found |= fresh
        waiting += fresh
    return found


def _read_by_actions(settings: Settings) -> dict[str, set[str]]:
    """By action: the settings its rules ask for."""
    found: dict[str, set[str]] = {}
    for family in FAMILIES:
        listening = Listening(settings.overrides, settings.rfm)
        for rule in family(listening, _ANY_DAY):
            found.setdefault(rule.action, set()).update(listening.asked)
    return found


def _read_by_queue(settings: Settings) -> set[str]:
    """The settings asked for while the queue is planned; nothing is computed."""
    listening = Listening(settings.overrides, settings.rfm)
    portfolio = pl.LazyFrame(schema=dict.fromkeys(INPUTS, pl.Float64))
    ranking(portfolio, pl.LazyFrame(schema=STATE_SCHEMA), listening, _ANY_DAY)
    return listening.asked
