"""The products behind a like-for-like discount: what a customer and the A customers both buy."""

from collections.abc import Mapping

import polars as pl

from kw_tui.core.like_for_like.paid import COMPARED
from kw_tui.core.reduction.evidence import ADDS
from kw_tui.vocabulary.sources import SALES_LINE
from kw_tui.vocabulary.table import MONEY, Column, Kind
from kw_tui.vocabulary.texts import Text

ADDED: Mapping[str, str] = dict(zip(COMPARED, ("adds_own", "adds_a"), strict=True))
"""Which column of `shared_products` adds up to which discount."""
COLUMNS = (
    SALES_LINE["product_id"],
    SALES_LINE["product_name"],
    Column("list_revenue", Kind.MONEY, Text("Listenumsatz", "List revenue")),
    Column("discount_own", Kind.RATIO, Text("Rabatt", "Discount")),
    Column("discount_a", Kind.RATIO, Text("Median der A-Kunden", "Median of A customers")),
    Column("a_customers", Kind.COUNT, Text("A-Kunden", "A customers")),
)
ADDS_COLUMN = Column(ADDS, Kind.RATIO, Text("trägt bei", "adds"))


def products_shared(shared: pl.DataFrame, column: str, products: pl.Series, lines: pl.DataFrame) -> pl.DataFrame:
    """The rows of `shared_products` with ids and names instead of codes, and what each `adds` to a discount.

    `products` are all ids in the order of their codes, `lines` those of the customer, which know the names.
    """
    names = lines.group_by("product_id").agg(pl.col("product_name").drop_nulls().last())
    named = shared.with_columns(product_id=products.gather(shared["product"])).join(names, on="product_id", how="left")
    told = named.with_columns(pl.col("list_revenue").cast(MONEY), pl.col(ADDED[column]).alias(ADDS))
    return told.select(*(one.id for one in COLUMNS), ADDS).sort("product_id")
