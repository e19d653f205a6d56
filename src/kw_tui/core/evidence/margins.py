"""Evidence of margin leakage: the two ranks, and what each product leaves (PRACTICE, leakage)."""

import polars as pl

from kw_tui.core.evidence.case import Case, latest
from kw_tui.core.evidence.evidence import Evidence, Heading, Total, behind, evident, numbered, part, said, short
from kw_tui.vocabulary.sources import SALES_LINE
from kw_tui.vocabulary.table import MONEY, Column, Kind
from kw_tui.vocabulary.texts import Text

REVENUE = Column("revenue", Kind.MONEY, Text("Umsatz", "Revenue"))
GOODS = Column("goods", Kind.MONEY, Text("Wareneinsatz", "Goods"))
RATIO = Column("db1_ratio", Kind.RATIO, Text("DB-I-Quote", "DB I ratio"))
RANKS = (
    REVENUE,
    Column("revenue_rank", Kind.RATIO, Text("Umsatzrang", "Revenue rank")),
    Column("leakage_revenue", Kind.RATIO, Text("Grenze (Umsatz)", "Limit (revenue)")),
    RATIO,
    Column("margin_rank", Kind.RATIO, Text("Margenrang", "Margin rank")),
    Column("leakage_margin", Kind.RATIO, Text("Grenze (Marge)", "Limit (margin)")),
    Column("customers", Kind.COUNT, Text("Kunden", "Customers")),
    GOODS,
)
PRODUCTS = (
    short(SALES_LINE["product_id"]),
    short(SALES_LINE["product_name"]),
    RATIO,
    Column("db1", Kind.MONEY, Text("DB I", "DB I")),
    REVENUE,
    GOODS,
    Column("discount", Kind.RATIO, Text("Rabatt", "Discount")),
)
_HOW_RANKS = Text(
    "{above} der {customers} Kunden haben weniger Umsatz (Grenze: mehr als {revenue}), {below} eine niedrigere "
    "DB-I-Quote (Grenze: weniger als {margin}).",
    "{above} of the {customers} customers have less revenue (limit: more than {revenue}), {below} a lower DB I ratio "
    "(limit: less than {margin}).",
)
_HOW_PRODUCTS = Text(
    "Artikel des Zeitraums, die niedrigste DB-I-Quote zuerst: Netto abzüglich Skonto und Bonus, weniger Wareneinsatz.",
    "Products of the period, the lowest DB I ratio first: net less cash discount and bonus, less goods.",
)


def leaking(case: Case) -> tuple[Evidence, ...]:
    """The ranks by revenue and margin, and the products with the lowest margin first."""
    return (_ranks(case), _products(case))


def _net(case: Case) -> pl.Expr:
    """Net revenue of a line."""
    later = [case.column(name).fill_null(0) for name in ("cash_discount", "bonus")]
    return pl.col("net_amount") - later[0] - later[1]


def _ranks(case: Case) -> Evidence:
    row, settings = case.row, case.settings
    limits = {name: settings.number(name) for name in ("leakage_revenue", "leakage_margin")}
    told = {name: row[name] for name in ("revenue", "revenue_rank", "db1_ratio", "margin_rank", "goods")}
    told |= limits | {"customers": case.compared.among}
    schema = {one.id: one.kind.dtype for one in RANKS}
    rows = numbered(pl.DataFrame([told], schema=schema).filter(row["margin_rank"] is not None))
    lines = case.sold.with_columns(
        pl.lit(0, pl.Int64).alias("row"), part("revenue", _net(case)), part("goods", pl.col("goods_value"))
    )
    figures = {
        "above": (row["revenue_rank"], Kind.RATIO),
        "below": (row["margin_rank"], Kind.RATIO),
        "revenue": (limits["leakage_revenue"], Kind.RATIO),
        "margin": (limits["leakage_margin"], Kind.RATIO),
        "customers": (case.compared.among, Kind.COUNT),
    }
    label, total = Text("Ränge", "Ranks"), Total("margin_rank", Text("Margenrang", "Margin rank"), "margin_rank")
    how = said(_HOW_RANKS, **figures)
    return evident(Heading("ranks", label, how), RANKS, rows, ("sales_line", lines), ("revenue", "goods"), (total,))


def _products(case: Case) -> Evidence:
    key = case.first_of("product_id", "product_group")
    is_known = case.row["db1"] is not None
    lines = (
        case.keyed(key)
        .filter(is_known)
        .with_columns(
            net=_net(case),
            listed=pl.when(~pl.col("is_credit")).then("sold_at_list"),
            sold=pl.when(~pl.col("is_credit")).then("net_amount"),
        )
    )
    listed, sold = pl.col("listed").sum().cast(pl.Float64), pl.col("sold").sum().cast(pl.Float64)
    has_list = case.row["line_discount"] is not None
    summed = lines.group_by(key).agg(
        *latest("product_name", lines),
        revenue=pl.col("net").sum(),
        goods=pl.col("goods_value").sum(),
        discount=pl.when((listed > 0) & has_list).then((listed - sold) / listed),
    )
    revenue, db1 = pl.col("revenue"), (pl.col("revenue") - pl.col("goods")).cast(MONEY)
    rows = summed.with_columns(
        db1=db1, db1_ratio=pl.when(revenue > 0).then(db1.cast(pl.Float64) / revenue.cast(pl.Float64))
    )
    rows = numbered(rows.sort("db1_ratio", "db1", key, nulls_last=True))
    mine = behind(lines, rows, [key]).with_columns(
        part("revenue", pl.col("net")),
        part("goods", pl.col("goods_value")),
        part("db1", pl.col("net") - pl.col("goods_value").fill_null(0)),
    )
    totals = (
        Total("db1", Text("DB I", "DB I"), "db1"),
        Total("revenue", Text("Umsatz", "Revenue"), "revenue"),
        Total("goods", Text("Wareneinsatz", "Goods"), "goods"),
    )
    label, parts = Text("Artikel", "Products"), ("revenue", "goods", "db1")
    return evident(Heading("products", label, _HOW_PRODUCTS), PRODUCTS, rows, ("sales_line", mine), parts, totals)
