"""Similar customers of a whole session."""

from datetime import date, timedelta

import pytest

from kw_tui.vocabulary.errors import DecisionError
from kw_tui.workbench import Workbench
from tests.workbench.ledgers import NOW, write_ledger

DAY = date(2026, 10, 31)


@pytest.fixture(scope="module")
def two_kinds(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """Big ones buy much every month, small ones a little now and then; two have not bought for years."""
    folder = tmp_path_factory.mktemp("similar")
    some = range(25)
    big = [(f"B{n:02}", DAY - timedelta(days=30 * m), 9000.0 + n, 6000.0) for n in some for m in range(12)]
    small = [(f"S{n:02}", DAY - timedelta(days=90 * m), 90.0 + n, 30.0) for n in some for m in range(3)]
    gone = [(f"X{n}", DAY - timedelta(days=1500), 500.0, 300.0) for n in range(2)]
    bench = Workbench.open_or_new(folder / "s.kw.toml", clock=lambda: NOW)
    bench.import_files([write_ledger(folder / "umsatz.csv", [*big, *small, *gone])])
    return bench


def test_clusters_are_part_of_the_portfolio_and_of_the_segments(two_kinds: Workbench) -> None:
    portfolio = two_kinds.portfolio()
    by_kind = dict(portfolio.select(kind=portfolio["customer_id"].str.head(1), cluster="cluster").unique().rows())
    assert by_kind["X"] is None
    assert len(set(by_kind.values())) == len(by_kind) == 3
    segments = two_kinds.segments().filter(segmentation="cluster")
    assert segments.select("segment", "customers").rows() == [(by_kind["B"], 25), (by_kind["S"], 25), (None, 2)]


def test_clusters_are_kept_on_the_disk(two_kinds: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    first = two_kinds.portfolio()["cluster"]
    monkeypatch.setattr("kw_tui.workbench.similar.clusters", None)
    assert Workbench.open(two_kinds.path, clock=lambda: NOW).portfolio()["cluster"].equals(first)


def test_neighbours_stand_beside_the_customer(two_kinds: Workbench) -> None:
    near = two_kinds.neighbours("S03", 4)
    assert near.columns[:3] == ["customer_id", "name", "distance"]
    assert near.select("customer_id", "distance").row(0) == ("S03", 0.0)
    assert near["customer_id"].str.head(1).to_list() == ["S"] * 5
    assert near["revenue"].null_count() == 0
    assert near["distance"].is_sorted()


def test_who_did_not_buy_has_none_and_who_is_unknown_is_an_error(two_kinds: Workbench) -> None:
    assert two_kinds.neighbours("X1").is_empty()
    with pytest.raises(DecisionError):
        two_kinds.neighbours("nobody")
