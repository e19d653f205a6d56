"""What an import says, in terms of this screen: the question that mends it, or the key instead of an option. Pure."""

import re

from kw_tui.tui.tabs.imports.choices import OPTIONS
from kw_tui.vocabulary.errors import KwError, OpenQuestionError
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.vocabulary.sources import TABLES
from kw_tui.vocabulary.texts import Lang, Text

KEYS: tuple[tuple[str, Text], ...] = (
    ("--map", Text("e ordnet eine Spalte zu, a wählt die Art der Tabelle", "e assigns a column, a chooses the table")),
    ("--as", Text("a wählt die Art der Tabelle", "a chooses the kind of table")),
    ("--sheet", Text("b wählt das Blatt", "b chooses the sheet")),
    ("--header", Text("o, Kopfzeile: ihre Nummer angeben", "o, header line: give its number")),
    ("--encoding", Text("o, Zeichensatz: einen anderen wählen", "o, encoding: choose another")),
    ("--delimiter", Text("o, Trennzeichen: ein anderes wählen", "o, delimiter: choose another")),
    ("--decimal", Text("o, Dezimalzeichen: eines wählen", "o, decimal mark: choose one")),
    ("--currency", Text("o, Währung: angeben, worin sie sind", "o, currency: say what they are in")),
    ("--dates", Text("o, Tag und Monat: die Folge wählen", "o, day and month: choose their order")),
    ("--discount", Text("o, Rabatt: Prozent oder Anteil wählen", "o, discount: choose per cent or fraction")),
    ("--sale", Text("o, Verkauf: Soll oder Haben wählen", "o, sale: choose debit or credit")),
    ("--amounts", Text("o, Beträge: der Zeile oder der Rechnung", "o, amounts: of the line or of the invoice")),
    ("without --replace", Text("nur die Datei angeben, die an ihre Stelle tritt; die andere danach",
                               "name only the file that takes its place; the other afterwards")),
    ("--replace`", Text("die alte Datei zurücklegen, oder p: die neue angeben und ersetzen",
                        "put the old file back, or p: name the new one and replace it")),
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


_ASSIGN = Text("e → {label}", "e → {label}")
_ASSIGN_THERE = Text("Vorschau, e → {label}", "preview, e → {label}")
