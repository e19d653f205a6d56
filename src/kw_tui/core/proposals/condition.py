"""A condition: a customer's value, a limit, and whether it holds. A proposal is nothing but a list of these."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

VERDICT = pl.Struct({"id": pl.String, "value": pl.Float64, "limit": pl.Float64, "holds": pl.Boolean})


@dataclass(frozen=True)
class Condition:
    """One named test. `label` reads as the claim up to its limit ("revenue above"); `kind` formats value and limit.

    A null `value` means unknown. A null `holds` counts as false, so the unknown never speaks for a proposal unless
    the condition itself says so.
    """

    id: str
    label: Text
    kind: Kind
    value: pl.Expr
    limit: pl.Expr
    holds: pl.Expr

    @property
    def is_met(self) -> pl.Expr:
        """Whether it holds: Boolean without nulls."""
        return self.holds.fill_null(value=False)

    @property
    def verdict(self) -> pl.Expr:
        """Struct of id, value, limit, holds: what the reader is shown."""
        parts = (pl.lit(self.id).alias("id"), self.value.cast(pl.Float64).alias("value"))
        return pl.struct(*parts, self.limit.cast(pl.Float64).alias("limit"), self.is_met.alias("holds"))


def verdicts(conditions: Iterable[Condition]) -> pl.Expr:
    """Return every condition with value and limit: List(Struct{id, value, limit, holds})."""
    return pl.concat_arr(*(condition.verdict for condition in conditions)).arr.to_list()


def number(column: str) -> pl.Expr:
    """Return a column as Float64: ratios of exact amounts are floats."""
    return pl.col(column).cast(pl.Float64)


def named(flags: Mapping[str, pl.Expr]) -> pl.Expr:
    """Return the names whose flag holds, in order: List(String). Flags must not be null.

    There are few combinations: their lists are made once and looked up.
    """
    lists = [[name for place, name in enumerate(flags) if mask >> place & 1] for mask in range(2 ** len(flags))]
    mask = pl.sum_horizontal(flag.cast(pl.UInt32) * 2**place for place, flag in enumerate(flags.values()))
    return pl.lit(pl.Series(lists, dtype=pl.List(pl.String))).gather(mask)


def known(column: str) -> pl.Expr:
    """Return a column as Float64 where no entry means that nothing was spent or counted."""
    return number(column).fill_null(0.0)
