"""How far, how fast and how to raise a price."""

from kw_tui.vocabulary.settings.setting import Group, Setting, assumed, assumed_share, share
from kw_tui.vocabulary.texts import Text

_LARGEST = Text(
    "Mehr wird einem {who} in einem Schritt nicht vorgeschlagen. Ein größerer Schritt braucht eine Begründung; "
    "größere Kunden bekommen nie größere Schritte als kleinere.",
    "No more than this is proposed to a {who} in one step. A larger step needs a reason; larger customers never get "
    "larger steps than smaller ones.",
)


def _largest(class_: str, default: float, who: Text) -> Setting:
    label = Text(f"Größter Preisschritt {class_.upper()}", f"Largest price step {class_.upper()}")
    return assumed_share(f"max_step_{class_}", default, label, _LARGEST.format(who=who))


PRICES = Group(
    "prices",
    Text("Preisschritte", "Price steps"),
    (
        assumed_share(
            "target_ratio",
            0.10,
            Text("Ziel: relevante DB-Quote", "Target: relevant contribution ratio"),
            Text(
                "Liegt der relevante DB, geteilt durch den Umsatz, darunter, wird etwas vorgeschlagen. Der nötige "
                "Preisschritt ist der, der die Quote bei gleicher Menge bis hierher hebt.",
                "Where relevant contribution divided by revenue is below, something is proposed. The step needed is "
                "the one that lifts the ratio up to here at unchanged volume.",
            ),
        ),
        assumed_share(
            "min_step",
            0.02,
            Text("Kleinster Preisschritt", "Smallest price step"),
            Text(
                "Kleinere Schritte werden nicht vorgeschlagen: sie lohnen den Ärger nicht. Über den Listenpreis geht "
                "auch er nicht.",
                "Smaller steps are not proposed: they are not worth the trouble. List price is not exceeded for it "
                "either.",
            ),
        ),
        _largest("a", 0.04, Text("A-Kunden", "A customer")),
        _largest("b", 0.08, Text("B-Kunden", "B customer")),
        _largest("c", 0.15, Text("C-Kunden", "C customer")),
        assumed(
            "step_interval_months",
            12,
            "months",
            Text("Abstand der Preisschritte", "Between price steps"),
            Text(
                "Braucht ein Kunde mehrere Schritte, liegen im Preisplan so viele Monate zwischen ihnen.",
                "Where a customer needs several steps, the price plan puts so many months between them.",
            ),
            1,
            60,
        ),
        share(
            "feasible_step",
            0.25,
            Text("Höchstens durchsetzbarer Preisschritt", "Largest feasible price step"),
            Text(
                "Müsste der Preis stärker steigen, um die Ziel-Quote zu erreichen, heilt ein Preisschritt nicht: dann "
                "kommen Service, Kanal oder Beenden in Frage. Niemand kann einen größeren Schritt entscheiden.",
                "If the price had to rise further to reach the target ratio, a step is no cure: service, channel or "
                "letting go come into question. Nobody can decide a larger step.",
            ),
        ),
        Setting(
            "notice_days",
            60,
            "days",
            Text("Ankündigungsfrist", "Notice"),
            Text(
                "So lange vorher erfährt ein regelmäßiger Käufer von neuen Bedingungen. Wer unregelmäßig kauft, wird "
                "kürzer angekündigt, bis zur Mindestfrist.",
                "So long ahead a regular buyer hears of new terms. Whoever buys irregularly gets a shorter notice, "
                "down to the least.",
            ),
            high=720,
            source="PRACTICE: 1-3 months",
        ),
        assumed(
            "min_notice_days",
            14,
            "days",
            Text("Mindestfrist", "Least notice"),
            Text(
                "Früher als so viele Tage nach heute gilt keine neue Bedingung, auch nicht für den unregelmäßigsten "
                "Käufer. Briefe halten sie ebenso ein.",
                "No new term takes effect sooner than so many days from today, not even for the most irregular buyer. "
                "Letters keep it too.",
            ),
            high=720,
        ),
        assumed(
            "regular_buying",
            2,
            "",
            Text("Regelmäßig ab k", "Regular from k"),
            Text(
                "Ab dieser Regelmäßigkeit k der Kaufabstände (1: zufällig) bekommt ein Kunde die volle "
                "Ankündigungsfrist, darunter anteilig weniger.",
                "From this regularity k of gaps between orders (1: random) a customer gets the full notice, below it "
                "proportionally less.",
            ),
            low=1,
            high=100,
        ),
        assumed_share(
            "personal_step",
            0.04,
            Text("Persönlicher ansprechen ab Schritt", "More personal from step"),
            Text(
                "Ab diesem Preisschritt rückt die Ansprache eine Stufe weiter (E-Mail, Brief, Brief und Anruf, "
                "Besuch). B- und A-Kunden beginnen eine und zwei Stufen höher.",
                "From this price step the customer is told one level more personally (e-mail, letter, letter and call, "
                "visit). B and A customers begin one and two levels higher.",
            ),
        ),
        assumed_share(
            "very_personal_step",
            0.08,
            Text("Noch persönlicher ab Schritt", "Still more personal from step"),
            Text(
                "Ab diesem Preisschritt rückt die Ansprache noch eine Stufe weiter.",
                "From this price step the customer is told one more level more personally.",
            ),
        ),
    ),
)
