"""Writes down who changed which setting; the last changes stay in the session file."""

from collections.abc import Iterable

from kw_tui.vocabulary.changes import Change
from kw_tui.vocabulary.session import Session
from kw_tui.workbench.session_fields import SESSION_FIELDS, shown

KEPT = 50
"""How many changes a session remembers."""
LONGEST = 80
"""Characters of a value that are written down."""
NOT_LOGGED = frozenset({"lang"})
"""What everybody sets for themselves on the way out."""


def logged(before: Session, after: Session, names: Iterable[str], who: str, when: str) -> Session:
    """Return the session after a change, with what is different now written down in it."""
    pairs = ((name, _text(before, name), _text(after, name)) for name in names if name not in NOT_LOGGED)
    made = [Change(name, old, new, who, when) for name, old, new in pairs if old != new]
    return after.with_(changes=(*before.changes, *made)[-KEPT:]) if made else after


def _text(session: Session, name: str) -> str:
    value = shown(session, name) if name in SESSION_FIELDS else session.settings[name]
    text = f"{value:g}" if isinstance(value, float | int) else "" if value is None else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
