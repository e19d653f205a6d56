import polars as pl
import pytest

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.settings import ABC_MEASURES, Settings
from kw_tui.workbench import Workbench
from kw_tui.workbench.trying import rests_on


@pytest.fixture
def bench(bench: Workbench) -> Workbench:
    """Without models of lifetime, which take their time and change nothing here."""
    bench.set(clv_model="simple")
    return bench


@pytest.mark.parametrize(
    ("by", "changes"),
    [
        ("abc", {"abc_measure": "db1"}),
        ("abc", {"abc_method": "absolute", "abc_a_limit": "1500", "abc_b_limit": "700"}),
        ("abc_sub", {"abc_sub_measure": "revenue"}),
        ("rfm_segment", {"rfm_classes": "2"}),
        ("rfm_segment", {"rfm_m": "600 1200"}),
        ("rfm_segment", {"rfm_segments": "Beste 4-5;1-5;4-5"}),
        ("portfolio_field", {"portfolio_value_limit": "100"}),
    ],
)
def test_what_is_foretold_is_what_comes(bench: Workbench, by: str, changes: dict[str, str]) -> None:
    before, file = bench.portfolio(), bench.path.read_bytes()
    found = bench.effect(changes, by)
    assert bench.path.read_bytes() == file
    assert bench.portfolio().equals(before)
    bench.set(**changes)
    after = bench.portfolio().select("customer_id", then=by)
    moved = before.join(after, on="customer_id").filter(pl.col(by).ne_missing(pl.col("then")))
    assert (found.changed, found.customers) == (moved.height, before.height)
    assert found.revenue == (moved["revenue"].sum() if moved.height else None)
    counted = moved.group_by(segment=by, segment_then="then").len("customers")
    told = found.moves.select("segment", "segment_then", pl.col("customers").cast(pl.UInt32))
    assert told.sort(pl.all()).equals(counted.sort(pl.all()))


def test_the_queue_that_would_be_is_the_queue_that_comes(bench: Workbench) -> None:
    told = bench.effect_on_queue({"target_ratio": "0.9"})
    now = bench.queue()
    bench.set(target_ratio="0.9")
    then = bench.queue()
    for row in told.to_dicts():
        assert row["items"] == now.filter(proposal=row["proposal"]).height
        assert row["items_then"] == then.filter(proposal=row["proposal"]).height
    assert told["items_then"].sum() == then.height


def test_what_cannot_be_is_refused_and_nothing_is_kept(bench: Workbench) -> None:
    for changes in ({"abc_measure": "luck"}, {"rfm_r": "90,30"}, {"rfm_segments": "x"}):
        with pytest.raises(UsageError):
            bench.effect(changes, "abc")
    assert bench.settings.choice("abc_measure") == "revenue"


def test_a_way_names_what_it_can_be_adjusted_by(bench: Workbench) -> None:
    assert bench.adjustable("abc")["abc_a_customers"] == 0.2
    assert "abc_sub_measure" in bench.adjustable("abc_sub")
    assert bench.adjustable("rfm_segment")["rfm_r"] is None
    bench.set(rfm_r="30,90")
    assert bench.adjustable("rfm_segment")["rfm_r"] == "30,90"
    bench.set(portfolio_grid="nine")
    assert "portfolio_value_limit" in bench.adjustable("portfolio_field")
    assert "portfolio_value_limit" in bench.effect({"portfolio_grid": "four"}, "portfolio_field").rests_on
    assert bench.adjustable("cluster") == bench.adjustable("own") == {}
    assert bench.moved_by(["abc_measure"])[:2] == ("abc", "abc_sub")
    assert bench.moved_by(["rfm_r"]) == ("rfm_segment",)
    assert "intensive_share" in bench.adjustable("kind")
    assert bench.moved_by(["target_ratio"]) == ()


def test_limits_of_the_method_alone_decide() -> None:
    for method, limits in (("customers", "customers"), ("cumulated", "cumulated"), ("absolute", "limit")):
        ids = rests_on("abc", Settings({"abc_method": method, "abc_measure": ABC_MEASURES[1]}))
        assert all(id_.endswith(limits) for id_ in ids[2:])
        assert ids[:2] == ("abc_measure", "abc_method")
