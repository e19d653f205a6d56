"""The wordings a letter is put together from, beside its template. None of them tells an internal figure."""

from kw_tui.vocabulary.texts import Text

_DISCOUNT = Text(
    "Wir haben unsere Rabatte überprüft und richten sie künftig einheitlich an Menge und Aufwand aus. Für Sie "
    "ergibt sich daraus ein geringerer Nachlass als bisher.",
    "We have reviewed our discounts and will base them on quantity and effort for all customers alike. For you "
    "this means a smaller discount than before.",
)
MOTIVES: dict[str, Text] = {
    "reprice_stale": Text(
        "Ihre Preise haben wir lange nicht angepasst. In dieser Zeit sind unsere Kosten für Einkauf, Personal und "
        "Transport gestiegen; diese Entwicklung können wir nicht länger allein tragen.",
        "We have not adjusted your prices for a long time. Our costs of purchasing, staff and transport have risen "
        "since, and we can no longer bear this on our own.",
    ),
    **dict.fromkeys(("reprice_discount", "reprice_outlier"), _DISCOUNT),
    "": Text(
        "Der Grund: Was wir für Beschaffung, Lagerung und Auslieferung Ihrer Bestellungen aufwenden, deckt der "
        "bisherige Preis nicht mehr.",
        "The reason: our present prices no longer cover what we spend on procuring, storing and delivering your "
        "orders.",
    ),
}
"""Why a price is raised, by rule; that under no name holds for all others."""

CHANNELS: dict[str, Text] = {
    "web": Text("unseren Webshop oder einen unserer Handelspartner", "our web shop or one of our distributors"),
    "inside": Text("unseren Innendienst", "our inside sales team"),
    "field": Text("unseren Außendienst", "our field sales team"),
    "key_account": Text("unser Key-Account-Management", "our key account management"),
}
SERVICES: dict[str, Text] = {
    "cost_visit": Text("Besuche vor Ort", "visits on site"),
    "cost_call": Text("telefonische Beratung", "advice by telephone"),
    "cost_delivery": Text("Einzellieferungen", "separate deliveries"),
    "cost_return": Text("Rücknahmen", "returns"),
    "cost_ticket": Text("Unterstützung durch unseren Service", "support by our service team"),
}
"""What is done for a customer, by the column of its cost."""
AND = Text(" und ", " and ")
COUNTRIES: dict[str, Text] = {
    "D": Text("", "GERMANY"),
    "DE": Text("", "GERMANY"),
    "DEUTSCHLAND": Text("", "GERMANY"),
    "GERMANY": Text("", "GERMANY"),
    "A": Text("ÖSTERREICH", "AUSTRIA"),
    "AT": Text("ÖSTERREICH", "AUSTRIA"),
    "CH": Text("SCHWEIZ", "SWITZERLAND"),
    "LI": Text("LIECHTENSTEIN", "LIECHTENSTEIN"),
    "FR": Text("FRANKREICH", "FRANCE"),
    "NL": Text("NIEDERLANDE", "NETHERLANDS"),
    "BE": Text("BELGIEN", "BELGIUM"),
    "LU": Text("LUXEMBURG", "LUXEMBOURG"),
    "IT": Text("ITALIEN", "ITALY"),
    "ES": Text("SPANIEN", "SPAIN"),
    "PL": Text("POLEN", "POLAND"),
    "CZ": Text("TSCHECHIEN", "CZECH REPUBLIC"),
    "DK": Text("DÄNEMARK", "DENMARK"),
    "GB": Text("VEREINIGTES KÖNIGREICH", "UNITED KINGDOM"),
    "US": Text("USA", "USA"),
}
"""The last line of an address; a German letter to Germany has none."""
HEADS = (Text("Artikel", "Product"), Text("bisher", "so far"), Text("neu", "new"))
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
