"""A template: plain text with `${placeholders}`, and how it becomes a letter.

Lines that begin with `#` are comments. A line whose placeholders are all empty is left out, and the gap it leaves is
closed. `$$` is a dollar sign. What stands in for a placeholder is never read again.
"""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from kw_tui.core.letters.fields import FIELD_IDS, FIELDS
from kw_tui.core.letters.price_list import WIDTH
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.meant import NEAR
from kw_tui.vocabulary.phrases import MEANT
from kw_tui.vocabulary.texts import Text, printable

_PLACEHOLDER = re.compile(r"\$(?:(?P<dollar>\$)|\{(?P<name>[^{}]*)\})")
_BLOCKS = frozenset(field.id for field in FIELDS if field.is_block)
_SHORT = 24
"""Characters up to which what stands in for a placeholder is not broken: days, amounts, telephone numbers."""
_TIED = "\u00a0"


@dataclass(frozen=True, slots=True)
class Template:
    """The lines of a template, comments left out, and where they come from."""

    name: str
    lines: tuple[str, ...]

    @property
    def placeholders(self) -> frozenset[str]:
        """All placeholders it names."""
        return frozenset(name for line in self.lines for name in _names(line))


def parse(text: str, name: str) -> Template:
    """Read a template; raise UsageError, with the file and the nearest name, for a placeholder there is none of."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = [printable(line.expandtabs()) for line in plain.split("\n")]
    template = Template(name, tuple(_trimmed([line.rstrip() for line in lines if not line.startswith("#")])))
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            continue
        for one in _names(line):
            if one not in FIELD_IDS:
                raise _unknown(one, name, number)
    return template


def render(template: Template, told: Mapping[str, str], gaps: Mapping[str, str]) -> str:
    """Fill a template: `told` by placeholder, `gaps` where what is needed is unknown. Lines of at most `WIDTH`."""
    filled = {**told, **gaps}
    written: list[str] = []
    was_left_out = False
    for line in template.lines:
        names = _names(line)
        if names and not any(filled[name] for name in names):
            was_left_out = True
            continue
        if was_left_out and not line and (not written or not written[-1]):
            continue
        was_left_out = was_left_out and not line
        written += _written(line, names, filled)
    return "\n".join(_trimmed(written)) + "\n"


def _names(line: str) -> list[str]:
    return [match["name"].strip() for match in _PLACEHOLDER.finditer(line) if match["dollar"] is None]


def _written(line: str, names: list[str], filled: Mapping[str, str]) -> list[str]:
    def value(match: "re.Match[str]") -> str:
        if match["dollar"] is not None:
            return "$"
        name = match["name"].strip()
        told = filled[name]
        return told.replace(" ", _TIED) if len(told) <= _SHORT and name not in _BLOCKS else told

    text = _PLACEHOLDER.sub(value, line)
    if _BLOCKS & set(names):
        return text.replace(_TIED, " ").split("\n")
    return _wrapped(line, text if not names else re.sub(r"(?<=\S) {2,}", " ", text))


def _wrapped(line: str, text: str) -> list[str]:
    """Break a filled line; it begins as far in as the line of the template does."""
    indent = line[: len(line) - len(line.lstrip())]
    lines = textwrap.wrap(indent + text.strip(), WIDTH, subsequent_indent=indent, break_on_hyphens=False)
    return [one.replace(_TIED, " ") for one in lines] or [""]


def _trimmed(lines: list[str]) -> list[str]:
    """Leave out empty lines at the beginning and the end."""
    full = [place for place, line in enumerate(lines) if line]
    return lines[full[0] : full[-1] + 1] if full else []


def _unknown(name: str, file: str, line: int) -> UsageError:
    message = Text(
        "Vorlage {file}, Zeile {line}: den Platzhalter {name} gibt es nicht",
        "Template {file}, line {line}: there is no placeholder {name}",
    )
    told = message.format(file=file, line=line, name=f"${{{printable(name)[:60]}}}")
    near = get_close_matches(name, FIELD_IDS, n=1, cutoff=NEAR)
    if near:
        return UsageError(told, MEANT.format(near=f"${{{near[0]}}}"))
    some = ", ".join(FIELD_IDS[:6])
    return UsageError(told, Text("es gibt {some} ...", "there are {some} ...").format(some=some))
