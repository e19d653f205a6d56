"""What a history of decisions amounts to: who stands where, who holds what, what can be undone (SPEC 7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from types import MappingProxyType

import polars as pl

from kw_tui.core.decisions.decision import SETTLING, Decision
from kw_tui.core.proposals.rule import MIGRATE_RUNG, REPRICE_RUNG, RUNG_OF_ACTION
from kw_tui.core.queue import STATE_SCHEMA

CLAIM_MINUTES = 15.0
"""How long a claim lasts unless the session's `claim_minutes` says otherwise."""


@dataclass(frozen=True)
class State:
    """What a history amounts to at `now`."""

    history: tuple[Decision, ...]
    now: datetime
    claim_minutes: float = CLAIM_MINUTES

    def then(self, more: Iterable[Decision], now: datetime | None = None) -> "State":
        """Return the state after further entries."""
        return fold((*self.history, *more), now or self.now, self.claim_minutes)

    @cached_property
    def by_id(self) -> Mapping[str, Decision]:
        """Every entry by its id."""
        return MappingProxyType({entry.id: entry for entry in self.history})

    @cached_property
    def undone(self) -> frozenset[str]:
        """The ids of the decisions that are undone and not redone."""
        undone: set[str] = set()
        for entry in self.history:
            if entry.action == "undo" and entry.replaces:
                undone.add(entry.replaces)
            elif entry.action == "redo" and entry.replaces:
                undone.discard(entry.replaces)
        return frozenset(undone)

    @cached_property
    def effective(self) -> Mapping[str, tuple[Decision, ...]]:
        """Per customer the settling decisions neither undone nor replaced, oldest first."""
        valid = [entry for entry in self.history if entry.action in SETTLING and entry.id not in self.undone]
        replaced = {entry.replaces for entry in valid if entry.replaces}
        found: dict[str, list[Decision]] = {}
        for entry in valid:
            if entry.id not in replaced:
                found.setdefault(entry.customer_id, []).append(entry)
        return MappingProxyType({customer: tuple(entries) for customer, entries in found.items()})

    @cached_property
    def claims(self) -> Mapping[str, Decision]:
        """The claims that hold at `now`, by customer: the first holder's, until released, settled or run out."""
        held: dict[str, Decision] = {}
        for entry in self.history:
            _claimed(held, entry, self.claim_minutes)
        alive = {customer: claim for customer, claim in held.items() if self._is_alive(claim)}
        return MappingProxyType(alive)

    def standing(self, customer_id: str) -> Decision | None:
        """The latest decision about a customer that has not run out at `now`: what a new one takes the place of."""
        entries = reversed(self.effective.get(customer_id, ()))
        return next((entry for entry in entries if not _has_run_out(entry, self.now.date())), None)

    def claimed_by(self, customer_id: str) -> str | None:
        """Who holds a live claim on the customer."""
        claim = self.claims.get(customer_id)
        return claim.who if claim else None

    def open_keeps(self, who: str) -> tuple[Decision, ...]:
        """The keeps against a proposal by `who` that still stand: they draw on the person's budget."""
        standing = (self.standing(customer) for customer in self.effective)
        return tuple(entry for entry in standing if entry and entry.who == who and is_gut_feeling(entry))

    def undoable(self, who: str | None = None) -> Decision | None:
        """The latest decision (of `who`) that an undo would take back."""
        mine = (entry for entry in reversed(self.history) if entry.action in SETTLING and who in {None, entry.who})
        return next((entry for entry in mine if entry.id not in self.undone), None)

    def redoable(self, who: str | None = None) -> Decision | None:
        """The decision (of `who`) undone last, unless something was decided since."""
        for entry in reversed(self.history):
            if who not in {None, entry.who}:
                continue
            if entry.action in SETTLING:
                return None
            if entry.action == "undo" and entry.replaces in self.undone:
                return self.by_id.get(entry.replaces or "")
        return None

    def together(self, decision: Decision) -> tuple[Decision, ...]:
        """Return the decisions taken at one stroke with this one, itself among them."""
        batch = decision.params.get("batch")
        same = (entry for entry in self.history if batch and entry.params.get("batch") == batch)
        return tuple(same) or (decision,)

    def frame(self) -> pl.LazyFrame:
        """Return one row per customer somebody has acted on, as `STATE_SCHEMA`."""
        customers = sorted({*self.effective, *self.claims})
        return pl.LazyFrame([self._row(customer) for customer in customers], schema=STATE_SCHEMA, orient="row")

    def _is_alive(self, claim: Decision) -> bool:
        return self.now - claim.moment < timedelta(minutes=self.claim_minutes)

    def _row(self, customer_id: str) -> tuple[object, ...]:
        standing, holder = self.standing(customer_id), self.claimed_by(customer_id)
        days = _rung_days(self.effective.get(customer_id, ()))
        rung = max(days, default=0)
        return (
            customer_id,
            _name_of(standing, holder),
            *_taken(standing),
            holder,
            rung,
            days.get(rung),
            days.get(REPRICE_RUNG),
            days.get(MIGRATE_RUNG),
            None,
            None,
        )


def fold(history: Sequence[Decision], now: datetime, claim_minutes: float = CLAIM_MINUTES) -> State:
    """Return what a history amounts to at `now` (with offset). Entries of unknown actions are kept but change nothing.

    An entry whose id came before is the same entry written twice, and counts once.
    """
    once: dict[str, Decision] = {}
    for entry in history:
        once.setdefault(entry.id, entry)
    return State(tuple(once.values()), now, claim_minutes)


def is_gut_feeling(decision: Decision) -> bool:
    """Whether it keeps a customer against a proposal: its figures say which."""
    return decision.action == "keep" and bool(decision.figures.get("proposal"))


def _claimed(held: dict[str, Decision], entry: Decision, minutes: float) -> None:
    """Apply one entry to the claims held so far."""
    holder = held.get(entry.customer_id)
    if entry.action == "claim":
        is_free = holder is None or holder.who == entry.who
        if is_free or entry.moment - held[entry.customer_id].moment >= timedelta(minutes=minutes):
            held[entry.customer_id] = entry
    elif holder and holder.who == entry.who and entry.action in {*SETTLING, "skip", "release"}:
        del held[entry.customer_id]


def _has_run_out(decision: Decision, today: date) -> bool:
    """A keep holds through its last day; a snoozed row is back on its day."""
    if decision.until is None:
        return False
    return decision.until < today or (decision.action == "snooze" and decision.until == today)


def _name_of(standing: Decision | None, holder: str | None) -> str:
    if standing and standing.action != "snooze":
        return "decided"
    if holder:
        return "claimed"
    return "snoozed" if standing else "open"


def _taken(standing: Decision | None) -> tuple[object, ...]:
    if standing is None:
        return (None,) * 6
    return (standing.action, standing.who, standing.when, standing.id, standing.reason, standing.until)


def _rung_days(entries: Iterable[Decision]) -> dict[int, date]:
    """The day each rung was last decided."""
    return {RUNG_OF_ACTION[entry.action]: entry.moment.date() for entry in entries if entry.action in RUNG_OF_ACTION}
