"""What is told while a session is analysed for the first time."""

import shutil

import pytest

from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import Workbench, doing


@pytest.fixture
def undigested(fresh: Workbench) -> Workbench:
    """As a large ledger is after its import: nothing is made of it yet."""
    for folder in fresh.store.folder.glob("*/digests-*"):
        shutil.rmtree(folder)
    return fresh


def test_the_first_analysis_tells_each_step_and_its_end(undigested: Workbench) -> None:
    said: list[Text | None] = []
    undigested.tell_work(said.append)
    undigested.portfolio()
    told = [one.en for one in said if one is not None]
    assert told[0] == doing.SALES.en
    assert doing.SALES_SO_FAR.format(done=0, total=1).en in told
    assert {doing.LIFETIMES.en, doing.BASKETS.en, doing.WALLETS.en, doing.METRICS.en, doing.CLUSTERS.en} <= set(told)
    assert said[-1] is None


def test_what_is_there_is_not_told_again(bench: Workbench) -> None:
    bench.portfolio()
    said: list[Text | None] = []
    bench.tell_work(said.append)
    bench.portfolio()
    assert said == []


def test_who_is_told_may_stop_it_and_nothing_half_done_stays(undigested: Workbench) -> None:
    def stop(said: Text | None) -> None:
        if said is not None and "summing up sales: " in said.en:
            raise KeyboardInterrupt

    undigested.tell_work(stop)
    with pytest.raises(KeyboardInterrupt):
        undigested.portfolio()
    assert not list(undigested.store.folder.glob("*/digests-*"))
    undigested.tell_work(lambda _said: None)
    assert undigested.portfolio().height > 0
