"""Rows whose values are of different kinds as a frame: each value exact and as text, for CSV and Parquet."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl


def plain_frame(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], counts: Sequence[str] = ()
) -> "pl.DataFrame":
    """One row each with these columns: `counts` as whole numbers, claims (`is_...`) as flags, all else as text."""
    import polars as pl

    schema = {
        name: pl.Int64 if name in counts else pl.Boolean if name.startswith("is_") else pl.String for name in columns
    }
    told = [[row.get(name) if schema[name] != pl.String else plain(row.get(name)) for name in columns] for row in rows]
    return pl.DataFrame(told, schema=schema, orient="row")


def plain(value: Any) -> str | None:
    """Write a value as a program reads it: ISO days, a point for decimals, lists as `a; b`."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return ",".join(f"{name}={plain(one)}" for name, one in value.items())
    if isinstance(value, Sequence):
        return "; ".join(plain(one) or "" for one in value)
    return str(value).lower() if isinstance(value, bool) else _number(value)


def _number(value: Decimal | float) -> str:
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(int(value)) if float(value).is_integer() else str(value)
