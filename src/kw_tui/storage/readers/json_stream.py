"""JSON that is no line per object: one array, objects written over several lines, or a list inside an object.

The text is decoded an element at a time out of a window, so memory grows with the largest element only.
"""

from collections.abc import Iterator
from pathlib import Path

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.json_rows import BLANKS, DECODER
from kw_tui.vocabulary.errors import SheetError, SourceError
from kw_tui.vocabulary.texts import Text

LARGEST = 16 << 20
"""Characters of the largest element that is decoded."""
DEEPEST = 3
"""How deep in objects a list of objects is looked for: `{"d": {"results": [...]}}`."""
Element = tuple[object, str]
"""A decoded value and how it is written."""


class Window:
    """A text that arrives in pieces, of which only what lies ahead is kept. Raises SourceError where it is no JSON."""

    def __init__(self, source: Path, pieces: Iterator[str]) -> None:
        self._source, self._pieces = source, pieces
        self._text, self._at = "", 0
        self.elements = 0

    def peek(self) -> str:
        """The next character that is not blank; empty at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in BLANKS:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self, expected: str) -> bool:
        """Pass the next character if it is the expected one."""
        is_next = self.peek() == expected
        self._at += is_next
        return is_next

    def require(self, expected: str) -> None:
        """Pass the next character, which can only be the expected one."""
        if not self.take(expected):
            raise self.broken()

    def value(self) -> Element:
        """Decode the next value."""
        self.peek()
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                end = len(self._text)
                if end - self._at > LARGEST or not self._more():
                    raise self.broken() from None
                continue
            # A number may go on in the next piece.
            if end < len(self._text) or not self._more():
                written = self._text[self._at : end]
                self._at = end
                return value, written

    def _more(self) -> bool:
        piece = next(self._pieces, "")
        self._text, self._at = self._text[self._at :] + piece, 0
        return bool(piece)

    def broken(self) -> SourceError:
        """The refusal of a text that breaks off or goes wrong here."""
        return refusals.refusal(self._source, _BROKEN.format(count=self.elements), _AGAIN)


class Document:
    """The elements of a JSON text. Of several lists of objects the one called `wanted` is read, else the first."""

    def __init__(self, source: Path, pieces: Iterator[str], wanted: str | None) -> None:
        self._window, self._source, self._wanted = Window(source, pieces), source, wanted
        self.lists: list[str] = []
        """The lists of objects inside the outermost object, met so far."""

    @property
    def chosen(self) -> str | None:
        """The list that is read, once it was met."""
        return next((name for name in self.lists if name == self._wanted), None) if self._wanted else self._first

    @property
    def _first(self) -> str | None:
        return next(iter(self.lists), None)

    def elements(self, has_inner_list: bool) -> Iterator[Element]:
        """Yield the objects (and whatever stands between them): of the array, of the inner list, or one by one."""
        if self._window.peek() == "[":
            yield from self._array()
        elif has_inner_list:
            yield from self._members("", DEEPEST)
        else:
            while self._window.peek():
                yield self._element()
                self._window.take(",")
        if self._window.peek():
            raise self._window.broken()
        if has_inner_list and self.chosen is None:
            raise self._without_list()

    def _element(self) -> Element:
        self._window.elements += 1
        return self._window.value()

    def _array(self) -> Iterator[Element]:
        self._window.require("[")
        while self._window.peek() != "]":
            yield self._element()
            if not self._window.take(","):
                break
        self._window.require("]")

    def _members(self, outer: str, depth: int) -> Iterator[Element]:
        self._window.require("{")
        while self._window.peek() == '"':
            key, _ = self._window.value()
            self._window.require(":")
            yield from self._member(f"{outer}{key}", depth)
            if not self._window.take(","):
                break
        self._window.require("}")

    def _member(self, name: str, depth: int) -> Iterator[Element]:
        if self._window.peek() == "{" and depth > 1:
            yield from self._members(f"{name}.", depth - 1)
        elif self._window.peek() != "[":
            self._window.value()
        else:
            yield from self._list(name)

    def _list(self, name: str) -> Iterator[Element]:
        """The elements of a list of objects if it is the chosen one; any other list is passed over."""
        is_rows = False
        for number, element in enumerate(self._array()):
            if not number and isinstance(element[0], tuple):
                self.lists.append(name)
                is_rows = True
            if is_rows and self.chosen == name:
                yield element

    def _without_list(self) -> SourceError:
        refused = refusals.refusal(self._source, _WITHOUT_LIST, _LISTS.format(names=", ".join(self.lists) or "-"))
        return SheetError(refused.message, refused.hint, tuple(self.lists))


def has_inner_list(value: object, depth: int = DEEPEST) -> bool:
    """Whether a decoded object holds a list of objects, or an object that does."""
    if not isinstance(value, tuple) or not depth:
        return False
    for _, inner in value:
        if isinstance(inner, list) and inner and isinstance(inner[0], tuple):
            return True
        if has_inner_list(inner, depth - 1):
            return True
    return False


_BROKEN = Text(
    "kein gültiges JSON hinter dem {count}. Element, oder die Datei bricht ab",
    "no valid JSON after element {count}, or the file breaks off",
)
_AGAIN = Text("den Export wiederholen", "export it again")
_WITHOUT_LIST = Text("keine passende Liste von Objekten darin", "no fitting list of objects in the JSON file")
_LISTS = Text("--sheet mit einer von: {names}", "--sheet with one of: {names}")
