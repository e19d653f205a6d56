"""What was decided about an item, or waits for a second signature, as lines. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kw_tui.tui.lines import BLANK, Line, clipped, wrapped
from kw_tui.tui.words import ACTIONS, word
from kw_tui.vocabulary.texts import Lang, Text, day

WAITS = Text("Wartet auf Gegenzeichnung", "Waits for a second signature")
BY = Text("{action}, von {who} am {day}", "{action}, by {who} on {day}")
UNTIL = Text("zurück am {day}", "back on {day}")
REASON = Text("Grund: {reason}", "Reason: {reason}")


def standing_lines(row: Mapping[str, Any], lang: Lang, width: int) -> list[Line]:
    """Return what was decided, by whom, when and why, and that it waits for a signature; nothing of what is open.

    What is decided here but not written yet is told once it is.
    """
    if row["state"] == "to_sign":
        return [((clipped(WAITS.in_(lang), width), "warning"),), *decided_lines(row, lang, width), BLANK]
    if row["state"] not in {"decided", "snoozed"} or not row["decided_at"]:
        return []
    (first, *more) = decided_lines(row, lang, width)
    return [tuple((text, "positive") for text, _ in first), *more, BLANK]


def decided_lines(row: Mapping[str, Any], lang: Lang, width: int) -> list[Line]:
    """Return what was decided, by whom, when and why."""
    when = day(date.fromisoformat(row["decided_at"][:10]), lang)
    who = clipped(row["decided_by"] or "", width // 2)
    said = BY.in_(lang).format(action=word(ACTIONS, row["action"], lang), who=who, day=when)
    lines: list[Line] = [((part, ""),) for part in wrapped(said, width)]
    if row.get("until"):
        lines.append(((UNTIL.in_(lang).format(day=day(row["until"], lang)), ""),))
    if row["reason"]:
        why = REASON.in_(lang).replace("{reason}", row["reason"])
        lines += [((part, "dim"),) for part in wrapped(why, width)]
    return lines
