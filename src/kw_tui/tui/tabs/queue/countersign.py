"""The question before a second signature: sign, reject, or leave it."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.lines import BLANK, Line, clipped
from kw_tui.tui.widgets.ask import TITLE_CELLS
from kw_tui.tui.widgets.modal import Modal
from kw_tui.tui.widgets.panel import Panel
from kw_tui.vocabulary.texts import Lang, Text

Verdict = Literal["sign", "reject"]
HINT = Text(
    "<countersign.sign> zeichnen   <countersign.reject> ablehnen   <countersign.cancel> abbrechen",
    "<countersign.sign_en> sign   <countersign.reject_en> reject   <countersign.cancel> cancel",
)


class CountersignScreen(Modal[Verdict | None]):
    """Answers with `sign` or `reject`, or None when cancelled."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("countersign.cancel", "escape", "dismiss", Text("Abbrechen", "Cancel")),
        Key("countersign.sign", "j", "give('sign')", Text("Zeichnen", "Sign")),
        Key("countersign.reject", "a", "give('reject')", Text("Ablehnen", "Reject")),
        Key("countersign.sign_en", "y", "give('sign')", Text("Zeichnen", "Sign"), show=False),
        Key("countersign.reject_en", "r", "give('reject')", Text("Ablehnen", "Reject"), show=False),
    )
    BINDINGS = bindings(KEYS)

    def __init__(self, title: Callable[[Lang], str], lines: Callable[[Lang], Sequence[Line]], lang: Lang) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._lang: Lang = lang

    def compose(self) -> ComposeResult:
        """What is to be signed, and the keys."""
        with Vertical(id="ask"):
            yield Panel(id="ask-note")
            yield Panel(id="ask-hint")

    def on_mount(self) -> None:
        """Say what is to be signed, and which keys answer."""
        self.speak()

    def speak(self) -> None:
        """Write title, what is to be signed, and the keys."""
        self.query_one("#ask").border_title = Content(clipped(self._title(self._lang), TITLE_CELLS))
        self.query_one("#ask-note", Panel).show([*self._lines(self._lang), BLANK])
        self.query_one("#ask-hint", Panel).show([((self.keyed(HINT, self._lang), "dim"),)])

    def action_give(self, verdict: Verdict) -> None:
        """Answer."""
        self.dismiss(verdict)
