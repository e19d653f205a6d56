"""Which of the things a person may say about a file make a difference to its format; the others are refused."""

from collections.abc import Iterator

from kw_tui.storage.readers.formats import FORMATS
from kw_tui.storage.readers.raw import RawText
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.vocabulary.texts import Text

_ENCODED = frozenset({"text", "datev", "html", "json", "sqlite"})
_HEADED = frozenset({"text", "datev", "html", "workbook"})
_DATEV = ";"
_LABELS = {each.id: each.label for each in FORMATS}


def refuse_unfit(raw: RawText, options: ImportOptions) -> None:
    """Raise UsageError where an option was given that a file of this format has no use for: nothing said is ignored."""
    for name, why in _unfit(raw, options):
        label = _LABELS.get(raw.format, Text(raw.format, raw.format))
        raise UsageError(_REFUSED.format(path=raw.path, label=label, option=f"--{name}", why=why), _LEAVE_OUT)


def _unfit(raw: RawText, options: ImportOptions) -> Iterator[tuple[str, Text]]:
    if options.sheet is not None and raw.sheet is None:
        yield "sheet", _NO_SHEETS
    if options.encoding is not None and raw.format not in _ENCODED:
        yield "encoding", _NOT_ENCODED
    if options.delimiter is not None and not raw.delimiter:
        yield "delimiter", _NO_DELIMITER
    elif options.separator not in {None, _DATEV} and raw.datev:
        yield "delimiter", _DATEV_DELIMITER
    if options.header is not None and raw.format not in _HEADED:
        yield "header", _NO_HEADER


_REFUSED = Text("{path} ({label}): {option} passt nicht, {why}", "{path} ({label}): {option} does not fit, {why}")
_LEAVE_OUT = Text(
    "ohne diese Angabe importieren; Dateien, die sie brauchen, für sich",
    "import it without this option, and files that need it by themselves",
)
_NO_SHEETS = Text("es gibt keine Blätter oder Tabellen zur Wahl", "there are no sheets or tables to choose from")
_NOT_ENCODED = Text("das Format legt den Zeichensatz fest", "the format settles the encoding")
_NO_DELIMITER = Text("es gibt kein Trennzeichen", "there is no delimiter")
_DATEV_DELIMITER = Text("DATEV trennt mit ';'", "DATEV delimits with ';'")
_NO_HEADER = Text("es gibt keine Kopfzeile", "there is no header line")
