"""What one sales line says: its list value, its goods, and whether it is a credit (SPEC 2 and 3)."""

import narwhals as nw

from kw_tui.core.reduction.fact import AMOUNT, Frame

LIST_SOURCES = (frozenset({"list_amount"}), frozenset({"quantity", "list_price"}), frozenset({"discount_pct"}))
GOODS_SOURCES = (frozenset({"cost_amount"}), frozenset({"quantity", "unit_cost"}), frozenset({"margin_amount"}))


def with_net(lines: Frame) -> Frame:
    """Complete `net_amount` from quantity, unit price and discount."""
    return lines.with_columns(net_amount=_first_known(_net_ways(frozenset(lines.collect_schema().names()))))


def told_lines(lines: Frame) -> Frame:
    """Add `is_credit`, `is_sale`, `list_value` and `goods_value` (null where unknown) to sales lines."""
    lines = with_net(lines)
    columns = frozenset(lines.collect_schema().names())
    lines = lines.with_columns(
        is_credit=_credit(columns),
        list_value=_first_known(_list_ways(columns)),
        goods_value=_first_known(_goods_ways(columns)),
    )
    return lines.with_columns(is_sale=~nw.col("is_credit") & (nw.col("net_amount") > 0))


def _credit(columns: frozenset[str]) -> nw.Expr:
    is_negative = nw.col("net_amount").fill_null(0) < 0
    if "doc_type" not in columns:
        return is_negative
    return is_negative | nw.col("doc_type").fill_null("invoice").is_in(["credit", "cancel"])


def _net_ways(columns: frozenset[str]) -> list[nw.Expr]:
    ways = [nw.col("net_amount")] if "net_amount" in columns else []
    if {"quantity", "unit_price"} <= columns:
        gross = nw.col("quantity") * nw.col("unit_price")
        if "discount_pct" in columns:
            gross = gross * (100 - nw.col("discount_pct").fill_null(0)) / 100
        ways.append(gross)
    return ways


def _list_ways(columns: frozenset[str]) -> list[nw.Expr]:
    ways = [nw.col("list_amount")] if "list_amount" in columns else []
    if {"quantity", "list_price"} <= columns:
        ways.append(nw.col("quantity") * nw.col("list_price"))
    if "discount_pct" in columns:
        # A discount of 100 % leaves no net to conclude from.
        kept = nw.when(nw.col("discount_pct") < 100).then(100 - nw.col("discount_pct"))
        ways.append(nw.col("net_amount") * 100 / kept)
    return ways


def _goods_ways(columns: frozenset[str]) -> list[nw.Expr]:
    ways = [nw.col("cost_amount")] if "cost_amount" in columns else []
    if {"quantity", "unit_cost"} <= columns:
        ways.append(nw.col("quantity") * nw.col("unit_cost"))
    if "margin_amount" in columns:
        ways.append(nw.col("net_amount") - nw.col("margin_amount"))
    return ways


def _first_known(ways: list[nw.Expr]) -> nw.Expr:
    typed = [way.round(4).cast(AMOUNT) for way in ways]
    return nw.coalesce(*typed) if typed else nw.lit(None, dtype=AMOUNT)
