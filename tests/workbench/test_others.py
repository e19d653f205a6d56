"""What one learns of what others do on the same session."""

from threading import Thread

import pytest

from kw_tui.core.decisions import Doings
from kw_tui.workbench import Workbench
from kw_tui.workbench.others import News
from tests.workbench.ledgers import again


def test_others_are_told_once_and_oneself_never(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.decide("L1", "let_go", reason="long before")
    anna, bert = again(bench), again(bench)
    assert anna.news() == News()
    stake = bench.queue()["at_stake"].sum()
    monkeypatch.setenv("KW_USER", "bert")
    bert.decide_all(["L1", "L2"], "snooze", until=None or bert.as_of.replace(year=bert.as_of.year + 1, month=1))
    bert.set(target_ratio="12 %")
    bert.take_or_release(["E1"])
    monkeypatch.setenv("KW_USER", "anna")
    anna.decide("E2", "service", reason="at the same time")
    found = anna.news()
    assert found.has_changed
    assert found.doings == (Doings("bert", decided=2, stake=stake, claim=1),)
    assert [(one.key, one.old, one.new, one.who) for one in found.changes] == [("target_ratio", "0.1", "0.12", "bert")]
    assert anna.settings.number("target_ratio") == 0.12
    assert anna.news() == News()
    anna.set(target_ratio="15 %")
    assert not anna.news().changes


def test_two_people_change_two_settings_and_both_hold(bench: Workbench) -> None:
    def change(setting: str, bench: Workbench) -> None:
        for step in range(20):
            bench.set(**{setting: (step + 1) / 100})

    pairs = [("min_step", again(bench)), ("target_ratio", again(bench))]
    threads = [Thread(target=change, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    later = again(bench)
    assert (later.settings.number("min_step"), later.settings.number("target_ratio")) == (0.2, 0.2)
    assert [one.key for one in later.session.changes].count("min_step") == 20
    assert [one.key for one in later.session.changes].count("target_ratio") == 20
