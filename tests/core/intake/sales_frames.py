"""Typed sales lines for tests, and the whole way from them to settled and rewritten ones."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from kw_tui.core.intake.derivation import rewritten
from kw_tui.core.intake.mapping import Mapping
from kw_tui.core.intake.settled import Settled
from kw_tui.core.intake.settling import Given, open_questions, settle
from kw_tui.vocabulary.sources import SALES_LINE
from kw_tui.vocabulary.table import Table

UNSAID = Given()


def lines(table: Table = SALES_LINE, **columns: Sequence[Any]) -> pl.LazyFrame:
    """Typed fields as `intake.typed` gives them: amounts written as text, one code column for each field."""
    schema = {name: table[name].kind.dtype for name in columns}
    frame = pl.DataFrame(columns, schema={name: _read_as(dtype) for name, dtype in schema.items()}, strict=False)
    codes = [pl.lit(None, dtype=pl.String).alias(f"code:{name}") for name in columns]
    return frame.cast(schema).with_columns(pl.int_range(pl.len()).alias("line"), *codes).lazy()


def _read_as(dtype: Any) -> Any:
    return pl.String if isinstance(dtype, pl.Decimal) else dtype


def headed(frame: pl.LazyFrame, guesses: Sequence[str] = (), given: Sequence[str] = ()) -> Mapping:
    """A mapping under which every field has a column of its own name in capitals."""
    fields = [name for name in frame.collect_schema().names() if name in SALES_LINE]
    confidence = {name: "guess" if name in guesses else "given" if name in given else "exact" for name in fields}
    return Mapping({name: name.upper() for name in fields}, confidence)


def settled(
    frame: pl.LazyFrame, guesses: Sequence[str] = (), given: Sequence[str] = (), given_of: Given = UNSAID
) -> Settled:
    """What the values of the frame prove."""
    mapping = headed(frame, guesses, given)
    asked = open_questions(frame, mapping, SALES_LINE)
    return settle({} if asked is None else asked.collect().row(0, named=True), mapping, SALES_LINE, given_of)


def canonical(frame: pl.LazyFrame, guesses: Sequence[str] = (), given_of: Given = UNSAID) -> pl.DataFrame:
    """The frame rewritten as its values prove, its columns moved to the fields they proved to be."""
    found = settled(frame, guesses, given_of=given_of)
    names = {name: other for name, other in found.moves.items() if other}
    left_out = [name for name, other in found.moves.items() if other is None]
    frame = frame.drop([*left_out, *(f"code:{name}" for name in left_out)])
    frame = frame.rename(names | {f"code:{name}": f"code:{other}" for name, other in names.items()})
    return rewritten(frame, found, SALES_LINE).collect()


def amounts(frame: pl.DataFrame, column: str) -> list[Decimal | None]:
    """The values of a column."""
    return frame[column].to_list()


def said(texts: Sequence[Any]) -> str:
    """All texts in English, as one."""
    return " | ".join(text.en for text in texts)
