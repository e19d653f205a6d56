"""What an import refuses, in terms of this screen: the question that mends it, or the key. Pure."""

from enum import Enum

from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Text


class Remedy(Enum):
    """What a person can say to make the import go on; `DECIMAL` and `DATES` are options of it."""

    DECIMAL = "decimal"
    DATES = "dates"
    REPLACE = "replace"


KEYS: tuple[tuple[str, Text], ...] = (
    ("--map", Text("e ordnet eine Spalte zu, a wählt die Art der Tabelle", "e assigns a column, a chooses the table")),
    ("--as", Text("a wählt die Art der Tabelle", "a chooses the kind of table")),
    ("--sheet", Text("b wählt das Blatt", "b chooses the sheet")),
    ("--header", Text("o, Kopfzeile: ihre Nummer angeben", "o, header line: give its number")),
    ("--encoding", Text("o, Zeichensatz: einen anderen wählen", "o, encoding: choose another")),
    ("--delimiter", Text("o, Trennzeichen: ein anderes wählen", "o, delimiter: choose another")),
)
"""Options of the command line that a hint names -> what to press instead."""


def remedy(problem: KwError) -> Remedy | None:
    """The question that mends a refusal: its hint begins with the option that would answer it."""
    hint = problem.hint.en.removeprefix("say ")
    return next((one for one in Remedy if hint.startswith(f"--{one.value}")), None)


def in_keys(problem: KwError) -> KwError:
    """The same problem; where its hint names an option of the command line, the key that does as much."""
    named = next((said for option, said in KEYS if option in problem.hint.en), None)
    return problem if named is None else KwError(problem.message, named)
