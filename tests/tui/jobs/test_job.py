import gc
import weakref

from kw_tui.tui.jobs.job import Job, State
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.texts import Text

NAME = Text("Arbeit", "work")
PROBLEM = SourceError(Text("nein", "no"), Text("doch", "yes"))


def test_it_counts_the_seconds_until_it_is_over() -> None:
    now = [0.0]
    job = Job(NAME, clock=lambda: now[0])
    job.begin()
    now[0] = 2.0
    assert (job.seconds, job.state) == (2.0, State.RUNNING)
    job.tells = lambda answer: Text(f"{answer} Zeilen", f"{answer} lines")
    job.end(7)
    now[0] = 9.0
    assert (job.seconds, job.state, job.result) == (2.0, State.DONE, Text("7 Zeilen", "7 lines"))
    job.end(problem=PROBLEM)
    assert job.problem is None, "what is over stays so"


def test_cancelled_it_is_wanted_no_more_and_its_thread_may_still_be_at_work() -> None:
    job, called = Job(NAME), list[int]()
    job.whenever_stopped(lambda: called.append(1))
    job.begin()
    assert job.stop()
    assert not job.stop()
    assert (job.state, job.is_wanted(), job.is_at_work, called) == (State.CANCELLED, False, True, [1])
    job.leave()
    assert not job.is_at_work


def test_work_that_stops_itself_tells_how_that_went() -> None:
    for problem, state in ((PROBLEM, State.CANCELLED), (None, State.DONE)):
        job = Job(NAME, is_change=True)
        job.stop_by = lambda: None
        job.begin()
        assert job.stop()
        assert (job.state, job.is_over, job.may_stop) == (State.RUNNING, False, False)
        job.end(problem=problem)
        assert (job.state, job.problem) == (state, None)


def test_what_fails_says_why() -> None:
    job = Job(NAME)
    job.end(problem=PROBLEM)
    assert (job.state, job.problem) == (State.FAILED, PROBLEM)


def test_what_was_stopped_before_its_turn_is_never_begun() -> None:
    job = Job(NAME, is_change=True)
    assert job.stop()
    assert not job.begin()
    assert (job.state, job.is_at_work) == (State.CANCELLED, False)


def test_what_has_begun_as_a_whole_is_not_told_to_be_cancelled() -> None:
    job = Job(NAME, is_change=True)
    assert job.begin()
    assert not job.stop()
    assert job.state is State.RUNNING


def test_once_over_it_holds_neither_answer_nor_screen() -> None:
    class Held:
        """What a job was asked for."""

    screen, answer = Held(), Held()
    gone = [weakref.ref(screen), weakref.ref(answer)]
    job = Job(NAME)
    job.owner = screen
    job.tells = lambda found, kept=answer: Text(str(found is kept), "")  # type: ignore[misc]
    job.whenever_stopped(lambda kept=answer: kept)  # type: ignore[misc]
    job.end(answer)
    del screen, answer
    gc.collect()
    assert [one() for one in gone] == [None, None]
    assert job.result == Text("True", "")
