"""A history under way: what it amounts to so far. To take one more entry costs the same however long it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kw_tui.core.decisions.decision import REVERSIBLE, SETTLING, VERDICTS, Decision, is_same_person
from kw_tui.core.decisions.log import Log

_ENDS_CLAIM = frozenset({*REVERSIBLE, "skip", "release"})


@dataclass(frozen=True, slots=True)
class Stand:
    """The settling decisions about one customer that nobody undid, rejected or replaced, oldest first."""

    valid: tuple[Decision, ...] = ()
    unsigned: frozenset[str] = frozenset()
    """The ids of those that wait for a signature."""

    @property
    def runs_out(self) -> bool:
        """Whether a day changes where the customer stands."""
        return any(one.until is not None for one in self.valid)

    @property
    def effective(self) -> tuple[Decision, ...]:
        """Those in force."""
        return tuple(one for one in self.valid if one.id not in self.unsigned)


NOTHING = Stand()


class Running:
    """All that is remembered of a history to tell its state. Entries are looked up by id, customer and stroke."""

    def __init__(self, claim_minutes: float) -> None:
        self.claim_minutes = claim_minutes
        self.entries = Log()
        self.undone: set[str] = set()
        self.held: dict[str, Decision] = {}
        """The latest claim that counts, by customer; it may have run out since."""
        self.potentials: tuple[Decision, ...] = ()
        """The claims of potential, oldest first."""
        self._settling: dict[str, tuple[Decision, ...]] = {}
        self._verdicts: dict[str, tuple[Decision, ...]] = {}
        self._strokes: dict[str, tuple[Decision, ...]] = {}
        self._stands: dict[str, Stand] = {}
        self.rows: dict[str, tuple[object, ...]] = {}
        """What `State.frame` tells of a customer, where no day changes it; gone once something does."""

    def copy(self) -> "Running":
        """Return another that goes on by itself."""
        other = Running(self.claim_minutes)
        for name, value in vars(self).items():
            setattr(other, name, value.copy() if isinstance(value, dict | set | Log) else value)
        return other

    def take(self, entries: Iterable[Decision]) -> None:
        """Go on by these entries; one whose id came before is the same entry written twice, and counts once."""
        for entry in entries:
            if entry.id not in self.entries:
                self.entries.add(entry)
                self._apply(entry)

    def _apply(self, entry: Decision) -> None:
        self._claim(entry)
        if batch := entry.params.get("batch"):
            self._strokes[batch] = (*self._strokes.get(batch, ()), entry)
        if entry.action == "potential":
            self.potentials = (*self.potentials, entry)
        if entry.action in SETTLING:
            self._settling[entry.customer_id] = (*self._settling.get(entry.customer_id, ()), entry)
            self._forget(entry.id)
        elif entry.replaces and entry.action in VERDICTS:
            self._verdicts[entry.replaces] = (*self._verdicts.get(entry.replaces, ()), entry)
            self._forget(entry.replaces)
        elif entry.replaces and entry.action in {"undo", "redo"}:
            (self.undone.add if entry.action == "undo" else self.undone.discard)(entry.replaces)
            self._forget(entry.replaces)

    def _forget(self, decision_id: str) -> None:
        """Work out anew where the customer stands whom an entry, or what it is about, concerns."""
        about = self.entries.get(decision_id)
        if about is not None and about.action in VERDICTS:
            about = self.entries.get(about.replaces or "")
        if about is not None:
            self._stands.pop(about.customer_id, None)
            self.rows.pop(about.customer_id, None)

    def _claim(self, entry: Decision) -> None:
        holder = self.held.get(entry.customer_id)
        if entry.action == "claim":
            is_free = holder is None or holder.who == entry.who
            if is_free or not self.is_held(self.held[entry.customer_id], entry.moment):
                self.held[entry.customer_id] = entry
        elif holder and holder.who == entry.who and entry.action in _ENDS_CLAIM:
            del self.held[entry.customer_id]

    def is_held(self, claim: Decision, now: datetime) -> bool:
        """Whether a claim has not run out; one far ahead of the clock has, or it would hold for ever."""
        return abs(now - claim.moment) < timedelta(minutes=self.claim_minutes)

    def settled(self) -> Iterator[str]:
        """The customers anything was ever decided about."""
        return iter(self._settling)

    def stroke(self, decision: Decision) -> tuple[Decision, ...]:
        """The entries written at one stroke with this one, itself among them."""
        return self._strokes.get(decision.params.get("batch", ""), ()) or (decision,)

    def verdict(self, decision_id: str) -> Decision | None:
        """The signature or rejection of a decision that counts: the last not undone, and not by its own author."""
        author = self.entries[decision_id].who if decision_id in self.entries else ""
        given = reversed(self._verdicts.get(decision_id, ()))
        return next((one for one in given if one.id not in self.undone and not is_same_person(one.who, author)), None)

    def stand(self, customer_id: str) -> Stand:
        """Where a customer stands, whatever the day."""
        if customer_id not in self._stands:
            self._stands[customer_id] = self._stand(customer_id)
        return self._stands[customer_id]

    def _stand(self, customer_id: str) -> Stand:
        made = self._settling.get(customer_id)
        if not made:
            return NOTHING
        verdicts = {one.id: self.verdict(one.id) for one in made if one.needs_signature}
        is_rejected = {id_ for id_, verdict in verdicts.items() if verdict and verdict.action == "reject"}
        unsigned = frozenset(id_ for id_, verdict in verdicts.items() if verdict is None)
        valid = [one for one in made if one.id not in self.undone and one.id not in is_rejected]
        replaced = self.replaced(one for one in valid if one.id not in unsigned)
        left = tuple(one for one in valid if one.id not in replaced)
        return Stand(left, unsigned.intersection(one.id for one in left))

    def replaced(self, entries: Iterable[Decision]) -> set[str]:
        """The ids of what decisions take the place of, and what that would have taken the place of in its turn."""
        replaced: set[str] = set()
        for one in entries:
            before = one.replaces
            while before and before not in replaced:
                replaced.add(before)
                before = self.entries[before].replaces if before in self.entries else None
        return replaced
