"""What is done to settings: set, confirmed, taken back to the default, and all of it undone.

Each begins with what others have set up to this moment: what they did is neither confirmed away nor undone.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

CHANGED_SINCE = Text(
    "{key} ist inzwischen anders gesetzt und bleibt, wie es ist", "{key} has been set otherwise since, and stays"
)
LOOK = Text("die Einstellung ansehen", "look at the setting")


class Done(NamedTuple):
    """A change that was made: what the session itself said before and after it, by setting; None is the default."""

    before: Mapping[str, object]
    after: Mapping[str, object]


def change(bench: "Workbench", changes: Mapping[str, object]) -> Done:
    """Set these, and return what was done; raise UsageError for an impossible value."""
    bench.reload_if_changed()
    before = bench.own_values(changes)
    bench.set(**changes)
    return Done(before, bench.own_values(changes))


def confirm(bench: "Workbench", ids: Iterable[str]) -> Done:
    """Say that these hold as they are; one that somebody has set meanwhile is no assumption any more."""
    bench.reload_if_changed()
    return change(bench, {id_: bench.settings[id_] for id_ in ids if bench.settings.is_unconfirmed(id_)})


def take_back(bench: "Workbench", done: Done) -> Done:
    """Set what was there before; raise UsageError where somebody else has set it otherwise since."""
    bench.reload_if_changed()
    now = bench.own_values(done.after)
    if now != done.after:
        other = next(id_ for id_, value in done.after.items() if now[id_] != value)
        raise UsageError(CHANGED_SINCE.format(key=other), LOOK)
    bench.set(**done.before)
    return done
