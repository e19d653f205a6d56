"""Columns that metrics read and nobody shows: days of the session, and what models, people and comparisons tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kw_tui.core.metrics.clusters import CLUSTER
from kw_tui.core.metrics.scoring import POINTS, WEIGHT
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

Teller = Literal["clock", "fact", "model", "claim", "comparison", "scoring"]


@dataclass(frozen=True, slots=True)
class Told:
    """A column that is neither a fact of the tables nor a metric, and who tells it."""

    id: str
    label: Text
    kind: Kind
    teller: Teller
    meaning: Text


def _clock(id_: str, label: Text, meaning: Text, kind: Kind = Kind.DATE) -> Told:
    return Told(id_, label, kind, "clock", meaning)


_COUNTED = {
    "orders": Text("Aufträge", "Orders"),
    "tickets": Text("Servicefälle", "Tickets"),
}
_SPANS = {
    "recent": (
        Text("{what} (3 Monate)", "{what} (3 months)"),
        Text("{what} der letzten drei Monate vor dem Stichtag.", "{what} of the last three months."),
    ),
    "before": (
        Text("{what} (9 Monate davor)", "{what} (9 months before)"),
        Text("{what} der neun Monate vor den letzten drei.", "{what} of the nine months before the last three."),
    ),
}
_COUNTED_IN = (
    *((f"{name}_{span}", span, what) for name, what in _COUNTED.items() for span in _SPANS),
    ("products_new_recent", "recent", Text("Neue Artikel", "New products")),
    ("products_before", "before", Text("Artikel", "Products")),
)
_RECENT = tuple(
    Told(id_, label.format(what=what), Kind.COUNT, "fact", meaning.format(what=what))
    for id_, span, what in _COUNTED_IN
    for label, meaning in [_SPANS[span]]
)
_ORDER_TERMS = (
    Told(
        "small_order_count",
        Text("Kleinaufträge", "Small orders"),
        Kind.COUNT,
        "fact",
        Text(
            "Aufträge im Zeitraum unter dem Mindestbestellwert, ohne Artikel, der ein Zuschlag ist.",
            "Orders of the period below the minimum order without a product that is a surcharge.",
        ),
    ),
    Told(
        "small_order_amount",
        Text("Umsatz der Kleinaufträge", "Revenue of small orders"),
        Kind.MONEY,
        "fact",
        Text("Netto dieser Kleinaufträge.", "Net of these small orders."),
    ),
    Told(
        "late_discount_count",
        Text("Aufträge mit verspätetem Skonto", "Orders with late cash discount"),
        Kind.COUNT,
        "fact",
        Text(
            "Aufträge im Zeitraum, die nach der Skontofrist bezahlt wurden und doch Skonto tragen.",
            "Orders of the period paid after the days of cash discount that bear one all the same.",
        ),
    ),
    Told(
        "late_discount_amount",
        Text("Verspätetes Skonto", "Late cash discount"),
        Kind.MONEY,
        "fact",
        Text("Skonto dieser Aufträge.", "Cash discount of these orders."),
    ),
)
_ALL = (
    _clock(
        "as_of",
        Text("Stichtag", "Reference date"),
        Text("Der Tag, von dem aus gerechnet wird.", "The day the analysis looks from."),
    ),
    _clock(
        "period_first",
        Text("Zeitraum von", "Period from"),
        Text("Erster Tag des Zeitraums.", "First day of the period."),
    ),
    _clock(
        "period_last", Text("Zeitraum bis", "Period to"), Text("Letzter Tag des Zeitraums.", "Last day of the period.")
    ),
    _clock(
        "before_first",
        Text("Davor von", "Before from"),
        Text("Erster Tag des Zeitraums davor.", "First day of the period before."),
    ),
    _clock(
        "before_last",
        Text("Davor bis", "Before to"),
        Text("Letzter Tag des Zeitraums davor.", "Last day of the period before."),
    ),
    _clock(
        "period_length",
        Text("Länge des Zeitraums (Jahre)", "Length of the period (years)"),
        Text(
            "Jahre im Zeitraum; ohne Anfang die seit dem ersten Kauf überhaupt.",
            "Years of the period; without a start, since anybody's first order.",
        ),
        Kind.SCORE,
    ),
    *_ORDER_TERMS,
    Told(
        "life_alive",
        Text("P(aktiv) des Modells", "P(alive) of the model"),
        Kind.RATIO,
        "model",
        Text(
            "Wahrscheinlichkeit, noch Kunde zu sein, nach Zahl der Käufe, letztem Kauf und Alter.",
            "Chance of still being a customer, by number of orders, last order and age.",
        ),
    ),
    Told(
        "life_orders",
        Text("Käufe im Jahr nach dem Modell", "Orders of a year by the model"),
        Kind.SCORE,
        "model",
        Text(
            "Kauftage der nächsten 12 Monate, mit der Wahrscheinlichkeit, noch Kunde zu sein.",
            "Days with an order in the next 12 months, the chance of having left included.",
        ),
    ),
    Told(
        "life_discounted",
        Text("Abgezinste Käufe nach dem Modell", "Discounted orders by the model"),
        Kind.SCORE,
        "model",
        Text(
            "Kauftage im Horizont des CLV, jeder auf heute abgezinst.",
            "Days with an order within the horizon of the CLV, each discounted to today.",
        ),
    ),
    Told(
        "life_value",
        Text("DB I je Kauf nach dem Modell", "DB I per order by the model"),
        Kind.SCORE,
        "model",
        Text(
            "p x (gamma + Kauftage x eigener DB I je Kauf) / (p x Kauftage + q - 1), über die ganze Geschichte; "
            "ist der eigene DB I nicht positiv, dieser selbst.",
            "p x (gamma + days with an order x own DB I per order) / (p x days + q - 1), over the whole history; "
            "where the own DB I is not positive, that itself.",
        ),
    ),
    Told(
        "wallet_quantile",
        Text("Quantil ähnlicher Firmen", "Quantile of companies like it"),
        Kind.SCORE,
        "model",
        Text(
            "Jahresumsatz, unter dem der eingestellte Anteil ähnlicher Firmen liegt; der Kunde selbst zählt nicht.",
            "Yearly revenue below which the set share of companies like it lies; the customer itself does not count.",
        ),
    ),
    Told(
        "wallet_peers",
        Text("Firmen dahinter", "Companies behind it"),
        Kind.COUNT,
        "model",
        Text("Zahl der Kunden, aus denen das Quantil geschätzt ist.", "Number of customers the quantile is told from."),
    ),
    Told(
        "wallet_fit",
        Text("Erklärter Teil der Streuung", "Part of the spread explained"),
        Kind.RATIO,
        "model",
        Text(
            "Wie viel vom Fehler des einfachen Quantils die Firmendaten ersparen, an ausgelassenen Kunden.",
            "Part of the plain quantile's loss that knowing the companies saves, on customers left out.",
        ),
    ),
    Told(
        "claim_revenue",
        Text("Behaupteter Jahresumsatz", "Yearly revenue claimed"),
        Kind.SCORE,
        "claim",
        Text(
            "Umsatz am Tag der Aussage plus behauptetes Potenzial; nur solange die Aussage gilt.",
            "Revenue on the day of the claim plus the potential claimed; only while the claim stands.",
        ),
    ),
    Told(
        "claim_hit_rate",
        Text("Trefferquote der Aussagen", "Hit rate of claims"),
        Kind.RATIO,
        "claim",
        Text(
            "Anteil der abgelaufenen Aussagen aller Kunden, die eingetroffen sind.",
            "Share of all customers' claims that have run out and came true.",
        ),
    ),
    Told(
        "cross_value",
        Text("Beitrag der Warengruppe", "Contribution of the group"),
        Kind.SCORE,
        "model",
        Text(
            "Chance x üblicher DB I der Käufer je Umsatz x Jahresumsatz.",
            "Chance x the buyers' usual DB I by what they spend x yearly revenue.",
        ),
    ),
    Told(
        "cross_group",
        Text("Beste Warengruppe", "Best product group"),
        Kind.TEXT,
        "model",
        Text(
            "Nicht gekaufte Warengruppe mit dem größten zu erwartenden Beitrag.",
            "Group not bought with the largest contribution to expect.",
        ),
    ),
    Told(
        CLUSTER,
        Text("Gruppe", "Cluster"),
        Kind.CATEGORY,
        "model",
        Text(
            "k-Means auf standardisierten Merkmalen von Wert, Verhalten und Firma; k nach Silhouette.",
            "k-means on standardised features of value, behaviour and firm; k by silhouette.",
        ),
    ),
    Told(
        "discount_own_shared",
        Text("Eigener Rabatt auf gemeinsame Artikel", "Own discount on shared products"),
        Kind.RATIO,
        "comparison",
        Text(
            "Rabatt auf Artikel, die mindestens drei A-Kunden kaufen, nach eigenem Listenumsatz gewichtet.",
            "Discount on products at least three A customers buy, weighted by own list revenue.",
        ),
    ),
    Told(
        "discount_a_shared",
        Text("Rabatt der A-Kunden darauf", "A customers' discount on them"),
        Kind.RATIO,
        "comparison",
        Text(
            "Median der A-Kunden je Artikel, nach dem Listenumsatz dieses Kunden gewichtet.",
            "Median of the A customers by product, weighted by this customer's list revenue.",
        ),
    ),
    *_RECENT,
    Told(
        POINTS,
        Text("Gewichtete Punkte", "Weighted points"),
        Kind.SCORE,
        "scoring",
        Text(
            "Summe aus Punkten x Gewicht der bekannten Kriterien.",
            "Sum of points x weight of the criteria that are known.",
        ),
    ),
    Told(
        WEIGHT,
        Text("Bekanntes Gewicht", "Known weight"),
        Kind.RATIO,
        "scoring",
        Text("Summe der Gewichte der bekannten Kriterien.", "Sum of the weights of the criteria that are known."),
    ),
)
TOLD: Mapping[str, Told] = {one.id: one for one in _ALL}
"""By column id."""
