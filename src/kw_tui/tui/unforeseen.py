"""What nobody foresaw is told in one line, with the place of its details; a trace would show customers."""

import inspect
import traceback
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from textual._context import active_message_pump
from textual.app import App
from textual.css.query import NoMatches
from textual.worker import Worker, WorkerFailed
from textual.worker_manager import WorkerManager

from kw_tui.storage.trouble_log import write_down_text
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Text

Returned = TypeVar("Returned")
MOST_SAID = 120
"""Characters of the failure's own words; the log has all of them."""


class UnforeseenError(KwError):
    """What nobody foresaw; its details are written down."""


class TellingWorkers(WorkerManager):
    """Hands every failure of work in the background to the program, which tells of it and goes on."""

    def _new_worker(self, work: Any, node: Any, **settings: Any) -> "Worker[Any]":
        return super()._new_worker(work, node, **{**settings, "exit_on_error": True})

    def _remove_worker(self, worker: "Worker[Any]") -> None:
        """Close what was cancelled before its first step: nobody awaits it any more, and Python would complain."""
        super()._remove_worker(worker)
        if inspect.iscoroutine(worker._work):
            worker._work.close()


class Untraced(App[Returned]):
    """An app that shows no trace when it fails: whoever started it tells of it, in a line."""

    def fail(self, error: Exception) -> None:
        """End over what nobody foresaw; what fails while the program ends anyway is written down, and no more."""
        if self._exit:
            written(error)
            return
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        if not self._is_of_parting(error):
            self.fail(failure_of(error))

    def _is_of_parting(self, error: Exception) -> bool:
        """Whether what works now is being taken away, and looked for something it consisted of: that goes first."""
        part = active_message_pump.get(None)
        is_going = self._exit or (part is not None and (part._closing or getattr(part, "_pruning", False)))
        return is_going and isinstance(failure_of(error), NoMatches)

    def run_through(self, *, mouse: bool = True) -> Returned | None:
        """Run, and return what it ends with; raise what it failed of."""
        returned = self.run(mouse=mouse)
        if self._exception is not None:
            raise self._exception
        return returned


def failure_of(error: Exception) -> Exception:
    """Return what went wrong in the work that failed."""
    inner = error.error if isinstance(error, WorkerFailed) else error
    return inner if isinstance(inner, Exception) else error


def noted(error: BaseException) -> KwError:
    """Return what is told of a failure; one that nobody foresaw is written down."""
    from kw_tui.workbench.damage import told_damage

    if isinstance(error, KwError):
        return error
    return told_damage(error) or UnforeseenError(*_told(error, written(error)))


def written(error: BaseException) -> Path:
    """Write down what failed; return the log."""
    return _written("".join(traceback.format_exception(error)))


@lru_cache(maxsize=32)
def _written(story: str) -> Path:
    """Write a story down once, though what fails may be tried again every other second; return the log."""
    return write_down_text(story)


def _told(error: BaseException, log: Path) -> tuple[Text, Text]:
    said = " ".join(f"{type(error).__name__}: {error}".split())[:MOST_SAID]
    return (
        Text(f"Unerwarteter Fehler ({said})", f"Unexpected error ({said})"),
        Text(f"Einzelheiten in {log}", f"details in {log}"),
    )
