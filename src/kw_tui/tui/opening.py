"""What the program reads of a session before it shows any of it: its name, its view, the state of its journal."""

from typing import TYPE_CHECKING, Any, NamedTuple

from kw_tui.storage.personal import read_config
from kw_tui.tui.lines import printable
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.vocabulary.session import Period
    from kw_tui.workbench import Workbench


class Opened(NamedTuple):
    """What is known once the workbench is open."""

    view: dict[str, Any]
    lang: Lang
    note: str
    has_data: bool
    notice: Text | None
    theme: str
    """What the person's configuration says; nothing if it says nothing."""


def first_look(workbench: "Workbench") -> Opened:
    """Read what the frame of the screen needs."""
    view, has_data = dict(workbench.session.view), bool(workbench.tables())
    return Opened(view, workbench.lang, note(workbench), has_data, _notice(workbench), _theme())


def _notice(workbench: "Workbench") -> Text | None:
    """Read the journal, so that a torn or broken one is told before anybody decides."""
    try:
        workbench.news()  # from here on it tells what others did
    except KwError as problem:
        return Text(problem.line("de"), problem.line("en"))
    return workbench.notice()


def _theme() -> str:
    """Return the theme the person's configuration names; a broken file was told when the command began."""
    try:
        return str(read_config().get("theme", ""))
    except KwError:
        return ""


def note(workbench: "Workbench") -> str:
    """Name the session, the months of its period, and its currency."""
    name = printable(workbench.path.name.removesuffix(".kw.toml"))
    period = f"{_months(workbench.period)} · " if "sales_line" in workbench.tables() else ""
    return f"{name} · {period}{workbench.currency}"


def _months(period: "Period") -> str:
    first = f"{period.first:%m/%y}" if period.first else ""
    return f"{first}–{period.last:%m/%y}"
