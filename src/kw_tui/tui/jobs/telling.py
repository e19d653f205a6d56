"""How the program tells of jobs: above the tabs, in a screen of their own, and in passing when one ends elsewhere."""

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import ModalScreen
from textual.widgets import Input

from kw_tui.tui.asking import Asking
from kw_tui.tui.jobs.above import TOLD_AFTER, above, clock
from kw_tui.tui.jobs.job import Job, State
from kw_tui.tui.keys import with_keys
from kw_tui.tui.lines import clipped, printable
from kw_tui.tui.widgets.bars import TabLine
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from textual.timer import Timer

TICK = 0.5
LONG = 3.0
"""Seconds after which the end of a job is told to whoever looks elsewhere."""
DONE = Text("Fertig: {name}, {time}", "Done: {name}, {time}")
NAME_WIDTH = 50


class Telling(Asking):
    """The part of the program about jobs."""

    _ticking: "Timer | None" = None

    @property
    @abstractmethod
    def here_is(self) -> str:
        """The id of the tab looked at."""

    def tell_jobs(self) -> None:
        """Begin to tell."""
        self._ticking = self.set_interval(TICK, self._tick, pause=True)
        self.desk.jobs.on_change = self._job_changed

    def _job_changed(self, job: Job) -> None:
        if self._ticking is None or not self.is_running:
            return
        (self._ticking.resume if self.desk.jobs.running() else self._ticking.pause)()
        if not job.is_over:
            return
        self._tick()
        is_elsewhere = self.here_is != job.place or isinstance(self.screen, ModalScreen)
        if job.state is State.DONE and job.place and job.seconds >= LONG and is_elsewhere:
            name = clipped(printable(job.name.in_(self.lang)), NAME_WIDTH)
            self.tell(DONE.format(name=name, time=clock(job.seconds)).in_(self.lang))

    def _tick(self) -> None:
        """Say above what is worked out, and below whether Esc cancels it."""
        for line in self.screen_stack[0].query(TabLine):
            line.work = above(self.desk.jobs.running(), self.job_here(), partial(with_keys, node=self))
        self.refresh_bindings()

    def job_here(self) -> Job | None:
        """Return the job one looks at, if Esc cancels it: what was asked for, or what is all there is to see."""
        if len(self.screen_stack) > 1 or isinstance(self.focused, Input):
            return None
        slow = (job for job in self.desk.jobs.running() if job.seconds >= TOLD_AFTER / 2)
        return next((job for job in slow if job.place == self.here_is and job.heeds_escape and job.may_stop), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc cancels only what can be cancelled."""
        if action == "stop_job":
            return self.is_running and self.job_here() is not None
        return super().check_action(action, parameters)

    def action_stop_job(self) -> None:
        """Cancel what one looks at."""
        job = self.job_here()
        if job is not None:
            job.stop()

    def action_jobs(self) -> None:
        """Show the jobs of this sitting, or close them again."""
        from kw_tui.tui.jobs.screen import JobsScreen

        if isinstance(self.screen, JobsScreen):
            self.screen.dismiss()
        else:
            self.push_screen(JobsScreen(self.desk.jobs, self.lang))
