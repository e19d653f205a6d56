"""Fields to type in that anything may be pasted into: what they hold stays short, and nothing of it is a command."""

import re

from rich.text import Text as RichText
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit, EditResult

from kw_tui.tui.lines import printable
from kw_tui.vocabulary.texts import CONTROLS, Lang, Text

MOST = 4000
"""Characters a field takes, where it says nothing else: as many as are remembered of a filter."""
CUT = Text("Zu lang: nur die ersten {n} Zeichen passen hierher", "Too long: only the first {n} characters fit here")
_BUT_NEW_LINES = rf"(?!\n){CONTROLS}"


class TypedLine(Input):
    """A line to type on."""

    @property
    def _value(self) -> RichText:
        """What is drawn: the name of a file, and what was remembered, may hold anything."""
        return RichText(printable(self.value), no_wrap=True, overflow="ignore", end="")

    def replace(self, text: str, start: int, end: int) -> None:
        """Put in what is typed or pasted, as far as there is room; controls are blanks."""
        most = self.max_length or MOST
        fits = _fitting(self, text, most - len(self.value) + abs(end - start), most)
        super().replace(re.sub(CONTROLS, " ", fits), start, end)


class TypedLines(TextArea):
    """Several lines to type on."""

    def edit(self, edit: Edit) -> EditResult:
        """Put in what is typed or pasted, as far as there is room; controls are blanks."""
        given = edit.text.replace("\r\n", "\n").replace("\r", "\n")
        replaced = len(self.get_text_range(edit.top, edit.bottom))
        edit.text = printable_lines(_fitting(self, given, MOST - len(self.text) + replaced, MOST))
        return super().edit(edit)


def printable_lines(text: str) -> str:
    """Return a text of several lines in which nothing is a command."""
    return "\n".join(printable(re.sub(_BUT_NEW_LINES, " ", line)) for line in text.split("\n"))


def _fitting(field: Input | TextArea, text: str, room: int, most: int) -> str:
    """Return what there is room for; say so where that is not all."""
    if len(text) > room:
        lang: Lang = getattr(field.app, "lang", "de")
        field.notify(CUT.format(n=most).in_(lang), severity="warning", timeout=4, markup=False)
    return text[: max(0, room)]
