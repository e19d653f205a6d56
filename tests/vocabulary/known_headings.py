"""Some columns as conditions name them."""

from kw_tui.vocabulary.headings import Headings
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Text

COLUMNS = (
    Column("customer_id", Kind.ID, Text("Kundennummer", "Customer no.")),
    Column("abc", Kind.CATEGORY, Text("Klasse", "Class")),
    Column("abc_sub", Kind.CATEGORY, Text("Unterklasse", "Sub-class")),
    Column("revenue", Kind.MONEY, Text("Umsatz", "Revenue")),
    Column("revenue_prev", Kind.MONEY, Text("Umsatz Vorzeitraum", "Revenue before")),
    Column("db1", Kind.MONEY, Text("DB I", "DB I")),
    Column("db1_ratio", Kind.RATIO, Text("DB I %", "DB I %")),
    Column("tickets", Kind.COUNT, Text("Servicefälle", "Tickets")),
    Column("cost_ticket", Kind.MONEY, Text("Servicefälle", "Tickets")),
    Column("last_order", Kind.DATE, Text("Letzter Kauf", "Last order")),
    Column("stale_price", Kind.FLAG, Text("Preis veraltet", "Stale price")),
    Column("proposal", Kind.TEXT, Text("Vorschlag", "Proposal")),
    Column("rank", Kind.COUNT, Text("Rang", "Rank")),
    Column("p_alive", Kind.RATIO, Text("P(aktiv)", "P(alive)")),
    Column("Mein-Feld", Kind.TEXT, Text("Mein-Feld", "Mein-Feld")),
    Column("order", Kind.COUNT, Text("Reihenfolge", "Order")),
)
HEADINGS = Headings(COLUMNS)
MEANINGS = {"proposal": {"reprice": Text("Preis anpassen", "Reprice"), "let_go": Text("Beziehung beenden", "Let go")}}
