"""Equations that hold between columns of sales lines, counted under each way a column can be read.

A fact is named `question|reading`; it counts lines on which the equation holds within a cent or the rounding of its
factors, `question|tested` those on which the readings differ. Amounts are floats here: nothing counted is stored.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import reduce

import polars as pl

from kw_tui.vocabulary.table import Table

PRICES = ("list_price", "unit_price")
USUAL_RATES = (19.0, 7.0, 20.0, 10.0, 13.0, 8.1, 7.7, 3.8, 3.7, 2.6, 2.5)
"""Tax rates of Germany, Austria and Switzerland, told apart by the amounts alone."""
PACKS = (100, 1000)
"""Units a price may stand for where no column says so."""
_CENT, _HALF_CENT, _SHARE = 0.0101, 0.0051, 0.01
_MANY = 8
"""Quantity from which cost per unit and per line cannot both lie within `_BAND` of the amount."""
_BAND = (0.2, 1.3)
_LARGE = 100
"""Amount from which usual tax rates of net and of gross differ by more than a cent."""
Facts = dict[str, pl.Expr]


def identity_facts(fields: Collection[str], table: Table) -> Facts:
    """Counts over typed lines with these fields; none where no column can be read in two ways."""
    if table.id != "sales_line":
        return {}
    facts: Facts = {}
    for question in (_price_facts, _discount_facts, _cost_facts, _amount_facts, _order_facts):
        facts |= question(frozenset(fields))
    return {name: expr.fill_null(0).alias(name) for name, expr in facts.items()}


def float_of(field: str) -> pl.Expr:
    """A typed field as a float."""
    return pl.col(field).cast(pl.Float64)


def line_values(price: str, fields: Collection[str]) -> dict[str, pl.Expr]:
    """What a price makes of a line, under each reading: per unit, for the line, per so many units."""
    value, units = float_of(price), float_of("quantity")
    readings = {"unit": value * units, "line": value}
    if "pricing_unit" in fields:
        per = float_of("pricing_unit")
        return readings | {"pack": pl.when(per != 0).then(value * units / per)}
    return readings | {str(pack): value * units / pack for pack in PACKS}


def discounted(base: pl.Expr, fields: Collection[str]) -> dict[str, pl.Expr]:
    """A line's value after its discount, under each reading of the discount; positive."""
    field = discount_field(fields)
    if field is None:
        return {}
    value, whole = float_of(field).abs().fill_null(0), base.abs()
    readings = {"pct": whole * (1 - value / 100), "fraction": whole * (1 - value), "amount": whole - value}
    return readings | {"each": whole - value * float_of("quantity").abs()} if "quantity" in fields else readings


def discount_field(fields: Collection[str]) -> str | None:
    """The field of the only discount column; None where there is none, or one of each kind."""
    found = [field for field in ("discount_pct", "discount_amount") if field in fields]
    return found[0] if len(found) == 1 else None


def _price_facts(fields: frozenset[str]) -> Facts:
    """Price x quantity, less the discount, is the net amount: per unit, per line, or per so many units?"""
    facts: Facts = {}
    if not {"quantity", "net_amount"} <= fields:
        return _before_discount(fields)
    net, units = float_of("net_amount").abs(), float_of("quantity").abs()
    differs = (units != 1) & (units > 0) & (net > 0)
    for price in (price for price in PRICES if price in fields):
        tested = differs & (float_of(price) != 0)
        facts[f"{price}|tested"] = tested.sum()
        for reading, base in line_values(price, fields).items():
            values = [base.abs(), *_known_discounts(base, fields)]
            facts[f"{price}|{reading}"] = (tested & _any(equal(value, net) for value in values)).sum()
        if price == "list_price" and not {"discount_pct", "discount_amount"} & fields:
            facts |= _bands(price, tested & (units >= _MANY), float_of(price), net)
    return facts


def _known_discounts(base: pl.Expr, fields: frozenset[str]) -> list[pl.Expr]:
    if {"discount_pct", "discount_amount"} <= fields:
        rate = float_of("discount_pct").fill_null(0)
        return [base.abs() * (1 - rate / 100), base.abs() * (1 - rate)]
    return list(discounted(base, fields).values())


