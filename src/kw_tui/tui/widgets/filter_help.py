"""What can be typed into a filter, with examples, and the columns it can name."""

from collections.abc import Sequence

from kw_tui.core.metrics.coverage import RESTING_ON_GOODS
from kw_tui.tui.lines import BLANK, Line, filled, trimmed, wrapped
from kw_tui.tui.widgets.fields import Field
from kw_tui.tui.widgets.sheets import Sheet
from kw_tui.vocabulary.phrases import AT_MOST_NOTE
from kw_tui.vocabulary.texts import Lang, Text

TITLE = Text("Filter", "Filter")
ALL = Text(
    "Mehrere Bedingungen, durch Leerzeichen getrennt: alle müssen gelten.", "Several, parted by blanks: all hold."
)
EXAMPLE = 24
FORMS: tuple[tuple[Text, Text], ...] = (
    (Text("müller", "smith"), Text("kommt in einer Textspalte vor, groß oder klein", "is found in a column of text")),
    (Text('"müller gmbh"', '"smith ltd"'), Text("so, mit Leerzeichen", "so, with its blank")),
    (Text("!müller", "!smith"), Text("kommt nicht vor; ! kehrt jede Bedingung um", "is not; ! inverts any condition")),
    (Text("/^m.*ag$/", "/^s.*ltd$/"), Text("regulärer Ausdruck", "regular expression")),
    (Text("kunde:müller", "customer:smith"), Text("in dieser Spalte; auch /…/", "in this column; /…/ too")),
    (
        Text("region=nord,süd", "region=north,south"),
        Text("genau eines davon; auch mit :", "exactly one of them; : too"),
    ),
    (Text("umsatz>1000  DB4<0", "revenue>1000  DB4<0"), Text("Zahlen: > >= < <= =", "numbers: > >= < <= =")),
    (Text("umsatz>10k  >1,5Mio", "revenue>10k  >1.5m"), Text("Tausend, Millionen", "thousands, millions")),
    (
        Text("rabatt>5", "discount>5"),
        Text("in Prozent, wo die Spalte Prozent zeigt", "per cent, as the column is shown"),
    ),
    (Text("letzter<31.03.2026", "last<2026-03-31"), Text("Tage; auch 03.2026 und 2026", "days; 2026-03 and 2026 too")),
    (Text("branche:-", "industry:-"), Text("leer; !branche:- hat einen Wert", "empty; !industry:- has a value")),
)
COLUMNS = Text("Spalten, auch mit ihrem Anfang zu nennen", "Columns, also by their beginning")


def sheet(fields: Sequence[Field], lang: Lang) -> Sheet:
    """Return the sheet for these columns."""
    return Sheet(TITLE, lambda width, _height: help_lines(fields, lang, width))


def help_lines(fields: Sequence[Field], lang: Lang, width: int) -> list[Line]:
    """Return the forms with what each means, and the names of the columns."""
    lines: list[Line] = [((part, "dim"),) for part in wrapped(ALL.in_(lang), width)]
    lines.append(BLANK)
    for example, meaning in FORMS:
        lines.append(trimmed(((filled(example.in_(lang), EXAMPLE), "key"), (meaning.in_(lang), "")), width))
    if any(field.id in RESTING_ON_GOODS for field in fields):
        lines += [BLANK, *(((part, "dim"),) for part in wrapped(AT_MOST_NOTE.in_(lang), width))]
    names = ", ".join(dict.fromkeys(field.label.in_(lang) for field in fields))
    lines += [BLANK, ((COLUMNS.in_(lang), "title"),)]
    return [*lines, *(((part, ""),) for part in wrapped(names, width))]
