"""A condition as people type it - headings, `1.234,56`, `5 %`, `und` - read into one over column ids, and back."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kw_tui.vocabulary import condition, condition_words, typed_numbers
from kw_tui.vocabulary.compared_column import Compared
from kw_tui.vocabulary.condition import Fault
from kw_tui.vocabulary.headings import Headings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Lang, Text, printable

Form = Literal["column", "word", "unknown", "number", "string", "sign"]
Meanings = Mapping[str, Mapping[str, Text]]
"""By column of ids: what each id is called."""


class Piece(NamedTuple):
    """A part of what was typed: where it begins, what the engine reads for it, what it is, the column if it is one."""

    place: int
    text: str
    form: Form
    column: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What was typed, and its pieces. `text` is the condition over ids, which reads as itself."""

    typed: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The condition as the engine takes it and sessions keep it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def unknown(self) -> Piece | None:
        """The first name that is no column, with the words beside it; None if all are known."""
        run: list[Piece] = []
        for piece in (*self.pieces, Piece(len(self.typed), "", "sign")):
            if piece.form in {"column", "unknown"} or (run and not piece.text.strip() and piece.text):
                run.append(piece)
                continue
            if any(one.form == "unknown" for one in run):
                return Piece(run[0].place, self.typed[run[0].place : piece.place].strip(), "unknown")
            run = []
        return None

    def place(self, at: int) -> int:
        """Return where the piece was typed that stands at a place of `text`."""
        for piece in self.pieces:
            if at < len(piece.text):
                return min(piece.place + (at if piece.form in {"sign", "string"} else 0), len(self.typed))
            at -= len(piece.text)
        return len(self.typed)

    def said(self, headings: Headings, lang: Lang) -> str:
        """Return the condition with the headings of a language in place of ids, where these mean the same."""
        spoken = "".join(_heading(headings, one.column, lang) if one.column else one.text for one in self.pieces)
        again = read(spoken, headings, {})
        return spoken if isinstance(again, Read) and again.text == self.text else self.text


def _heading(headings: Headings, id_: str, lang: Lang) -> str:
    heading = headings.said(id_, lang)
    return condition.column(heading) if condition.is_keyword(heading) else heading


def read(typed: str, headings: Headings, meanings: Meanings | None = None, *, is_stored: bool = False) -> Read | Fault:
    """Read a condition; a `Fault` where it cannot be one. Nothing is evaluated.

    In one that `is_stored`, a point is always that of a decimal fraction.
    """
    if why := condition.too_long(typed):
        return why
    found: list[Piece] = []
    try:
        for piece in _Reader(typed, headings, meanings or {}, is_stored).pieces():
            found.append(piece)
    except _Unreadable as stop:
        return stop.fault
    what = Read(typed, tuple(found))
    why = condition.fault(what.text)
    return what if why is None else why._replace(place=what.place(why.place))


class _Unreadable(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, why: Text, place: int) -> None:
        super().__init__()
        self.fault = Fault(why, place)


