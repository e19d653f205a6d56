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


def fault(condition: str) -> Text | None:
    """Return why a text cannot be a condition; None where the engine may be asked. Nothing is evaluated."""
    if len(condition) > LONGEST:
        return Text("länger als {n} Zeichen", "longer than {n} characters").format(n=LONGEST)
    place = operators = 0
    before = name = ""
    while place < len(condition):
        token = _TOKEN.match(condition, place)
        if token is None or token.lastgroup == "comment" or (before == "word" and token[0][0] in "'\""):
            return _unexpected(condition[place : place + 2])
        word = token[0].upper() if token.lastgroup == "word" else ""  # as the engine does: long s is an S
        if _FORBIDDEN.fullmatch(word):
            return _unexpected(token[0])
        if token[0] == "(" and name and not _BEFORE_BRACKET.fullmatch(name.upper()):
            return _unexpected(name)
        if token.lastgroup != "space":
            name = token[0] if token.lastgroup in {"word", "quoted"} else ""
        operators += token.lastgroup == "operator" or word in _WORD_OPERATORS
        place, before = token.end(), token.lastgroup or ""
    too_many = Text("mehr als {n} Operatoren", "more than {n} operators").format(n=MOST_OPERATORS)
    return too_many if operators > MOST_OPERATORS else None


def _unexpected(found: str) -> Text:
    return Text("{found!r} gehört nicht in eine Bedingung", "{found!r} has no place in a condition").format(found=found)
