import polars as pl
import pytest

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.settings import Settings
from kw_tui.workbench import Workbench
from kw_tui.workbench.trying import as_mapping, moves_by_way, rests_on


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
    tried = bench.try_out(changes)
    found = next((way for way in tried.ways if way.by == by), None)
    assert bench.path.read_bytes() == file
    assert bench.portfolio().equals(before)
    bench.set(**changes)
    after = bench.portfolio().select("customer_id", then=by)
    moved = before.join(after, on="customer_id").filter(pl.col(by).ne_missing(pl.col("then")))
    assert tried.customers == before.height
    assert (found is None) == moved.is_empty()
    if found is not None:
        assert (found.changed, found.revenue) == (moved.height, moved["revenue"].sum())
        counted = moved.group_by(segment=by, segment_then="then").len("customers")
        told = found.moves.select("segment", "segment_then", pl.col("customers").cast(pl.UInt32))
        assert told.sort(pl.all()).equals(counted.sort(pl.all()))


def test_queue_and_sums_that_would_be_are_those_that_come(bench: Workbench) -> None:
    changes = {"target_ratio": "0.9", "rate_order": "60"}
    tried = bench.try_out(changes)
    now, before = bench.queue(), bench.portfolio()["db4"].sum()
    bench.set(**changes)
    then = bench.queue()
    for row in tried.queue.to_dicts():
        for at, queue in (("", now), ("_then", then)):
            kind = queue.filter(proposal=row["proposal"])
            assert (row[f"items{at}"], row[f"at_stake{at}"]) == (kind.height, kind["at_stake"].sum())
    assert tried.queue["items_then"].sum() == then.height
    assert tried.queue_changes.height
    total = next(one for one in tried.totals if one.metric == "db4")
    assert (total.now, total.then) == (before, bench.portfolio()["db4"].sum())
    told = as_mapping(tried)
    assert [row["segmentation"] for row in told["moves"]] == sorted(  # type: ignore[index,union-attr]
        (row["segmentation"] for row in told["moves"]),  # type: ignore[index,union-attr]
        key=[way.by for way in tried.ways].index,
    )


def test_own_segments_are_compared_too(bench: Workbench) -> None:
    bench.name_segment("losing", "db4 < 0")
    (row,) = bench.try_out({"rate_order": "600"}).own.to_dicts()
    bench.set(rate_order=600)
    assert (row["segment"], row["customers_then"]) == ("losing", bench.members().height)


def test_a_cost_rate_moves_whoever_is_cut_by_what_is_left(bench: Workbench) -> None:
    assert "stratum" in {way.by for way in bench.try_out({"rate_order": "600"}).ways}


def test_what_changes_nothing_says_so(bench: Workbench) -> None:
    tried = bench.try_out({"abc_measure": "revenue", "reviewers": "anna"})
    assert (tried.ways, tried.totals, tried.queue_changes.height) == ((), (), 0)
    assert moves_by_way(tried).columns == ["segmentation", "segment", "segment_then", "customers", "revenue"]


def test_what_cannot_be_is_refused_and_nothing_is_kept(bench: Workbench) -> None:
    for changes in ({"abc_measure": "luck"}, {"rfm_r": "90,30"}, {"rfm_segments": "x"}):
        with pytest.raises(UsageError):
            bench.try_out(changes)
    assert bench.settings.choice("abc_measure") == "revenue"


def test_a_way_names_what_it_can_be_adjusted_by(bench: Workbench) -> None:
    assert bench.adjustable("abc")["abc_a_customers"] == 0.2
    assert "abc_sub_measure" in bench.adjustable("abc_sub")
    assert bench.adjustable("rfm_segment")["rfm_r"] is None
    bench.set(rfm_r="30,90")
    assert bench.adjustable("rfm_segment")["rfm_r"] == "30,90"
    bench.set(portfolio_grid="nine")
    assert "portfolio_value_limit" in bench.adjustable("portfolio_field")
    assert bench.adjustable("cluster") == bench.adjustable("own") == {}
    assert "intensive_share" in bench.adjustable("kind")


def test_limits_of_the_method_alone_decide() -> None:
    for method, limits in (("customers", "customers"), ("cumulated", "cumulated"), ("absolute", "limit")):
        ids = rests_on("abc", Settings({"abc_method": method, "abc_measure": "db1"}))
        assert all(id_.endswith(limits) for id_ in ids[2:])
        assert ids[:2] == ("abc_measure", "abc_method")
