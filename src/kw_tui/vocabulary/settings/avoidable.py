"""What of a cost really disappears with the customer."""

from kw_tui.vocabulary.settings.setting import Group, Setting
from kw_tui.vocabulary.texts import Text

_PART = Text(
    "Der Teil der Kosten für {cost}, der wegfiele, wenn der Kunde ginge; der Rest bliebe. Nur der vermeidbare Teil "
    "mindert den relevanten DB.",
    "The part of the cost of {cost} that would fall away if the customer left; the rest would stay. Only the avoidable "
    "part lowers the relevant contribution.",
)


def _avoidable(kind: str, default: float, label: Text, cost: Text, source: str = "assumption") -> Setting:
    meaning = _PART.format(cost=cost)
    return Setting(f"avoidable_{kind}", default, "", label, meaning, source=source, is_assumption=True)


AVOIDABLE = Group(
    "avoidable",
    Text("Vermeidbare Kosten", "Avoidable cost"),
    (
        _avoidable("visit", 0.6, Text("Vermeidbar: Besuch", "Avoidable: visit"), Text("Besuche", "visits")),
        _avoidable("call", 0.6, Text("Vermeidbar: Anruf", "Avoidable: call"), Text("Anrufe", "calls")),
        _avoidable(
            "order",
            0.9,
            Text("Vermeidbar: Auftrag", "Avoidable: order"),
            Text("Auftragsabwicklung", "order handling"),
            "PRACTICE: 10 % unavoidable",
        ),
        _avoidable(
            "delivery",
            0.8,
            Text("Vermeidbar: Lieferung", "Avoidable: delivery"),
            Text("Lieferungen", "deliveries"),
            "PRACTICE: 20 % unavoidable",
        ),
        _avoidable("return", 1.0, Text("Vermeidbar: Retoure", "Avoidable: return"), Text("Retouren", "returns")),
        _avoidable("dunning", 1.0, Text("Vermeidbar: Mahnung", "Avoidable: dunning"), Text("Mahnungen", "dunning")),
        _avoidable("marketing", 1.0, Text("Vermeidbar: Werbung", "Avoidable: marketing"), Text("Werbung", "marketing")),
        _avoidable(
            "other",
            1.0,
            Text("Vermeidbar: Sonstiges", "Avoidable: other"),
            Text("sonstige Aktivitäten", "other activities"),
        ),
        _avoidable("ticket", 0.7, Text("Vermeidbar: Ticket", "Avoidable: ticket"), Text("Servicefälle", "tickets")),
    ),
)
