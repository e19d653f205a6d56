"""The commands of the place one is at, from its live keys: those that work now, and those that do not, with why."""

from functools import partial
from typing import TYPE_CHECKING

from kw_tui.tui.commands.command import Command
from kw_tui.tui.keymap.contexts import NAMES
from kw_tui.tui.keys import Key
from kw_tui.tui.tabs import TABS
from kw_tui.tui.widgets.live_keys import Live, live_keys
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from textual.screen import Screen

    from kw_tui.tui.commanding import Commanding

HERE = Text("hier", "here")
SHARED = "reading"
"""What ids of keys begin with that several overlays have in common."""
NOT_NOW = Text("geht hier gerade nicht", "not possible here just now")
TAB_LABELS = {entry.id: entry.label for entry in TABS}
ORDER = ("browse", "table", "app")
"""What comes after the keys of the place itself."""


def commands_here(app: "Commanding", under: "Screen[object]") -> list[Command]:
    """Return what the keys of a screen do, those of the place itself first, those that work everywhere last."""
    live = sorted(live_keys(under), key=lambda one: ORDER.index(_place(one)) + 1 if _place(one) in ORDER else 0)
    return [_command(app, one) for one in live]


def _place(live: Live) -> str:
    return live.key.id.split(".")[0]


def _command(app: "Commanding", live: Live) -> Command:
    why = None if live.is_enabled else app.why_not_now(live.key.action, live.node) or NOT_NOW
    return Command(live.key.text, _group(live), partial(_run, app, live), live.key, why)


def _group(live: Live) -> Text:
    """Return what the place is called whose key it is."""
    place = _place(live)
    if place == SHARED:
        keys: tuple[Key, ...] = getattr(live.node, "KEYS", (live.key,))
        place = keys[0].id.split(".")[0]
    tab = TAB_LABELS.get(live.node.id or "") if place not in ORDER else None
    return tab or NAMES.get(place, HERE)


def _run(app: "Commanding", live: Live) -> None:
    app.run_worker(app.run_action(live.key.action, live.node), group="commands", exit_on_error=False)
