"""Which channel should sell to and talk with a customer, and when a cheaper one pays (SPEC 6) [HP]."""

from datetime import date

import polars as pl

from kw_tui.core.proposals import ladder
from kw_tui.core.proposals.condition import Condition, known, number
from kw_tui.core.proposals.rule import Rule
from kw_tui.core.proposals.service import share_of_db1
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

CHANNELS: dict[str, Text] = {
    "web": Text("Webshop oder Händler", "Web shop or distributor"),
    "inside": Text("Innendienst", "Inside sales"),
    "field": Text("Außendienst", "Field sales"),
    "key_account": Text("Key-Account-Management", "Key account management"),
}
"""From the cheapest to the dearest."""

_NO_VISITS, _NO_CALLS = 1, 0


def rules(settings: Settings, as_of: date) -> tuple[Rule, ...]:
    """Return the one rule: small, served in person at a cost DB I does not carry, and cheaper elsewhere."""
    conditions = (
        ladder.low_ratio(settings),
        _heavy_contact(settings),
        _saves(),
        ladder.cured_by_migration(),
        ladder.established(settings, as_of),
        ladder.waited(settings, as_of, "reprice_since"),
    )
    label = Text("Persönliche Betreuung zu teuer", "Personal service too dear")
    return (Rule("channel", "channel", label, conditions, pl.col("channel_saving")),)


def channel_level(size: pl.Expr, potential: pl.Expr, effort: pl.Expr, settings: Settings) -> pl.Expr:
    """Rule: the smaller the customer, the cheaper the channel. Int8 index into `CHANNELS`.

    `size` is the sub-class (A1 ... C3). Potential from its limit on lifts one level; avoidable selling and service cost
    (`effort`, as share of DB I) of all of DB I and more lowers one.
    """
    class_ = size.str.slice(0, 1)
    by_size = pl.when(size == "A1").then(3).when(class_ == "A").then(2).when(class_ == "B").then(1).otherwise(0)
    lifted = (potential >= settings.number("potential_limit")).fill_null(value=False).cast(pl.Int8)
    lowered = (effort >= 1.0).fill_null(value=False).cast(pl.Int8)
    return (by_size.cast(pl.Int8) + lifted - lowered).clip(0, len(CHANNELS) - 1)


def channel_id(level: pl.Expr) -> pl.Expr:
    """Return the channel's id for a level."""
    return level.replace_strict(list(range(len(CHANNELS))), list(CHANNELS), return_dtype=pl.String)


def channel_saving(level: pl.Expr, settings: Settings) -> pl.Expr:
    """Return the avoidable cost that falls away: visits from inside sales down, calls too in the web shop."""
    visits = pl.when(level <= _NO_VISITS).then(_avoidable("visit", settings)).otherwise(0.0)
    return visits + pl.when(level <= _NO_CALLS).then(_avoidable("call", settings)).otherwise(0.0)


def _avoidable(kind: str, settings: Settings) -> pl.Expr:
    return known(f"cost_{kind}") * settings.number(f"avoidable_{kind}")


def _heavy_contact(settings: Settings) -> Condition:
    share = share_of_db1(_avoidable("visit", settings) + _avoidable("call", settings))
    label = Text("Besuche, Anrufe: Anteil am DB I ab", "Visits, calls: share of DB I from")
    limit = settings.number("heavy_contact_share")
    return Condition("heavy_contact", label, Kind.RATIO, share, pl.lit(limit), share >= limit)


def _saves() -> Condition:
    saving = number("channel_saving")
    label = Text("Ersparnis im günstigeren Kanal über", "Saving in the cheaper channel above")
    return Condition("channel_saves", label, Kind.MONEY, saving, pl.lit(0.0), saving > 0)
