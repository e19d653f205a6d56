"""What is said in several places, said once: where something is worked out, left out, or not possible."""

from kw_tui.vocabulary.texts import Text

COMPUTING = Text("wird gerechnet …", "computing …")
MORE = Text("… und {n} weitere", "… and {n} more")
MORE_STEPS = Text("… und {n} weitere Schritte", "… and {n} more steps")
BREAK_EVEN = Text("Gewinnschwelle", "break-even")
NEVER_WORSE = Text("auch ohne den Kunden nicht schlechter als heute", "even without the customer no worse than today")
MEANT = Text("gemeint ist vielleicht {near}", "did you mean {near}?")
PERHAPS = Text(", gemeint ist wohl {near}", ", did you mean {near}?")
POSSIBLE = Text("möglich: {all}", "possible: {all}")
ALLOWED = Text("erlaubt: {allowed}", "allowed: {allowed}")

AT_MOST = "≤"
"""Stands before a figure that is too high, since goods are known in part only."""
AT_MOST_NOTE = Text(
    "≤ höchstens so viel: der Wareneinsatz ist nur bei einem Teil der Zeilen bekannt (cost_coverage)",
    "≤ at most so much: the cost of goods is known on part of the lines only (cost_coverage)",
)
