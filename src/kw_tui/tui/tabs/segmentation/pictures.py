"""The pictures of the portfolio: how value is spread, where customers stand by RFM, and by value and potential."""

from typing import TYPE_CHECKING, NamedTuple

from kw_tui.tui.pictures.picture import Picture
from kw_tui.tui.tabs.segmentation.map_pictures import RFM, VALUE_MAP, rfm_map, value_map
from kw_tui.tui.tabs.segmentation.spread_picture import OF_CURVE, spread_curve

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import Spread
    from kw_tui.workbench.value_map import ValueMap

FIRST_OF = {"rfm_segment": RFM, "portfolio_field": VALUE_MAP}
"""The picture a way of cutting the portfolio begins with; the others with the curve."""


class Portfolio(NamedTuple):
    """What the pictures are made of."""

    spreads: "dict[str, Spread]"
    rfm: "pl.DataFrame"
    map: "ValueMap"
    segments: "pl.DataFrame"
    currency: str


def portfolio_pictures(of: Portfolio) -> tuple[Picture, ...]:
    """Return all pictures, in the order they are turned through."""
    return (
        *(spread_curve(of.spreads[measure], measure, of.currency) for measure in OF_CURVE),
        rfm_map(of.rfm, of.currency),
        rfm_map(of.rfm, of.currency, is_revenue=True),
        value_map(of.map, of.segments, of.currency),
    )