class _Reader:
    """Goes through a condition from left to right; remembers the column before, and which brackets hold a list."""

    def __init__(self, typed: str, headings: Headings, meanings: Meanings, is_stored: bool) -> None:
        self._typed, self._headings, self._meanings, self._is_stored = typed, headings, meanings, is_stored
        self._column = self._word = self._before = ""
        self._compared = Compared()
        self._is_list: list[bool] = []

    def pieces(self) -> Iterator[Piece]:
        place = 0
        while place < len(self._typed):
            piece, end = self._piece(place)
            if piece.form in {"number", "column"} and _RUNS_ON.match(self._typed, end):
                piece = piece._replace(text=f"{piece.text} ")  # `5 %and` would be read as one word
            yield piece
            is_value = piece.form in {"number", "string"}
            self._compared.note(piece.text, piece.column, is_value=is_value, is_list=any(self._is_list[-1:]))
            if piece.text.strip():
                self._word, self._before = piece.text if piece.form == "word" else "", piece.text
            place = end

    def _piece(self, place: int) -> tuple[Piece, int]:
        sign = self._typed[place]
        if string := _PRINTED.match(self._typed, place):
            inner = "".join(string.groups("")).replace("'", "''")
            return Piece(place, self._meant(f"'{inner}'"), "string"), string.end()
        if string := _STRING.match(self._typed, place):
            return Piece(place, self._meant(string[0]), "string"), string.end()
        if quoted := _QUOTED.match(self._typed, place):
            return self._quoted(quoted)
        if "0" <= sign <= "9" or (sign == "." and self._typed[place + 1 : place + 2].isdigit()):
            return self._number(place)
        if _WORD.match(self._typed, place):
            return self._named(place)
        if sign == "(":
            self._is_list.append(bool(self._word) and self._word.upper() not in _GROUPING)
        elif sign == ")" and self._is_list:
            self._is_list.pop()
        return Piece(place, condition_words.SIGNS.get(sign, sign), "sign"), place + 1

    def _quoted(self, quoted: re.Match[str]) -> tuple[Piece, int]:
        name = quoted[1].replace('""', '"')
        called = self._headings.called(name)
        if len(called) == 1:
            return self._of_column(called[0], quoted.start()), quoted.end()
        self._refuse_shared(called, quoted)
        return Piece(quoted.start(), quoted[0], "unknown"), quoted.end()

    def _named(self, place: int) -> tuple[Piece, int]:
        word = _WORD.match(self._typed, place)
        assert word is not None
        found = self._headings.longest(self._typed, place)
        if found is not None and not self._is_word_of_its_own(word, found[1]):
            called, end = found
            if len(called) > 1:
                self._refuse_shared(called, re.compile(".*", re.DOTALL).match(self._typed, place, end))
            assumed = _ASSUMED.match(self._typed, end)
            return self._of_column(called[0], place), assumed.end() if assumed else end
        if (spoken := condition_words.SPOKEN.match(self._typed, place)) and self._may_stand(spoken[0]):
            return Piece(place, condition_words.IN_SQL[" ".join(spoken[0].casefold().split())], "word"), spoken.end()
        is_known = condition.is_keyword(word[0]) or bool(_BRACKET.match(self._typed, word.end()))
        if not is_known and self._before == "=":
            self._refuse_bare(word[0], place)
        return Piece(place, word[0], "word" if is_known else "unknown"), word.end()

    def _may_stand(self, word: str) -> bool:
        """Whether a word is one of the language here: yes and no are where something is compared, else names."""
        is_listed = self._before in {"(", ","} and any(self._is_list[-1:])
        return word.casefold() not in condition_words.ANSWERS or is_listed or self._before.upper() in _ANSWERED

    def _is_word_of_its_own(self, word: re.Match[str], end: int) -> bool:
        """Whether a word of the language is meant, or a function, that a column happens to be called like."""
        if end != word.end():
            return False
        is_called = bool(_BRACKET.match(self._typed, end)) and condition.is_function(word[0])
        return is_called or condition.is_keyword(word[0])

    def _of_column(self, id_: str, place: int) -> Piece:
        self._column = id_
        return Piece(place, condition.column(id_), "column", id_)

    def _refuse_shared(self, called: tuple[str, ...], typed: "re.Match[str] | None") -> None:
        if len(called) > 1 and typed is not None:
            shared = condition_words.SHARED.format(name=printable(typed[0].strip()), ids=", ".join(called))
            raise _Unreadable(shared, typed.start())

    # Values

    def _number(self, place: int) -> tuple[Piece, int]:
        is_list = any(self._is_list[-1:])
        if day := (typed_numbers.LISTED_DAY if is_list else typed_numbers.DAY).match(self._typed, place):
            return Piece(place, self._possible(typed_numbers.read_day(day), place), "string"), day.end()
        found = (typed_numbers.PLAIN if is_list else typed_numbers.NUMBER).match(self._typed, place)
        assert found is not None
        self._refuse_bare(found[0], place)
        if is_list and typed_numbers.IN_LIST.match(self._typed, place):
            raise _Unreadable(condition_words.UNSURE_IN_LIST, place)
        if typed_numbers.EXPONENT.match(self._typed, found.end()):
            whole = typed_numbers.SCIENTIFIC.match(self._typed, place)
            if whole is not None:
                return Piece(place, whole[0], "number"), whole.end()
        if self._is_stored and typed_numbers.PLAIN.fullmatch(found[0]):
            number = found[0]
        else:
            plain = typed_numbers.read_number(found[0], is_sure=self._is_fraction, is_listed=is_list)
            number = self._possible(plain, place)
        if per_cent := typed_numbers.PER_CENT.match(self._typed, found.end()):
            self._refuse_amount(found, per_cent.end())
            return Piece(place, typed_numbers.percent(number), "number"), per_cent.end()
        if self._kind_compared is Kind.RATIO:
            number = self._possible(typed_numbers.share(found[0], number), place)
        return Piece(place, number, "number"), found.end()

    def _refuse_bare(self, value: str, place: int) -> None:
        """Refuse a number, or a word that is no column, that is compared with a text or a day."""
        if why := condition_words.NO_NUMBERS.get(self._kind_compared):
            raise _Unreadable(why.format(name=self._headings.told(self._compared.column), value=value), place)

    def _refuse_amount(self, number: re.Match[str], end: int) -> None:
        """Refuse an amount or a count that is compared with per cent of nothing."""
        if self._kind_compared in {Kind.MONEY, Kind.COUNT}:
            name, share = self._headings.told(self._compared.column), self._typed[number.start() : end]
            raise _Unreadable(condition_words.OF_WHAT.format(name=name, share=share), number.start())

    @property
    def _kind_compared(self) -> Kind | None:
        """What the column holds that a value is compared with; None of a stored condition, which has worked before."""
        column = self._compared.column
        return self._headings.kind(column) if column and not self._is_stored else None

    @property
    def _is_fraction(self) -> bool:
        """Whether the column compared holds figures of which thousands are not to be expected."""
        return bool(self._column) and self._headings.kind(self._column) in {Kind.RATIO, Kind.SCORE}

    def _possible(self, read_: str | Text, place: int) -> str:
        if isinstance(read_, Text):
            raise _Unreadable(read_, place)
        return read_

    def _meant(self, string: str) -> str:
        """Return the id that is called so in the column before, or the day; the text itself if it is neither."""
        if not self._column:
            return string
        value = string[1:-1].replace("''", "'")
        if self._headings.kind(self._column) is Kind.DATE and (day := typed_numbers.DAY.fullmatch(value.strip())):
            read_ = typed_numbers.read_day(day)
            return string if isinstance(read_, Text) else read_
        ids = self._meanings.get(self._column, {})
        if value in ids:
            return string
        folded = value.strip().casefold()
        called = [id_ for id_, label in ids.items() if folded in {label.de.casefold(), label.en.casefold()}]
        if not called and self._column in _CUT_SHORT:
            called = [id_ for id_, label in ids.items() if _begins(label, folded)]
        return f"'{called[0]}'" if len(called) == 1 else string