def _before_discount(fields: frozenset[str]) -> Facts:
    """Without a net amount: is the unit price the one after the discount?"""
    if not {"list_price", "unit_price", "discount_pct"} <= fields:
        return {}
    rate, list_price, price = (float_of(name) for name in ("discount_pct", "list_price", "unit_price"))
    tested = (rate != 0) & (list_price != 0)
    of_points, of_fraction = (equal(list_price * (1 - share), price, ()) for share in (rate / 100, rate))
    return {
        "discount|pct": (tested & of_points).sum(),
        "discount|fraction": (tested & of_fraction).sum(),
        "discount|tested": tested.sum(),
        "unit_price|after": (tested & (of_points | of_fraction)).sum(),
        "unit_price|before": (tested & equal(list_price, price, ())).sum(),
        "unit_price|discounted": tested.sum(),
    }


def _discount_facts(fields: frozenset[str]) -> Facts:
    """List value less discount is the net amount: is the discount a percentage, an amount, or one per unit?"""
    field = discount_field(fields)
    if field is None:
        return {}
    value = float_of(field)
    facts = {"discount|over": (value.abs() > 100).sum(), "discount|filled": (value != 0).sum()}
    bases = _bases(fields)
    if "net_amount" not in fields or not bases:
        return facts
    net = float_of("net_amount").abs()
    tested = (value != 0) & (net > 0)
    holds: dict[str, list[pl.Expr]] = {}
    for base in bases:
        for reading, after in discounted(base, fields).items():
            holds.setdefault(reading, []).append(equal(after, net, fields))
    each = float_of("quantity").abs() != 1 if "quantity" in fields else pl.lit(value=True)
    facts |= {
        f"discount|{reading}": (tested & _any(every) & (each if reading == "each" else True)).sum()
        for reading, every in holds.items()
    }
    return facts | {"discount|tested": tested.sum()}


def _bases(fields: frozenset[str]) -> list[pl.Expr]:
    """Values of a line before its discount, under all readings of the prices."""
    found = [float_of("list_amount")] if "list_amount" in fields else []
    if "quantity" in fields:
        for price in (price for price in PRICES if price in fields):
            found += line_values(price, fields).values()
    return found


def _cost_facts(fields: frozenset[str]) -> Facts:
    """Net amount less goods is the margin: is the cost per unit or of the line? Without a margin, what is likely?"""
    cost = [field for field in ("cost_amount", "unit_cost") if field in fields]
    if len(cost) != 1 or not {"quantity", "net_amount"} <= fields:
        return {}
    net, units, value = float_of("net_amount").abs(), float_of("quantity").abs(), float_of(cost[0]).abs()
    tested = (units != 1) & (units > 0) & (net > 0) & (value > 0)
    if "margin_amount" not in fields:
        return _bands("cost", tested & (units >= _MANY), value, net)
    goods = net - float_of("margin_amount") * float_of("net_amount").sign()
    readings = {name: base.abs() for name, base in line_values(cost[0], fields).items()}
    facts = {f"cost|{name}": (tested & equal(base, goods)).sum() for name, base in readings.items()}
    return facts | {"cost|tested": tested.sum()}


def _bands(question: str, tested: pl.Expr, value: pl.Expr, net: pl.Expr) -> Facts:
    """Which reading lies near the net amount, on lines of many units."""
    units = float_of("quantity").abs()
    return {
        f"{question}|unit_near": (tested & (value.abs() * units / net).is_between(*_BAND)).sum(),
        f"{question}|line_near": (tested & (value.abs() / net).is_between(*_BAND)).sum(),
        f"{question}|many": tested.sum(),
    }


