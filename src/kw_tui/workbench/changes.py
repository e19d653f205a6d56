"""Writes down who changed which setting; the last changes stay in the session file."""

from collections.abc import Iterable

from kw_tui.vocabulary.changes import Change
from kw_tui.vocabulary.session import Session
from kw_tui.workbench.session_fields import SESSION_FIELDS, own_values, typed

KEPT = 50
"""How many changes a session remembers."""
LONGEST = 80
"""Characters of a value that are written down."""
NOT_LOGGED = frozenset({"lang"})
"""What everybody sets for themselves on the way out."""


def logged(before: Session, after: Session, names: Iterable[str], who: str, when: str) -> Session:
    """Return the session after a change, with what is different now, or confirmed, written down in it.

    What is taken back to its default is empty afterwards.
    """
    wanted = [name for name in names if name not in NOT_LOGGED]
    own = [own_values(session, wanted) for session in (before, after)]
    pairs = ((name, _text(before, name), "" if own[1][name] is None else _text(after, name)) for name in wanted)
    made = [
        Change(name, old, new, who, when)
        for name, old, new in pairs
        if (old != new and own[0][name] != own[1][name]) or (before.settings.is_unconfirmed(name) and new)
    ]
    return after.with_(changes=(*before.changes, *made)[-KEPT:]) if made else after


def _text(session: Session, name: str) -> str:
    value = typed(session, name) if name in SESSION_FIELDS else session.settings[name]
    text = f"{value:g}" if isinstance(value, float | int) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
