"""What an import refuses, in terms of this screen: the question that mends it, or the key. Pure."""

from kw_tui.vocabulary.errors import KwError, OpenQuestionError
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.vocabulary.texts import Text

KEYS: tuple[tuple[str, Text], ...] = (
    ("--map", Text("e ordnet eine Spalte zu, a wählt die Art der Tabelle", "e assigns a column, a chooses the table")),
    ("--as", Text("a wählt die Art der Tabelle", "a chooses the kind of table")),
    ("--sheet", Text("b wählt das Blatt", "b chooses the sheet")),
    ("--header", Text("o, Kopfzeile: ihre Nummer angeben", "o, header line: give its number")),
    ("--encoding", Text("o, Zeichensatz: einen anderen wählen", "o, encoding: choose another")),
    ("--delimiter", Text("o, Trennzeichen: ein anderes wählen", "o, delimiter: choose another")),
)
"""Options of the command line that a hint names -> what to press instead."""


def open_option(problem: KwError, options: ImportOptions) -> str | None:
    """The option a refusal asks a person for; None where it asks nothing, or was answered before."""
    if not isinstance(problem, OpenQuestionError) or getattr(options, problem.option) is not None:
        return None
    return problem.option


def is_update(problem: KwError) -> bool:
    """Whether a file was refused because it would count twice with an older version of itself."""
    return problem.hint.en.startswith("--replace")


def in_keys(problem: KwError) -> KwError:
    """The same problem; where its hint names an option of the command line, the key that does as much."""
    named = next((said for option, said in KEYS if option in problem.hint.en), None)
    return problem if named is None else KwError(problem.message, named)
