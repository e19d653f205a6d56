"""Fields that stand on the first line of a document only, brought down to its other lines."""

from collections.abc import Sequence

import polars as pl


def filled_down(cells: pl.LazyFrame, order: str, document: str, columns: Sequence[str]) -> pl.LazyFrame:
    """Repeat what the first line of a document says on its other lines, never beyond the document.

    `order` is the column of line numbers the frame is sorted by, `document` the one of document numbers, which may
    itself stand on first lines only. What a document never says stays null.
    """
    number = pl.col(document).forward_fill()
    others = [column for column in columns if column != document]
    sources = [
        pl.when(pl.col(column).is_not_null()).then(number).forward_fill().alias(f"of:{column}") for column in others
    ]
    down = [
        pl.when(pl.col(f"of:{column}") == pl.col(document)).then(pl.col(column).forward_fill()).alias(column)
        for column in others
    ]
    frame = cells.sort(order).with_columns(*sources, number.alias(document))
    return frame.with_columns(down).drop(f"of:{column}" for column in others)
