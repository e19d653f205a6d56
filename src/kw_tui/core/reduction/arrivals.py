"""How many customers came for the first time, and how many came again, day by day."""

from collections.abc import Mapping

import narwhals as nw

from kw_tui.core.reduction.fact import Frame
from kw_tui.vocabulary.table import Kind

ARRIVALS = {"day": Kind.DATE, "new": Kind.COUNT, "repeats": Kind.COUNT}


def arrivals(digests: Mapping[str, Frame]) -> Frame:
    """One row a day on which anybody ordered: customers with their first occasion, and occasions of the others."""
    is_first = (nw.col("first_order") == nw.col("since")).cast(nw.Int32)
    occasions = digests["accounts"].filter(nw.col("last_order") == nw.col("since"))
    counted = occasions.with_columns(is_first=is_first, is_repeat=1 - is_first).group_by("since")
    return counted.agg(new=nw.col("is_first").sum(), repeats=nw.col("is_repeat").sum()).rename({"since": "day"})