def _begins(label: Text, folded: str) -> bool:
    """Whether a label begins with these words."""
    return bool(folded) and any(f"{said.casefold()} ".startswith(f"{folded} ") for said in (label.de, label.en))


_CUT_SHORT = frozenset({"proposal", "action", "alternatives", "next"})
"""Columns of which lists show only how a label begins."""
_PRINTED = re.compile(r"[‚‘]([^‘’]*)[‘’]|„([^“”]*)[“”]|“([^”]*)”|»([^«]*)«")
"""Texts in the quotes that other programs put in the place of those typed."""
_STRING = re.compile(r"'(?:[^']|'')*'")
_QUOTED = re.compile(r'"((?:[^"]|"")+)"')
_WORD = re.compile(r"[^\W\d]\w*")
_BRACKET = re.compile(r"\s*\(")
_ANSWERED = frozenset({"=", "<", ">", "<>", "IS", "NOT", "THEN", "ELSE"})
_RUNS_ON = re.compile(r"[\w\"]")
_ASSUMED = re.compile(r"\s*[≈≤≥](?=\s*[=<>!])")
"""Marks of figures that may stand behind a heading on the screen."""
_GROUPING = {"AND", "OR", "NOT", "XOR", "WHEN", "THEN", "ELSE", "CASE", "IS", "BETWEEN", "WHERE"}
"""Words after which a bracket holds one condition or value."""
