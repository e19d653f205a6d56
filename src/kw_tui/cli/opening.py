"""Which session a call means, and opening it."""

from pathlib import Path
from typing import TYPE_CHECKING

from kw_tui.cli.voice import Voice
from kw_tui.cli.working import tell_work
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

SUFFIX = ".kw.toml"
FIRST_NAME = "kundenwert"


def session_path(given: Path | None, *, may_be_new: bool = False) -> Path:
    """Return the session named, else the only one in this folder; raise UsageError if there is none or a choice.

    A name without suffix gets `.kw.toml`. With `may_be_new`, a folder without a session gets a first one.
    """
    if given is not None:
        return given if given.suffix == ".toml" or given.exists() else given.with_name(given.name + SUFFIX)
    here = sessions_here()
    if len(here) == 1:
        return here[0]
    if not here and may_be_new:
        return Path(FIRST_NAME + SUFFIX)
    raise _several(here) if here else _none()


def sessions_here() -> list[Path]:
    """Return the sessions of this folder."""
    return sorted(path for path in Path().glob(f"*{SUFFIX}") if path.is_file())


def new_path() -> Path:
    """Return where a new session of this folder would lie: under a name nobody uses."""
    names = (FIRST_NAME, *(f"{FIRST_NAME}-{number}" for number in range(2, 1000)))
    return next(path for name in names if not (path := Path(name + SUFFIX)).exists())


def open_session(given: Path | None, voice: Voice, period: str | None = None) -> "Workbench":
    """Open the session a reading command works on, and speak its language; raise KwError."""
    path = session_path(given)
    from kw_tui.workbench import Workbench

    bench = Workbench.open(path, lang=voice.lang, period=period)
    voice.follow(bench.session.lang)
    tell_work(bench, voice)
    return bench


def open_or_new(given: Path | None, voice: Voice, period: str | None = None) -> "Workbench":
    """Open a session, or one that its first change will save."""
    path = session_path(given, may_be_new=True)
    from kw_tui.workbench import Workbench

    bench = Workbench.open_or_new(path, lang=voice.lang, period=period)
    voice.follow(bench.session.lang)
    tell_work(bench, voice)
    return bench


def tell_notice(bench: "Workbench", voice: Voice) -> None:
    """Tell what the user should know about the decisions: a torn end that was set aside."""
    if notice := bench.notice():
        voice.say(Text(f"kw: {notice.de}", f"kw: {notice.en}"))


def _none() -> UsageError:
    return UsageError(
        Text("In diesem Ordner liegt keine Sitzung", "There is no session in this folder"),
        Text(
            "mit -s NAME.kw.toml nennen; `kw import` legt sie an", "name it with -s NAME.kw.toml; `kw import` makes it"
        ),
    )


def _several(here: list[Path]) -> UsageError:
    names = ", ".join(path.name for path in here[:5])
    return UsageError(
        Text(f"Hier liegen mehrere Sitzungen: {names}", f"There are several sessions here: {names}"),
        Text("eine mit -s nennen", "name one with -s"),
    )
