"""Saving refused lines: where to, what speaks against a place, and what to do next."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kw_tui.tui.lines import Line, clipped
from kw_tui.tui.tabs.imports.choices import shortened
from kw_tui.tui.tabs.imports.looking import is_address
from kw_tui.tui.widgets.path_input import expanded
from kw_tui.tui.widgets.prompt import Objection, Prompt, taken_path, unfit_path
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

WHERE = Text("Abgewiesene Zeilen speichern in", "Save rejected lines to")
WHICH = Text("Abgewiesene Zeilen welcher Datei?", "Rejected lines of which file?")
ENDING = Text("abgewiesen", "rejected")
OF_A_DATABASE = "postgres"
ITSELF = Text("Das ist die importierte Datei selbst", "This is the imported file itself")
SAVED = Text("Gespeichert: {path}", "Saved: {path}")
THEN = Text("berichtigen und erneut importieren", "correct it and import it again")
GONE = Text("die Datei gehört nicht mehr zur Sitzung", "the file is no longer part of the session")
RELOAD = Text("mit <app.reload> neu laden", "reload with <app.reload>")


class Refused(NamedTuple):
    """An imported file with refused lines."""

    sha256: str
    path: Path


def prompt(refused: Refused, lang: Lang) -> Prompt:
    """Ask where to: beside the file, as `NAME-abgewiesen.csv`."""
    path = Path(OF_A_DATABASE) if is_address(refused.path) else refused.path
    target = path.with_name(f"{path.stem}-{ENDING.in_(lang)}.csv")
    return Prompt(WHERE, shortened(target), lambda typed: objection(typed, path), is_path=True)


def objection(typed: str, source: Path) -> Objection | None:
    """What speaks against saving there."""
    unfit = unfit_path(typed)
    if unfit is not None:
        return unfit
    target = expanded(typed)
    try:
        is_itself = target.exists() and source.exists() and target.samefile(source)
    except (OSError, ValueError):  # saving will say what is wrong with it
        return None
    return Objection(ITSELF) if is_itself else taken_path(typed)


def save(refused: Refused, target: Path, bench: "Workbench") -> None:
    """Save the refused lines of a file; raise SourceError where that is not possible."""
    source = next((one for one in bench.session.sources if one.sha256 == refused.sha256), None)
    if source is None:
        raise SourceError(GONE, RELOAD)
    bench.save_rejects(source, target)


def saved_lines(target: Path, lang: Lang, width: int) -> list[Line]:
    """Return where they are, and what to do with them."""
    said = SAVED.format(path=shortened(target)).in_(lang)
    if len(said) + len(THEN.in_(lang)) + 3 <= width:
        return [((said, "positive"), (f" · {THEN.in_(lang)}", "dim"))]
    return [((clipped(said, width), "positive"),), ((THEN.in_(lang), "dim"),)]
