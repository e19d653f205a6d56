"""The field in which one setting is changed: a line, a choice, or several lines; what is impossible is said at it."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

from kw_tui.tui.keys import problem_told, with_keys
from kw_tui.tui.lines import printable
from kw_tui.tui.widgets.choice import Choice
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.typed_line import TypedLine, TypedLines
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.rfm import RFM_SEGMENTS, parse_rfm, segments_of
from kw_tui.vocabulary.session import Session
from kw_tui.vocabulary.settings import Item, Setting, Value
from kw_tui.vocabulary.settings.written import bounds, typed
from kw_tui.vocabulary.texts import Lang, Text
from kw_tui.workbench.session_fields import parse_field
from kw_tui.workbench.session_fields import typed as field_typed

if TYPE_CHECKING:
    from textual.widget import Widget

AMONG = Text("<choice.before> <choice.after>  {allowed}", "<choice.before> <choice.after>  {allowed}")
"""What can be chosen, with the keys that do."""
RULES = "rfm_segments"
"""What is typed in several lines, a rule each."""
NEW = Text("{label}, {now} →", "{label}, {now} →")


class Editor(Vertical):
    """Shows one field at a time; `Edited` is told of whatever is typed."""

    class Edited(Message):
        """Something else is typed or chosen."""

    def __init__(self) -> None:
        super().__init__(id="settings-edit")
        self._item: Item | None = None
        self._lang: Lang = "de"
        self._currency = ""

    def compose(self) -> ComposeResult:
        """A label, the three fields, and what may be typed."""
        yield Panel(id="settings-edit-label")
        yield TypedLine(id="settings-line", select_on_focus=True)
        yield Choice({}, "", "de", id="settings-choice")
        yield TypedLines("", id="settings-rules", show_line_numbers=False, tab_behavior="focus")
        yield Panel(id="settings-edit-note")

    def on_mount(self) -> None:
        """Nothing is edited yet."""
        self.display = False

    @property
    def _field(self) -> "Widget":
        if isinstance(self._item, Setting) and self._item.choices:
            return self.query_one(Choice)
        return self.query_one(TextArea if self._item is not None and self._item.id == RULES else Input)

    def begin(self, item: Item, text: str, now: str, lang: Lang, currency: str) -> None:
        """Edit this one, from `text` as it would be typed; `now` is what holds, in words."""
        self._item, self._lang, self._currency = item, lang, currency
        field = self._field
        for one in self.query("Input, Choice, TextArea"):
            one.display = one is field
        with self.prevent(Input.Changed, Choice.Changed, TextArea.Changed):
            if isinstance(field, Choice):
                field.offer(item.choices, text, lang)  # type: ignore[union-attr]
            elif isinstance(field, TextArea):
                field.text = self._rules(text)
            elif isinstance(field, Input):
                field.value = text
        self.say(now, lang)
        self.display = True
        field.focus()

    def say(self, now: str, lang: Lang) -> None:
        """Write what stands around the field."""
        self._lang = lang
        if self._item is not None:
            if isinstance(field := self._field, Choice):
                field.offer(self._item.choices, field.value, lang)  # type: ignore[union-attr]
            label = NEW.in_(lang).format(label=self._item.label.in_(lang), now=now)
            self.query_one("#settings-edit-label", Panel).show([((label, "title"),)])
            self.value()

    def end(self) -> None:
        """Edit nothing any more."""
        self._item = None
        self.display = False

    @property
    def text(self) -> str:
        """What is typed or chosen."""
        field = self._field
        if isinstance(field, Choice):
            return field.value
        if isinstance(field, TextArea):
            return ", ".join(line.strip().rstrip(",") for line in field.text.splitlines() if line.strip())
        return field.value.strip() if isinstance(field, Input) else ""

    def value(self) -> Value | None:
        """Return what is typed as the workbench takes it; None where it is impossible, which is said at the field."""
        item, note = self._item, self.query_one("#settings-edit-note", Panel)
        if item is None:
            return None
        try:
            if isinstance(item, Setting):
                value, allowed = item.parse(self.text), bounds(item, self._lang, self._currency)
            else:
                parse_field(item.id, self.text)
                value, allowed = self.text, item.allowed.in_(self._lang)
        except KwError as problem:
            note.show([((printable(problem_told(problem, self).in_(self._lang)), "negative"),)])
            return None
        if isinstance(self._field, Choice):
            allowed = with_keys(AMONG, self).in_(self._lang).format(allowed=allowed)
        note.show([((allowed, "dim"),)])
        return value

    def original(self, item: Item, value: Value, lang: Lang) -> str:
        """Return a value as the field of its setting begins with it."""
        return typed(item, value, lang) if isinstance(item, Setting) else str(value)

    def default(self, item: Item, lang: Lang) -> str:
        """Return the default of a setting as it would be typed."""
        return typed(item, item.default, lang) if isinstance(item, Setting) else field_typed(Session(), item.id)

    def _rules(self, text: str) -> str:
        table = parse_rfm({"segment": segments_of(text)}).table if text else RFM_SEGMENTS
        return "\n".join(one.said(self._lang) for one in table[:-1])

    @on(Input.Changed)
    @on(Choice.Changed)
    @on(TextArea.Changed)
    def _changed(self, event: Message) -> None:
        event.stop()
        if self._item is not None:
            self.post_message(self.Edited())
