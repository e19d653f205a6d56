"""Evidence of discounts: product by product beside the A customers, and within the size bracket (SPEC 5)."""

import polars as pl

from kw_tui.core.evidence.case import Case, latest
from kw_tui.core.evidence.evidence import Evidence, Heading, Total, behind, evident, numbered, part, said, short
from kw_tui.core.like_for_like.comparison import LEAST_A_CUSTOMERS
from kw_tui.core.metrics.conditions import BRACKETS
from kw_tui.vocabulary.sources import SALES_LINE
from kw_tui.vocabulary.table import MONEY, Column, Kind
from kw_tui.vocabulary.texts import Text

LIST = Column("list_revenue", Kind.MONEY, Text("Listenumsatz", "List revenue"))
GIVEN = Column("line_discount", Kind.MONEY, Text("Rabattbetrag", "Discount amount"))
RATE = Column("discount_rate", Kind.RATIO, Text("Rabattquote", "Discount rate"))
SHARED = (
    short(SALES_LINE["product_id"]),
    short(SALES_LINE["product_name"]),
    Column("discount_own", Kind.RATIO, Text("Rabatt", "Discount")),
    Column("discount_a", Kind.RATIO, Text("Median A", "Median A")),
    Column("a_customers", Kind.COUNT, Text("A-Kunden", "A customers")),
    LIST,
    GIVEN,
    Column("beyond_a", Kind.MONEY, Text("mehr als A", "beyond A")),
    Column("adds_own", Kind.RATIO, Text("trägt bei", "adds")),
    Column("adds_a", Kind.RATIO, Text("trägt bei (A)", "adds (A)")),
)
GROUPS = (
    SALES_LINE["product_group"],
    short(SALES_LINE["product_id"]),
    RATE,
    LIST,
    GIVEN,
    Column("adds", Kind.RATIO, Text("trägt bei", "adds")),
)
BRACKET = (
    Column("revenue", Kind.MONEY, Text("Umsatz", "Revenue")),
    Column("bracket_from", Kind.MONEY, Text("Klasse ab", "Bracket from")),
    Column("bracket_to", Kind.MONEY, Text("bis unter", "to below")),
    Column("customers", Kind.COUNT, Text("Kunden", "Customers")),
    RATE,
    Column("discount_usual", Kind.RATIO, Text("Median", "Median")),
    Column("distance", Kind.RATIO, Text("Abstand", "Distance")),
    Column("spread", Kind.RATIO, Text("Median der Abstände", "Median distance")),
    Column("discount_deviation", Kind.SCORE, Text("robustes z", "robust z")),
    Column("outlier_limit", Kind.SCORE, Text("Grenze", "Limit")),
    LIST,
    GIVEN,
)
_HOW_SHARED = Text(
    "Artikel, die auch mindestens {least} A-Kunden kaufen: der eigene Rabatt und der Median der A-Kunden, beide nach "
    "dem eigenen Listenumsatz gewichtet. Zusammen {own} gegenüber {of_a}.",
    "Products that at least {least} A customers buy too: the own discount and the A customers' median, both weighted "
    "by the own list revenue. Together {own} against {of_a}.",
)
_HOW_OVERALL = Text(
    "Kein Artikel, den auch mindestens {least} A-Kunden kaufen: verglichen wird der ganze Rabatt. Eigene Rabattquote "
    "{own}, Median von {customers} A-Kunden {of_a}.",
    "No product that at least {least} A customers buy too: the whole discount is compared. Own discount rate {own}, "
    "median of {customers} A customers {of_a}.",
)
_HOW_BRACKET = Text(
    "z = 0,6745 × ({own} − {usual}) / {spread} = {z}; Grenze {limit}. Median und Median der Abstände von {customers} "
    "Kunden derselben Größenklasse.",
    "z = 0.6745 × ({own} − {usual}) / {spread} = {z}; limit {limit}. Median and median distance of {customers} "
    "customers of the same size bracket.",
)
_HOW_NO_BRACKET = Text(
    "Nicht vergleichbar: zu wenige Kunden oder keine Streuung in der Größenklasse, oder kein Listenumsatz bekannt.",
    "Not comparable: too few customers or no spread in the size bracket, or no list revenue known.",
)
_HOW_GROUPS = Text(
    "Rabatt und Listenumsatz des Zeitraums je Warengruppe, ohne Gutschriften: {given} von {list}, also {rate}.",
    "Discount and list revenue of the period by product group, without credits: {given} of {list}, which is {rate}.",
)


