"""A look at a session without opening it: nothing of its data is loaded."""

from pathlib import Path

from kw_tui.storage import sessions
from kw_tui.vocabulary.session import Session


def read_session(path: Path) -> Session:
    """Return a session as saved; raise SessionError if it is missing, broken or from a newer kw."""
    return sessions.read(path)
