"""The jobs of this sitting: those under way, and those that ended and were worth a line."""

from collections.abc import Callable

from kw_tui.tui.jobs.job import Job, State

SHORTEST = 0.5
"""Seconds: a question answered sooner is never shown."""
MOST = 200


class Jobs:
    """A list of jobs, newest first. Only the screen's thread changes it."""

    def __init__(self) -> None:
        self._jobs: list[Job] = []
        self.on_change: Callable[[Job], None] = lambda _job: None
        """Called when a job is added or over."""

    def add(self, job: Job) -> None:
        """Take up a job."""
        self._jobs.insert(0, job)
        self.on_change(job)

    def close(self, job: Job) -> None:
        """A job is over: keep it if there is something to tell of it."""
        if not _is_kept(job) and job in self._jobs:
            self._jobs.remove(job)
        del self._jobs[MOST:]
        self.on_change(job)

    def running(self) -> list[Job]:
        """Return the jobs that are not over, newest first."""
        return [job for job in self._jobs if not job.is_over]

    def unwritten(self) -> list[Job]:
        """Return the jobs under way that change something, or undo what they had begun."""
        return [job for job in self.running() if job.is_change or job.stop_by is not None]

    def shown(self) -> list[Job]:
        """Return the jobs a person may want to see: first those under way for a while, then those that ended."""
        under_way = [job for job in self.running() if job.seconds >= SHORTEST]
        return [*under_way, *(job for job in self._jobs if job.is_over)]

    def left(self, owner: object) -> None:
        """A screen is closed: nobody wants what was asked for it."""
        for job in self.running():
            if job.owner is owner:
                job.give_up()

    def stop_all(self) -> None:
        """The program ends: questions are given up, changes carried through, and what stops itself is told to."""
        for job in self.running():
            if job.stop_by is not None:
                job.stop()
            elif not job.is_change:
                job.give_up(State.CANCELLED)


def _is_kept(job: Job) -> bool:
    """Whether an ended job has a line in the list: overtaken ones only clutter it."""
    if job.state is State.OVERTAKEN:
        return False
    return job.seconds >= SHORTEST or job.result is not None or job.state is State.CANCELLED
