"""When a customer's conditions are a finding."""

from kw_tui.vocabulary.settings.setting import Group, Setting, assumed, limit, share
from kw_tui.vocabulary.texts import Text

CONDITIONS = Group(
    "conditions",
    Text("Konditionen", "Conditions"),
    (
        Setting(
            "outlier_limit",
            3.5,
            "",
            Text("Ausreißer ab (z)", "Outlier from (z)"),
            Text(
                "Weicht die Rabattquote stärker vom Üblichen der Größenklasse ab als so viele robuste Streuungen "
                "(0,6745 x Abstand / Median der Abstände), ist sie ein Rabattausreißer.",
                "A discount rate further from the usual of its size bracket than so many robust deviations (0.6745 x "
                "distance / median of the distances) is a discount outlier.",
            ),
            high=100,
            source="IH",
        ),
        Setting(
            "stale_months",
            24,
            "months",
            Text("Preis veraltet nach", "Price stale after"),
            Text(
                "Sind die Preise eines Kunden länger als so viele Monate unverändert, ist das ein Befund und ein Grund "
                "für einen Preisschritt.",
                "Prices of a customer that have not changed for more than so many months are a finding, and a reason "
                "for a price step.",
            ),
            low=1,
            high=240,
        ),
        limit(
            "min_order_value",
            Text("Mindestbestellwert (0: aus Satz und DB I)", "Minimum order (0: by rate and DB I)"),
            Text(
                "Aufträge darunter ohne Zuschlag zählen als Kleinaufträge. Bei 0 gilt für jeden Kunden der Wert, "
                "dessen DB I die Abwicklung deckt: Satz je Auftrag / DB-I-Quote.",
                "Orders below it without surcharge count as small. At 0 each customer has the value whose DB I pays "
                "for the handling: rate per order / DB I ratio.",
            ),
        ),
        limit(
            "small_order_surcharge",
            Text("Mindermengenzuschlag (0: keiner)", "Small-order surcharge (0: none)"),
            Text(
                "Der Zuschlag, den Briefe für Aufträge unter dem Mindestbestellwert nennen; nur wo ein "
                "Mindestbestellwert gesetzt ist. Keine Kennzahl rechnet damit.",
                "The surcharge letters name for orders below the minimum; only where a minimum order is set. No figure "
                "reckons with it.",
            ),
        ),
        limit(
            "bonus_threshold",
            Text("Bonus ab Jahresumsatz (0: ohne Schwelle)", "Bonus from yearly revenue (0: none)"),
            Text(
                "Wer Bonus bekam, obwohl sein fakturierter Jahresumsatz darunter blieb, hat ihn nicht verdient: ein "
                "Befund. Bei 0 wird das nicht geprüft.",
                "Whoever got a bonus though its invoiced revenue of a year stayed below has not earned it: a finding. "
                "At 0 this is not looked at.",
            ),
        ),
        assumed(
            "waived_limit",
            100,
            "EUR a year",
            Text("Verzicht erheblich ab", "Waiver matters from"),
            Text(
                "Kosten von Kleinaufträgen, spätes Skonto, unverdienter Bonus und abgelaufene Kulanz werden erst ab "
                "diesem Betrag im Jahr zum Befund.",
                "Cost of small orders, late cash discount, bonus not earned and concessions past their end become a "
                "finding only from this amount a year.",
            ),
            high=1e12,
        ),
        share(
            "leakage_revenue",
            0.6,
            Text("Leck: Umsatzrang über", "Leakage: revenue rank above"),
            Text(
                "Ein Margenleck ist, wer mehr Umsatz hat als dieser Teil der Kunden und zugleich eine der niedrigsten "
                "DB-I-Quoten.",
                "Margin leaks at whoever has more revenue than this part of the customers, and one of the lowest DB I "
                "ratios as well.",
            ),
            "PRACTICE: leakage",
        ),
        share(
            "leakage_margin",
            0.1,
            Text("Leck: Margenrang unter", "Leakage: margin rank below"),
            Text(
                "Als niedrig gilt eine DB-I-Quote, die weniger als dieser Teil der Kunden unterbietet. Zusammen mit "
                "viel Umsatz ist es ein Margenleck.",
                "A DB I ratio is low if less than this part of the customers has a lower one. Together with much "
                "revenue it is margin leakage.",
            ),
            "PRACTICE: leakage",
        ),
        Setting(
            "habit_count",
            3,
            "",
            Text("Gewohnheit ab", "Habit from"),
            Text(
                "Wer dieselbe Art von Kulanz in zwölf Monaten so oft bekam, hat sich daran gewöhnt: ein Befund und ein "
                "Grund, sie zu berechnen.",
                "Whoever got the same kind of concession so many times within twelve months is used to it: a finding, "
                "and a reason to bill it.",
            ),
            low=2,
            high=100,
        ),
    ),
)
