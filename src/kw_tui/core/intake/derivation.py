"""Canonical columns made from inputs once it is settled how they are read; every amount exact, rounded half up.

The frame is that of `intake.typed`: fields by their ids, codes as `code:field`. What cannot be derived is null.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal

import polars as pl

from kw_tui.core.intake import signs, turning
from kw_tui.core.intake.formats import Formats
from kw_tui.core.intake.mapping import NET_WAYS, Mapping
from kw_tui.core.intake.numbers import believable
from kw_tui.core.intake.settled import BY_COLUMN, Settled
from kw_tui.vocabulary.table import MONEY, Table

_WIDE = pl.Decimal(38, 14)
_HUNDREDTH, _SIXTY = Decimal("0.01"), 60
_IDLE_WITH_NET = ("gross_amount", "tax_rate", "tax_amount", "debit_amount", "credit_amount")
_NEVER_READ = ("tax_key", "contract", "cash_discount_base", "condition_type", "price_list", "order_net")


def used_inputs(settled: Settled, table: Table) -> frozenset[str]:
    """Inputs that something is derived from; a cell of theirs that cannot be read costs its line."""
    mapping = settled.mapping
    idle = {*_NEVER_READ, *(_IDLE_WITH_NET if "net_amount" in mapping else ())}
    if not settled.inclusive:
        idle |= {"order_tax", "order_total"}
    return frozenset(column.id for column in table.inputs if column.id in mapping and column.id not in idle)


def needed(settled: Settled, table: Table) -> Mapping:
    """The mapping without inputs that nothing is derived from: they need not be read."""
    used = used_inputs(settled, table)
    idle = {column.id for column in table.inputs} - used
    pairs = {field: header for field, header in settled.mapping.headers.items() if field not in idle}
    return replace(settled.mapping, headers=pairs, derived=derived_fields(settled, table), inputs=used)


def changes_nothing(settled: Settled, table: Table) -> bool:
    """Whether typed lines are canonical as they are."""
    return settled.signs.changes_nothing and not (
        settled.packs or used_inputs(settled, table) or derived_fields(settled, table)
    )


def moved_formats(formats: Formats, settled: Settled) -> Formats:
    """The formats of columns as they are settled: read as other fields, fractions that are none as they stand."""
    moves = settled.moves
    numbers = {field: form for field, form in formats.numbers.items() if field not in moves}
    if settled.in_points and "discount_pct" in numbers:
        numbers["discount_pct"] = replace(numbers["discount_pct"], scale=1)
    for field, other in moves.items():
        if other is not None and field in formats.numbers:
            form = formats.numbers[field]
            numbers[other] = form if form.scale == 1 else replace(form, scale=1)
    return replace(formats, numbers=numbers)


def derived_fields(settled: Settled, table: Table) -> tuple[str, ...]:
    """Columns of the table that `rewritten` adds beside those of the file, in the table's order."""
    there = set(_derived(settled, table))
    return tuple(column for column in table.column_ids if column in there)


def rewritten(frame: pl.LazyFrame, settled: Settled, table: Table) -> pl.LazyFrame:
    """Give typed lines their signs, and the columns that follow from inputs, with the codes of what fails."""
    if table.id != "sales_line":
        return frame.with_columns(expr.alias(name) for name, expr in _derived(settled, table).items())
    fields = tuple(settled.mapping.headers)
    codes = turning.sign_codes(settled.signs, fields)
    frame = frame.with_columns(
        pl.coalesce(f"code:{field}", code).alias(f"code:{field}") for field, code in codes.items()
    )
    frame = frame.with_columns(turning.turned(settled.signs, fields)).with_columns(_impossible_rates(settled))
    derived = _derived(settled, table)
    if "net_amount" in derived:
        frame = frame.with_columns(derived.pop("net_amount").alias("net_amount")).with_columns(
            _net_code(settled).alias("code:net_amount")
        )
    frame = frame.with_columns(
        *(expr.alias(name) for name, expr in derived.items()), *_unit_prices(settled), *_papers(settled.mapping)
    )
    return frame.with_columns(turning.followed(settled.signs, fields))


