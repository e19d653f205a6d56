import pytest

from kw_tui.core.metrics.families import all_metrics
from kw_tui.core.queue import COLUMNS
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.sources import CUSTOMER
from kw_tui.vocabulary.words import PLACES, SHORT, WORDS
from kw_tui.workbench.deciding import HISTORY_SCHEMA

METRICS = {metric.id for metric in all_metrics(Settings())}


@pytest.mark.parametrize("column", [*COLUMNS, *HISTORY_SCHEMA])
def test_every_column_of_queue_and_decisions_is_called_something_once(column: str) -> None:
    assert (column in WORDS) + (column in METRICS) + (column in CUSTOMER.column_ids) == 1


def test_no_two_columns_of_the_queue_share_a_name() -> None:
    for lang in ("de", "en"):
        names = [WORDS[column].in_(lang) for column in COLUMNS if column in WORDS]
        assert len(set(names)) == len(names)


def test_short_words_are_shorter() -> None:
    assert all(len(SHORT[id_].de) < len(WORDS[id_].de) for id_ in SHORT if id_ in WORDS)


def test_the_queue_has_one_name() -> None:
    assert (PLACES["queue"].de, PLACES["queue"].en) == ("Prüfliste", "Review queue")
