"""Time-driven costing: what people cost and are paid for in a year; 0 is not known."""

from kw_tui.vocabulary.settings.setting import Group, Setting, share
from kw_tui.vocabulary.texts import Text

_RESOURCES = (
    ("service", Text("Service", "Service")),
    ("field", Text("Außendienst", "Field sales")),
    ("inside", Text("Innendienst", "Inside sales")),
    ("delivery", Text("Auslieferung", "Delivery")),
)


def _of(id_: str, who: Text) -> tuple[Setting, Setting]:
    return (
        Setting(
            f"capacity_cost_{id_}",
            0,
            "EUR a year",
            Text("Kosten im Jahr: {who}", "Cost a year: {who}").format(who=who),
            Text(
                "Was {who} im Jahr kostet. Geteilt durch die nutzbaren Minuten ergibt es den Satz je Minute, den `kw "
                "capacity` zeigt; 0: nicht bekannt.",
                "What {who} costs a year. Divided by the usable minutes it gives the rate per minute that `kw "
                "capacity` shows; 0: not known.",
            ).format(who=who),
            high=1e12,
            source="KA",
        ),
        Setting(
            f"capacity_minutes_{id_}",
            0,
            "min a year",
            Text("Bezahlte Minuten im Jahr: {who}", "Minutes paid a year: {who}").format(who=who),
            Text(
                "Wie viele Minuten im Jahr {who} bezahlt wird. Was davon nutzbar wäre und niemand brauchte, zeigt `kw "
                "capacity` als ungenutzt; 0: nicht bekannt.",
                "For how many minutes a year {who} is paid. What of them would be usable and nobody needed is shown as "
                "idle by `kw capacity`; 0: not known.",
            ).format(who=who),
            high=1e12,
            source="KA",
        ),
    )


CAPACITY = Group(
    "capacity",
    Text("Kapazität", "Capacity"),
    (
        share(
            "capacity_share",
            0.80,
            Text("Nutzbarer Teil der Arbeitszeit", "Usable part of working time"),
            Text(
                "Der Teil der bezahlten Minuten, der für Arbeit bleibt; der Rest sind Pausen, Wege, Schulung. Kosten "
                "je Minute = Kosten im Jahr / nutzbare Minuten.",
                "The part of the minutes paid that is left for work; the rest goes into breaks, ways, training. Cost "
                "per minute = cost a year / usable minutes.",
            ),
            "KA",
        ),
        *(setting for id_, who in _RESOURCES for setting in _of(id_, who)),
    ),
)
