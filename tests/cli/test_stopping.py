import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress

import pytest

from kw_tui.cli.stopping import stoppable


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_the_first_press_stops_and_the_next_leave_the_tidying_alone() -> None:
    tidied = False
    with stoppable() as stop:
        try:
            press()
        except KeyboardInterrupt:
            press()
            press()
            tidied = True
        assert tidied
        assert stop.is_asked
        with pytest.raises(KeyboardInterrupt):
            stop.check()


def test_a_press_is_not_raised_on_top_of_what_the_engine_raised() -> None:
    with stoppable() as stop, suppress(KeyboardInterrupt):
        try:
            raise KeyboardInterrupt
        finally:
            press()
            stop.tidied = True  # type: ignore[attr-defined]
    assert stop.tidied  # type: ignore[attr-defined]
    assert stop.is_asked


def test_without_a_press_nothing_is_raised() -> None:
    with stoppable() as stop:
        stop.check()
    assert not stop.is_asked


def test_afterwards_everything_is_as_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stoppable():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_who_ignores_it_goes_on_ignoring_it() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with stoppable() as stop:
            press()
        assert not stop.is_asked
    finally:
        signal.signal(signal.SIGINT, before)


def test_another_thread_listens_to_nothing() -> None:
    def work(note: Callable[[bool], None]) -> None:
        with stoppable() as stop:
            note(stop.is_asked)

    notes: list[bool] = []
    thread = threading.Thread(target=work, args=[notes.append])
    thread.start()
    thread.join()
    assert notes == [False]
