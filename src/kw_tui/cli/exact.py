"""Frames as text for other programs: JSON with exact amounts, CSV that no spreadsheet takes for formulas."""

import polars as pl

from kw_tui.cli.plain_json import ESCAPES
from kw_tui.vocabulary.harmless import FORMULA, GUARD, PLAIN_NUMBER
from kw_tui.vocabulary.texts import BIDI, CONTROLS, FOR_BIDI, FOR_CONTROL


def json_text(frame: pl.DataFrame) -> str:
    """Write a list of objects, one a row, keys in column order; Decimals as numbers with all their digits."""
    if not frame.width or not frame.height:
        return "[]\n"
    members = [_member(name, dtype) for name, dtype in frame.schema.items()]
    rows = frame.select(pl.format("  {{{}}}", pl.concat_str(members, separator=", ")).alias("row"))["row"]
    rows = rows.str.replace_many(ESCAPES)
    return "[\n" + ",\n".join(rows) + "\n]\n"


def _member(name: str, dtype: pl.DataType) -> pl.Expr:
    """One `"name": value` of a JSON object."""
    key = pl.select(pl.struct(pl.lit(None).alias(name)).struct.json_encode()).item()[1 : -len(":null}")]
    if isinstance(dtype, pl.Decimal):
        value = decimal_text(pl.col(name), dtype).fill_null("null")
    else:
        plain = pl.col(name).cast(pl.String) if isinstance(dtype, pl.Categorical | pl.Enum) else pl.col(name)
        value = pl.struct(plain.alias(name)).struct.json_encode().str.slice(len(key) + 2).str.head(-1)
    return pl.concat_str(pl.lit(f"{key}: "), value)


def decimal_text(amount: pl.Expr, dtype: pl.Decimal) -> pl.Expr:
    """Write Decimals exactly and without needless zeros: 261.96, 3, -0.5."""
    text = amount.cast(pl.String)
    return text.str.strip_chars_end("0").str.strip_chars_end(".") if dtype.scale else text


def csv_bytes(frame: pl.DataFrame) -> bytes:
    """Write UTF-8 CSV with a header of column ids, ISO dates and exact amounts; text cells are made harmless."""
    cells = [_csv_cell(name, dtype) for name, dtype in frame.schema.items()]
    return frame.select(cells).write_csv().encode()


def _csv_cell(name: str, dtype: pl.DataType) -> pl.Expr:
    cell = pl.col(name)
    if isinstance(dtype, pl.Decimal):
        return decimal_text(cell, dtype).alias(name)
    if isinstance(dtype, pl.List | pl.Struct | pl.Array):
        cell = _nested(cell, dtype)
    elif isinstance(dtype, pl.String | pl.Categorical | pl.Enum):
        cell = cell.cast(pl.String)
    else:
        return cell
    safe = cell.str.replace_all(CONTROLS, FOR_CONTROL).str.replace_all(BIDI, FOR_BIDI)
    is_formula = cell.str.contains(FORMULA) & ~cell.str.contains(PLAIN_NUMBER)
    return pl.when(is_formula).then(pl.concat_str(pl.lit(GUARD), safe)).otherwise(safe).alias(name)


def nested_as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Write lists and records as text, for what has room for one value in a cell; all else stays as it is."""
    nested = {name: dtype for name, dtype in frame.schema.items() if isinstance(dtype, pl.List | pl.Struct | pl.Array)}
    return frame.with_columns(_nested(pl.col(name), dtype).alias(name) for name, dtype in nested.items())


def _nested(cell: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """A list of texts as `a; b`; anything deeper as JSON."""
    if isinstance(dtype, pl.List) and dtype.inner == pl.String:
        return cell.list.join("; ")
    return pl.when(cell.is_not_null()).then(pl.struct(cell.alias("v")).struct.json_encode().str.slice(5).str.head(-1))
