"""How customers are classed: ABC, and the points of RFM."""

from kw_tui.vocabulary.settings.setting import Field, Group, Setting, choice, limit, share
from kw_tui.vocabulary.texts import Text

MEASURES: dict[str, Text] = {
    "revenue": Text("Umsatz", "revenue"),
    "db1": Text("DB I", "DB I"),
    "db4": Text("DB IV", "DB IV"),
    "relevant_contribution": Text("relevanter DB", "relevant contribution"),
    "clv": Text("CLV", "CLV"),
    "potential": Text("Potenzial", "potential"),
}
METHODS: dict[str, Text] = {
    "customers": Text("Anteil der Kunden", "share of customers"),
    "cumulated": Text("kumulierter Anteil", "cumulated share"),
    "absolute": Text("feste Grenzen", "fixed limits"),
}
_CUTS = Text(
    "bis zu 9 steigende Zahlen, etwa {example}; leer: Quantile",
    "up to 9 rising numbers such as {example}; empty: quantiles",
)
_QUANTILES = Text("Quantile", "quantiles")

CLASSES = Group(
    "classes",
    Text("Klassen", "Classes"),
    (
        choice(
            "abc_measure",
            "revenue",
            Text("ABC nach", "ABC by"),
            Text(
                "Die Kennzahl, nach der alle Kunden mit Umsatz in die Klassen A, B und C geordnet werden. Wer darin "
                "nicht über 0 kommt, ist C.",
                "The figure by which all customers with sales are put into classes A, B and C. Whoever is not above 0 "
                "in it is C.",
            ),
            MEASURES,
        ),
        choice(
            "abc_method",
            "customers",
            Text("ABC-Methode", "ABC method"),
            Text(
                "Wie die Grenzen der Klassen gezogen werden: nach Anteilen der Kunden, nach kumuliertem Anteil an der "
                "Summe oder ab festen Jahresbeträgen (dann ist N, wer im Zeitraum erstmals kauft).",
                "How the limits of classes are drawn: by shares of customers, by cumulated share of the sum, or from "
                "fixed amounts a year (then N is whoever first buys in the period).",
            ),
            METHODS,
        ),
        share(
            "abc_a_customers",
            0.20,
            Text("Anteil der Kunden in A", "Share of customers in A"),
            Text(
                "So viele der besten Kunden sind A, mindestens einer; wer gleichauf liegt, kommt mit hinein. Gilt bei "
                "der Methode „Anteil der Kunden“.",
                "So many of the best customers are A, one at least; ties get in together. Holds for the method “share "
                "of customers”.",
            ),
        ),
        share(
            "abc_c_customers",
            0.20,
            Text("Anteil der Kunden in C", "Share of customers in C"),
            Text(
                "So viele der schwächsten Kunden sind C, alle zwischen A und C sind B. Gilt bei der Methode „Anteil "
                "der Kunden“.",
                "So many of the weakest customers are C, all between A and C are B. Holds for the method “share of "
                "customers”.",
            ),
        ),
        share(
            "abc_a_cumulated",
            0.80,
            Text("A bis kumulierter Anteil", "A up to cumulated share"),
            Text(
                "Vom besten Kunden abwärts sind alle A, die zusammen höchstens diesen Teil der Summe bringen; der "
                "beste ist es immer. Gilt bei der Methode „kumulierter Anteil“.",
                "From the best customer down all are A who together bring at most this part of the sum; the best one "
                "always is. Holds for the method “cumulated share”.",
            ),
        ),
        share(
            "abc_b_cumulated",
            0.95,
            Text("B bis kumulierter Anteil", "B up to cumulated share"),
            Text(
                "Nach A sind alle B, mit denen die Summe höchstens diesen Teil erreicht, der Rest ist C. Gilt bei der "
                "Methode „kumulierter Anteil“.",
                "After A all are B with whom the sum reaches at most this part, the rest is C. Holds for the method "
                "“cumulated share”.",
            ),
        ),
        limit(
            "abc_a_limit",
            Text("A ab", "A from"),
            Text(
                "Betrag im Jahr, ab dem ein Kunde A ist (CLV und Potenzial zählen, wie sie sind). Gilt bei der "
                "Methode „feste Grenzen“.",
                "Amount a year from which a customer is A (CLV and potential count as they are). Holds for the method "
                "“fixed limits”.",
            ),
            250_000,
            "PRACTICE: absolute classes",
        ),
        limit(
            "abc_b_limit",
            Text("B ab", "B from"),
            Text(
                "Betrag im Jahr, ab dem ein Kunde B ist, darunter ist er C. Gilt bei der Methode „feste Grenzen“.",
                "Amount a year from which a customer is B, below it is C. Holds for the method “fixed limits”.",
            ),
            10_000,
            "PRACTICE: absolute classes",
        ),
        choice(
            "abc_sub_measure",
            "db4",
            Text("Unterklasse nach", "Sub-class by"),
            Text(
                "Die zweite Kennzahl: nach ihr wird jede Klasse gedrittelt, A1 ist das beste Drittel von A.",
                "The second figure: by it each class is cut in thirds, A1 is the best third of A.",
            ),
            MEASURES,
        ),
        Setting(
            "rfm_classes",
            5,
            "",
            Text("RFM-Punkte je Dimension", "RFM points per dimension"),
            Text(
                "Wie viele Punkte es für Aktualität, Häufigkeit und Umsatz höchstens gibt: die Kunden mit Umsatz "
                "werden nach Quantilen in so viele Teile geschnitten. Eigene Grenzen gehen vor.",
                "How many points there are at most for recency, frequency and revenue: customers with sales are cut "
                "by quantiles into so many parts. Cuts of one's own come first.",
            ),
            low=2,
            high=10,
        ),
        Field(
            "rfm_r",
            Text("RFM: Grenzen R, Tage", "RFM: cuts of R, days"),
            Text(
                "Eigene Grenzen in Tagen seit dem letzten Kauf statt Quantilen: bis zur ersten gibt es die meisten "
                "Punkte.",
                "Cuts of one's own in days since the last order instead of quantiles: up to the first there are the "
                "most points.",
            ),
            _CUTS.format(example="30, 90, 180"),
            _QUANTILES,
        ),
        Field(
            "rfm_f",
            Text("RFM: Grenzen F, Aufträge", "RFM: cuts of F, orders"),
            Text(
                "Eigene Grenzen in Aufträgen des Zeitraums statt Quantilen: wer über einer liegt, bekommt einen Punkt "
                "mehr.",
                "Cuts of one's own in orders of the period instead of quantiles: whoever is above one gets a point "
                "more.",
            ),
            _CUTS.format(example="2, 5, 12"),
            _QUANTILES,
        ),
        Field(
            "rfm_m",
            Text("RFM: Grenzen M, Umsatz", "RFM: cuts of M, revenue"),
            Text(
                "Eigene Grenzen im Umsatz des Zeitraums statt Quantilen: wer über einer liegt, bekommt einen Punkt "
                "mehr.",
                "Cuts of one's own in revenue of the period instead of quantiles: whoever is above one gets a point "
                "more.",
            ),
            _CUTS.format(example="1000, 5000, 20000"),
            _QUANTILES,
        ),
        Field(
            "rfm_segments",
            Text("RFM: Regeln der Segmente", "RFM: rules of segments"),
            Text(
                "Namen für Bereiche von R, F und M in Fünfteln; der erste Bereich, in dem ein Kunde liegt, gibt ihm "
                "seinen Namen.",
                "Names for ranges of R, F and M in fifths; the first range a customer lies in gives it its name.",
            ),
            Text(
                "NAME R;F;M je Zeile, etwa Treu 2-4;2-4;2-4; leer: die üblichen",
                "NAME R;F;M a line, such as Loyal 2-4;2-4;2-4; empty: the usual ones",
            ),
            Text("die üblichen", "the usual ones"),
        ),
    ),
)
