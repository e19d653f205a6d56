"""The commands of the place one is at, from its live keys: those that work now, and those that do not, with why."""

from functools import partial
from typing import TYPE_CHECKING

from kw_tui.tui.commands.command import Command
from kw_tui.tui.keymap.contexts import NAMES
from kw_tui.tui.tabs import TABS
from kw_tui.tui.widgets.bars import Live, live_keys
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from textual.screen import Screen

    from kw_tui.tui.commanding import Commanding

HERE = Text("hier", "here")
NOT_NOW = Text("geht hier gerade nicht", "not possible here just now")
GROUPS = {place: NAMES[place] for place in ("app", "browse", "table")}
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
    group = GROUPS.get(_place(live)) or TAB_LABELS.get(live.node.id or "", HERE)
    return Command(live.key.text, group, partial(_run, app, live), live.key, why)


def _run(app: "Commanding", live: Live) -> None:
    app.run_worker(app.run_action(live.key.action, live.node), group="commands", exit_on_error=False)
