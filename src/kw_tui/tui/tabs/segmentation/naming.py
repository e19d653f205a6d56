"""A segment of one's own: its name, its condition, and whom it matches while it is typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from kw_tui.tui import figures
from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.lines import BLANK, Line, Role, printable
from kw_tui.tui.widgets.column_suggester import suggest
from kw_tui.tui.widgets.modal import Modal
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.typed_line import TypedLine
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.headings import Headings
from kw_tui.vocabulary.texts import Lang, Text
from kw_tui.vocabulary.typed_condition import Read, read

if TYPE_CHECKING:
    from kw_tui.workbench.segmenting import Matched

TITLE = Text("Eigenes Segment", "Segment of your own")
NAME = Text("Name", "Name")
WHERE = Text("Bedingung, z. B. Klasse = 'C' und DB I < 0", "condition, e.g. Class = 'C' and DB I < 0")
HINT = Text(
    "⏎ speichern   Tab Feld   → Spalte ergänzen   <naming.leave> abbrechen",
    "⏎ save   Tab field   → complete a column   <naming.leave> cancel",
)
NOTHING_YET = Text("Noch keine Bedingung", "No condition yet")


class Named(NamedTuple):
    """What was typed."""

    name: str
    where: str


Counter = Callable[[str, "Callable[[Matched | KwError], None]"], None]
"""Counts whom a condition matches and tells it later, or why it cannot."""


def counted(found: "Matched | KwError", lang: Lang, currency: str) -> list[Line]:
    """Return what the condition typed so far matches, or why it does not work."""
    if isinstance(found, KwError):
        return [
            ((printable(found.message.in_(lang)), "warning"),),
            ((printable(found.hint.in_(lang)), "dim"),),
        ]
    customers = Text("{n} Kunden", "{n} customers").format(n=figures.count(found.customers, lang))
    line: Line = ((customers.in_(lang), "strong"),)
    for label, value in (
        (Text("Umsatz", "revenue"), found.revenue),
        (Text("relev. DB", "relevant"), found.relevant_contribution),
    ):
        role: Role = "negative" if value is not None and value < 0 else ""
        line += ((f" · {label.in_(lang)} ", "dim"), (figures.short(value, lang, currency), role))
    return [line]


class NamingScreen(Modal[Named | None]):
    """Answers with name and condition, or None when left."""

    KEYS: ClassVar[tuple[Key, ...]] = (Key("naming.leave", "escape", "dismiss", Text("Abbrechen", "Cancel")),)
    BINDINGS = bindings(KEYS)

    def __init__(
        self, given: Named, count: Counter, lang: Lang, currency: str, headings: Headings | None = None
    ) -> None:
        super().__init__()
        self._given, self._count, self._currency = given, count, currency
        self._found: Matched | KwError | None = None
        self._is_submitted = False
        self._lang: Lang = lang
        self._headings = headings

    def compose(self) -> ComposeResult:
        """Two fields, the count and the keys."""
        with Vertical(id="ask"):
            yield TypedLine(self._given.name, id="naming-name", max_length=40)
            yield TypedLine(self._said(), id="naming-where", max_length=2000, select_on_focus=False)
            yield Panel(id="naming-count")
            yield Panel(id="naming-hint")

    def _said(self) -> str:
        """The condition given, with the headings of this language for ids."""
        where, known = self._given.where, self._headings
        found = read(where, known, is_stored=True) if known is not None else None
        return found.said(known, self._lang) if isinstance(found, Read) and known is not None else where

    def on_mount(self) -> None:
        """Say which keys answer, and count what is given."""
        self.speak()
        self._look()

    def speak(self) -> None:
        """Write title, fields, count and keys."""
        self.query_one("#ask").border_title = Content(TITLE.in_(self._lang))
        self.query_one("#naming-name", Input).placeholder = NAME.in_(self._lang)
        self.query_one("#naming-where", Input).placeholder = WHERE.in_(self._lang)
        self.query_one("#naming-hint", Panel).show([BLANK, ((self.keyed(HINT, self._lang), "dim"),)])
        suggest(self.query_one("#naming-where", Input), self._headings, self._lang)
        self._draw_count()

    def _draw_count(self) -> None:
        panel = self.query_one("#naming-count", Panel)
        if self._found is not None:
            panel.show(counted(self._found, self._lang, self._currency))
        elif not self.query_one("#naming-where", Input).value.strip():
            panel.show([((NOTHING_YET.in_(self._lang), "dim"),)])

    @on(Input.Changed, "#naming-where")
    def _look(self) -> None:
        where = self.query_one("#naming-where", Input).value
        self._found, self._is_submitted = None, False
        if where.strip():
            self._count(where, self._tell)
        else:
            self._draw_count()

    def _tell(self, found: "Matched | KwError") -> None:
        if not self.is_there:
            return
        self._found = found
        self._draw_count()
        if self._is_submitted:
            self._submitted()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Answer, once it is known that the condition works; what does not work stays to be mended."""
        name, where = (self.query_one(f"#naming-{field}", Input) for field in ("name", "where"))
        empty = next((field for field in (name, where) if not field.value.strip()), None)
        if empty is not None:
            empty.focus()
        elif self._found is None:
            self._is_submitted = True
        elif isinstance(self._found, KwError):
            where.focus()
        else:
            self.dismiss(Named(name.value, where.value))
