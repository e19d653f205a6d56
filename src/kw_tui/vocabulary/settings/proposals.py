"""When service, channel or the end of a relation is proposed, and what warns."""

from kw_tui.vocabulary.settings.setting import Group, Setting, assumed, assumed_share, share
from kw_tui.vocabulary.texts import Text

PROPOSALS = Group(
    "proposals",
    Text("Vorschläge", "Proposals"),
    (
        assumed(
            "run_off_days",
            90,
            "days",
            Text("Auslauffrist", "Run-off period"),
            Text(
                "So viele Tage wird ein Kunde noch beliefert, von dem man sich trennt; ein Vertrag verlängert sie.",
                "So many days a customer that is let go is still served; a contract makes it longer.",
            ),
            high=720,
        ),
        Setting(
            "waiting_days",
            90,
            "days",
            Text("Wartezeit je Stufe", "Waiting time per rung"),
            Text(
                "So lange wirkt eine Maßnahme, bevor der Kunde neu beurteilt wird und die nächste Stufe (Preis, "
                "Service oder Kanal, Beenden) vorgeschlagen werden kann.",
                "So long a measure has its effect before the customer is judged anew and the next rung (price, service "
                "or channel, letting go) may be proposed.",
            ),
            high=3650,
        ),
        assumed(
            "potential_limit",
            5000,
            "EUR",
            Text("Potenzialgrenze", "Potential limit"),
            Text(
                "Wer mindestens so viel Potenzial hat, wird nicht zum Beenden vorgeschlagen und kommt einen Kanal "
                "höher. Ein C-Kunde kann ab hier entwickelbar sein.",
                "Whoever has at least so much potential is not proposed for letting go, and gets one channel higher. "
                "From here a C customer may be developable.",
            ),
            high=1e12,
        ),
        Setting(
            "new_customer_months",
            12,
            "months",
            Text("Neukunde bis", "New customer until"),
            Text(
                "Wer kürzer als so viele Monate kauft, wird nicht beurteilt: es gibt keinen Vorschlag zu ihm.",
                "Whoever has bought for fewer months than this is not judged: nothing is proposed about it.",
            ),
            high=240,
        ),
        Setting(
            "capacity_reuse",
            0,
            "EUR each",
            Text("Neu genutzte Kapazität", "Capacity reused"),
            Text(
                "Was die frei werdende Kapazität anderswo im Jahr bringt, wenn man sich von einem Kunden trennt. Es "
                "zählt zur Gewinnänderung, nicht zur Rangfolge.",
                "What the capacity set free brings elsewhere a year where a customer is let go. It counts for the "
                "change of profit, not for the rank.",
            ),
            high=1e9,
            source="HO",
        ),
        assumed_share(
            "service_reduction",
            0.5,
            Text("Kürzbarer Teil der Betreuung", "Part of serving that can be cut"),
            Text(
                "Der Teil der vermeidbaren Vertriebs- und Servicekosten, den weniger Betreuung einspart. Reicht er "
                "nicht aus dem Verlust, kommt Beenden in Frage.",
                "The part of avoidable selling and service cost that less serving saves. Where it does not end the "
                "loss, letting go comes into question.",
            ),
        ),
        assumed_share(
            "intensive_share",
            0.25,
            Text("Serviceintensiv ab (vom DB I)", "Intensively served from (of DB I)"),
            Text(
                "Wer mindestens diesen Teil seines DB I an Servicekosten verbraucht und damit im höchsten Viertel "
                "liegt, gilt als serviceintensiv, ein solcher A-Kunde mit schwacher Quote als ausgepresst.",
                "Whoever uses up at least this part of its DB I in service cost, and is in the highest quarter with "
                "it, is intensively served; such an A customer with a weak ratio is squeezed.",
            ),
        ),
        assumed_share(
            "heavy_service_share",
            0.5,
            Text("Service zu teuer ab (vom DB I)", "Service too dear from (DB I)"),
            Text(
                "Fressen vermeidbare Vertriebs- und Servicekosten mindestens diesen Teil des DB I und liegt die Quote "
                "unter dem Ziel, wird weniger Service vorgeschlagen.",
                "Where avoidable selling and service cost eats at least this part of DB I and the ratio is below its "
                "target, less service is proposed.",
            ),
        ),
        assumed_share(
            "heavy_contact_share",
            0.3,
            Text("Kontakt zu teuer ab (vom DB I)", "Contact too dear from (DB I)"),
            Text(
                "Kosten vermeidbare Besuche und Anrufe mindestens diesen Teil des DB I und liegt die Quote unter dem "
                "Ziel, wird ein günstigerer Kanal vorgeschlagen.",
                "Where avoidable visits and calls cost at least this part of DB I and the ratio is below its target, a "
                "cheaper channel is proposed.",
            ),
        ),
        assumed_share(
            "dependence_share",
            0.5,
            Text("Abhängigkeit fraglich ab", "Dependence in question from"),
            Text(
                "Deckt ein Kunde mindestens diesen Teil seines Bedarfs hier, warnt der Vorschlag vor möglicher "
                "Abhängigkeit (§ 20 GWB). Die Warnung sperrt nichts.",
                "Where a customer covers at least this part of its need here, the proposal warns of possible "
                "dependence (GWB section 20). The warning blocks nothing.",
            ),
        ),
        assumed_share(
            "season_share_limit",
            0.5,
            Text("Saison ab (Anteil an 12 Monaten)", "Season from (of 12 months)"),
            Text(
                "Fiel in die drei Monate, die nun wiederkehren, zuletzt mindestens dieser Teil des Jahresumsatzes, "
                "warnt der Vorschlag vor der Saison.",
                "Where at least this part of a year's revenue last fell into the three months that now come again, the "
                "proposal warns of the season.",
            ),
        ),
        share(
            "own_market_share",
            0,
            Text("Eigener Marktanteil (0: offen)", "Own market share (0: unknown)"),
            Text(
                "Ab 40 % warnen Vorschläge zu Preis, Service und Beenden vor vermuteter Marktbeherrschung. 0 heißt, "
                "dass er nicht bekannt ist.",
                "From 40 % proposals on price, service and letting go warn of presumed dominance. 0 means that it is "
                "not known.",
            ),
            "GWB 18",
        ),
    ),
)
