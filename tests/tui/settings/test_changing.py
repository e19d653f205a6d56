import pytest

from kw_tui.tui.settings.changing import change, confirm, take_back
from kw_tui.vocabulary.errors import UsageError
from tests.tui.fake_workbench import FakeWorkbench


def test_a_change_is_taken_back_to_what_was_said_before() -> None:
    bench = FakeWorkbench()
    done = change(bench, {"rate_visit": 95.0, "period": "24m"})  # type: ignore[arg-type]
    assert (bench.settings["rate_visit"], bench.session.period) == (95, "24m")
    take_back(bench, done)  # type: ignore[arg-type]
    assert bench.settings.is_unconfirmed("rate_visit")
    assert bench.session.period == "12m"


def test_to_confirm_sets_what_holds_already() -> None:
    bench = FakeWorkbench()
    done = confirm(bench, ["rate_visit", "rate_call"])  # type: ignore[arg-type]
    assert dict(bench.settings.overrides) == {"rate_visit": 120, "rate_call": 12}
    take_back(bench, done)  # type: ignore[arg-type]
    assert dict(bench.settings.overrides) == {}


def test_what_somebody_else_set_since_stays() -> None:
    bench = FakeWorkbench()
    done = change(bench, {"rate_visit": 95.0})  # type: ignore[arg-type]
    bench.set(rate_visit=80)
    with pytest.raises(UsageError, match="rate_visit"):
        take_back(bench, done)  # type: ignore[arg-type]
    assert bench.settings["rate_visit"] == 80


class Shared(FakeWorkbench):
    """A session somebody else has changed a moment ago."""

    def __init__(self, **others: float) -> None:
        super().__init__()
        self.others = others

    def reload_if_changed(self) -> bool:
        others, self.others = self.others, {}
        self.set(**others)
        return bool(others)


def test_what_somebody_has_set_a_moment_ago_is_neither_undone_nor_confirmed_away() -> None:
    bench = Shared(rate_visit=80.0)
    take_back(bench, change(bench, {"rate_visit": 95.0}))  # type: ignore[arg-type]
    assert bench.settings["rate_visit"] == 80
    bench = Shared(rate_visit=80.0)
    confirm(bench, ["rate_visit", "rate_call"])  # type: ignore[arg-type]
    assert dict(bench.settings.overrides) == {"rate_visit": 80, "rate_call": 12}
    bench = Shared()
    done = change(bench, {"rate_visit": 95.0})  # type: ignore[arg-type]
    bench.others = {"rate_visit": 80.0}
    with pytest.raises(UsageError, match="rate_visit"):
        take_back(bench, done)  # type: ignore[arg-type]
