"""What is set about the session as a whole: days, language, currency."""

from kw_tui.vocabulary.settings.setting import Field, Group
from kw_tui.vocabulary.texts import Text

WORK = Group(
    "work",
    Text("Sitzung", "Session"),
    (
        Field(
            "as_of",
            Text("Stichtag", "Reference day"),
            Text(
                "Der Tag, von dem aus alles betrachtet wird: Zeiträume enden am Tag davor, Alter und Fristen zählen "
                "bis zu ihm.",
                "The day everything is looked at from: periods end the day before, ages and terms are counted up to "
                "it.",
            ),
            Text(
                "ein Tag wie 2026-01-31; leer: Tag nach der letzten Rechnung",
                "a day such as 2026-01-31; empty: day after the last invoice",
            ),
            Text("Tag nach der letzten Rechnung", "day after the last invoice"),
        ),
        Field(
            "period",
            Text("Zeitraum", "Period"),
            Text(
                "Die Tage, deren Umsätze und Kosten gezählt werden. Verglichen wird mit dem gleich langen Zeitraum "
                "davor.",
                "The days whose sales and costs are counted. They are compared with the period of the same length "
                "before.",
            ),
            Text("12m, all oder 2025-01-01..2025-12-31", "12m, all or 2025-01-01..2025-12-31"),
        ),
        Field(
            "lang",
            Text("Sprache", "Language"),
            Text(
                "Die Sprache von Oberfläche, Listen und Briefen, samt Schreibweise von Zahlen und Tagen.",
                "The language of interface, lists and letters, and of how numbers and days are written.",
            ),
            Text("de oder en; leer: wie der Rechner", "de or en; empty: as the machine"),
            Text("wie der Rechner", "as the machine"),
        ),
        Field(
            "currency",
            Text("Währung", "Currency"),
            Text(
                "Die eine Währung, in der die Sitzung rechnet. Nach dem ersten Import steht sie fest.",
                "The one currency the session reckons in. It is settled by the first import.",
            ),
            Text("drei Buchstaben wie EUR", "three letters such as EUR"),
        ),
        Field(
            "rates",
            Text("Kurse", "Rates"),
            Text(
                "Was eine Einheit einer anderen Währung in der der Sitzung wert ist. Gilt für alles, was danach "
                "importiert wird.",
                "What one unit of another currency is worth in that of the session. Holds for whatever is imported "
                "afterwards.",
            ),
            Text("etwa USD=0,92, CHF=1,05", "such as USD=0.92, CHF=1.05"),
            Text("keine", "none"),
        ),
    ),
)
