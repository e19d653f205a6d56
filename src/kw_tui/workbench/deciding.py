"""How a decision is written down: who and when, under which figures; and read back from the journal."""

import getpass
import os
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from kw_tui.core.decisions import Decision

Action = Literal["let_go", "reprice", "service", "channel", "keep", "snooze", "skip", "claim", "release"]
FIGURES = ("revenue", "db4", "relevant_contribution", "at_stake", "needed_step", "step", "proposal", "rank")


def who() -> str:
    """Return the person at work: KW_USER, else the login name."""
    return os.environ.get("KW_USER") or getpass.getuser()


def stamp(now: datetime) -> str:
    """Write a moment with its offset, to the second."""
    return now.astimezone().isoformat(timespec="seconds")


def new_id() -> str:
    """Return an id no other process makes."""
    return uuid.uuid4().hex[:12]


def figures(row: Mapping[str, Any]) -> dict[str, str]:
    """Take down the figures a decision rests on, as text."""
    return {name: str(row[name]) for name in FIGURES if row.get(name) is not None}


def to_entry(decision: Decision) -> dict[str, Any]:
    """Turn a decision into a journal entry; empty fields are left out."""
    entry = {name: getattr(decision, name) for name in Decision.__dataclass_fields__}
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in entry.items() if value}


def from_entry(entry: Mapping[str, Any]) -> Decision:
    """Turn a journal entry back into a decision; keys of newer programs are ignored."""
    known = {name: value for name, value in entry.items() if name in Decision.__dataclass_fields__}
    return Decision(**known)