def _impossible_rates(settled: Settled) -> list[pl.Expr]:
    """A discount above a hundred per cent cannot be read; where the net amount depends on it, that costs the line."""
    if "net_amount" in settled.mapping or "discount_pct" not in settled.mapping:
        return []
    rate, code = pl.col("discount_pct"), pl.col("code:discount_pct")
    is_over = rate.abs() > 100
    return [
        pl.when(~is_over).then(rate).alias("discount_pct"),
        pl.when(is_over).then(pl.lit("bad-number")).otherwise(code).alias("code:discount_pct"),
    ]


def _derived(settled: Settled, table: Table) -> dict[str, pl.Expr]:
    if table.id == "sales_line":
        return _sales(settled)
    there = frozenset(settled.mapping.headers)
    return _of_hours(there) if "hours" in there else _of_conditions(there)


def _sales(settled: Settled) -> dict[str, pl.Expr]:
    mapping = settled.mapping
    derived: dict[str, pl.Expr] = {}
    if "net_amount" not in mapping:
        derived["net_amount"] = _net(settled)
    if "list_price" in settled.packs and "list_amount" not in mapping and "quantity" in mapping:
        derived["list_amount"] = _money(_line_value("list_price", settled))
    elif "discount_amount" in mapping and not {"list_price", "list_amount"} & set(mapping.headers):
        derived["list_amount"] = _money(pl.col("net_amount") + _discount(settled).fill_null(0))
    if "discount_amount" in mapping and "discount_pct" not in mapping:
        derived["discount_pct"] = _discount_rate(settled)
    if "unit_cost" in settled.packs and "cost_amount" not in mapping and "quantity" in mapping:
        derived["cost_amount"] = _money(_line_value("unit_cost", settled))
    if "is_credit" in mapping and "doc_type" not in mapping:
        derived["doc_type"] = pl.when(pl.col("is_credit")).then(pl.lit("credit")).otherwise(pl.lit("invoice"))
    return derived


def _net(settled: Settled) -> pl.Expr:
    """The net amount in the first way that gives one."""
    fields = frozenset(settled.mapping.headers)
    ways = list(_net_values(settled, fields))
    return pl.coalesce(ways) if ways else pl.lit(None, dtype=MONEY)


def _net_values(settled: Settled, fields: Collection[str]) -> Iterator[pl.Expr]:
    there = [way for way in NET_WAYS if set(way) <= set(fields)]
    if ("gross_amount", "tax_amount") in there:
        yield _money(pl.col("gross_amount") - pl.col("tax_amount"))
    if ("gross_amount", "tax_rate") in there:
        whole = 100 + pl.col("tax_rate")
        yield _money(pl.col("gross_amount").cast(_WIDE) * 100 / _positive(whole))
    if ("debit_amount", "credit_amount") in there:
        yield _booked(settled)
    price = "unit_price" if ("quantity", "unit_price") in there else "list_price"
    if any("quantity" in way for way in there):
        yield _priced(price, settled)


def _booked(settled: Settled) -> pl.Expr:
    """Debit and credit columns: the side of the sale adds, the other takes away; null where both are empty."""
    debit, credit = pl.col("debit_amount").fill_null(0), pl.col("credit_amount").fill_null(0)
    value = debit - credit if settled.signs.debit_is_sale else credit - debit
    is_booked = pl.col("debit_amount").is_not_null() | pl.col("credit_amount").is_not_null()
    return _money(pl.when(is_booked).then(value))


def _priced(price: str, settled: Settled) -> pl.Expr:
    """Quantity x price less discounts; of a shop with prices that hold the tax, less its share."""
    mapping = settled.mapping
    net = believable(_line_value(price, settled))
    if "discount_pct" in mapping and not settled.after_discount:
        net = net * (100 - pl.col("discount_pct").fill_null(0)) * pl.lit(_HUNDREDTH)
    elif "discount_amount" in mapping and "discount_amount" in settled.taken_off:
        net = net - _discount(settled).fill_null(0)
    if "order_discount" in mapping and "order_discount" in settled.taken_off:
        net = net - pl.col("order_discount").fill_null(0)
    if settled.inclusive:
        total, tax = pl.col("order_total"), pl.col("order_tax").fill_null(0)
        share = (total - tax).cast(_WIDE) / _positive(total)
        net = believable(net) * pl.when(tax.is_between(0, total)).then(share)
    return _money(net)


