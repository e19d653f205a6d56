"""What the help says, in both languages."""

from kw_tui.vocabulary.texts import Text

KW = Text(
    "Kundenwert: was jeder Kunde wert ist, und was bei ihm zu tun ist. Ohne Befehl öffnet sich die Oberfläche.",
    "Kundenwert: what every customer is worth, and what to do about it. Without a command the interface opens.",
)
OPEN = Text("Die Oberfläche mit einer Sitzung öffnen.", "Open the interface on a session.")
DEMO = Text(
    "Oberfläche mit Beispieldaten; ohne Terminal deren Übersicht.",
    "The interface on sample data; without a terminal, its summary.",
)
SERVE = Text(
    "Die Oberfläche im Browser, nur auf diesem Rechner, zum Vorführen.",
    "The interface in a browser, on this machine only, for demonstrations.",
)
SERVED = Text("Sitzung (.kw.toml); demo: Beispieldaten.", "Session (.kw.toml); demo is the sample data.")
PORT = Text("Anschluss; 0: irgendein freier.", "Port; 0 takes any that is free.")
HOST = Text("Nur 127.0.0.1 und localhost.", "127.0.0.1 and localhost only.")
IMPORT = Text("Dateien einlesen und abstimmen.", "Read files and reconcile them.")
CUSTOMERS = Text("Jeder Kunde mit allen Kennzahlen.", "Every customer with all metrics.")
SEGMENTS = Text("Klassen und Segmente mit ihren Summen.", "Classes and segments with their sums.")
MIGRATION = Text("Wer aus welcher Klasse in welche gewandert ist.", "Who moved from which class to which.")
SEGMENT = Text("Ein eigenes Segment benennen, ändern oder entfernen.", "Name, change or remove a segment of your own.")
SEGMENT_NAME = Text("Name des Segments; ohne: alle zeigen.", "Name of the segment; without, all are shown.")
SEGMENT_REMOVE = Text("Das Segment entfernen.", "Remove the segment.")
BY = Text(
    "Nur diese: abc, abc_sub, rfm_segment, kind, portfolio_field, stratum, cluster, own; migration, rfm_map.",
    "Only this one: abc, abc_sub, rfm_segment, kind, portfolio_field, stratum, cluster, own; migration, rfm_map.",
)
COMPARE = Text("Segmente nebeneinander, durch Komma: A,C; *: alle.", "Segments side by side, by comma: A,C; * is all.")
QUEUE = Text("Vorschläge, nach Geld geordnet.", "Proposals, ranked by money at stake.")
QUEUE_GROUP = Text(
    "Nur eine Warengruppe, nach dem Geld, das auf sie entfällt.", "One product group, by the money that falls to it."
)
QUEUE_PROPOSALS = Text(
    "Alle Maßnahmen, die je Kunde in Frage kommen, mit dem Grund ihrer Reihenfolge.",
    "Every action that comes into question for a customer, with the reason of its place.",
)
CONDITIONS = Text("Auffällige Konditionen mit Belegen.", "Conspicuous conditions with evidence.")
FINDINGS_TOTAL = Text(
    "Je Art von Befund: Kunden, ihr Umsatz und der Betrag im Jahr.",
    "By kind of finding: customers, their revenue and the amount a year.",
)
SHOW_EVIDENCE = Text(
    "Die Belege der Befunde zu einem Kunden: Zeilen, die auf den Wert kommen, und die Rechnungszeilen dahinter.",
    "The evidence of the findings about a customer: rows that come to the value, and the invoice lines behind.",
)
FINDING = Text(
    "Kennung des Befunds, wie stale_price; ohne: alle gefundenen.", "Id of the finding, as stale_price; else all found."
)
EVIDENCE_LINES = Text("Die Zeilen der Dateien hinter den Belegen.", "The lines of the files behind the evidence.")
EVIDENCE_TABLE = Text("Nur diese Tabelle der Belege, wie prices.", "Only this table of the evidence, as prices.")
BRACKETS = Text("Rabatte je Größenklasse statt der Befunde.", "Discounts by size bracket instead of the findings.")
MODEL = Text(
    "Lebenszeitmodelle im Vergleich, mit Treffsicherheit.", "Lifetime models compared, with how well they foretold."
)
MODEL_ERRORS = Text("Vorhersage gegen zurückgehaltene Käufe.", "What was foretold against orders held out.")
MODEL_TRACK = Text(
    "Wiederkäufe bis zu jeder Woche, echt und je Modell.", "Repeat orders week by week, real and by model."
)
CAPACITY = Text(
    "Kostensätze je Minute aus Kosten und Arbeitszeit, mit ungenutzter Kapazität.",
    "Cost rates per minute from cost and working time, with idle capacity.",
)
NEIGHBOURS = Text("Die Kunden, die einem am ähnlichsten sind.", "The customers most like one.")
COUNT = Text("Wie viele.", "How many.")
DECISIONS_OPEN = Text("Nur, was auf eine zweite Unterschrift wartet.", "Only what waits for a second signature.")
SIGN = Text("Die Entscheidung anderer gegenzeichnen oder ablehnen.", "Countersign or reject what others decided.")
SIGN_ID = Text("Kundennummer, oder Kennung der Entscheidung.", "Customer no., or id of the decision.")
SIGN_ALL = Text("Alles gegenzeichnen, was man darf.", "Countersign all that you may.")
SIGN_REJECT = Text("Ablehnen, mit --reason; der Kunde ist wieder offen.", "Reject, with --reason; the row opens again.")
DECISIONS = Text("Wer wann was warum entschieden hat.", "Who decided what, when and why.")
CUSTOMER = Text("Alles über einen Kunden, mit Rechenweg.", "Everything about one customer, with the arithmetic.")
TRACE = Text(
    "Eine Kennzahl eines Kunden nachrechnen: woraus sie folgt, bis zu Zeilen und Einstellungen.",
    "Trace a figure of a customer: what it is computed from, down to rows and settings.",
)
METRIC = Text("Kennung der Kennzahl, wie db4; ohne: alle.", "Id of the figure, as db4; without, all of them.")
ROWS = Text("Die Zeilen hinter einer Summe der Tabellen.", "The rows behind a sum of the tables.")
COLUMN_LIST = Text(
    "Jede Kennzahl mit Einheit, Bedeutung, Quelle und was sie braucht.",
    "Every figure with unit, meaning, source and what it needs.",
)
PART = Text(
    "Nur ein Teil, wie die Seiten des Kunden auf dem Schirm.", "Only one part, as the customer's pages on the screen."
)
DECIDE = Text("Über einen Kunden entscheiden.", "Decide about a customer.")
CLAIM_POTENTIAL = Text(
    "Behaupten, was ein Kunde im Jahr mehr kaufen könnte: mit Beleg und Verfall.",
    "Claim what more a customer could buy in a year: with evidence and an expiry.",
)
AMOUNT = Text("Betrag im Jahr, z. B. 12000.", "Amount a year, e.g. 12000.")
EVIDENCE = Text("Was es belegt.", "What shows it.")
EFFECTIVE = Text(
    "Gilt ab, z. B. 2027-01-01; sonst wie vorgeschlagen.", "Takes effect, e.g. 2027-01-01; else as proposed."
)
AFTERWARDS = Text(
    "Was aus Entscheidungen wurde: verlangt und umgesetzt, Menge, Deckungsbeitrag, wer geblieben ist.",
    "What came of decisions: asked and realised, volume, contribution, who stayed.",
)
AFTERWARDS_BY = Text("Summen je Person oder Klasse: who, class.", "Totals by person or class: who, class.")
LETTER = Text(
    "Schreiben an Kunden: Preisanpassung, Service, Kanal, Auslaufmitteilung.",
    "Letters to customers: price notice, service, channel, run-off notice.",
)
LETTER_KIND = Text(
    "Welches Schreiben; sonst wie entschieden, sonst wie vorgeschlagen.",
    "Which letter; else as decided, else as proposed.",
)
LETTER_FORM = Text("Als Brief oder E-Mail.", "As a letter or an e-mail.")
LETTER_WHERE = Text(
    "Viele: SQL-Bedingung über Spalten von customers und queue.",
    "Many: SQL condition over columns of customers and queue.",
)
LETTER_DECIDED = Text(
    "Viele: alles Entschiedene, zu dem noch kein Schreiben erstellt ist.",
    "Many: whatever is decided and has no letter yet.",
)
LETTER_OUTPUT = Text(
    "Datei; für viele ein ORDNER/, oder .csv, .xlsx für den Seriendruck.",
    "A file; for many a FOLDER/, or .csv, .xlsx for a mail merge.",
)
LETTER_TEMPLATES = Text(
    "Die Vorlagen zum Bearbeiten in den Konfigurationsordner kopieren.",
    "Copy the templates to the configuration folder, to be edited.",
)
UNDO = Text("Die eigene letzte Entscheidung zurücknehmen.", "Take back your last decision.")
REDO = Text("Die zuletzt zurückgenommene wiederherstellen.", "Bring back what you took back last.")
SET = Text("Einstellungen zeigen oder ändern.", "Show or change settings.")
SET_DRY_RUN = Text("Nur zeigen, was sich dadurch ändert.", "Only show what that would change.")
CHECK = Text("Sitzung, Quellen und Entscheidungen prüfen.", "Check session, sources and decisions.")
KEYS = Text(
    "Was das Terminal für eine Taste sendet und was sie tut; ohne Terminal alle Tasten mit ihren Kennungen.",
    "What the terminal sends for a key, and what it does; without a terminal, all keys with their ids.",
)
KEYS_LIST = Text("Alle Tasten mit ihren Kennungen auflisten.", "List all keys with their ids.")
CONFIG = Text("Die persönliche Konfiguration.", "Your personal configuration.")
CONFIG_PATH = Text("Wo die Konfiguration liegt.", "Where the configuration lies.")
CONFIG_SHOW = Text("Was gilt, und woher es kommt.", "What is in force, and where it comes from.")
CONFIG_CHECK = Text("Die Konfiguration prüfen.", "Check the configuration.")

