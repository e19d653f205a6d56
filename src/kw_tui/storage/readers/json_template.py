"""Lines that all put the same keys in the same order: proven by one pattern, and cut at the keys, without decoding."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from kw_tui.storage.readers.json_rows import BLANKS, Key, flattened, pairs_of

MOST_KEYS = 128
MOST_TEMPLATES, LEAST_SHARE = 4, 0.1
"""Templates worth a search, and the share of lines that makes one so."""
MARK = "\uffff"
"""Stands where bytes could not be decoded."""
_CUT = "\x1f"
_X = "[0-9a-fA-F]"
_PAIR = rf"u[dD][89abAB]{_X}{{2}}\\u[dD][c-fC-F]{_X}{{2}}"
# Half a character (\ud83d alone) is legal here and in no text: the decoder sees to it.
_ESCAPE = rf'\\(?:["\\/bfnrt]|u(?:[0-9a-ce-fA-CE-F]{_X}{{3}}|[dD][0-7]{_X}{{2}})|{_PAIR})'
_STRING = rf'"(?:[^"\\\x00-\x1f\x{{FFFF}}]|{_ESCAPE})*"'
_SCALAR = rf"(?:{_STRING}|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null)"
# A key that begins like what may follow a value could be mistaken for the end of one.
_NAME = re.compile(r'[ \t]*[{,][ \t]*"([^"\\\x00-\x1f,:{}\[\] ][^"\\\x00-\x1f]*)"[ \t]*:[ \t]*')
_VALUE = re.compile(_SCALAR.replace(r"\x{FFFF}", MARK))
_CLOSE = re.compile(r"[ \t]*\}")


@dataclass(frozen=True, slots=True)
class Template:
    """`literals` stand before, between and after the values; `keys` say what each value is."""

    keys: tuple[Key, ...]
    literals: tuple[str, ...]

    def is_legal(self, raw: pl.Expr) -> pl.Expr:
        """Whether a line has exactly these keys and one value for each."""
        return raw.str.contains("^" + _SCALAR.join(map(_escaped, self.literals)) + r"\r?$")

    def pieces(self, raw: pl.Expr) -> pl.Expr:
        """The values of legal lines as they are written, a struct with fields `0`, `1`, ...

        Between two literals no value can hold one: its quotes are escaped, and no key begins like the end of a value.
        """
        first, *between, last = self.literals
        body = raw.str.strip_suffix("\r").str.strip_prefix(first).str.strip_suffix(last)
        if between:
            longest_first = sorted(set(between), key=len, reverse=True)
            body = body.str.replace_all("|".join(map(_escaped, longest_first)), _CUT)
        places = [str(place) for place in range(len(self.keys))]
        return body.str.split_exact(_CUT, len(between)).struct.rename_fields(places)


def cell(piece: pl.Expr) -> pl.Expr:
    """The text of a value as it is written; null and the empty text are null."""
    bare = piece.str.strip_prefix('"').str.strip_suffix('"')
    escaped = pl.when(piece.str.contains("\\", literal=True)).then(piece)
    text = pl.coalesce(escaped.str.json_decode(pl.String), bare)
    return pl.when((piece != "null") & (text != "")).then(text)


def usual_templates(lines: Iterable[str]) -> list[Template]:
    """The templates that many of the lines follow, in the order they turn up."""
    found = [template_of(line.strip(BLANKS)) for line in lines if line.strip(BLANKS)]
    counted = Counter(template for template in found if template).most_common(MOST_TEMPLATES)
    usual = {template for template, times in counted if times >= LEAST_SHARE * len(found)}
    return list(dict.fromkeys(template for template in found if template in usual))


def template_of(line: str) -> Template | None:
    """The template of one line without blanks around it; None where it is no plain object with scalar values."""
    cut = _cut(line)
    pairs = pairs_of(line)
    if cut is None or pairs is None:
        return None
    keys = tuple(key for key, _ in flattened(pairs))
    is_plain = keys == cut.keys and len(set(keys)) == len(keys) <= MOST_KEYS
    outer = {key for key, _ in pairs}
    return cut if is_plain and len(outer) == len(pairs) else None


def _cut(line: str) -> Template | None:
    """Cut a line at its values; what it leaves unchecked the decoder has to confirm."""
    keys: list[Key] = []
    literals: list[str] = []
    outer, start, at = "", 0, 0
    while name := _NAME.match(line, at):
        at = name.end()
        if line.startswith("{", at) and not outer:
            outer = name[1]
            continue
        value = _VALUE.match(line, at)
        if value is None:
            return None
        keys.append((outer, name[1]) if outer else name[1])
        literals.append(line[start:at])
        start = at = value.end()
        if outer and (close := _CLOSE.match(line, at)):
            outer, at = "", close.end()
    return Template(tuple(keys), (*literals, line[start:])) if keys and _CLOSE.fullmatch(line, at) else None


def _escaped(literal: str) -> str:
    return re.sub(r"[\\.+*?()|\[\]{}^$]", r"\\\g<0>", literal)
