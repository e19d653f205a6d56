"""Which rows of a frame are shown, and in which order: places in the frame, so that no row is copied."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kw_tui.tui.filtering.conditions import Condition
from kw_tui.tui.filtering.matching import matching
from kw_tui.tui.widgets.fields import Field
from kw_tui.vocabulary.texts import Lang

if TYPE_CHECKING:
    import polars as pl

Sort = tuple[str, bool]
"""The column sorted by, and whether descending; what is not known comes last."""


def ordered(
    frame: "pl.DataFrame", conditions: Sequence[Condition], searched: Sequence[Field], sort: Sort | None, lang: Lang
) -> "pl.Series | None":
    """Return the places (UInt32) of the rows that match, sorted; None where that is the frame as it is."""
    import polars as pl

    wanted = matching(frame, conditions, searched, lang)
    places = None if wanted is None else frame.select(pl.arg_where(wanted)).to_series()
    if sort is None or sort[0] not in frame.columns:
        return places
    values = frame[sort[0]]
    return _sorted(values, sort[1]) if places is None else places.gather(_sorted(values.gather(places), sort[1]))


def _sorted(values: "pl.Series", descending: bool) -> "pl.Series":
    """Rows alike stay in the order they had."""
    import polars as pl

    if isinstance(values.dtype, pl.List):
        values = values.list.join(" ") if values.dtype.inner == pl.String else values.list.len()
    by = pl.arg_sort_by("by", descending=descending, nulls_last=True, maintain_order=True)
    return values.alias("by").to_frame().select(by).to_series()
