"""How far an import is, told while it goes on. Whoever is told may raise to stop it; nothing is left behind then."""

from collections.abc import Callable
from enum import Enum

from kw_tui.vocabulary.texts import Text


class Step(Enum):
    """What is being done: bytes are read, lines checked, parts of the ledger stored."""

    READ = Text("wird gelesen", "reading")
    CHECK = Text("wird geprüft", "checking")
    STORE = Text("wird gespeichert", "storing")


Progress = Callable[[Step, int, int], None]
"""Takes the step, how much of it is done, and how much there is."""


def told(progress: Progress | None, step: Step) -> Callable[[int, int], None] | None:
    """The part of a progress that concerns one step."""
    if progress is None:
        return None
    return lambda done, total: progress(step, done, total)
