"""Old and new prices of the products a customer buys most."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from kw_tui.core.letters.cleaning import clean
from kw_tui.core.letters.matter import Example, Matter
from kw_tui.core.letters.phrases import HEADS
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Lang, grouped

WIDTH = 72
MOST_EXAMPLES = 3
MOST_WEIGHED = 12
"""Products a customer among which those are sought that stay within their list price."""
_PRICE = 14


def bought_most(lines: pl.LazyFrame, first: date, last: date) -> pl.LazyFrame:
    """Return up to `MOST_WEIGHED` rows a customer, bought most for first: customer_id, product, unit, price, highest.

    `price` is what a unit came to on the last day it was bought from `first` to `last`, returns and gifts left out;
    `highest` its list price then, null where a line tells none.
    Products are told apart by number and unit; those without a number, or without a quantity, tell no price.
    """
    is_sale = (pl.col("net_amount") > 0) & (pl.col("quantity") > 0) & pl.col("product_id").is_not_null()
    sold = lines.filter(pl.col("invoice_date").is_between(first, last), is_sale)
    key = ("customer_id", "product_id", "unit")
    is_last = pl.col("invoice_date") == pl.col("invoice_date").max()
    net, quantity = (pl.col(name).filter(is_last).sum().cast(pl.Float64) for name in ("net_amount", "quantity"))
    at_list = pl.col("list_amount").filter(is_last)
    highest = (at_list.sum().cast(pl.Float64) / quantity).round(4)
    products = sold.group_by(key).agg(
        pl.col("net_amount").sum(),
        product=pl.col("product_name").drop_nulls().last(),
        price=(net / quantity).round(4).cast(MONEY),
        highest=pl.when(at_list.null_count() == 0).then(highest).cast(MONEY),
    )
    ranked = products.filter(pl.col("price") > 0).sort(
        "customer_id", "net_amount", "product_id", "unit", descending=[False, True, False, False]
    )
    most = ranked.group_by("customer_id", maintain_order=True).head(MOST_WEIGHED)
    product, unit = pl.coalesce("product", "product_id"), pl.col("unit").fill_null("")
    return most.select("customer_id", product, unit, "price", "highest")


def listed(matter: Matter) -> tuple[Example, ...]:
    """The examples whose new price can be told and stays within the list price."""
    return tuple(one for one in _raised(matter) if _stays_within(one, matter.step or 0.0))[:MOST_EXAMPLES]


def over_list(matter: Matter) -> int:
    """Return how many of the products bought most would cost more than their list price."""
    return sum(not _stays_within(one, matter.step or 0.0) for one in _raised(matter))


def _raised(matter: Matter) -> tuple[Example, ...]:
    return matter.examples if matter.kind == "price" and matter.step is not None else ()


def _stays_within(example: Example, step: float) -> bool:
    return example.highest is None or new_price(example.price, step) <= _shown(example.highest)


def cells(matter: Matter, lang: Lang) -> list[tuple[str, str, str]]:
    """Return product, old and new price of each example."""
    return [_row(example, matter.step or 0.0, lang) for example in listed(matter)]


def _row(example: Example, step: float, lang: Lang) -> tuple[str, str, str]:
    unit, places = clean(example.unit), _places(example.price)
    product = clean(example.product) + (f", {unit}" if unit else "")
    new = new_price(example.price, step)
    return product, grouped(_shown(example.price), places, lang), grouped(new, places, lang)


def new_price(price: Decimal, step: float) -> Decimal:
    """Return a price after a step, with as many places as the old one is shown with: whoever checks it finds it so."""
    raised = _shown(price) * (1 + Decimal(str(step)))
    return raised.quantize(Decimal(1).scaleb(-_places(price)), rounding=ROUND_HALF_UP)


def _places(price: Decimal) -> int:
    return 2 if price >= 1 else 4


def _shown(price: Decimal) -> Decimal:
    return price.quantize(Decimal(1).scaleb(-_places(price)), rounding=ROUND_HALF_UP)


def table(matter: Matter, lang: Lang) -> str:
    """Return the examples in columns, under their heads; "" without any."""
    rows = cells(matter, lang)
    if not rows:
        return ""
    room = WIDTH - 2 * _PRICE
    heads = tuple(head.in_(lang) for head in HEADS)
    return "\n".join(
        f"{_fitted(name, room - 2):<{room}}{old:>{_PRICE}}{new:>{_PRICE}}" for name, old, new in (heads, *rows)
    )


def _fitted(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…"
