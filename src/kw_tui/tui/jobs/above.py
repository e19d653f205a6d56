"""What is told of jobs above the tabs. Pure, and loaded before the engine is."""

from collections.abc import Sequence

from kw_tui.tui.jobs.job import Job, State
from kw_tui.tui.keys import Keyed, as_it_is
from kw_tui.tui.lines import printable
from kw_tui.vocabulary.texts import LANGUAGES, Lang, Text

TOLD_AFTER = 1.0
"""Seconds after which work is told above the tabs."""
CANCELS = Text(" · <app.stop_job> bricht ab", " · <app.stop_job> cancels")


def clock(seconds: float) -> str:
    """Minutes and seconds, hours where there are any."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def above(jobs: Sequence[Job], here: Job | None = None, keyed: Keyed = as_it_is) -> Text | None:
    """Return what is told above the tabs: the work that has taken longest, what it is at, and since when.

    `here` is the job that a key cancels where one looks; it comes first.
    """
    slow = [job for job in jobs if job.seconds >= TOLD_AFTER and job.state is State.RUNNING]
    if not slow:
        return None
    job = here if here in slow else slow[-1]
    more = f" +{len(slow) - 1}" if len(slow) > 1 else ""
    ends = keyed(CANCELS) if job is here else Text("", "")
    return Text(*(f"{_short(job, lang)}{more}{ends.in_(lang)} · {clock(job.seconds)}" for lang in LANGUAGES))


def _short(job: Job, lang: Lang) -> str:
    """What is being worked out says more than what it is for; of work that counts, both."""
    name = printable(job.name.in_(lang))
    if (detail := job.detail) is not None:
        return f"{name}: {printable(detail(lang))}"
    return name if job.step is None else printable(job.step.in_(lang))
