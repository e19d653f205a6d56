"""What can be wrong with a line of a file: each code with what it is called, and what to do about it."""

from dataclasses import dataclass

from kw_tui.vocabulary.texts import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """A reason why a line, or a cell of it, is not taken: its label, and what a person can do."""

    label: Text
    hint: Text


FAULTS: dict[str, Fault] = {
    # the line as such
    "encoding": Fault(
        Text("unlesbare Zeichen", "unreadable characters"),
        Text("Datei als UTF-8 neu exportieren", "export the file again as UTF-8"),
    ),
    "nul-byte": Fault(
        Text("Nullzeichen in der Zeile", "null character in the line"),
        Text("Zeile im Quellprogramm prüfen", "check the line in the source program"),
    ),
    "line-too-long": Fault(
        Text("Zeile zu lang", "line too long"),
        Text("fehlendes Zeilenende oder offenes Anführungszeichen suchen", "look for a missing line end or open quote"),
    ),
    "blank": Fault(
        Text("leere Zeile", "blank line"),
        Text("nichts zu tun", "nothing to do"),
    ),
    "short-row": Fault(
        Text("zu wenige Felder", "too few fields"),
        Text("Zeile ergänzen", "complete the line"),
    ),
    "long-row": Fault(
        Text("zu viele Felder", "too many fields"),
        Text("Trennzeichen im Text suchen und den Text in Anführungszeichen setzen", "quote the text with a delimiter"),
    ),
    "stray-quote": Fault(
        Text("Anführungszeichen mitten im Text", "quotation mark inside a text"),
        Text("Anführungszeichen im Text verdoppeln", "double the quotation mark inside the text"),
    ),
    "unclosed-quote": Fault(
        Text("Anführungszeichen nicht geschlossen", "quotation mark not closed"),
        Text("Anführungszeichen schließen", "close the quotation mark"),
    ),
    "bad-json": Fault(
        Text("kein JSON-Objekt", "no JSON object"),
        Text("je Zeile ein vollständiges Objekt schreiben", "write one whole object a line"),
    ),
    "repeated-header": Fault(
        Text("Kopfzeile wiederholt", "header repeated"),
        Text("nichts zu tun", "nothing to do"),
    ),
    "totals-row": Fault(
        Text("Summenzeile, deren Summe nicht stimmt", "totals row whose sum does not match"),
        Text(
            "prüfen, ob Zeilen fehlen; die Summenzeile selbst wird nicht gebraucht",
            "see whether lines are missing; the totals row itself is not needed",
        ),
    ),
    # numbers
    "bad-number": Fault(
        Text("keine lesbare Zahl", "not a readable number"),
        Text(
            "Zahl berichtigen (höchstens elf Stellen vor dem Komma)",
            "correct the number (at most eleven digits before the decimal mark)",
        ),
    ),
    "ambiguous-number": Fault(
        Text("Zahl mehrdeutig", "number can be read two ways"),
        Text("mit --decimal , oder --decimal . importieren", "import with --decimal , or --decimal ."),
    ),
    "precision-loss": Fault(
        Text("mehr als vier Nachkommastellen", "more than four decimals"),
        Text("auf vier Nachkommastellen gerundet; nichts zu tun", "rounded to four decimals; nothing to do"),
    ),
    "net-unknown": Fault(
        Text("Brutto ohne Steuersatz, Netto unbekannt", "gross without a tax rate, net unknown"),
        Text("Steuersatz oder Steuerschlüssel mit ausgeben", "export the tax rate or the tax key as well"),
    ),
    "sign-conflict": Fault(
        Text("Vorzeichen widerspricht dem Kennzeichen", "sign contradicts its mark"),
        Text("Betrag oder Soll/Haben-Kennzeichen berichtigen", "correct the amount or its debit/credit mark"),
    ),
    "bad-side": Fault(
        Text("Soll/Haben-Kennzeichen unbekannt", "debit/credit mark unknown"),
        Text("S oder H eintragen", "enter S (debit) or H (credit)"),
    ),
    # dates
    "bad-date": Fault(
        Text("kein lesbares Datum", "not a readable date"),
        Text("Datum berichtigen", "correct the date"),
    ),
    "ambiguous-date": Fault(
        Text("Datum mehrdeutig", "date can be read two ways"),
        Text("Datum mit vierstelligem Jahr schreiben, z. B. 2026-01-31", "write the date in full, e.g. 2026-01-31"),
    ),
    "date-out-of-range": Fault(
        Text("Jahr unglaubhaft", "year not believable"),
        Text("Jahr berichtigen: vor 1900 oder weit in der Zukunft", "correct the year: before 1900 or far ahead"),
    ),
    # other cells, and what they refer to
    "bad-enum": Fault(
        Text("unbekannter Wert", "unknown value"),
        Text(
            "einen üblichen Wert eintragen, z. B. ja oder nein, S oder H",
            "enter a usual value, e.g. yes or no, S or H",
        ),
    ),
    "missing-required": Fault(
        Text("Pflichtfeld leer", "required field empty"),
        Text("Pflichtfeld ergänzen", "fill in the required field"),
    ),
    "unknown-customer": Fault(
        Text("Kundennummer unbekannt", "customer no. unknown"),
        Text("Nummer berichtigen, oder den Kundenstamm importieren", "correct it, or import the customer master"),
    ),
    "duplicate-key": Fault(
        Text("Nummer kommt schon vor", "number occurs before"),
        Text("doppelte Zeile entfernen oder Nummer berichtigen", "remove the repeated line or correct its number"),
    ),
    "digits-lost": Fault(
        Text("Nummer gekürzt, Ziffern verloren", "number shortened, digits lost"),
        Text(
            "in der Tabelle als Zahl formatiert: die Spalte als Text ausgeben",
            "column formatted as number in the spreadsheet: export it as text",
        ),
    ),
    "excel-error": Fault(
        Text("Formelfehler", "formula error"),
        Text("Formel im Quellblatt berichtigen", "correct the formula in the sheet"),
    ),
}
"""Every code a record may bear."""


def label(code: str) -> Text:
    """What a fault is called; a code that is not known is its own name."""
    fault = FAULTS.get(code)
    return fault.label if fault else Text(code, code)


def hint(code: str) -> Text:
    """What to do about a fault."""
    fault = FAULTS.get(code)
    return fault.hint if fault else _LOOK


_LOOK = Text("Zeile im Quellprogramm prüfen", "check the line in the source program")