def better_than_a(case: Case) -> tuple[Evidence, ...]:
    """The shared products; where there are none, the own discount by product group beside the A customers' median."""
    row, shared = case.row, case.compared.shared
    figures = {
        "least": (LEAST_A_CUSTOMERS, Kind.COUNT),
        "own": (row["discount_compared"], Kind.RATIO),
        "of_a": (row["discount_of_a"], Kind.RATIO),
        "customers": (case.compared.a_customers, Kind.COUNT),
    }
    if shared is None or shared.is_empty():
        return (by_group(case, said(_HOW_OVERALL, **figures)),)
    lines = case.sold.filter(pl.col("is_sale"))
    lines = lines.with_columns(given=pl.col("list_value") - pl.col("net_amount"))
    own = lines.group_by("product_id").agg(*latest("product_name", lines), line_discount=pl.col("given").sum())
    beyond = pl.col("list_revenue").cast(pl.Float64) * (pl.col("discount_own") - pl.col("discount_a"))
    rows = shared.join(own, on="product_id", how="left").with_columns(
        pl.col("list_revenue").cast(MONEY), beyond_a=beyond.round(4).cast(MONEY)
    )
    rows = numbered(rows.sort("adds_own", "product_id", descending=[True, False]))
    mine = behind(lines, rows, ["product_id"]).with_columns(
        part("list_revenue", pl.col("list_value")), part("line_discount", pl.col("given"))
    )
    totals = (
        Total("adds_own", Text("Rabatt im Vergleich", "Discount compared"), "discount_compared"),
        Total("adds_a", Text("Rabatt der A-Kunden", "Discount of A customers"), "discount_of_a"),
        Total("beyond_a", Text("Rabatt über den A-Kunden im Zeitraum", "Discount beyond A customers in the period")),
    )
    label, of = Text("Gemeinsame Artikel", "Shared products"), ("sales_line", mine)
    heading = Heading("shared_products", label, said(_HOW_SHARED, **figures))
    return (evident(heading, SHARED, rows, of, ("list_revenue", "line_discount"), totals),)


def outlier(case: Case) -> tuple[Evidence, ...]:
    """The size bracket with z worked out, and the discount by product group."""
    return (_bracket(case), by_group(case))


def by_group(case: Case, how: Text | None = None) -> Evidence:
    """The discount rate by product group; by product, or as a whole, where no groups are told."""
    row, key = case.row, case.first_of("product_group", "product_id")
    lines = case.keyed(key).filter(pl.lit(row["line_discount"] is not None), ~pl.col("is_credit"))
    lines = lines.with_columns(below_list=pl.col("sold_at_list") - pl.col("net_amount"))
    summed = lines.group_by(key).agg(
        list_revenue=pl.col("sold_at_list").sum(), line_discount=pl.col("below_list").sum()
    )
    total, given = pl.col("list_revenue").cast(pl.Float64), pl.col("line_discount").cast(pl.Float64)
    whole = pl.col("list_revenue").sum().cast(pl.Float64)
    rows = summed.with_columns(
        discount_rate=pl.when(total > 0).then(given / total),
        adds=pl.when(whole > 0).then(given / whole),
    )
    rows = numbered(rows.sort("line_discount", key, descending=[True, False]))
    mine = behind(lines, rows, [key]).with_columns(
        part("list_revenue", pl.col("sold_at_list")), part("line_discount", pl.col("below_list"))
    )
    totals = (
        Total("adds", Text("Rabattquote", "Discount rate"), "discount_rate"),
        Total("line_discount", Text("Zeilenrabatt", "Line discount"), "line_discount"),
        Total("list_revenue", Text("Listenumsatz", "List revenue"), "list_revenue"),
    )
    figures = {
        "given": (row["line_discount"], Kind.MONEY),
        "list": (row["list_revenue"], Kind.MONEY),
        "rate": (row["discount_rate"], Kind.RATIO),
    }
    label = Text("Rabatt je Warengruppe", "Discount by product group")
    return evident(
        Heading("groups", label, how or said(_HOW_GROUPS, **figures)),
        GROUPS,
        rows,
        ("sales_line", mine),
        ("list_revenue", "line_discount"),
        totals,
    )


def _bracket(case: Case) -> Evidence:
    row, compared, number = case.row, case.compared, case.row["revenue_bracket"]
    lower, upper = (
        BRACKETS[place] if number is not None and 0 <= place < len(BRACKETS) else None
        for place in ((number or 0) - 1, number or 0)
    )
    rate, usual = row["discount_rate"], row["discount_usual"]
    told = {
        "revenue": row["revenue"],
        "bracket_from": lower,
        "bracket_to": upper,
        "customers": compared.customers,
        "discount_rate": rate,
        "discount_usual": usual,
        "distance": None if rate is None or usual is None else rate - usual,
        "spread": compared.spread,
        "discount_deviation": row["discount_deviation"],
        "outlier_limit": case.settings.number("outlier_limit"),
        "list_revenue": row["list_revenue"],
        "line_discount": row["line_discount"],
    }
    rows = numbered(pl.DataFrame([told], schema={one.id: one.kind.dtype for one in BRACKET}).filter(rate is not None))
    lines = case.sold.filter(~pl.col("is_credit")).with_columns(row=pl.lit(0, pl.Int64))
    lines = lines.with_columns(
        part("list_revenue", pl.col("sold_at_list")),
        part("line_discount", pl.col("sold_at_list") - pl.col("net_amount")),
    )
    figures = {
        "own": (rate, Kind.RATIO),
        "usual": (usual, Kind.RATIO),
        "spread": (compared.spread, Kind.RATIO),
        "z": (row["discount_deviation"], Kind.SCORE),
        "limit": (told["outlier_limit"], Kind.SCORE),
        "customers": (compared.customers, Kind.COUNT),
    }
    how = _HOW_NO_BRACKET if row["discount_deviation"] is None else said(_HOW_BRACKET, **figures)
    return evident(
        Heading("bracket", Text("Größenklasse", "Size bracket"), how),
        BRACKET,
        rows,
        ("sales_line", lines),
        ("list_revenue", "line_discount"),
        (Total("discount_deviation", Text("Abweichung (robustes z)", "Deviation (robust z)"), "discount_deviation"),),
    )
