"""What other people did on the same session since one last looked."""

from collections.abc import Sequence
from typing import NamedTuple

from kw_tui.core.decisions import Doings, doings
from kw_tui.vocabulary.changes import Change
from kw_tui.workbench import deciding
from kw_tui.workbench.analysis import Analysis


class News(NamedTuple):
    """What others did, by person, and the settings they changed; `has_changed` tells whether to read anew."""

    has_changed: bool = False
    doings: Sequence[Doings] = ()
    changes: Sequence[Change] = ()


class Others(Analysis):
    """Looks for what others did. The first look only takes note of where things stand."""

    _heard: int | None = None
    _heard_changes: tuple[Change, ...] = ()

    def news(self) -> News:
        """Take in what others did to the session or its decisions since the last call, and return it summed up."""
        has_changed, is_first = self.reload_if_changed(), self._heard is None
        entries, changes, me = self.state().running.entries, self.session.changes, deciding.who()
        heard, self._heard = min(self._heard or 0, len(entries)), len(entries)
        known, self._heard_changes = self._heard_changes, changes
        if is_first:
            return News(has_changed)
        fresh = entries.since(heard)
        # a change is known by all it says: the list forgets its oldest
        told = tuple(one for one in changes if one not in known and one.who != me)
        return News(has_changed or bool(fresh), doings(fresh, besides=me), told)
