from kw_tui.core.metrics.estimates import ESTIMATED
from kw_tui.core.metrics.families import all_metrics
from kw_tui.core.metrics.lifetime import FORECAST
from kw_tui.core.metrics.told_columns import TOLD
from kw_tui.core.reduction.reduce import FACTS
from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import FACTS_SCHEMA


def test_whatever_a_metric_reads_that_is_no_fact_and_no_metric_is_told() -> None:
    metrics = all_metrics(Settings())
    read = set[str]().union(*(metric.inputs for metric in metrics))
    assert read - set(FACTS) - {metric.id for metric in metrics} <= set(TOLD)


def test_columns_of_models_and_of_people_are_told() -> None:
    assert {*FORECAST, *ESTIMATED, "cluster"} <= set(TOLD)
    assert set(FACTS_SCHEMA) - set(FACTS) <= set(TOLD)


def test_each_says_what_it_is_in_both_languages() -> None:
    for one in TOLD.values():
        assert one.label.de
        assert one.label.en
        assert one.meaning.de.endswith(".")
        assert one.meaning.en.endswith(".")
