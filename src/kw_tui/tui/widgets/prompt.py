"""A small question with a line to answer on: a path to save to, or the number of a line."""

import os
from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.lines import clipped, printable
from kw_tui.tui.widgets.ask import TITLE_CELLS
from kw_tui.tui.widgets.modal import Modal
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.path_input import PathInput, expanded
from kw_tui.tui.widgets.typed_line import TypedLine
from kw_tui.vocabulary.texts import Lang, Text

KEYS_HINT = Text("⏎ übernehmen   <prompt.leave> abbrechen", "⏎ accept   <prompt.leave> cancel")
PATH_HINT = Text(
    "<path.complete> vervollständigt   <path.submit> speichern   <prompt.leave> abbrechen",
    "<path.complete> completes   <path.submit> save   <prompt.leave> cancel",
)
NO_PATH = Text("Bitte einen Pfad angeben", "Please give a path")
FOLDER = Text("Das ist ein Ordner: bitte eine Datei angeben", "This is a folder: please name a file")
NO_FOLDER = Text("Den Ordner gibt es nicht", "There is no such folder")
EXISTS = Text("Gibt es schon: noch einmal <path.submit> überschreibt", "It exists: <path.submit> again overwrites it")
ELSEWHERE = Text("Noch einmal <path.submit> überschreibt {path}", "<path.submit> again overwrites {path}")


class Objection(NamedTuple):
    """What speaks against an answer; one that is not final gives way to a second ⏎."""

    text: Text
    is_final: bool = True


class Prompt(NamedTuple):
    """What is asked: `value` is the answer suggested, `object_to` finds what speaks against another."""

    title: Text
    value: str
    object_to: Callable[[str], Objection | None]
    is_path: bool = False


def unfit_path(typed: str) -> Objection | None:
    """What speaks against saving to a path, whatever is saved; None also where only saving can tell."""
    if not typed:
        return Objection(NO_PATH)
    target = expanded(typed)
    try:
        if target.is_dir():
            return Objection(FOLDER)
        return None if target.parent.is_dir() else Objection(NO_FOLDER)
    except (OSError, ValueError):
        return None


def taken_path(typed: str) -> Objection | None:
    """What speaks against saving where a file is already: it is overwritten at a second ⏎; a link says which."""
    target = expanded(typed)
    try:
        if not target.exists():
            return None
        real = printable(os.path.realpath(target))
        return Objection(ELSEWHERE.format(path=real) if target.is_symlink() else EXISTS, is_final=False)
    except (OSError, ValueError):
        return None


class PromptScreen(Modal[str | None]):
    """Answers with what was typed, or None when left."""

    KEYS: ClassVar[tuple[Key, ...]] = (Key("prompt.leave", "escape", "dismiss", Text("Abbrechen", "Cancel")),)
    BINDINGS = bindings(KEYS)

    def __init__(self, prompt: Prompt, lang: Lang) -> None:
        super().__init__()
        self._prompt = prompt
        self._lang: Lang = lang
        self._warned = ""

    def compose(self) -> ComposeResult:
        """A line to type on, and what the keys do."""
        kind = PathInput if self._prompt.is_path else TypedLine
        with Vertical(id="ask"):
            yield kind(self._prompt.value, id="prompt-line", select_on_focus=not self._prompt.is_path)
            yield Panel(id="prompt-hint")

    def on_mount(self) -> None:
        """Say which keys answer."""
        self.speak()

    def speak(self) -> None:
        """Write title and keys."""
        self.query_one("#ask").border_title = Content(clipped(self._prompt.title.in_(self._lang), TITLE_CELLS))
        hint = PATH_HINT if self._prompt.is_path else KEYS_HINT
        self._say(self.keyed(hint, self._lang))

    def _say(self, text: str, *, is_warning: bool = False) -> None:
        self.query_one("#prompt-hint", Panel).show([((text, "warning" if is_warning else "dim"),)])

    @on(PathInput.Completed)
    def _completed(self, event: PathInput.Completed) -> None:
        event.stop()
        self._say("  ".join(event.names[:12]))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        typed = event.value.strip()
        objection = self._prompt.object_to(typed)
        if objection is None or (not objection.is_final and self._warned == typed):
            self.dismiss(typed)
            return
        self._warned = typed
        self._say(self.keyed(objection.text, self._lang), is_warning=True)
