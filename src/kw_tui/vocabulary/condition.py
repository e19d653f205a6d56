"""What a condition in SQL may be: short, over columns alone, without a look at any other table, file or place."""

import re
from typing import NamedTuple

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
_BEFORE_BRACKET = re.compile(
    r"AND|OR|NOT|XOR|IN|ANY|ALL|IS|LIKE|ILIKE|RLIKE|REGEXP|BETWEEN|CASE|WHEN|THEN|ELSE|OVER|BY|FILTER|WHERE|"
    r"DISTINCT|DECIMAL|NUMERIC|VARCHAR|ABS|CEIL|CEILING|FLOOR|ROUND|SIGN|SQRT|EXP|LN|LOG|LOG10|LOG2|POW|POWER|"
    r"MOD|DIV|GREATEST|LEAST|COALESCE|IF|IFNULL|NULLIF|CAST|TRY_CAST|DATE|EXTRACT|DATE_PART|LENGTH|CHAR_LENGTH|"
    r"CHARACTER_LENGTH|LOWER|UPPER|INITCAP|TRIM|LTRIM|RTRIM|LEFT|RIGHT|SUBSTR|SUBSTRING|REVERSE|STARTS_WITH|"
    r"ENDS_WITH|STRPOS|POSITION|REGEXP_LIKE|SPLIT_PART|CONCAT|CONCAT_WS|STRFTIME|STRPTIME|ARRAY_CONTAINS|"
    r"ARRAY_LENGTH|AVG|MEAN|MEDIAN|MIN|MAX|SUM|COUNT|STDDEV|VARIANCE|QUANTILE_CONT|QUANTILE_DISC|RANK|"
    r"DENSE_RANK|ROW_NUMBER"
)
"""What a bracket may follow: all that asks of a row. Others fill memory out of a few characters (`lpad`)."""


_WORDS = re.compile(
    r"AND|OR|NOT|XOR|IN|IS|NULL|TRUE|FALSE|LIKE|ILIKE|RLIKE|REGEXP|BETWEEN|ESCAPE|CASE|WHEN|THEN|ELSE|END|ANY|ALL|AS|"
    r"DISTINCT|FROM|OVER|PARTITION|ORDER|BY|ASC|DESC|ROWS|RANGE|UNBOUNDED|PRECEDING|FOLLOWING|FILTER|WHERE|DIV|INTERVAL"
)
"""Words of the language that no column is meant by where they stand alone."""
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")


class Fault(NamedTuple):
    """Why a text cannot be a condition, and the place in it, counted from 0."""

    why: Text
    place: int


def is_keyword(word: str) -> bool:
    """Whether a word means something in every condition."""
    return _WORDS.fullmatch(word.upper()) is not None


def is_function(word: str) -> bool:
    """Whether a word may stand before a bracket."""
    return _BEFORE_BRACKET.fullmatch(word.upper()) is not None


def column(id_: str) -> str:
    """Write the name of a column as a condition names it: in quotes, unless it is a plain word of its own."""
    is_plain = _PLAIN_NAME.fullmatch(id_) and not is_keyword(id_) and not _FORBIDDEN.fullmatch(id_.upper())
    return id_ if is_plain else '"' + id_.replace('"', '""') + '"'


def too_long(condition: str) -> Fault | None:
    """Return the fault of a condition that is too long to be looked at; None for any other."""
    why = Text("länger als {n} Zeichen", "longer than {n} characters").format(n=LONGEST)
    return Fault(why, LONGEST) if len(condition) > LONGEST else None


def fault(condition: str) -> Fault | None:
    """Return why a text cannot be a condition; None where the engine may be asked. Nothing is evaluated."""
    if why := too_long(condition):
        return why
    place = operators = 0
    before = name = ""
    while place < len(condition):
        token = _TOKEN.match(condition, place)
        if token is None or token.lastgroup == "comment" or (before == "word" and token[0][0] in "'\""):
            return _stray(condition, place)
        word = token[0].upper() if token.lastgroup == "word" else ""  # as the engine does: long s is an S
        if _FORBIDDEN.fullmatch(word):
            return _unexpected(token[0], place)
        if token[0] == "(" and name and not _BEFORE_BRACKET.fullmatch(name.upper()):
            return _unexpected(name, condition.rindex(name, 0, place))
        if token.lastgroup != "space":
            name = token[0] if token.lastgroup in {"word", "quoted"} else ""
        operators += token.lastgroup == "operator" or word in _WORD_OPERATORS
        if operators > MOST_OPERATORS:
            return Fault(_TOO_MANY.format(n=MOST_OPERATORS), place)
        place, before = token.end(), token.lastgroup or ""
    return None


_NOT_CLOSED = Text("zu {quote} fehlt das zweite", "the second {quote} is missing")
_TOO_MANY = Text("mehr als {n} Operatoren", "more than {n} operators")


def _stray(condition: str, place: int) -> Fault:
    sign = condition[place]
    if sign in "'\"" and condition.count(sign, place) % 2:
        return Fault(_NOT_CLOSED.format(quote=sign), place)
    return _unexpected(condition[place : place + 2], place)


def _unexpected(found: str, place: int) -> Fault:
    why = Text("{found!r} gehört nicht in eine Bedingung", "{found!r} has no place in a condition")
    return Fault(why.format(found=found), place)
