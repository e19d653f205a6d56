from kw_tui.tui.jobs.above import above, clock
from kw_tui.tui.jobs.job import Job
from kw_tui.vocabulary.texts import Text


def running(seconds: float, name: str = "Modelle") -> Job:
    times = iter([0.0])
    job = Job(Text(name, name), clock=lambda: next(times, seconds))
    job.begin()
    return job


def test_minutes_and_seconds_and_hours() -> None:
    assert [clock(seconds) for seconds in (0.4, 7, 125, 3725)] == ["0:00", "0:07", "2:05", "1:02:05"]


def test_nothing_is_told_of_what_takes_less_than_a_second() -> None:
    assert above([]) is None
    assert above([running(0.9)]) is None


def test_the_work_that_has_taken_longest_is_told_with_what_it_is_at() -> None:
    old, young = running(12.0), running(2.0)
    assert above([young, old]) == Text("Modelle +1 · 0:12", "Modelle +1 · 0:12")
    old.tell(Text("wird geschätzt", "estimating"))
    assert above([old]) == Text("wird geschätzt · 0:12", "estimating · 0:12")
    counting = running(3.0, "Import von \x1b[31ma.csv")
    counting.detail = lambda lang: f"43 % {lang}"
    said = above([counting])
    assert said is not None
    assert said.en == "Import von ·[31ma.csv: 43 % en · 0:03"
