"""What an import says, in terms of this screen: the question that mends it, or the key instead of an option. Pure."""

import re

from kw_tui.tui.tabs.imports.choices import OPTIONS
from kw_tui.vocabulary.errors import KwError, OpenQuestionError
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.vocabulary.sources import TABLES
from kw_tui.vocabulary.texts import Lang, Text

_OF_READING: tuple[tuple[str, Text], ...] = (
    ("--header", Text("Kopfzeile: ihre Nummer angeben", "header line: give its number")),
    ("--encoding", Text("Zeichensatz: einen anderen wählen", "encoding: choose another")),
    ("--delimiter", Text("Trennzeichen: ein anderes wählen", "delimiter: choose another")),
    ("--decimal", Text("Dezimalzeichen: eines wählen", "decimal mark: choose one")),
    ("--currency", Text("Währung: angeben, worin sie sind", "currency: say what they are in")),
    ("--dates", Text("Tag und Monat: die Folge wählen", "day and month: choose their order")),
    ("--discount", Text("Rabatt: Prozent oder Anteil wählen", "discount: choose per cent or fraction")),
    ("--sale", Text("Verkauf: Soll oder Haben wählen", "sale: choose debit or credit")),
    ("--amounts", Text("Beträge: der Zeile oder der Rechnung", "amounts: of the line or of the invoice")),
)
KEYS: tuple[tuple[str, Text], ...] = (
    ("--map", Text("<import.edit> ordnet eine Spalte zu, <import.table> wählt die Art der Tabelle",
                   "<import.edit> assigns a column, <import.table> chooses the table")),
    ("--as", Text("<import.table> wählt die Art der Tabelle", "<import.table> chooses the kind of table")),
    ("--sheet", Text("<import.sheet> wählt das Blatt", "<import.sheet> chooses the sheet")),
    *((option, Text(f"<import.options>, {said.de}", f"<import.options>, {said.en}")) for option, said in _OF_READING),
    ("without --replace", Text("nur die Datei angeben, die an ihre Stelle tritt; die andere danach",
                               "name only the file that takes its place; the other afterwards")),
    ("--replace`", Text("die alte Datei zurücklegen, oder <import.path>: die neue angeben und ersetzen",
                        "put the old file back, or <import.path>: name the new one and replace it")),
    ("--replace", Text("noch einmal importieren und ersetzen", "import it once more and replace it")),
)  # fmt: skip
"""What a hint of the command line names -> what to press instead; the first that fits counts."""
_MAP = re.compile(r"--map (\w+)=.*")
"""The end of a remark that names another field for the column it is about."""
_OPTION = re.compile(r"--([a-z]+)(?=\W|$)")
_IDS = re.compile(r" \(([a-z_]+(?:, [a-z_]+)*)\)")
"""Names of fields in brackets behind what they are called."""
_LABELS = {column.id: column.label for table in TABLES for column in table.fields}


def open_option(problem: KwError, options: ImportOptions) -> str | None:
    """The option a refusal asks a person for; None where it asks nothing, or was answered before."""
    if not isinstance(problem, OpenQuestionError) or getattr(options, problem.option) is not None:
        return None
    return problem.option


def in_keys(problem: KwError) -> KwError:
    """The same problem; where its hint names an option of the command line, the key that does as much."""
    named = next((said for option, said in KEYS if option in problem.hint.en), remark(problem.hint))
    return KwError(without_ids(remark(problem.message)), named)


def remark(said: Text, *, is_preview: bool = False) -> Text:
    """What is said of a file, with the keys and words of this screen in place of options of the command line."""
    assign = _ASSIGN if is_preview else _ASSIGN_THERE
    return Text(_remark(said.de, assign.de, "de"), _remark(said.en, assign.en, "en"))


def _remark(said: str, assign: str, lang: Lang) -> str:
    def assigned(found: re.Match[str]) -> str:
        return assign.format(label=_LABELS[found[1]].in_(lang)) if found[1] in _LABELS else found[0]

    def called(found: re.Match[str]) -> str:
        return OPTIONS[found[1]].in_(lang) if found[1] in OPTIONS else found[0]

    return _OPTION.sub(called, _MAP.sub(assigned, said))


def without_ids(said: Text) -> Text:
    """The same without the ids of fields that stand behind their names."""

    def named(found: re.Match[str]) -> str:
        return "" if all(one in _LABELS for one in found[1].split(", ")) else found[0]

    return Text(_IDS.sub(named, said.de), _IDS.sub(named, said.en))


_ASSIGN = Text("<import.edit> → {label}", "<import.edit> → {label}")
_ASSIGN_THERE = Text("Vorschau, <import.edit> → {label}", "preview, <import.edit> → {label}")
