"""What the columns of each table are called where the command line lists them."""

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from kw_tui.cli.assumed import marked
from kw_tui.vocabulary.table import Column
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import known_columns
from kw_tui.workbench.known_columns import kind_of, words_of_ids

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

__all__ = ["columns_by_id", "labelled", "words_of_ids"]


def columns_by_id(bench: "Workbench") -> dict[str, Column]:
    """Return every column that has a label: of the common words, the customer table and the metrics."""
    return known_columns.columns_by_id(bench.metrics())


def labelled(bench: "Workbench", frame: pl.DataFrame) -> list[Column]:
    """Describe each column of a frame; one without a label by its id and type. Assumed figures bear their mark."""
    known, assumed = columns_by_id(bench), bench.assumptions()
    columns = (
        known.get(name) or Column(name, kind_of(dtype), Text(name, name)) for name, dtype in frame.schema.items()
    )
    return [replace(one, label=marked(one.label)) if one.id in assumed else one for one in columns]
