"""What a history of decisions amounts to: who stands where, who holds what, what can be undone (SPEC 7)."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from types import MappingProxyType

import polars as pl

from kw_tui.core.decisions.decision import REVERSIBLE, Decision
from kw_tui.core.decisions.running import Running
from kw_tui.core.proposals.rule import MIGRATE_RUNG, REPRICE_RUNG, RUNG_OF_ACTION
from kw_tui.core.queue import STATE_SCHEMA

CLAIM_MINUTES = 15.0
"""How long a claim lasts unless the session's `claim_minutes` says otherwise."""


@dataclass(frozen=True)
class State:
    """What a history amounts to at `now`. Days are those of UTC, so that every machine sees the same."""

    running: Running
    now: datetime

    @cached_property
    def history(self) -> tuple[Decision, ...]:
        """Every entry, oldest first."""
        return tuple(self.running.entries.oldest_first())

    @property
    def by_id(self) -> Mapping[str, Decision]:
        """Every entry by its id."""
        return self.running.entries

    @property
    def undone(self) -> frozenset[str]:
        """The ids of what is undone and not redone."""
        return frozenset(self.running.undone)

    @property
    def today(self) -> date:
        """The day it is, the same in every time zone."""
        return self.now.astimezone(UTC).date()

    def then(self, more: Iterable[Decision], now: datetime | None = None) -> "State":
        """Return the state after further entries."""
        running = self.running.copy()
        running.take(more)
        return State(running, now or self.now)

    @cached_property
    def effective(self) -> Mapping[str, tuple[Decision, ...]]:
        """Per customer the settling decisions in force: neither undone, replaced nor unsigned; oldest first."""
        found = {customer: self.running.stand(customer).effective for customer in self.running.settled()}
        return MappingProxyType({customer: entries for customer, entries in found.items() if entries})

    @cached_property
    def claims(self) -> Mapping[str, Decision]:
        """The claims that hold at `now`, by customer: the first holder's, until released, settled or run out."""
        return MappingProxyType(
            {customer: one for customer, one in self.running.held.items() if self.running.is_held(one, self.now)}
        )

    def latest(self, customer_id: str) -> Decision | None:
        """The latest decision about a customer that has not run out, in force or waiting for its signature."""
        return self._last(self.running.stand(customer_id).valid)

    def awaiting(self, customer_id: str) -> Decision | None:
        """The latest decision about a customer, if it waits for a signature."""
        latest = self.latest(customer_id)
        return latest if latest and latest.id in self.running.stand(customer_id).unsigned else None

    @cached_property
    def to_sign(self) -> tuple[Decision, ...]:
        """All decisions that wait for a signature, by customer."""
        waiting = (self.awaiting(customer) for customer in sorted(self.running.settled()))
        return tuple(one for one in waiting if one is not None)

    def verdict(self, decision: Decision) -> Decision | None:
        """The signature or rejection of a decision that counts."""
        return self.running.verdict(decision.id)

    def claimed_by(self, customer_id: str) -> str | None:
        """Who holds a live claim on the customer."""
        claim = self.running.held.get(customer_id)
        return claim.who if claim and self.running.is_held(claim, self.now) else None

    def open_keeps(self, who: str) -> tuple[Decision, ...]:
        """The keeps against a proposal by `who`, signed or not: they draw on the person's budget."""
        latest = (self.latest(customer) for customer in self.running.settled())
        return tuple(entry for entry in latest if entry and entry.who == who and is_gut_feeling(entry))

    def undoable(self, who: str | None = None) -> Decision | None:
        """The latest decision or signature (of `who`) that an undo would take back."""
        return next((entry for entry in self._reversible(who) if self._can_be_undone(entry)), None)

    def redoable(self, who: str | None = None) -> Decision | None:
        """What (`who`) has undone last, unless something was decided since."""
        for entry in self.running.entries.newest_first():
            if who not in {None, entry.who}:
                continue
            if entry.action in REVERSIBLE:
                return None
            if entry.action == "undo" and entry.replaces in self.running.undone:
                return self.by_id.get(entry.replaces or "")
        return None

    def together(self, decision: Decision) -> tuple[Decision, ...]:
        """Return what was written at one stroke with this one, itself among them."""
        return self.running.stroke(decision)

    def frame(self) -> pl.LazyFrame:
        """Return one row per customer somebody has acted on, as `STATE_SCHEMA`."""
        settled = (customer for customer in self.running.settled() if self.running.stand(customer).valid)
        customers = sorted({*settled, *self.claims})
        return pl.LazyFrame([self._known_row(customer) for customer in customers], schema=STATE_SCHEMA, orient="row")

    def _reversible(self, who: str | None) -> Iterable[Decision]:
        entries = self.running.entries.newest_first()
        return (entry for entry in entries if entry.action in REVERSIBLE and who in {None, entry.who})

    def _can_be_undone(self, entry: Decision) -> bool:
        if entry.id in self.running.undone:
            return False
        verdict = self.verdict(entry)
        return verdict is None or verdict.action != "reject"

    def _last(self, entries: Sequence[Decision]) -> Decision | None:
        return next((entry for entry in reversed(entries) if not _has_run_out(entry, self.today)), None)

    def _known_row(self, customer_id: str) -> tuple[object, ...]:
        if customer_id in self.claims:
            return self._row(customer_id)
        rows = self.running.rows
        if customer_id in rows:
            return rows[customer_id]
        row = self._row(customer_id)
        if not self.running.stand(customer_id).runs_out:
            rows[customer_id] = row
        return row

    def _row(self, customer_id: str) -> tuple[object, ...]:
        latest, holder = self.latest(customer_id), self.claimed_by(customer_id)
        is_signed = self.awaiting(customer_id) is None
        days = self._rung_days(customer_id, self.running.replaced([latest] if latest and not is_signed else []))
        rung = max(days, default=0)
        return (
            customer_id,
            _name_of(latest, holder, is_signed=is_signed),
            *self._taken(latest),
            holder,
            rung,
            days.get(rung),
            days.get(REPRICE_RUNG),
            days.get(MIGRATE_RUNG),
            None,
            None,
        )

    def _taken(self, one: Decision | None) -> tuple[object, ...]:
        if one is None:
            return (None,) * 6
        return (one.action, one.who, self._since(one).when, one.id, one.reason, one.until)

    def _since(self, decision: Decision) -> Decision:
        """The entry by which a decision takes effect: its signature, or itself."""
        return (self.verdict(decision) or decision) if decision.needs_signature else decision

    def since(self, decision: Decision) -> date:
        """The day a decision took effect, where the person was who took or signed it."""
        return self._since(decision).moment.date()

    def _rung_days(self, customer_id: str, besides: Set[str]) -> dict[int, date]:
        """The day each rung took effect last; what waits for a signature leaves out all it would replace."""
        entries = (one for one in self.running.stand(customer_id).effective if one.id not in besides)
        return {RUNG_OF_ACTION[one.action]: self.since(one) for one in entries if one.action in RUNG_OF_ACTION}


def fold(history: Iterable[Decision], now: datetime, claim_minutes: float = CLAIM_MINUTES) -> State:
    """Return what a history amounts to at `now` (with offset). Entries of unknown actions are kept but change nothing.

    An entry whose id came before is the same entry written twice, and counts once.
    """
    running = Running(claim_minutes)
    running.take(history)
    return State(running, now)


def is_gut_feeling(decision: Decision) -> bool:
    """Whether it keeps a customer against a proposal: its figures say which."""
    return decision.action == "keep" and bool(decision.figures.get("proposal"))


def _has_run_out(decision: Decision, today: date) -> bool:
    """A keep holds through its last day; a snoozed row is back on its day."""
    if decision.until is None:
        return False
    return decision.until < today or (decision.action == "snooze" and decision.until == today)


def _name_of(latest: Decision | None, holder: str | None, *, is_signed: bool) -> str:
    if not is_signed:
        return "to_sign"
    if latest and latest.action != "snooze":
        return "decided"
    if holder:
        return "claimed"
    return "snoozed" if latest else "open"
