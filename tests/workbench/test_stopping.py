import polars as pl
import pytest

from kw_tui.workbench.doing import LIFETIMES, Doing
from kw_tui.workbench.kept import computed
from kw_tui.workbench.stopping import StoppedError, go_on, stoppable


def test_nothing_is_stopped_unless_somebody_asked_for_it() -> None:
    go_on()
    with stoppable(lambda: True):
        go_on()


def test_who_is_not_wanted_stops_before_the_next_step() -> None:
    steps = [
        go_on,
        lambda: computed(pl.LazyFrame()),
        lambda: Doing()(LIFETIMES).__enter__(),
        lambda: Doing().sales_so_far(1, 2),
    ]
    for step in steps:
        with stoppable(lambda: False):
            with pytest.raises(StoppedError):
                step()
            with stoppable(lambda: True):
                step()
        step()
