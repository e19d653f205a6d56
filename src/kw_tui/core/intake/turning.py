"""Amounts turned round as their signs were settled: they are only ever negated."""

from collections.abc import Collection

import polars as pl

from kw_tui.core.intake.signs import AGAINST, MIRRORED, SIDES, Signs, amount_field, goes_against, is_credit, is_priced

_FOLLOWING = ("quantity", "list_amount", "cost_amount")


def turned(signs: Signs, fields: Collection[str]) -> list[pl.Expr]:
    """The mirrored fields with their signs; to be computed in one step from the typed fields."""
    turns = _turns(signs, fields)
    changed = []
    for field in (field for field in (*MIRRORED, *AGAINST) if field in fields):
        value = -pl.col(field) if field in signs.against else pl.col(field)
        if turns is not None and field in signs.negated:
            value = pl.when(turns).then(-value).otherwise(value)
        if field in signs.against or (turns is not None and field in signs.negated):
            changed.append(value.alias(field))
    return list({expr.meta.output_name(): expr for expr in changed}.values())


def _turns(signs: Signs, fields: Collection[str]) -> pl.Expr | None:
    if signs.turning:
        return pl.col("sign").is_in(sorted(signs.turning)).fill_null(value=False)
    return is_credit(fields) if signs.by_paper else None


def sign_codes(signs: Signs, fields: Collection[str]) -> dict[str, pl.Expr]:
    """Field -> why its sign cannot be known; to be computed from the typed fields, before they turn."""
    amount = amount_field(fields)
    if not signs.convention or amount is None:
        return {}
    value, mark = pl.col(amount), pl.col("sign")
    turns = mark.is_in(sorted(signs.turning))
    is_odd = value < 0 if signs.convention == "unsigned" else pl.when(turns).then(value > 0).otherwise(value < 0)
    is_missing = mark.is_null() & (value != 0) if signs.needs_mark else pl.lit(value=False)
    unknown = (
        pl.when(~mark.is_in(list(SIDES))).then(pl.lit("bad-enum")).when(is_missing).then(pl.lit("missing-required"))
    )
    return {amount: pl.when(mark.is_not_null() & is_odd).then(pl.lit("sign-conflict")), "sign": unknown}


def comes_back(fields: Collection[str]) -> pl.Expr:
    """Whether a canonical line takes units back while its amount is still that of a sale."""
    if not {"quantity", "net_amount"} <= set(fields):
        return pl.lit(value=False)
    return (pl.col("quantity") < 0) & (pl.col("net_amount") > 0)


def followed(signs: Signs, fields: Collection[str]) -> list[pl.Expr]:
    """Quantity and goods with the sign of their amount, where quantity x price is the amount without a sign."""
    if not signs.follows:
        return []
    turns = goes_against() & is_priced(fields)
    there = [pl.col(field) for field in _FOLLOWING if field in fields]
    return [pl.when(turns & (value > 0)).then(-value).otherwise(value).name.keep() for value in there]
