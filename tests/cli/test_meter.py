import io
import threading

import pytest

from kw_tui.cli import meter
from kw_tui.cli.meter import Meter, metered, told
from kw_tui.cli.stopping import Stop
from kw_tui.workbench.progress import Step


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def lines(stream: io.StringIO) -> list[str]:
    return [line.strip() for line in stream.getvalue().split("\r") if line.strip()]


def test_it_tells_step_amount_and_rate() -> None:
    said = told(Step.CHECK, 480_000, 4_000_000, 0.5, "de", 0.12)
    assert said == "wird geprüft    12 %   480.000 Zeilen   960.000 Zeilen/s"
    assert told(Step.READ, 107_600_000, 239_200_000, 2.0, "en", 0.45) == "reading    45 %   107.6 MB   54 MB/s"
    assert told(Step.STORE, 16, 32, 9.0, "de", 0.5) == "wird gespeichert    50 %   16 von 32"


def test_a_rate_is_told_only_once_it_means_something() -> None:
    assert told(Step.CHECK, 10, 40, 0.1, "en", 0.25) == "checking    25 %   10 lines"


def test_where_nobody_knows_the_whole_only_the_amount_is_told() -> None:
    assert told(Step.READ, 12_345, 0, 9.0, "en", 0.0) == "reading   12,345"


def test_the_line_is_rewritten_and_wiped_out() -> None:
    stream, clock = Terminal(), Clock()
    one = Meter(stream, "en", Stop(), clock)
    one.show(Step.READ, 90_000_000, 100_000_000)
    clock.now += 1
    one.show(Step.STORE, 1, 2)
    assert lines(stream) == ["reading    16 %   90.0 MB", "storing    85 %   1 of 2"]
    first, second = (part for part in stream.getvalue().split("\r") if part)
    assert len(second) == len(first)  # what was there is covered
    one.close()
    last = stream.getvalue().split("\r")[-2]
    assert last == " " * len(second.rstrip())
    assert stream.getvalue().endswith("\r")


def test_it_writes_at_most_ten_times_a_second() -> None:
    stream, clock = Terminal(), Clock()
    one = Meter(stream, "en", Stop(), clock)
    for done in range(1000):
        clock.now += 0.001
        one.show(Step.CHECK, done, 1000)
    assert 8 <= len(lines(stream)) <= 11


def test_a_step_that_begins_anew_is_timed_anew() -> None:
    stream, clock = Terminal(), Clock()
    one = Meter(stream, "en", Stop(), clock)
    one.show(Step.CHECK, 0, 1000)
    clock.now += 10
    one.show(Step.CHECK, 1000, 1000)
    one.show(Step.CHECK, 1, 1000)
    clock.now += 1
    one.show(Step.CHECK, 500, 1000)
    assert lines(stream)[-1] == "checking    70 %   500 lines   500 lines/s"


def test_the_share_never_falls_whatever_passes_there_are() -> None:
    stream, clock = Terminal(), Clock()
    one = Meter(stream, "en", Stop(), clock)
    for step in (Step.READ, Step.READ, Step.READ, Step.CHECK, Step.CHECK, Step.READ, Step.STORE, Step.STORE):
        for done in (0, 40, 39, 100):
            clock.now += 1
            one.show(step, done, 100)
    shares = [int(line.split()[1]) for line in lines(stream)]
    assert len(shares) > 20
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 99)


def test_after_its_end_nothing_is_shown() -> None:
    stream = Terminal()
    one = Meter(stream, "en", Stop())
    one.close()
    one.show(Step.CHECK, 1, 2)
    assert stream.getvalue() == ""


def test_a_line_is_never_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    stream = Terminal()
    Meter(stream, "de", Stop()).show(Step.CHECK, 480_000, 4_000_000)
    assert lines(stream) == ["wird geprüft    39"]


def test_it_passes_ctrl_c_on_to_the_work() -> None:
    stop = Stop()
    stop.is_asked = True
    with pytest.raises(KeyboardInterrupt):
        Meter(Terminal(), "en", stop).show(Step.CHECK, 1, 2)


def test_threads_do_not_wait_for_each_other() -> None:
    stream = Terminal()
    one = Meter(stream, "en", Stop())
    with one._turn:
        thread = threading.Thread(target=one.show, args=[Step.CHECK, 1, 2])
        thread.start()
        thread.join(10)
        assert not thread.is_alive()
    assert stream.getvalue() == ""


def test_a_terminal_that_is_gone_stops_nothing() -> None:
    stream = Terminal()
    one = Meter(stream, "en", Stop())
    stream.close()
    one.show(Step.CHECK, 1, 2)
    one.close()


def test_only_a_terminal_sees_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meter.sys, "stderr", io.StringIO())
    with metered("en", Stop()) as progress:
        assert progress is None
    terminal = Terminal()
    monkeypatch.setattr(meter.sys, "stderr", terminal)
    with metered("en", Stop()) as progress:
        assert progress is not None
        progress(Step.CHECK, 1, 2)
    assert lines(terminal) == ["checking    51 %   1 lines"]
    assert terminal.getvalue().endswith("\r")
