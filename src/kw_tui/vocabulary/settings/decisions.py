"""What deciding is bound to: claims, gut feeling, signatures."""

from kw_tui.vocabulary.settings.setting import Field, Group, Setting, assumed, choice, limit, share
from kw_tui.vocabulary.texts import Text

SIGNED_BY_TWO: dict[str, Text] = {
    "off": Text("keine", "none"),
    "let_go": Text("bei Beenden", "of a let go"),
    "all": Text("bei jeder Maßnahme", "of every measure"),
}

DECISIONS = Group(
    "decisions",
    Text("Entscheidungen", "Decisions"),
    (
        Setting(
            "claim_minutes",
            15,
            "min",
            Text("Reservierung gilt", "A claim lasts"),
            Text(
                "So lange hält jemand einen Kunden, den er sich zur Bearbeitung genommen hat; solange können andere "
                "nicht über ihn entscheiden.",
                "So long somebody holds a customer taken to work on; meanwhile others cannot decide about it.",
            ),
            low=1,
            high=1440,
        ),
        Setting(
            "keep_budget_open",
            10,
            "",
            Text("Bauchgefühl: offene Fälle", "Gut feeling: open cases"),
            Text(
                "So viele Kunden darf eine Person gleichzeitig gegen den Vorschlag behalten.",
                "So many customers one person may keep against the proposal at a time.",
            ),
            high=10_000,
        ),
        share(
            "keep_budget_share",
            0.02,
            Text("Bauchgefühl: Anteil am DB", "Gut feeling: share of contribution"),
            Text(
                "Was dabei zusammen auf dem Spiel steht, darf höchstens dieser Teil des DB IV aller Kunden sein.",
                "What is at stake in them together may be at most this part of DB IV of all customers.",
            ),
        ),
        assumed(
            "keep_longest_days",
            365,
            "days",
            Text("Behalten längstens", "Keep at most"),
            Text(
                "So weit darf der Tag höchstens voraus liegen, bis zu dem ein Kunde behalten oder zurückgestellt wird.",
                "So far ahead at most may lie the day until which a customer is kept or snoozed.",
            ),
            low=1,
            high=3650,
        ),
        choice(
            "second_signature",
            "off",
            Text("Zweite Unterschrift", "Second signature"),
            Text(
                "Welche Entscheidungen erst gelten, wenn jemand anderes gegenzeichnet. Ohne sie kann niemand beenden, "
                "wo es nicht vorgeschlagen ist.",
                "Which decisions hold only once somebody else has signed. Without one nobody can let go where it is "
                "not proposed.",
            ),
            SIGNED_BY_TWO,
        ),
        limit(
            "decide_limit",
            Text("Unterschrift ab Betrag im Jahr (0: nie)", "Signature above a year (0: never)"),
            Text(
                "Steht mehr als dieser Betrag im Jahr auf dem Spiel, braucht die Entscheidung eine zweite "
                "Unterschrift.",
                "Where more than this amount a year is at stake, the decision needs a second signature.",
            ),
        ),
        share(
            "decide_step_limit",
            0.0,
            Text("Unterschrift ab Preisschritt (0: nie)", "Signature above step (0: never)"),
            Text(
                "Ein größerer Preisschritt als dieser braucht eine zweite Unterschrift.",
                "A price step larger than this needs a second signature.",
            ),
        ),
        Field(
            "reviewers",
            Text("Wer gegenzeichnet", "Who may sign"),
            Text(
                "Die Personen, die zweite Unterschriften geben. Wer entschieden hat, darf nie selbst gegenzeichnen.",
                "The people who give second signatures. Whoever decided may never sign too.",
            ),
            Text("Namen durch Komma; leer: alle anderen", "names by comma; empty: everybody else"),
            Text("alle anderen", "everybody else"),
        ),
    ),
)
