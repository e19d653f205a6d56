"""What the facts of tickets, activities and concessions are called, and what they count."""

from kw_tui.core.reduction.sales_words import FactWords, told
from kw_tui.vocabulary.sources import ACTIVITY_KINDS
from kw_tui.vocabulary.texts import Text

SERVICE = {
    "tickets": told("Servicefälle", "Tickets", "Zahl der Servicefälle", "number of tickets"),
    "ticket_minutes": told("Serviceminuten", "Ticket minutes", "Minuten der Servicefälle", "minutes of the tickets"),
    "ticket_minutes_unbooked": told(
        "Serviceminuten ohne gebuchte Kosten",
        "Ticket minutes without booked cost",
        "Minuten der Servicefälle, zu denen keine Kosten gebucht sind",
        "minutes of the tickets without a booked cost",
    ),
    "ticket_cost": told(
        "Gebuchte Servicekosten", "Booked ticket cost", "gebuchte Kosten der Servicefälle", "booked cost of the tickets"
    ),
    "concessions": told("Kulanzfälle", "Concessions", "Zahl der Kulanzfälle", "number of concessions"),
    "concession_cost": told(
        "Gebuchte Kulanz", "Booked concessions", "gebuchte Kosten der Kulanzfälle", "booked cost of the concessions"
    ),
}
"""Of a period."""
NOW_ONLY = {
    "concessions_expired": told(
        "Kulanz nach Fristende",
        "Concessions past their end",
        "Zahl der Kulanzfälle, die nach dem Ende ihrer Frist gewährt wurden",
        "number of concessions granted after the day they were limited to",
    ),
    "concession_expired_cost": told(
        "Kulanz nach Fristende: Kosten",
        "Concessions past their end: cost",
        "gebuchte Kosten der Kulanzfälle nach Ende ihrer Frist",
        "booked cost of the concessions granted after the day they were limited to",
    ),
    "concession_expired_list_value": told(
        "Kulanz nach Fristende: Listenwert",
        "Concessions past their end: list value",
        "Listenwert der Kulanzfälle nach Ende ihrer Frist; wo keiner steht, die Kosten",
        "list value, where none is given cost, of the concessions granted after the day they were limited to",
    ),
    "tickets_first_contact": told(
        "Davon beim ersten Kontakt gelöst",
        "Settled at the first contact",
        "Zahl der Servicefälle mit Erstlösung",
        "number of tickets settled at the first contact",
    ),
    "tickets_first_contact_told": told(
        "Servicefälle mit Angabe zur Erstlösung",
        "Tickets that tell of the first contact",
        "Zahl der Servicefälle, die Erstlösung ja oder nein nennen",
        "number of tickets that say yes or no to it",
    ),
    "tickets_resolved": told(
        "Davon gelöst", "Resolved", "Zahl der gelösten Servicefälle", "number of tickets that are resolved"
    ),
    "tickets_resolved_told": told(
        "Servicefälle mit Angabe, ob gelöst",
        "Tickets that tell whether resolved",
        "Zahl der Servicefälle, die gelöst ja oder nein nennen",
        "number of tickets that say yes or no to it",
    ),
    "tickets_closed": told(
        "Erledigte Servicefälle",
        "Tickets closed",
        "Zahl der Servicefälle mit Abschluss nicht vor der Eröffnung",
        "number of tickets closed no sooner than opened",
    ),
    "ticket_days_open": told(
        "Tage bis zum Abschluss",
        "Days until closed",
        "Tage von der Eröffnung zum Abschluss, summiert",
        "days from opening to closing, summed",
    ),
    "ces_mean": told("Mittel der Antworten", "Mean answer", "Mittel der CES-Antworten", "mean of the CES answers"),
    "ces_answers": told("CES-Antworten", "CES answers", "Zahl der CES-Antworten", "number of CES answers"),
    "ces_scale_least": told(
        "Erste Skala",
        "First scale",
        "erste Skala der CES-Antworten, alphabetisch",
        "first scale of the answers by letter",
    ),
    "ces_scale_most": told(
        "Letzte Skala",
        "Last scale",
        "letzte Skala der CES-Antworten, alphabetisch",
        "last scale of the answers by letter",
    ),
    "ces_of_seven": told(
        "Antworten auf der Skala 1-7",
        "Answers on the scale 1-7",
        "Zahl der CES-Antworten auf der Skala 1-7, auch der umgekehrten",
        "number of CES answers on the scale 1-7, the reversed one as well",
    ),
    "ces_agreed": told("Antworten 5 bis 7", "Answers 5 to 7", "Zahl der Antworten ab 5", "number of answers from 5"),
    "ces_easy": told("Antworten 6 und 7", "Answers 6 and 7", "Zahl der Antworten ab 6", "number of answers from 6"),
    "ces_hard": told("Antworten 1 bis 3", "Answers 1 to 3", "Zahl der Antworten bis 3", "number of answers up to 3"),
    "concession_list_value": told(
        "Listenwert der Kulanz",
        "List value of concessions",
        "Listenwert der Kulanzfälle",
        "list value of the concessions",
    ),
}
"""Of the period, but not of the one before."""
HABIT = told(
    "Häufigste Kulanz",
    "Most frequent concession",
    "so oft wurde die häufigste Art von Kulanz gewährt",
    "how often the most frequent kind of concession was granted",
)
_ACTIVITIES = {
    "visit": Text("Besuche", "Visits"),
    "call": Text("Anrufe", "Calls"),
    "order": Text("Bestellungen", "Orders taken"),
    "delivery": Text("Lieferungen", "Deliveries"),
    "return": Text("Retouren", "Returns"),
    "dunning": Text("Mahnungen", "Dunning"),
    "marketing": Text("Werbung", "Marketing"),
    "other": Text("Sonstiges", "Other"),
}


def activities() -> dict[str, FactWords]:
    """Of a period, by kind of activity."""
    found: dict[str, FactWords] = {}
    for kind in ACTIVITY_KINDS:
        what = _ACTIVITIES[kind]
        found[f"activity_{kind}"] = FactWords(
            Text("{what}: Anzahl", "{what}: number").format(what=what),
            Text(
                "{what}: Zahl der Aktivitäten ohne gebuchte Kosten", "{what}: number of activities without booked cost"
            ).format(what=what),
        )
        found[f"activity_{kind}_minutes"] = FactWords(
            Text("{what}: Minuten", "{what}: minutes").format(what=what),
            Text(
                "{what}: Minuten der Aktivitäten ohne gebuchte Kosten",
                "{what}: minutes of activities without booked cost",
            ).format(what=what),
        )
        found[f"activity_{kind}_cost"] = FactWords(
            Text("{what}: gebuchte Kosten", "{what}: booked cost").format(what=what),
            Text("{what}: gebuchte Kosten der Aktivitäten", "{what}: booked cost of activities").format(what=what),
        )
    return found
