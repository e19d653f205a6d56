from kw_tui.tui.jobs.job import Job
from kw_tui.tui.jobs.ledger import MOST, Jobs
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.texts import Text

NAME = Text("Arbeit", "work")


def lasting(seconds: float, jobs: Jobs) -> Job:
    """A job that has been under way for so long."""
    times = iter([0.0])
    job = Job(NAME, clock=lambda: next(times, seconds))
    jobs.add(job)
    return job


def test_short_questions_are_never_shown_and_long_ones_stay() -> None:
    jobs, told = Jobs(), list[Job]()
    jobs.on_change = told.append
    short, long, failing = lasting(0.1, jobs), lasting(2.0, jobs), lasting(2.0, jobs)
    assert jobs.shown() == [failing, long]
    short.end()
    long.end()
    failing.end(problem=SourceError(NAME, NAME))
    for job in (short, long, failing):
        jobs.close(job)
    assert jobs.shown() == [failing, long]
    assert told == [short, long, failing, short, long, failing]


def test_what_is_under_way_comes_first_and_what_was_overtaken_leaves_no_trace() -> None:
    jobs = Jobs()
    running, done, overtaken = lasting(5.0, jobs), lasting(5.0, jobs), lasting(5.0, jobs)
    done.end()
    jobs.close(done)
    overtaken.give_up()
    jobs.close(overtaken)
    assert jobs.shown() == [running, done]


def test_a_cancelled_one_is_listed_however_short_and_a_result_too() -> None:
    jobs = Jobs()
    cancelled, told = lasting(0.1, jobs), lasting(0.1, jobs)
    told.tells = lambda _: NAME
    cancelled.stop()
    told.end()
    for job in (cancelled, told):
        jobs.close(job)
    assert jobs.shown() == [told, cancelled]


def test_a_closed_screen_takes_its_questions_along_and_leaving_all_but_changes() -> None:
    jobs, screen = Jobs(), object()
    asked, other, change = lasting(1.0, jobs), lasting(1.0, jobs), lasting(1.0, jobs)
    asked.owner, change.is_change = screen, True
    jobs.left(screen)
    assert [job.is_over for job in (asked, other, change)] == [True, False, False]
    itself, called = lasting(1.0, jobs), list[int]()
    itself.stop_by = lambda: called.append(1)
    jobs.stop_all()
    assert (called, jobs.unwritten()) == ([1], [itself, change])
    assert [job.is_over for job in (asked, other, change)] == [True, True, False]


def test_the_oldest_are_forgotten() -> None:
    jobs = Jobs()
    for _ in range(MOST + 5):
        job = lasting(1.0, jobs)
        job.end()
        jobs.close(job)
    assert len(jobs.shown()) == MOST
