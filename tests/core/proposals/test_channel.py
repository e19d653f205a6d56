import polars as pl
import pytest

from kw_tui.core.proposals.channel import CHANNELS, channel_id, channel_level
from kw_tui.core.queue import queue
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import AS_OF, customer, no_state, portfolio


def channel(size: str | None, potential: float | None = None, effort: float | None = None) -> str:
    given = pl.lit(size, dtype=pl.String), pl.lit(potential, dtype=pl.Float64), pl.lit(effort, dtype=pl.Float64)
    return str(pl.select(channel_id(channel_level(*given, Settings()))).item())


@pytest.mark.parametrize(
    ("size", "expected"), [("A1", "key_account"), ("A3", "field"), ("B1", "inside"), ("C2", "web"), (None, "web")]
)
def test_the_channel_follows_size(size: str | None, expected: str) -> None:
    assert channel(size) == expected


def test_potential_lifts_and_effort_lowers() -> None:
    assert (channel("C1", potential=9000), channel("A2", effort=1.2), channel("A1", 9000)) == (
        "inside",
        "inside",
        "key_account",
    )
    assert list(CHANNELS) == ["web", "inside", "field", "key_account"]


def test_a_small_customer_served_in_person_moves_to_the_web() -> None:
    visited = customer("1", goods=400, handling=900, abc="C", abc_sub="C3", visits=10, calls=20)
    found = queue(portfolio(visited), no_state(), Settings(), AS_OF).collect()
    one = found.to_dicts()[0]
    assert (one["proposal"], one["channel_to"], float(one["profit_change"])) == ("channel", "web", 10 * 72 + 20 * 7.2)


def test_a_small_customer_that_pays_its_visits_keeps_them() -> None:
    visited = customer("1", goods=400, handling=200, abc="C", abc_sub="C3", visits=2)
    assert queue(portfolio(visited), no_state(), Settings(), AS_OF).collect().is_empty()
