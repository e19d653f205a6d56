from datetime import date, timedelta

import numpy as np
import pytest

from kw_tui.core.lifetime.course import p_alive_on
from kw_tui.core.lifetime.histories import Histories
from kw_tui.core.lifetime.models import MBG_NBD

MODEL = MBG_NBD.predictor(0.525, 6.183, 0.891, 1.614)
FIRST = date(2026, 1, 5)


def days(*weeks: int) -> list[date]:
    return [FIRST + timedelta(weeks=week) for week in weeks]


def test_it_is_what_the_model_says_of_the_history_so_far() -> None:
    told = p_alive_on(days(2, 10, 30), days(0, 4, 9), MODEL, 7.0)
    of = MODEL.p_alive(Histories.of([0, 2, 2], [0.0, 9.0, 9.0], [2.0, 10.0, 30.0]))
    assert told == pytest.approx(list(np.asarray(of)))
    assert told[1] is not None
    assert told[2] is not None
    assert told[2] < told[1]


def test_before_the_first_order_nothing_is_told() -> None:
    assert p_alive_on([FIRST - timedelta(1), FIRST], [FIRST], MODEL, 7.0)[0] is None
    assert p_alive_on(days(0, 1), [], MODEL, 7.0) == [None, None]
    assert p_alive_on([], [FIRST], MODEL, 7.0) == []