def _line_value(price: str, settled: Settled) -> pl.Expr:
    """Quantity x price, divided by the units the price stands for."""
    value = believable(pl.col("quantity").cast(_WIDE) * pl.col(price))
    units = settled.packs.get(price)
    if units is None:
        return value
    return value / (_per() if units == BY_COLUMN else pl.lit(Decimal(units)))


def _per() -> pl.Expr:
    """The pricing unit; an empty one means one, one of zero or less nothing that could be computed."""
    return _positive(pl.col("pricing_unit").fill_null(Decimal(1)))


def _positive(divisor: pl.Expr) -> pl.Expr:
    """Null where it is not above zero: dividing an exact amount by zero is an error for the whole file."""
    return pl.when(divisor > 0).then(divisor)


def _discount(settled: Settled) -> pl.Expr:
    """What a line loses, with the sign of its value."""
    value = pl.col("discount_amount")
    whole = _money(value.cast(_WIDE) * pl.col("quantity").abs()) if settled.each else value
    basis = signs.amount_field(settled.mapping.headers)
    return whole if basis is None else pl.when(pl.col(basis) < 0).then(-whole.abs()).otherwise(whole)


def _discount_rate(settled: Settled) -> pl.Expr:
    """The discount in per cent of the line's value before it."""
    mapping, discount = settled.mapping, _discount(settled)
    if "list_amount" in mapping:
        base = pl.col("list_amount").cast(_WIDE)
    elif {"list_price", "quantity"} <= set(mapping.headers):
        base = _line_value("list_price", settled)
    else:
        base = (pl.col("net_amount") + discount).cast(_WIDE)
    return _money(discount.cast(_WIDE) * 100 / pl.when(base != 0).then(base))


def _unit_prices(settled: Settled) -> list[pl.Expr]:
    """Prices brought to one unit, to four places; what a line is worth was computed before."""
    return [
        _money(pl.col(price).cast(_WIDE) / (_per() if units == BY_COLUMN else pl.lit(Decimal(units)))).alias(price)
        for price, units in settled.packs.items()
    ]


def _papers(mapping: Mapping) -> list[pl.Expr]:
    """A credit taken back is stored as a cancellation."""
    return [pl.col("doc_type").replace("credit_cancel", "cancel")] if "doc_type" in mapping else []


def _net_code(settled: Settled) -> pl.Expr:
    """`missing-required` where an input is empty, `bad-number` where what follows is too large."""
    fields = frozenset(settled.mapping.headers)
    there = [way for way in NET_WAYS if set(way) <= fields]
    inputs = [[name for name in way if not name.startswith("discount")] for way in there]
    complete = pl.any_horizontal(pl.all_horizontal(pl.col(name).is_not_null() for name in way) for way in inputs)
    code = pl.when(complete).then(pl.lit("bad-number")).otherwise(pl.lit("missing-required"))
    return pl.when(pl.col("net_amount").is_null()).then(code)


def _of_hours(fields: Collection[str]) -> dict[str, pl.Expr]:
    """Minutes from hours, and their cost from an hourly rate."""
    hours = pl.col("hours").cast(_WIDE)
    derived = {} if "minutes" in fields else {"minutes": _money(hours * _SIXTY)}
    if "hourly_rate" in fields and "cost" not in fields:
        derived["cost"] = _money(hours * pl.col("hourly_rate"))
    return derived


def _of_conditions(fields: Collection[str]) -> dict[str, pl.Expr]:
    """A condition amount is a discount where its unit is per cent, else a price."""
    if "condition_value" not in fields:
        return {}
    value = pl.col("condition_value")
    is_rate = (
        (pl.col("condition_unit") == "%").fill_null(value=False) if "condition_unit" in fields else pl.lit(value=False)
    )
    derived = {
        "discount_pct": pl.when(is_rate).then(value.abs()),
        "net_price": pl.when(~is_rate).then(value),
    }
    return {name: expr for name, expr in derived.items() if name not in fields}


def _money(value: pl.Expr) -> pl.Expr:
    return believable(value.round(4, mode="half_away_from_zero")).cast(MONEY, strict=False)
