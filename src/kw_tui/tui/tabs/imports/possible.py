"""What cannot be done with a file just now, and why. Pure."""

from kw_tui.tui.tabs.imports.looking import Look
from kw_tui.vocabulary.texts import Text

OF_A_LOOK = frozenset({"import", "edit", "table", "options", "sheet", "file", "problems"})
"""Actions that need a look into a file."""
NO_LOOK = Text(
    "Noch keine Datei angesehen; <import.path> fragt nach einer.",
    "No file is looked at yet; <import.path> asks for one.",
)
ONE_SHEET = Text("Die Datei hat nur ein Blatt.", "The file has but one sheet.")
ONE_FILE = Text("Es ist nur eine Datei.", "There is but one file.")
NO_PROBLEMS = Text("An den angesehenen Zeilen ist nichts auszusetzen.", "Nothing is wrong with the lines looked at.")
NOTHING_REFUSED = Text("Hier wurde keine Zeile abgewiesen.", "No line was rejected here.")


def why_not(action: str, look: Look | None, *, has_refused: bool) -> Text | None:
    """Return why an action cannot be done now; None where it can."""
    if action == "save":
        return None if has_refused else NOTHING_REFUSED
    if action not in OF_A_LOOK:
        return None
    if look is None:
        return NO_LOOK
    preview = look.preview
    lacking = {
        "sheet": (len(preview.sheets) < 2, ONE_SHEET),
        "file": (look.others == 0, ONE_FILE),
        "problems": (preview.problems.is_empty(), NO_PROBLEMS),
    }
    is_lacking, why = lacking.get(action, (False, NO_LOOK))
    return why if is_lacking else None
