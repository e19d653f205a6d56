import gc
from collections.abc import Iterator

import pytest

from kw_tui.tui import garbage


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def test_what_is_there_is_searched_no_more_and_what_comes_seldom() -> None:
    garbage.postpone()
    assert gc.get_freeze_count() > 1000
    assert gc.get_threshold()[0] == garbage.YOUNG


def test_what_has_been_loaded_since_is_spared_too() -> None:
    garbage.postpone()
    before = gc.get_freeze_count()
    loaded = [[] for _ in range(5000)]  # type: list[list[object]]
    garbage.spare()
    assert gc.get_freeze_count() >= before + len(loaded)


def test_what_is_thrown_away_in_circles_is_still_found() -> None:
    garbage.postpone()
    found = list[int]()
    gc.callbacks.append(lambda phase, info: found.append(info["collected"]) if phase == "stop" else None)
    try:
        for _ in range(garbage.YOUNG):
            circle = list[object]()
            circle.append(circle)
    finally:
        gc.callbacks.pop()
    assert sum(found) > 1000
