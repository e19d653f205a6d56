"""What a column is: its kind alone decides type, parsing, alignment and format."""

from dataclasses import dataclass, field
from enum import Enum

import polars as pl
from polars.datatypes import DataType, DataTypeClass

from kw_tui.vocabulary.texts import Text

MONEY = pl.Decimal(18, 4)


class Kind(Enum):
    """The nature of a value. MONEY is an exact amount; RATIO is shown as per cent; SCORE is a bare float."""

    ID = "id"
    TEXT = "text"
    CATEGORY = "category"
    MONEY = "money"
    NUMBER = "number"
    SCORE = "score"
    COUNT = "count"
    RATIO = "ratio"
    DATE = "date"
    FLAG = "flag"

    @property
    def dtype(self) -> DataType | DataTypeClass:
        """The Polars type values of this kind have in the store and in every frame."""
        return _DTYPES[self]

    @property
    def is_numeric(self) -> bool:
        """Whether values add up or compare as numbers, and so stand on the right."""
        return self in {Kind.MONEY, Kind.NUMBER, Kind.SCORE, Kind.COUNT, Kind.RATIO}


_DTYPES: dict[Kind, DataType | DataTypeClass] = {
    Kind.ID: pl.String,
    Kind.TEXT: pl.String,
    Kind.CATEGORY: pl.String,
    Kind.MONEY: MONEY,
    Kind.NUMBER: MONEY,
    Kind.SCORE: pl.Float64,
    Kind.COUNT: pl.Int64,
    Kind.RATIO: pl.Float64,
    Kind.DATE: pl.Date,
    Kind.FLAG: pl.Boolean,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A canonical column; `example` shows a typical cell, `adds_up` says that the sum over rows means something."""

    id: str
    kind: Kind
    label: Text
    required: bool = False
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Canonical value -> spellings that mean it: of a closed list, or a flag's own words for yes and no."""
    example: str = ""
    adds_up: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A canonical table: its id, what it is called, its columns in order, and its inputs.

    `inputs` may stand in a file and serve to derive columns (a gross amount, a debit mark); they are never stored.
    """

    id: str
    label: Text
    columns: tuple[Column, ...]
    inputs: tuple[Column, ...] = ()

    def __getitem__(self, field_id: str) -> Column:
        """Return a column or input by id; KeyError if there is none."""
        return {column.id: column for column in self.fields}[field_id]

    def __contains__(self, field_id: object) -> bool:
        return any(column.id == field_id for column in self.fields)

    @property
    def fields(self) -> tuple[Column, ...]:
        """All that a column of a file can be: the columns, then the inputs."""
        return (*self.columns, *self.inputs)

    @property
    def field_ids(self) -> tuple[str, ...]:
        """The ids of all columns and inputs, in order."""
        return tuple(column.id for column in self.fields)

    @property
    def column_ids(self) -> tuple[str, ...]:
        """The ids of all columns, in order."""
        return tuple(column.id for column in self.columns)

    @property
    def schema(self) -> dict[str, DataType | DataTypeClass]:
        """Column id -> Polars type; what the store keeps."""
        return {column.id: column.kind.dtype for column in self.columns}
