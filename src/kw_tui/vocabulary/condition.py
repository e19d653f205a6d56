"""What a condition in SQL may be: short, over columns alone, without a look at any other table, file or place."""

import re

from kw_tui.vocabulary.texts import Text

LONGEST = 2_000
"""Characters; the engine's work grows with the square of a condition's length."""
MOST_OPERATORS = 200
_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
      | (?P<string>'(?:[^']|'')*')
      | (?P<quoted>"(?:[^"]|"")+")
      | (?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+)
      | (?P<word>[^\W\d]\w*)
      | (?P<comment>--|/\*)
      | (?P<operator><=>|<=|>=|<>|!=|\|\||!~\*|!~|~\*|[=<>~+*/%-])
      | (?P<mark>[(),])""",
    re.VERBOSE,
)
_WORD_OPERATORS = {"AND", "OR", "NOT", "XOR", "WHEN"}
_FORBIDDEN = re.compile(
    r"SELECT|WITH|TABLE|VALUES|UNION|INTERSECT|EXCEPT|LATERAL|EXISTS|UNNEST|COLUMNS|(?:READ|SCAN)_\w+"
)
"""Words that begin a sub-select or name a table, and functions that make other rows or columns of a row."""


def fault(condition: str) -> Text | None:
    """Return why a text cannot be a condition; None where the engine may be asked. Nothing is evaluated."""
    if len(condition) > LONGEST:
        return Text("länger als {n} Zeichen", "longer than {n} characters").format(n=LONGEST)
    place = operators = 0
    before = ""
    while place < len(condition):
        token = _TOKEN.match(condition, place)
        if token is None or token.lastgroup == "comment" or (before == "word" and token[0][0] in "'\""):
            return _unexpected(condition[place : place + 2])
        word = token[0].upper() if token.lastgroup == "word" else ""  # as the engine does: long s is an S
        if _FORBIDDEN.fullmatch(word):
            return _unexpected(token[0])
        operators += token.lastgroup == "operator" or word in _WORD_OPERATORS
        place, before = token.end(), token.lastgroup or ""
    too_many = Text("mehr als {n} Operatoren", "more than {n} operators").format(n=MOST_OPERATORS)
    return too_many if operators > MOST_OPERATORS else None


def _unexpected(found: str) -> Text:
    return Text("{found!r} gehört nicht in eine Bedingung", "{found!r} has no place in a condition").format(found=found)
