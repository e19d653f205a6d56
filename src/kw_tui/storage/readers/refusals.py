"""Why a file is not read at all, in the user's words."""

from pathlib import Path

from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.texts import Text


def refusal(path: Path, message: Text, hint: Text) -> SourceError:
    """Return the error `path: message - hint`."""
    return SourceError(Text("{path}: {message}", "{path}: {message}").format(path=path, message=message), hint)


def missing(path: Path) -> SourceError:
    """There is nothing at this path."""
    return refusal(
        path, Text("Datei nicht gefunden", "file not found"), Text("Schreibweise des Pfads prüfen", "check the path")
    )


def not_a_file(path: Path) -> SourceError:
    """A folder, a pipe or a device."""
    return refusal(
        path,
        Text("keine Datei, sondern ein Ordner oder Gerät", "not a file but a folder or a device"),
        Text("die exportierte Datei selbst angeben", "name the exported file itself"),
    )


def unreadable(path: Path, reason: str) -> SourceError:
    """The system refuses to open or read it."""
    return refusal(
        path,
        Text("nicht lesbar ({reason})", "cannot be read ({reason})").format(reason=reason),
        Text(
            "Leserechte prüfen, oder die Datei in dem Programm schließen, das sie offen hält",
            "check the permissions, or close the program that holds the file open",
        ),
    )


def empty(path: Path) -> SourceError:
    """Zero bytes, or nothing but blank lines."""
    return refusal(
        path, Text("die Datei ist leer", "the file is empty"), Text("den Export wiederholen", "export it again")
    )


def without_rows(path: Path) -> SourceError:
    """A header perhaps, but no line of data below it."""
    return refusal(
        path,
        Text("keine Datenzeile unter der Kopfzeile", "no line of data below the header"),
        Text("Filter und Zeitraum des Exports prüfen", "check the filter and the period of the export"),
    )


def beyond_the_header(path: Path, line: int) -> SourceError:
    """Lines hold a cell more than the header has names: which cell belongs to which name is a guess."""
    return refusal(
        path,
        Text(
            "Zeile {line} hat eine gefüllte Zelle mehr als die Kopfzeile Spalten",
            "line {line} has one more filled cell than the header has columns",
        ).format(line=line),
        Text(
            "Beträge mit Komma in Anführungszeichen oder mit Semikolon als Trennzeichen exportieren; fehlt nur ein "
            "Spaltenname, ihn ergänzen",
            "export amounts with a comma in quotes, or with semicolons between cells; add the column name if only "
            "that is missing",
        ),
    )


def binary(path: Path, what: Text) -> SourceError:
    """Not text: a workbook, an archive, a picture."""
    return refusal(
        path,
        Text("keine Textdatei, sondern {what}", "not a text file but {what}").format(what=what),
        Text("als CSV speichern und dann importieren", "save it as CSV, then import that"),
    )


def no_text(path: Path) -> SourceError:
    """Bytes that no text has."""
    return refusal(
        path,
        Text("keine Textdatei", "is not a text file"),
        Text("im Quellprogramm als CSV speichern", "save it as CSV in the program it comes from"),
    )


def wide_letters(path: Path) -> SourceError:
    """Four bytes a letter: nothing usual reads that."""
    return refusal(
        path,
        Text("in UTF-32 geschrieben, das nicht gelesen wird", "is written in UTF-32, which is not read"),
        Text("als UTF-8-CSV neu exportieren", "export it again as UTF-8 CSV"),
    )


def changed(path: Path) -> SourceError:
    """Size, time of change or the file itself differ from when reading began."""
    return refusal(
        path,
        Text("hat sich während des Lesens geändert", "changed while it was being read"),
        Text("warten, bis der Export fertig ist, und wiederholen", "wait until the export is finished, then repeat"),
    )


def too_wide(path: Path, limit: int) -> SourceError:
    """More columns than any table needs."""
    message = Text("mehr als {limit} Spalten", "it has more than {limit} columns")
    return refusal(
        path,
        message.format(limit=limit),
        Text("nur die nötigen Spalten exportieren", "export only the columns that are needed"),
    )


def no_header(path: Path, line: int, looked_at: int) -> SourceError:
    """A person named a line as the header that is not among the first ones."""
    message = Text("Zeile {line} kann nicht die Kopfzeile sein", "line {line} cannot be the header")
    hint = Text("eine der ersten {count} Zeilen angeben", "name one of the first {count} lines")
    return refusal(path, message.format(line=line), hint.format(count=looked_at))


def too_long_a_line(path: Path, limit: int) -> SourceError:
    """Where the header should be there is a line of megabytes."""
    message = Text("beginnt mit einer Zeile von mehr als {de} MB", "begins with a line of more than {en} MB")
    size = f"{limit / (1 << 20):.1f}"
    return refusal(
        path,
        message.format(de=size.replace(".", ","), en=size),
        Text("als CSV mit einer Zeile je Satz exportieren", "export it as CSV with one line per record"),
    )


def full(path: Path, folder: Path) -> SourceError:
    """There is no room for what is written on the way."""
    message = Text("kein Platz mehr im temporären Ordner {folder}", "no space left in the temporary folder {folder}")
    return refusal(
        path,
        message.format(folder=folder),
        Text("Platz schaffen, oder TMPDIR auf einen anderen Ordner setzen", "free some space, or set TMPDIR elsewhere"),
    )


def unparsable(path: Path, reason: str) -> SourceError:
    """The engine that reads the frames gave up."""
    return refusal(
        path,
        Text("nicht auswertbar ({reason})", "cannot be parsed ({reason})").format(reason=reason),
        Text("als UTF-8-CSV neu exportieren", "export it again as UTF-8 CSV"),
    )
