"""How the screen of settings is opened: at the place it was left, or narrowed to a way of cutting the portfolio."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from kw_tui.core.segmentation.segments import segmentation_by
from kw_tui.tui.jobs import names
from kw_tui.tui.settings.rows import Asked
from kw_tui.tui.settings.screen import SettingsScreen, place
from kw_tui.tui.settings.trying import Wanted
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.tui.app import KwApp

PLACE = "settings"
"""What the place is remembered under."""
OF_A_WAY = Text("{way} einstellen", "Adjust: {way}")
NOTHING_TO_SET = Text("Hier ist nichts einzustellen", "There is nothing to set here")


def open_settings(app: "KwApp", by: str = "", chosen: Mapping[str, str] | None = None, at: str = "") -> None:
    """Show all settings, or those of the way `by`; values `chosen` are tried at once, `at` has the cursor."""
    if not app.is_open or any(isinstance(screen, SettingsScreen) for screen in app.screen_stack):
        return
    if by:
        narrowed = _narrowed(app, by, chosen or {}, app.screen_stack.copy())
        app.run_worker(narrowed, group="settings", exclusive=True, exit_on_error=False)
        return

    def remember(state: dict[str, Any]) -> None:
        app.view[PLACE] = state

    asked, cursor = (Asked(), at) if at else place(app.view.get(PLACE, {}))
    app.push_screen(SettingsScreen(app.lang, Wanted(asked, cursor), remember))


async def _narrowed(app: "KwApp", by: str, chosen: Mapping[str, str], there: Sequence[Screen[Any]]) -> None:
    ids = tuple(await app.desk.ask(lambda bench: bench.adjustable(by), app.job(names.ADJUSTABLE, app.tab)))
    if not ids:
        app.tell(NOTHING_TO_SET.in_(app.lang))
        return
    if app.screen not in there:  # the next key opened something else, which nothing may cover
        return
    title = OF_A_WAY.format(way=segmentation_by(by).label)
    wanted = Wanted(Asked(only=ids), next(iter(chosen), ids[0]), title, by, chosen)
    app.push_screen(SettingsScreen(app.lang, wanted, lambda _state: None))
