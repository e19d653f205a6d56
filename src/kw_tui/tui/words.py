"""Ids in words: the core's own words, and shorter ones where a column is narrow."""

from kw_tui.core.decisions import ACTIONS as DECISIONS
from kw_tui.core.proposals.channel import CHANNELS
from kw_tui.core.proposals.price_step import COMMUNICATION
from kw_tui.core.proposals.risks import RISKS
from kw_tui.core.queue import STATES as ITEM_STATES
from kw_tui.vocabulary.texts import Lang, Text
from kw_tui.vocabulary.words import SHORT, WORDS

__all__ = [
    "ACTIONS",
    "CHANNELS",
    "COMMUNICATION",
    "NARROW_ACTIONS",
    "NOBODY",
    "RISK_LABELS",
    "SHORT",
    "STATES",
    "WORDS",
    "word",
]

# The key says `später`, and there is no room in the footer for a longer word: the action and its state say it too.
ACTIONS: dict[str, Text] = {**DECISIONS, "snooze": Text("Auf später", "Snooze")}
STATES: dict[str, Text] = {**ITEM_STATES, "snoozed": Text("auf später", "snoozed")}
NARROW_ACTIONS: dict[str, Text] = {**ACTIONS, "service": Text("Service kürzen", "Cut service")}
RISK_LABELS: dict[str, Text] = {risk.id: risk.label for risk in RISKS}
NOBODY = Text("ohne Namen", "no name")


def word(texts: dict[str, Text], id_: object, lang: Lang) -> str:
    """Say an id in words; an id without words is shown with its underscores as spaces."""
    known = texts.get(str(id_))
    return str(id_).replace("_", " ") if known is None else known.in_(lang)