SESSION = Text(
    "Sitzungsdatei NAME.kw.toml; sonst KW_SESSION oder die einzige im Ordner.",
    "Session file NAME.kw.toml; else KW_SESSION, or the only one in this folder.",
)
FORMAT = Text("Ausgabeformat.", "Output format.")
OUTPUT = Text(
    "In eine Datei schreiben; die Endung (.csv, .xlsx, .json, .parquet) bestimmt das Format.",
    "Write to a file; its suffix (.csv, .xlsx, .json, .parquet) tells the format.",
)
WHERE = Text(
    'Bedingung (SQL) über Spalten, auch mit ihren Überschriften: "abc = \'C\'", "DB I % < 5 %".',
    'Condition (SQL) over columns, also by their headings: "abc = \'C\'", "DB I % < 5 %".',
)
SORT = Text("Spalten, durch Komma; -SPALTE absteigend.", "Columns, by comma; -COLUMN descending.")
DESC = Text("Absteigend sortieren.", "Sort descending.")
LIMIT = Text("Höchstens so viele Zeilen.", "At most so many rows.")
COLUMNS = Text("Nur diese Spalten, durch Komma; oder all.", "Only these columns, by comma; or all.")
PERIOD = Text("12m, all oder VON..BIS.", "12m, all or FROM..TO.")
LANG = Text("Sprache der Ausgabe.", "Language of what is shown.")
NO_COLOR = Text("Ohne Hervorhebungen.", "Without highlights.")
VERSION = Text("Version zeigen.", "Show the version.")
FILES = Text("Dateien, Ordner oder Muster ('2026-*.csv').", "Files, folders or patterns ('2026-*.csv').")
TABLE = Text("Als welche Tabelle.", "As which table.")
MAP = Text(
    "Spalte zuordnen: FELD=SPALTE; FELD= lässt das Feld weg; mehrfach möglich.",
    "Map a column: FIELD=COLUMN; FIELD= leaves the field out; may be repeated.",
)
SHEET = Text("Blatt einer Arbeitsmappe, Tabelle einer Datenbank.", "Sheet of a workbook, table of a database.")
ENCODING = Text(
    "Zeichensatz: utf-8, utf-16, cp1252, latin-1, cp850.", "Encoding: utf-8, utf-16, cp1252, latin-1, cp850."
)
DELIMITER = Text("Trennzeichen: ';' ',' '|' tab blank.", "Delimiter: ';' ',' '|' tab blank.")
HEADER = Text("Zeile der Spaltennamen; 0: es gibt keine.", "Line of the column names; 0: there is none.")
DECIMAL = Text("Dezimalzeichen: , oder .", "Decimal mark: , or .")
DATES = Text("03/04 ist dmy: 3. April, mdy: 4. März.", "03/04 is dmy: 3 April, mdy: March 4th.")
CURRENCY = Text("Währung der Zeilen, die keine nennen: EUR, USD ...", "Currency of lines that name none: EUR, USD ...")
DISCOUNT = Text("Rabatt 0,5 ist percent: 0,5 %, fraction: 50 %.", "Discount 0.5 is percent: 0.5 %, fraction: 50 %.")
SALE = Text("Verkauf ist debit: Soll, credit: Haben.", "The sale is debit or credit.")
AMOUNTS = Text(
    "Betrag jeder Zeile ist der der Zeile (line) oder der Rechnung (invoice).",
    "The amount of each line is that of the line, or of the invoice.",
)
DUPLICATES = Text(
    "Genau gleiche Zeilen: keep behält alle, drop nur eine. Sonst: keep.",
    "Lines exactly alike: keep them all, or drop all but one. Else: keep.",
)
REPLACE = Text("An die Stelle der früheren Fassung setzen.", "Put in place of the earlier version.")
REJECTS = Text("Abgewiesene Zeilen zum Berichtigen hier sichern.", "Save rejected lines here, to be corrected.")
DRY_RUN = Text("Nur prüfen, nichts speichern.", "Only check, save nothing.")
STRICT = Text("Ende mit 3, wenn etwas abgewiesen wurde.", "Exit with 3 if anything was rejected.")
CUSTOMER_ID = Text("Kundennummer.", "Customer no.")
ACTION = Text(
    "let_go, reprice, service, channel, keep, snooze, skip, claim oder release.",
    "let_go, reprice, service, channel, keep, snooze, skip, claim or release.",
)
STEP = Text("Preisschritt in Prozent: 5 heißt 5 %.", "Price step in per cent: 5 means 5 %.")
UNTIL = Text("Befristet bis, z. B. 2027-01-31.", "Lasts until, e.g. 2027-01-31.")
REASON = Text("Warum.", "Why.")
PRICE_PLAN = Text(
    "Preisplan eines Kunden: Schritte, Termine, Kleinaufträge, und was wäre, wenn Menge verloren ginge.",
    "Price plan of a customer: steps, days, small orders, and what if volume were lost.",
)
OTHER_STEP = Text("Ein anderer Schritt, in Prozent: 5 heißt 5 %.", "Another step, in per cent: 5 means 5 %.")
LOSS = Text("Verlorene Menge, in Prozent: 10 heißt 10 %.", "Volume lost, in per cent: 10 means 10 %.")
BATCH = Text(
    "Über viele Kunden auf einmal entscheiden; ohne --yes nur die Vorschau.",
    "Decide about many customers at one stroke; without --yes only the preview.",
)
BATCH_ACTION = Text(
    "let_go, reprice, service, channel, keep oder snooze.", "let_go, reprice, service, channel, keep or snooze."
)
BATCH_WHERE = Text(
    "Bedingung (SQL) über Spalten von Kunden und Prüfliste, auch mit ihren Überschriften.",
    "Condition (SQL) over columns of customers and queue, also by their headings.",
)
YES = Text("Entscheiden statt nur zeigen.", "Decide instead of only showing.")
CHANGES = Text(
    "EINSTELLUNG=WERT; ohne WERT: alles über sie; ohne beides: alle zeigen.",
    "SETTING=VALUE; without VALUE, all about it; without both, all are shown.",
)
LEAN = Text(
    "Für langsame Leitungen: nichts bewegt sich, es wird weniger gesendet.",
    "For slow lines: nothing moves, less is sent.",
)
FRESH = Text("Beispiel neu anlegen, Entscheidungen verwerfen.", "Make the demo anew, dropping its decisions.")
FOLDER = Text("Ordner der Beispielsitzung.", "Folder of the demo session.")