def _amount_facts(fields: frozenset[str]) -> Facts:
    """Is what is called the amount net or gross? The tax tells, or the gross amount beside it, or the prices."""
    if "net_amount" not in fields:
        return {}
    amount = float_of("net_amount").abs()
    if {"tax_amount", "tax_rate"} <= fields:
        rate, tax = float_of("tax_rate"), float_of("tax_amount").abs()
        return _net_or_gross((rate > 0) & (amount >= 1), amount, tax, [rate])
    facts: Facts = {}
    if "tax_amount" in fields:
        tax = float_of("tax_amount").abs()
        facts |= _net_or_gross((tax > 0) & (amount >= _LARGE), amount, tax, [pl.lit(rate) for rate in USUAL_RATES])
    elif {"tax_rate", "quantity"} <= fields and (prices := [price for price in PRICES if price in fields]):
        facts |= _priced(fields, prices, amount)
    if "gross_amount" in fields:
        gross = float_of("gross_amount").abs()
        differs = (amount > 0) & (gross > 0) & ((amount - gross).abs() > _CENT)
        facts |= {
            "gross|above": (differs & (gross > amount)).sum(),
            "gross|below": (differs & (gross < amount)).sum(),
            "gross|tested": differs.sum(),
        }
    return facts


def _net_or_gross(tested: pl.Expr, amount: pl.Expr, tax: pl.Expr, rates: list[pl.Expr]) -> Facts:
    of_net = _any((amount * rate / 100 - tax).abs() <= _CENT for rate in rates)
    of_gross = _any((amount * rate / (100 + rate) - tax).abs() <= _CENT for rate in rates)
    return {
        "amount|net": (tested & of_net).sum(),
        "amount|gross": (tested & of_gross).sum(),
        "amount|tested": tested.sum(),
    }


def _priced(fields: frozenset[str], prices: list[str], amount: pl.Expr) -> Facts:
    """Price x quantity is the amount, or the amount without its tax."""
    rate = float_of("tax_rate")
    tested = (rate > 0) & (amount > 0)
    values: list[pl.Expr] = []
    for price in prices:
        base = line_values(price, fields)["pack" if "pricing_unit" in fields else "unit"]
        values += [base.abs(), *_known_discounts(base, fields)]
    return {
        "amount|priced": (tested & _any(equal(value, amount) for value in values)).sum(),
        "amount|gross": (tested & _any(equal(value * (1 + rate / 100), amount) for value in values)).sum(),
        "amount|tested": tested.sum(),
    }


def _order_facts(fields: frozenset[str]) -> Facts:
    """Sums of a shop's orders: do order discounts hold those of the lines, and prices the tax?"""
    if not {"order_net", "quantity", "unit_price"} <= fields:
        return {}
    facts = {
        "order|value": (float_of("quantity") * float_of("unit_price")).sum(),
        "order|line_discount": _total("discount_amount", fields),
        "order|discount": _total("order_discount", fields),
        "order|net": _total("order_net", fields),
    }
    if {"order_tax", "order_total"} <= fields:
        freight = float_of("freight").fill_null(0) if "freight" in fields else pl.lit(0.0)
        net, tax, total = (float_of(name) for name in ("order_net", "order_tax", "order_total"))
        facts["order|inclusive"] = ((tax > 0) & ((net + freight - total).abs() <= _CENT)).sum()
        facts["order|exclusive"] = ((tax > 0) & ((net + freight + tax - total).abs() <= _CENT)).sum()
    return facts


def _total(field: str, fields: frozenset[str]) -> pl.Expr:
    return float_of(field).sum() if field in fields else pl.lit(0.0)


def equal(value: pl.Expr, target: pl.Expr, fields: Collection[str] = ("quantity",)) -> pl.Expr:
    """Whether two amounts agree within a cent, or within what a price rounded to cents makes of the quantity."""
    units = float_of("quantity").abs() if "quantity" in fields else pl.lit(1.0)
    slack = pl.min_horizontal(units * _HALF_CENT, target.abs() * _SHARE)
    return ((value - target).abs() <= pl.max_horizontal(slack, pl.lit(_CENT))).fill_null(value=False)


def _any(conditions: Iterable[pl.Expr]) -> pl.Expr:
    return reduce(lambda one, other: one | other, conditions, pl.lit(value=False))


Counts = Mapping[str, float]
"""The row of `identity_facts`, collected."""
