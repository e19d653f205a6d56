"""What a typed filter means: conditions on the columns there are, or what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from kw_tui.tui.filtering.values import Span, read_number, read_span
from kw_tui.tui.filtering.words import Word, words
from kw_tui.tui.widgets.fields import Field, is_percent
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

Test = Literal["has", "pattern", "is", "empty", "<", "<=", ">", ">="]
EMPTY = {"-", "–"}
LONGEST_QUOTE = 24
MOST = 60
"""Words of a filter: each is looked for in every row, and nobody types as many."""
TOO_MANY = Text("zu viele Bedingungen: höchstens {n} auf einmal", "too many conditions: {n} at once at most")
UNFINISHED = Text("noch nicht fertig: {word}", "not finished yet: {word}")
NO_COLUMN = Text(
    "Spalte {name} gibt es hier nicht{meant}; als Text: \"{word}\"",
    "there is no column {name} here{meant}; as text: \"{word}\"",
)  # fmt: skip
MEANT = Text(" (gemeint: {names}?)", " (meant: {names}?)")
NO_NUMBER = Text("{value} ist keine Zahl", "{value} is no number")
NO_DAY = Text("{value} ist kein Datum (31.12.2026, 12.2026, 2026)", "{value} is no date (2026-12-31, 2026-12, 2026)")
NO_ORDER = Text("{name} enthält Text: nur : und = vergleichen", "{name} holds text: only : and = compare it")
BAD_PATTERN = Text("Muster /{value}/ ist nicht lesbar", "pattern /{value}/ cannot be read")


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a row. Without a field the value is looked for in all columns of text; `typed` it was.

    A value that is no text is a number with half its last digit, or a span of days; one text of several parted by
    commas is enough where it is `one_of` them.
    """

    typed: str
    test: Test
    value: "str | tuple[float, float] | Span"
    field: Field | None = None
    is_negated: bool = False
    shown: str = ""
    one_of: tuple[str, ...] = ()

    def face(self, lang: Lang) -> str:
        """Say the condition in a few words."""
        negated = NOT.in_(lang) if self.is_negated else ""
        if self.test == "empty" and self.field is not None:
            return f"{negated}{self.field.label.in_(lang)} {IS_EMPTY.in_(lang)}"
        value = f"/{self.shown}/" if self.test == "pattern" else self.shown
        if self.field is None:
            return f"{negated}{value}"
        sign = {"has": ":", "pattern": ":", "is": " ="}.get(self.test, f" {self.test}")
        return f"{negated}{self.field.label.in_(lang)}{sign} {value}"


NOT = Text("nicht ", "not ")
IS_EMPTY = Text("leer", "empty")


class Parsed(NamedTuple):
    """Conditions that must all hold; with a `problem` there are none, and what was shown before stays."""

    conditions: tuple[Condition, ...] = ()
    problem: Text | None = None


def parsed(typed: str, fields: Sequence[Field], schema: "Mapping[str, pl.DataType]", lang: Lang) -> Parsed:
    """Understand a filter; columns are named by id or by the words of their header, in either language."""
    given = words(typed)
    if len(given) > MOST:
        return Parsed(problem=TOO_MANY.format(n=MOST))
    found: list[Condition] = []
    for word in _joined(given, fields, lang):
        one = _condition(word, fields, schema, lang)
        if isinstance(one, Text):
            return Parsed(problem=one)
        found.append(one)
    return Parsed(tuple(found))


def _joined(given: list[Word], fields: Sequence[Field], lang: Lang) -> list[Word]:
    """Put the words of a header together: `DB IV<0`, `Geht um>1000`."""
    found: list[Word] = []
    for word in given:
        found = _with_header(found, word, fields, lang) if word.column and not word.is_negated else [*found, word]
    return found


def _with_header(found: list[Word], word: Word, fields: Sequence[Field], lang: Lang) -> list[Word]:
    """Take one or two bare words before a comparison for the beginning of its column, where there is one called so."""
    for count in (1, 2):
        before = found[-count:]
        name = " ".join([*(one.value for one in before), word.column])
        is_bare = len(before) == count and not any(one.column or one.form != "plain" for one in before)
        if is_bare and _called(name, fields, lang) is not None:
            source = " ".join([*(one.source for one in before), word.source])
            return [*found[:-count], replace(word, column=name, source=source, is_negated=before[0].is_negated)]
    return [*found, word]


