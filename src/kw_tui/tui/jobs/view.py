"""Jobs as rows and lines. Pure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kw_tui.tui.jobs.above import clock
from kw_tui.tui.jobs.job import Job, State
from kw_tui.tui.keys import Keyed, as_it_is
from kw_tui.tui.lines import Line, Role, printable, wrapped
from kw_tui.tui.widgets.fields import Field, text
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

FIELDS: tuple[Field, ...] = (
    Field("state", Text("Stand", "State"), 13, text),
    Field("name", Text("Arbeit", "Work"), 20, text),
    Field("time", Text("Dauer", "Time"), 7, text, "right"),
    Field("said", Text("Ergebnis", "Result"), 30, text),
)
GLYPHS = {
    State.WAITING: "·", State.RUNNING: "▶", State.DONE: "✓", State.FAILED: "✗", State.CANCELLED: "–",
    State.OVERTAKEN: "–",
}  # fmt: skip
ROLES: dict[State, Role] = {State.DONE: "positive", State.FAILED: "negative", State.CANCELLED: "warning"}
STILL = Text(
    "Der Schritt, der schon begonnen hat, läuft noch zu Ende; sein Ergebnis wird nicht gebraucht.",
    "The step that had begun is still carried through; its result is not used.",
)
CARRIED_THROUGH = Text(
    "Eine Änderung, die begonnen hat, wird zu Ende geführt.", "A change that has begun is carried through."
)
WAITS = Text("wartet auf das, was vorher verlangt wurde", "waits for what was asked before")


def said(job: Job, lang: Lang, keyed: Keyed = as_it_is) -> str:
    """Return how far a job is, or what became of it."""
    if job.problem is not None:
        return keyed(Text(job.problem.line("de"), job.problem.line("en"))).in_(lang)
    if job.is_over:
        return "" if job.result is None else printable(job.result.in_(lang))
    if (detail := job.detail) is not None and (told := detail(lang)):
        return printable(told)
    if job.state is State.WAITING:
        return WAITS.in_(lang)
    return "" if job.step is None else printable(job.step.in_(lang))


def frame(jobs: Sequence[Job], lang: Lang, keyed: Keyed = as_it_is) -> "pl.DataFrame":
    """Return one row a job; `key` is its place in the list."""
    import polars as pl

    rows = [
        {
            "key": str(id(job)),
            "state": f"{GLYPHS[job.state]} {job.state.value.in_(lang)}",
            "name": printable(job.name.in_(lang)),
            "time": clock(job.seconds),
            "said": said(job, lang, keyed),
        }
        for job in jobs
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(("key", *(field.id for field in FIELDS)), pl.String))


def about(job: Job, lang: Lang, width: int, keyed: Keyed = as_it_is) -> list[Line]:
    """Return all there is to know of a job."""
    head: Line = (
        (f"{GLYPHS[job.state]} {job.state.value.in_(lang)}", ROLES.get(job.state, "accent")),
        (f"  {printable(job.name.in_(lang))}", "strong"),
        (f"  {clock(job.seconds)}", "dim"),
    )
    notes = [said(job, lang, keyed)]
    if job.is_over and job.is_at_work:
        notes.append(STILL.in_(lang))
    elif not job.is_over and not job.may_stop:
        notes.append(CARRIED_THROUGH.in_(lang))
    return [head, *(((part, ""),) for note in notes if note for part in wrapped(note, width))]
