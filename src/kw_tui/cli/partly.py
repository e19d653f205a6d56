"""Figures of rows whose goods are known in part only, marked where people read them; data stays as it is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl


def is_too_high(frame: "pl.DataFrame", names: Sequence[str]) -> bool:
    """Whether any figure of these columns is marked."""
    from kw_tui.core.metrics.coverage import COVERAGE, RESTING_ON_GOODS, any_partly

    return COVERAGE in frame.columns and bool({*RESTING_ON_GOODS} & {*names}) and any_partly(frame[COVERAGE])


def marked_rows(frame: "pl.DataFrame", names: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return the rows of these columns, with the figures that are too high as `AtMost`."""
    from kw_tui.core.metrics.coverage import COVERAGE, RESTING_ON_GOODS, is_partly

    rows = frame.select(names).rows()
    if not is_too_high(frame, names):
        return rows
    marked = [name in RESTING_ON_GOODS for name in names]
    return [_marked(row, marked) if is_partly(share) else row for row, share in zip(rows, frame[COVERAGE], strict=True)]


def _marked(row: tuple[Any, ...], marked: Sequence[bool]) -> tuple[Any, ...]:
    from kw_tui.cli.layout import AtMost

    return tuple(
        AtMost(value) if is_marked and value is not None else value
        for value, is_marked in zip(row, marked, strict=True)
    )
