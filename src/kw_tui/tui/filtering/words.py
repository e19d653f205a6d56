"""A typed filter cut into words: `text`, `"two words"`, `/pattern/`, `!not this`, `column:value`, `column>number`."""

import re
from dataclasses import dataclass
from typing import Literal

Form = Literal["plain", "quoted", "pattern"]
_NAME = re.compile(r'(?:"([^"]*)"|([^\s"/!:=<>][^\s":=<>]*))\s?(:?(?:<=|>=|<|>|=)|:)')
_QUOTED = re.compile(r'"([^"]*)("?)')
_PATTERN = re.compile(r"/(.*?)(?:/(?=\s|$)|$)")
_PLAIN = re.compile(r"\S*")


@dataclass(frozen=True, slots=True)
class Word:
    """One condition as typed. Without a `column` the value is looked for anywhere.

    `source` is the text it was read from; `is_open` says that something is still to be typed: a quote, a `/`, a value.
    """

    source: str
    value: str
    column: str = ""
    sign: str = ""
    form: Form = "plain"
    is_negated: bool = False
    is_open: bool = False


def words(typed: str) -> list[Word]:
    """Cut what was typed into its conditions; nothing is wrong here, at most not finished."""
    found: list[Word] = []
    place = _blank(typed, 0)
    while place < len(typed):
        word, place = _word(typed, place)
        found.append(word)
        place = _blank(typed, place)
    return found


def _word(typed: str, start: int) -> tuple[Word, int]:
    is_negated = typed[start] == "!" and start + 1 < len(typed) and not typed[start + 1].isspace()
    place = start + is_negated
    column = sign = ""
    if named := _NAME.match(typed, place):
        column, sign, place = named[1] or named[2] or "", named[3], named.end()
        if len(sign) > 1 and sign[0] == ":":  # `revenue:>1000` is meant as `revenue>1000`
            sign = sign[1:]
        place = _blank(typed, place) if typed[place : place + 1] == " " and sign != ":" else place
    value, form, is_open, end = _value(typed, place)
    return Word(typed[start:end], value, column, sign, form, is_negated, is_open or (not value and bool(sign))), end


def _value(typed: str, place: int) -> tuple[str, Form, bool, int]:
    if quoted := _QUOTED.match(typed, place):
        return quoted[1], "quoted", not quoted[2], quoted.end()
    if typed[place : place + 1] == "/" and (pattern := _PATTERN.match(typed, place)):
        is_closed = pattern.end() - place > 1 and typed[pattern.end() - 1] == "/" and pattern[1] != ""
        return pattern[1], "pattern", not is_closed, pattern.end()
    plain = _PLAIN.match(typed, place)
    return (plain[0], "plain", False, plain.end()) if plain else ("", "plain", False, place)


def _blank(typed: str, place: int) -> int:
    while place < len(typed) and typed[place].isspace():
        place += 1
    return place