def _condition(
    word: Word, fields: Sequence[Field], schema: "Mapping[str, pl.DataType]", lang: Lang
) -> Condition | Text:
    if word.is_open:
        return UNFINISHED.format(word=quoted(word.source))
    if word.form == "pattern" and not is_pattern(word.value):
        return BAD_PATTERN.format(value=quoted(word.value))
    if not word.column:
        test: Test = "pattern" if word.form == "pattern" else "has"
        return Condition(word.source, test, word.value, None, word.is_negated, word.value)
    field = named(word.column, fields, lang)
    if field is None:
        near = [one.label.in_(lang) for one in _near(word.column, fields, lang)]
        meant = MEANT.format(names=", ".join(near)) if near else Text("", "")
        return NO_COLUMN.format(name=quoted(word.column), word=quoted(word.source.lstrip("!")), meant=meant)
    return _of_column(word, field, schema.get(field.id), lang)


def _of_column(word: Word, field: Field, dtype: "pl.DataType | None", lang: Lang) -> Condition | Text:
    about = Condition(word.source, "has", word.value, field, word.is_negated, word.value)
    if word.form == "pattern":
        return replace(about, test="pattern")
    if word.form == "plain" and word.value in EMPTY and word.sign in {":", "="}:
        return replace(about, test="empty")
    if dtype is not None and word.form == "plain" and (dtype.is_numeric() or dtype.is_temporal()):
        return _in_order(word, about, field, dtype, lang)
    if word.sign in {":", "="}:
        one_of = tuple(one for one in word.value.split(",") if one) if word.form == "plain" else ()
        return replace(about, test="has" if word.sign == ":" else "is", one_of=one_of)
    return NO_ORDER.format(name=field.label)


def _in_order(word: Word, about: Condition, field: Field, dtype: "pl.DataType", lang: Lang) -> Condition | Text:
    """Of what has a before and after: a number, or a span of days; after a colon it may also be part of a text."""
    value: tuple[float, float] | Span | None
    if dtype.is_numeric():
        value = read_number(word.value, lang, is_percent=is_percent(field, dtype))
    else:
        value = read_span(word.value)
    if value is not None:
        return replace(about, test=_compared(word.sign), value=value)
    if word.sign == ":":
        return about
    return (NO_NUMBER if dtype.is_numeric() else NO_DAY).format(value=quoted(word.value))


def _compared(sign: str) -> Test:
    return "is" if sign in {":", "="} else sign  # type: ignore[return-value]


def named(name: str, fields: Sequence[Field], lang: Lang) -> Field | None:
    """Return the column meant: by id, by its header, or by how only one header begins."""
    if (exact := _called(name, fields, lang)) is not None:
        return exact
    wanted, fields = _bare(name), _of_kind(name, fields)
    beginning = {one.id: one for one in fields if wanted and _bare(one.label.in_(lang)).startswith(wanted)}
    return next(iter(beginning.values())) if len(beginning) == 1 else None


def _called(name: str, fields: Sequence[Field], lang: Lang) -> Field | None:
    """Return the column with this id, else with this header, in the language before the other."""
    wanted, fields = _bare(name), _of_kind(name, fields)
    headers = ([one.label.in_(each) for one in fields] for each in (lang, _other(lang)))
    for called in ([one.id for one in fields], *headers):
        if (place := next((place for place, one in enumerate(called) if _bare(one) == wanted), None)) is not None:
            return fields[place]
    return None


def _of_kind(name: str, fields: Sequence[Field]) -> Sequence[Field]:
    """The columns a name may mean: with a sign for per cent no amounts, as `DB I %` is not `DB I`."""
    return [one for one in fields if not one.adds_up] if "%" in name else fields


def _near(name: str, fields: Sequence[Field], lang: Lang) -> list[Field]:
    """The first few columns whose header holds what was typed."""
    wanted = _bare(name)
    return [one for one in fields if wanted and wanted in _bare(one.label.in_(lang))][:3]


def _bare(name: str) -> str:
    """Letters and digits alone; Roman numbers of contribution levels also as digits: `DB IV` is `db4`."""
    bare = re.sub(r"[\W_]", "", name.casefold())
    return _LEVEL.sub(lambda found: found[1] + str(_ROMAN[found[2]]), bare)


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LEVEL = re.compile(r"^(db)(i{1,3}|iv)$")


def _other(lang: Lang) -> Lang:
    return "en" if lang == "de" else "de"


def is_pattern(value: str) -> bool:
    """Whether the engine can read a pattern."""
    import polars as pl

    try:
        pl.Series([""]).str.contains(f"(?i){value}")
    except pl.exceptions.PolarsError:
        return False
    return True


def quoted(value: str) -> str:
    """Return what was typed, cut where it is too long for a phrase."""
    return value if len(value) <= LONGEST_QUOTE else f"{value[: LONGEST_QUOTE - 1]}…"
