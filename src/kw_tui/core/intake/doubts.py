"""What a person is told about columns that could be read in several ways; `{header}` is the file's own name."""

from kw_tui.vocabulary.texts import Text

LINE = Text("{header}: gilt für die ganze Zeile, nicht je Stück", "{header}: is for the whole line, not per unit")
LIKELY_LINE = Text(
    "{header}: wahrscheinlich für die ganze Zeile, nicht je Stück",
    "{header}: is probably for the whole line, not per unit",
)
PER = Text("{header}: gilt für {units} Stück", "{header}: is for {units} units")
ASK_UNIT = Text(
    "{header}: als Preiseinheit gelesen, obwohl die Werte keine üblichen sind; sonst --map pricing_unit=",
    "{header}: read as the pricing unit, although its values are no usual ones; else --map pricing_unit=",
)
NO_UNIT = Text(
    "{header}: nicht als Preiseinheit gelesen; gelten Preise für so viele Stück: --map pricing_unit={header}",
    "{header}: not read as the pricing unit; if prices are for so many units: --map pricing_unit={header}",
)
NO_PRICE = Text(
    "{header} × Menge ergibt meist nicht den Nettobetrag: stimmt die Zuordnung?",
    "{header} × quantity is mostly not the net amount: is it the right column?",
)
AMOUNT = Text("{header}: ist ein Betrag, kein Prozentsatz", "{header}: is an amount, not a percentage")
EACH = Text("{header}: ist ein Betrag je Stück", "{header}: is an amount per unit")
PERCENT = Text("{header}: ist ein Prozentsatz, kein Betrag", "{header}: is a percentage, not an amount")
POINTS = Text(
    "{header}: 0,5 ist ein halbes Prozent, so belegen es die Beträge",
    "{header}: 0.5 is half a per cent, as the amounts prove",
)
FRACTIONS = Text(
    "{header}: Anteile, 0,2 ist 20 %, so belegen es die Beträge",
    "{header}: fractions, 0.2 is 20 %, as the amounts prove",
)
OVER = Text(
    "{header}: als Prozentsatz gelesen, {count} Werte über 100; als Betrag: --map discount_amount={header}",
    "{header}: read as a percentage, {count} values above 100; as an amount: --map discount_amount={header}",
)
ASK_DISCOUNT = Text("{header}: Prozent oder Betrag?", "{header}: per cent or amount?")
COST_LINE = Text("{header}: Wareneinsatz der ganzen Zeile", "{header}: goods of the whole line")
COST_UNIT = Text("{header}: Einstandspreis je Stück", "{header}: cost per unit")
DOUBT_COST = Text("{header}: je Stück oder für die Zeile?", "{header}: per unit or for the line?")
ASK_COST_UNIT = Text(
    "{header}: als Einstandspreis je Stück gelesen; für die Zeile: --map cost_amount={header}",
    "{header}: read as cost per unit; for the line: --map cost_amount={header}",
)
ASK_COST_LINE = Text(
    "{header}: als Wareneinsatz der Zeile gelesen; je Stück: --map unit_cost={header}",
    "{header}: read as goods of the line; per unit: --map unit_cost={header}",
)
GROSS = Text("{header}: ist brutto, netto wird errechnet", "{header}: is gross, net is computed")
SWAPPED = Text(
    "{header}: ist der größere Betrag, also brutto; netto ist der andere",
    "{header}: is the larger amount, hence gross; net is the other",
)
WHOLE = Text(
    "{header}: Betrag der ganzen Rechnung auf jeder ihrer Zeilen, nicht addiert",
    "{header}: amount of the whole invoice on each of its lines, not added up",
)
ASK_WHOLE = Text(
    "{header}: auf allen Zeilen einer Rechnung gleich ({count} Rechnungen): Betrag der Zeile oder der Rechnung?",
    "{header}: the same on all lines of an invoice ({count} invoices): amount of the line or of the invoice?",
)
ASK_NET = Text(
    "{header}: als netto gelesen; brutto: --map gross_amount={header}",
    "{header}: read as net; gross: --map gross_amount={header}",
)
DOUBT = Text(
    "{header}: die Werte sprechen gegen die gewählte Zuordnung", "{header}: the values speak against the chosen field"
)
ORDERS_DIFFER = Text(
    "Summe der Zeilen weicht von den Auftragswerten ab", "the sum of the lines differs from the order values"
)
INCLUSIVE = Text(
    "Preise enthalten die Steuer: netto aus dem Steueranteil der Bestellung errechnet",
    "prices hold the tax: net is computed from the share of tax in the order",
)
SIDES = {
    "debit": Text("Soll", "debit"),
    "credit": Text("Haben", "credit"),
    "plus": Text("+", "+"),
    "minus": Text("-", "-"),
    "none": Text("ohne Kennzeichen", "without a mark"),
}
UNSIGNED = Text(
    "Vorzeichen aus dem Kennzeichen: {sale} ist Verkauf, {other} zählt negativ ({count} Zeilen)",
    "signs taken from the mark: {sale} is a sale, {other} counts as negative ({count} lines)",
)
SIGNED = Text(
    "Beträge haben ihr Vorzeichen schon ({sale} ist Verkauf, {other} negativ, {count} Zeilen)",
    "amounts have their sign already ({sale} is a sale, {other} negative, {count} lines)",
)
ASK_SIDE = Text(
    "{sale} und {other} sind fast gleich groß: ist {sale} der Verkauf?",
    "{sale} and {other} are almost the same size: is {sale} the sale?",
)
BOOKED = Text(
    "{sale} ist Verkauf, {other} zählt negativ ({count} Zeilen)",
    "{sale} is a sale, {other} counts as negative ({count} lines)",
)
ASK_COLUMN = Text(
    "Soll und Haben sind fast gleich groß: ist {sale} der Verkauf, und sind Zahlungen darunter?",
    "debit and credit are almost the same size: is {sale} the sale, and are there payments among the lines?",
)
ASK_RETURNED = Text(
    "{count} Zeilen mit negativer Menge und positivem Betrag: sind es Rückgaben, fehlt ihrem Betrag das Minus",
    "{count} lines of negative quantity and positive amount: if these are returns, their amount lacks its minus",
)
PAPER = Text(
    "Gutschriften und Stornos stehen positiv in der Datei: {count} Zeilen als negativ gelesen",
    "credit memos and cancellations are positive in the file: {count} lines read as negative",
)
ASK_PAPER = Text(
    "{negative} von {lines} Zeilen mit Gutschrift sind schon negativ: stimmt deren Vorzeichen?",
    "{negative} of {lines} credit lines are negative already: is their sign right?",
)
OPPOSITE = Text(
    "{field} steht mit umgekehrtem Vorzeichen in der Datei und wurde umgedreht",
    "{field} has the opposite sign in the file and was turned round",
)
