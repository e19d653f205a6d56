"""Decisions on their way to and from the journal: who took them, when, and on which figures."""

import getpass
import os
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from kw_tui.core.decisions import CLAIM_MINUTES, Decision, Running, State, signature_of
from kw_tui.core.proposals.rule import WAITING
from kw_tui.storage.journal import Entry, Journal, Stamp
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Text

FIGURES = ("proposal", "rank", "abc", "at_stake", "needed_step", "step", "revenue", "db4", "relevant_contribution")
HISTORY_SCHEMA = {
    "when": pl.String,
    "who": pl.String,
    "customer_id": pl.String,
    "action": pl.String,
    "step": pl.Float64,
    "amount": MONEY,
    "until": pl.Date,
    "reason": pl.String,
    "proposal": pl.String,
    "at_stake": MONEY,
    "stands": pl.Boolean,
    "signature": pl.String,
    "signed_by": pl.String,
    "id": pl.String,
    "replaces": pl.String,
    "rule_version": pl.String,
}
_WRITTEN = {name: pl.Boolean if dtype == pl.Boolean else pl.String for name, dtype in HISTORY_SCHEMA.items()}
"""The same as the journal holds it: figures and days as text."""
Clock = Callable[[], datetime]


class Folded(NamedTuple):
    """What of a journal was read into a state: how many entries, and the last of them as it was read."""

    running: Running
    taken: int = 0
    last: Entry | None = None

    def is_before(self, entries: tuple[Entry, ...]) -> bool:
        """Whether a journal that holds these entries only went on since."""
        return self.taken == 0 or (len(entries) >= self.taken and entries[self.taken - 1] is self.last)


class Decisions:
    """The decisions of one session, as one person at work sees and adds to them."""

    def __init__(self, session_path: Path, clock: Clock) -> None:
        self._journal = Journal(session_path)
        self._clock = clock
        self._folded = Folded(Running(CLAIM_MINUTES))
        self.notice: Text | None = None

    def history(self) -> list[Decision]:
        """Return every entry ever written, oldest first. A torn end set aside on the way is told in `notice`."""
        return list(self.state(self._folded.running.claim_minutes).history)

    def potentials(self) -> tuple[Decision, ...]:
        """Return the claims of potential ever made, oldest first."""
        return self.state(self._folded.running.claim_minutes).running.potentials

    def state(self, claim_minutes: float) -> State:
        """Return what the decisions amount to now."""
        read = self._journal.history()
        self.notice = read.notice or self.notice
        return self._state(read.entries, claim_minutes)

    def stamp(self) -> Stamp:
        """Return what changes whenever anybody decides."""
        return self._journal.stamp()

    def add(self, make: Callable[[State], list[Decision]], claim_minutes: float) -> list[Decision]:
        """Append what `make` decides on the state of this very moment; nobody comes between. On the disk on return."""

        def decided(entries: tuple[Entry, ...]) -> list[dict[str, object]]:
            return [one.to_mapping() for one in make(self._state(entries, claim_minutes))]

        return _decisions(self._journal.append_after(decided))

    def _state(self, entries: tuple[Entry, ...], claim_minutes: float) -> State:
        """Fold only what came since the last time; states given out before stay as they were."""
        folded = self._folded
        if folded.running.claim_minutes != claim_minutes or not folded.is_before(entries):
            folded = Folded(Running(claim_minutes))
        if len(entries) > folded.taken:
            running = folded.running.copy()
            running.take(_decisions(entries[folded.taken :]))
            folded = Folded(running, len(entries), entries[-1])
        self._folded = folded
        return State(folded.running, self._clock())

    def new(self, customer_id: str, action: str, **fields: Any) -> Decision:
        """Make a decision of this person, now."""
        return Decision(uuid.uuid4().hex[:12], customer_id, action, who(), self.now(), **fields)

    def now(self) -> str:
        """Return this moment as the journal writes it, with the offset of where the machine stands."""
        return self._clock().astimezone().isoformat(timespec="seconds")

    def table(self, claim_minutes: float) -> pl.DataFrame:
        """Return the history as a table, newest first; `stands` tells what is in force.

        `signature` is one of `SIGNATURES` where a decision needs one.
        """
        state = self.state(claim_minutes)
        standing = {one.id for entries in state.effective.values() for one in entries}
        rows = [_row(one, state, one.id in standing) for one in reversed(state.history)]
        return _typed(pl.DataFrame(rows, schema=_WRITTEN, orient="row"))


def who() -> str:
    """Return the person at work: KW_USER, else the login name."""
    return os.environ.get("KW_USER") or getpass.getuser()


def params(
    action: str, step: float | None, until: date | None, row: Mapping[str, Any], effective: date | None = None
) -> dict[str, str]:
    """Return what a decision carries: the step of a repricing and the day a measure takes effect (as proposed unless
    given), and the day it lasts until.
    """
    chosen = step if step is not None else row.get("step")
    has_step = chosen is not None and (action == "reprice" or step is not None)
    carried = {"step": str(chosen)} if has_step else {}
    starts = effective or row.get("effective_date")
    carried |= {"effective": starts.isoformat()} if action in WAITING and starts is not None else {}
    return carried | ({"until": until.isoformat()} if until else {})


def batch(count: int) -> dict[str, str]:
    """Return what marks decisions taken at one stroke; nothing for a single one."""
    return {"batch": uuid.uuid4().hex[:12]} if count > 1 else {}


def figures(row: Mapping[str, Any]) -> dict[str, str]:
    """Take down the figures a decision rests on, as text."""
    return {name: str(row[name]) for name in FIGURES if row.get(name) is not None}


def _decisions(entries: Iterable[Mapping[str, object]]) -> list[Decision]:
    return [Decision.from_mapping(entry) for entry in entries]


def _typed(written: pl.DataFrame) -> pl.DataFrame:
    """Read figures and days; what cannot be read is not known."""
    until = pl.col("until").str.to_date("%Y-%m-%d", strict=False)
    typed = written.with_columns(until).cast(HISTORY_SCHEMA, strict=False)  # type: ignore[arg-type]
    return typed.with_columns(pl.when(pl.col("step").is_finite()).then("step"))


def _row(one: Decision, state: State, stands: bool) -> tuple[object, ...]:
    carried, taken_on = one.params.get, one.figures.get
    what = (
        one.action,
        carried("step"),
        carried("amount"),
        carried("until"),
        one.reason or None,
        taken_on("proposal"),
        taken_on("at_stake"),
    )
    verdict = state.verdict(one) if one.needs_signature else None
    signature = (signature_of(one, state), verdict.who if verdict else None)
    return (one.when, one.who, one.customer_id, *what, stands, *signature, one.id, one.replaces, one.rule_version)
