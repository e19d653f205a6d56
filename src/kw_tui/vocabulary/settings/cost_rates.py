"""What one event costs: money per visit, order, delivery, or minute."""

from kw_tui.vocabulary.settings.setting import Group, Setting
from kw_tui.vocabulary.texts import Text

_EVENTS = Text(
    "Was {one} kostet. Aktivitäten ohne gebuchte Kosten werden damit bewertet, gebuchte Kosten gehen vor; sie "
    "mindern {rung} und alles, was darauf beruht.",
    "What {one} costs. Activities without booked cost are valued by it, booked cost comes first; they lower {rung} and "
    "all that rests on it.",
)
_MARKETING, _SELLING, _SERVICE = Text("DB II", "DB II"), Text("DB III", "DB III"), Text("DB IV", "DB IV")


def _rate(kind: str, default: float, label: Text, meaning: Text, unit: str = "EUR") -> Setting:
    return Setting(f"rate_{kind}", default, unit, label, meaning, high=10_000, source="assumption", is_assumption=True)


def _per(kind: str, default: float, one: Text, label: Text, rung: Text) -> Setting:
    return _rate(kind, default, label, _EVENTS.format(one=one, rung=rung))


COST_RATES = Group(
    "cost_rates",
    Text("Kostensätze", "Cost rates"),
    (
        _per("visit", 120, Text("ein Besuch", "a visit"), Text("Satz je Besuch", "Rate per visit"), _SELLING),
        _per("call", 12, Text("ein Anruf", "a call"), Text("Satz je Anruf", "Rate per call"), _SELLING),
        _rate(
            "order",
            15,
            Text("Satz je Auftrag", "Rate per order"),
            Text(
                "Was es kostet, einen Auftrag abzuwickeln; jede Rechnung über 0 zählt als einer, und DB III sinkt "
                "darum. Der Mindestbestellwert, der sich daraus ergibt, ist Satz / DB-I-Quote.",
                "What handling an order costs; every invoice above 0 counts as one, and lowers DB III. The minimum "
                "order that follows from it is rate / DB I ratio.",
            ),
        ),
        _per(
            "delivery",
            9,
            Text("eine Lieferung", "a delivery"),
            Text("Satz je Lieferung", "Rate per delivery"),
            _SERVICE,
        ),
        _per("return", 35, Text("eine Retoure", "a return"), Text("Satz je Retoure", "Rate per return"), _SERVICE),
        _per(
            "dunning",
            10,
            Text("eine Mahnung", "a dunning letter"),
            Text("Satz je Mahnung", "Rate per dunning"),
            _SERVICE,
        ),
        _per(
            "marketing",
            0,
            Text("eine Werbemaßnahme", "a marketing activity"),
            Text("Satz je Werbemaßnahme", "Rate per marketing activity"),
            _MARKETING,
        ),
        _per(
            "other",
            0,
            Text("eine sonstige Aktivität", "any other activity"),
            Text("Satz je sonstiger Aktivität", "Rate per other activity"),
            _SERVICE,
        ),
        _rate(
            "ticket_minute",
            0.80,
            Text("Satz je Ticketminute", "Rate per ticket minute"),
            Text(
                "Was eine Minute an einem Servicefall kostet. Minuten ohne gebuchte Kosten werden damit bewertet; sie "
                "mindern DB IV und alles, was darauf beruht.",
                "What a minute on a ticket costs. Minutes without booked cost are valued by it; they lower DB IV and "
                "all that rests on it.",
            ),
            "EUR/min",
        ),
    ),
)