HELP = Text("Diese Hilfe zeigen.", "Show this message and exit.")
HEADINGS = (
    Text("Aufruf:", "Usage:"),
    Text("Optionen:", "Options:"),
    Text("Argumente:", "Arguments:"),
    Text("Befehle:", "Commands:"),
    Text("[nötig]", "[required]"),
    Text("[Vorgabe: ", "[default: "),
)
METAVARS = tuple(
    Text(german, english)
    for german, english in (
        ("AKTION", "ACTION"),
        ("BETRAG", "AMOUNT"),
        ("SPALTE", "COL"),
        ("SPALTEN", "COLS"),
        ("TAG", "DATE"),
        ("FELD=SPALTE", "FIELD=COLUMN"),
        ("DATEI", "FILE"),
        ("DATEI...", "FILE..."),
        ("BEFUND", "FINDING"),
        ("ORDNER", "FOLDER"),
        ("NAME=WERT...", "KEY=VALUE..."),
        ("ZEICHEN", "MARK"),
        ("KENNZAHL", "METRIC"),
        ("FOLGE", "ORDER"),
        ("SITZUNG", "SESSION"),
        ("ANTEIL", "SHARE"),
        ("SEITE", "SIDE"),
        ("TABELLE", "TABLE"),
        ("WEISE", "WAY"),
        ("WIE", "HOW"),
        ("WOVON", "OF"),
    )
)
"""What stands for what is to be typed."""
GERMAN = {text.en: text.de for text in list(vars().values()) if isinstance(text, Text)}
"""English help -> German help."""
