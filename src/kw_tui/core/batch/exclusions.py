"""Whom a decision cannot be taken about, and why: the first reason that holds."""

from datetime import date

import polars as pl

from kw_tui.core.decisions.decision import MEASURES
from kw_tui.core.proposals.price_step import GRID
from kw_tui.core.queue import is_free_again
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text

ACTIONS = (*MEASURES, "keep", "snooze")
"""What may be decided about many at one stroke."""

EXCLUDED: dict[str, Text] = {
    "claimed": Text("in Arbeit bei {who}", "claimed by {who}"),
    "decided": Text("schon entschieden, Wirkung steht aus", "already decided, its effect is waited for"),
    "no_revenue": Text("kein Umsatz im Zeitraum", "no revenue in the period"),
    "no_step": Text("kein Preisschritt vorgeschlagen, keiner angegeben", "no price step proposed and none given"),
    "at_list": Text("kauft schon zu Listenpreisen", "buys at list price already"),
    "above_class": Text("über dem größten Schritt der Klasse", "above the largest step of the class"),
    "not_proposed": Text("nicht vorgeschlagen", "not proposed"),
    "nothing_proposed": Text("nichts vorgeschlagen, also nichts zurückzustellen", "nothing proposed to be put off"),
    "budget": Text("Budget für Bauchgefühl ausgeschöpft", "budget for gut feeling used up"),
    "refused": Text("{why}", "{why}"),
}
"""By id, in the order they are looked at; `{who}` and `{why}` are filled where they are told."""

_OPEN_STATES = ("open", "claimed", "snoozed")
_DUST = 1e-9


def excluded(action: str, asked: float | None, who: str, settings: Settings, as_of: date) -> pl.Expr:
    """Return why the decision cannot be taken about a customer, as an id of `EXCLUDED`; null where it can.

    Reads the columns of `weighing`; `asked` is the step asked for.
    """
    holds = {"claimed": _claimed(who), "decided": _decided(settings, as_of), **_of_action(action, asked)}
    found = (pl.when(flag.fill_null(value=False)).then(pl.lit(id_)) for id_, flag in holds.items())
    return pl.coalesce(*found)


def _claimed(who: str) -> pl.Expr:
    return pl.col("claimed_by") != who


def _decided(settings: Settings, as_of: date) -> pl.Expr:
    """A decision that stands, unless it is a measure that has had its waiting time; or one that waits to be signed."""
    is_over = is_free_again(settings, as_of).fill_null(value=False)
    return ~pl.col("state").is_in(_OPEN_STATES) & ~is_over


def _of_action(action: str, asked: float | None) -> dict[str, pl.Expr]:
    if action == "reprice":
        return _of_reprice(asked)
    if action == "let_go":
        is_proposed = (pl.col("proposal") == action) | pl.col("alternatives").list.contains(action)
        return {"not_proposed": ~is_proposed.fill_null(value=False)}
    return {"nothing_proposed": pl.col("proposal").is_null()} if action in {"keep", "snooze"} else {}


def _of_reprice(asked: float | None) -> dict[str, pl.Expr]:
    has_step = pl.col("step") >= GRID - _DUST
    return {
        "no_revenue": ~(pl.col("revenue") > 0).fill_null(value=False),
        "no_step": pl.lit(asked is None) & pl.col("step").is_null(),
        "at_list": pl.col("list_room") < GRID - _DUST,
        "above_class": ~has_step.fill_null(value=False),
    }
