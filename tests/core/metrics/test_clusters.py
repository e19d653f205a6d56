from kw_tui.core.metrics.clusters import CLUSTER, clusters, without_clusters
from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import column_of, facts_frame, ledger, portfolio_of


def test_the_cluster_found_beforehand_is_the_metric() -> None:
    rows = [ledger(100, cluster="high_revenue"), ledger(50)]
    assert column_of(portfolio_of(rows), CLUSTER) == ["high_revenue", None]
    (metric,) = clusters(Settings())
    assert metric.id == CLUSTER


def test_facts_begin_without() -> None:
    assert without_clusters(facts_frame([ledger(100, cluster="x")])).collect()[CLUSTER].to_list() == [None]
