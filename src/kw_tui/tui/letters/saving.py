"""Letters to many customers: written aside, saved a hand full at a time, so that both can be cancelled on the way."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kw_tui.tui import figures
from kw_tui.tui.jobs import names
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.core.letters.letter import Letter
    from kw_tui.tui.app import KwApp
    from kw_tui.tui.jobs.job import Job
    from kw_tui.workbench import Workbench

PART = 50
SO_FAR = Text("{done} von {all}", "{done} of {all}")
LEFT_OUT = Text(
    "Abgebrochen: {done} von {all} Schreiben sind gespeichert, die übrigen nicht",
    "Cancelled: {done} of {all} letters are saved, the others are not",
)
Write = Callable[["Workbench"], "list[Letter]"]


class Saving:
    """Saves letters part by part. `stop` is called by the screen, all else by the thread that saves."""

    def __init__(self, letters: "Sequence[Letter]") -> None:
        self._letters, self._is_stopped = letters, False
        self.paths: list[Path] = []

    def stop(self) -> None:
        """Save no further part."""
        self._is_stopped = True

    @property
    def is_whole(self) -> bool:
        """Whether every letter is saved."""
        return len(self.paths) == len(self._letters)

    def told(self, text: Text, lang: Lang) -> str:
        """Say how many are saved."""
        counts = {"done": len(self.paths), "all": len(self._letters)}
        return text.in_(lang).format(**{name: figures.count(count, lang) for name, count in counts.items()})

    def save(self, bench: "Workbench") -> "Saving":
        """Save them; what was saved before somebody stopped it stays saved and noted."""
        for start in range(0, len(self._letters), PART):
            if self._is_stopped:
                break
            self.paths += bench.save_letters(self._letters[start : start + PART])
        return self


async def save_many(app: "KwApp", write: Write, asked: int, then: Callable[[list[Path]], None]) -> None:
    """Write and save letters under the names of jobs; tell `then` where they are, or what was left undone."""
    name = names.SAVE_LETTERS.format(n=asked)
    try:
        saving = Saving(await app.desk.ask_aside(write, _without_owner(app.job(name, app.tab))))
        job = _without_owner(app.job(name, app.tab, is_change=True))
        job.stop_by, job.detail = saving.stop, lambda lang: saving.told(SO_FAR, lang)
        job.tells = lambda _: Text(*(saving.told(SO_FAR, lang) for lang in ("de", "en")))
        await app.desk.ask_apart(saving.save, job)
        await app.desk.ask(lambda bench: bench.reload_if_changed())
    except KwError as problem:
        app.show_problem(problem)
    else:
        if saving.is_whole:
            then(saving.paths)
        else:
            app.tell(saving.told(LEFT_OUT, app.lang))
    app.revision += 1


def _without_owner(job: "Job") -> "Job":
    """Who closes the letters wants them saved all the same."""
    job.owner = None
    return job
