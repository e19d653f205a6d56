"""All that could be done about a customer: the best rule of each action, in the order in which conflicts are settled.

The order, and what each place in it is called (`ORDER_REASONS`):

1. the lowest rung of the ladder that was not tried yet comes first (SPEC 6: at most one rung at a time);
2. on one rung the larger gain;
3. of equal gains the rule that is read first (`rules.all_rules`);
4. a rung that was tried, and has waited its time, comes again only after every rung not tried.
"""

from datetime import date

import polars as pl

from kw_tui.core.proposals.rule import Rule
from kw_tui.core.proposals.rules import PROPOSALS, TRIED, all_rules, gain, stage
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text

ORDER_REASONS: dict[str, Text] = {
    "only": Text("keine andere Maßnahme kommt in Frage", "no other action comes into question"),
    "lowest_rung": Text("niedrigste noch nicht erprobte Stufe", "the lowest rung not yet tried"),
    "larger_gain": Text("auf derselben Stufe der größere Ertrag", "on the same rung the larger gain"),
    "earlier_rule": Text("gleicher Ertrag: die Regel steht weiter vorn", "equal gain: its rule comes earlier"),
    "again": Text(
        "schon erprobt, aber nichts Neues kommt in Frage", "tried before, but nothing new comes into question"
    ),
    "higher_rung": Text("höhere Stufe: erst die niedrigere", "a higher rung: the lower one first"),
    "smaller_gain": Text("auf derselben Stufe der kleinere Ertrag", "on the same rung the smaller gain"),
    "later_rule": Text("gleicher Ertrag: die Regel steht weiter hinten", "equal gain: its rule comes later"),
    "tried": Text("schon erprobt: erst, was neu ist", "tried before: first what is new"),
}
"""Why an option stands where it does: the first one for itself, each other one against the one before it."""


def add_options(weighed: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """Return one row a customer and action some rule holds for, by `rank` and `order` (1 is recommended).

    `weighed` has `rank` and what rules weigh. Added: `proposal`, `rule`, `gain`, `order`, `is_recommended`,
    `order_reason`.
    """
    weighed, numbered = weighed.cache(), list(enumerate(all_rules(settings, as_of)))
    places = (_Place(numbered, action, settings, as_of) for action in PROPOSALS)
    found = pl.concat([place.of(weighed) for place in places])
    ranked = found.sort("rank", "stage", "gain", "place", descending=[False, False, True, False])
    is_first = (pl.col("rank") != pl.col("rank").shift(1)).fill_null(value=True)
    return ranked.with_columns(
        order=pl.int_range(1, pl.len() + 1).over("rank"), is_recommended=is_first, order_reason=_order_reason(is_first)
    ).drop("stage", "place")


class _Place:
    """Where one action stands: the best of its rules that hold. All its rules are on one rung."""

    def __init__(self, numbered: list[tuple[int, Rule]], action: str, settings: Settings, as_of: date) -> None:
        self._rules = [(place, rule) for place, rule in numbered if rule.action == action]
        self._action = action
        self._stage = stage(self._rules[0][1], settings, as_of)

    def of(self, weighed: pl.LazyFrame) -> pl.LazyFrame:
        """The customers it comes into question for."""
        flags = [f"{rule.id} holds" for _, rule in self._rules]
        flagged = weighed.with_columns(rule.holds.alias(f"{rule.id} holds") for _, rule in self._rules)
        gains = [pl.when(flag).then(gain(rule)) for flag, (_, rule) in zip(flags, self._rules, strict=True)]
        best = [
            pl.when(one == pl.col("gain")).then(pl.lit(place, pl.UInt32))
            for one, (place, _) in zip(gains, self._rules, strict=True)
        ]
        first = self._rules[0][0]
        ids = pl.lit(pl.Series([rule.id for _, rule in self._rules], dtype=pl.String))
        return (
            flagged.filter(pl.any_horizontal(flags))
            .with_columns(
                gain=pl.max_horizontal(gains), stage=self._stage.cast(pl.Int32), proposal=pl.lit(self._action)
            )
            .with_columns(place=pl.coalesce(best))
            .with_columns(rule=ids.gather(pl.col("place") - first))
            .drop(flags)
        )


def _order_reason(is_first: pl.Expr) -> pl.Expr:
    """The id of `ORDER_REASONS`, told from the option beside it."""
    is_alone = (pl.col("rank") != pl.col("rank").shift(-1)).fill_null(value=True)
    rung, gained, was_tried = pl.col("stage"), pl.col("gain"), pl.col("stage") >= TRIED
    ahead = (
        pl.when(was_tried)
        .then(pl.lit("again"))
        .when(is_alone)
        .then(pl.lit("only"))
        .when(rung < rung.shift(-1))
        .then(pl.lit("lowest_rung"))
        .when(gained > gained.shift(-1))
        .then(pl.lit("larger_gain"))
        .otherwise(pl.lit("earlier_rule"))
    )
    behind = (
        pl.when(was_tried & (rung.shift(1) < TRIED))
        .then(pl.lit("tried"))
        .when(rung > rung.shift(1))
        .then(pl.lit("higher_rung"))
        .when(gained < gained.shift(1))
        .then(pl.lit("smaller_gain"))
        .otherwise(pl.lit("later_rule"))
    )
    return pl.when(is_first).then(ahead).otherwise(behind)
