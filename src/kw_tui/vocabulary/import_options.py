"""What a person may say about a file before it is read; whatever is left out, the evidence in the file decides."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Literal

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.phrases import POSSIBLE
from kw_tui.vocabulary.texts import Text

Mark = Literal[",", "."]
Order = Literal["dmy", "mdy"]
Scale = Literal["percent", "fraction"]
Side = Literal["debit", "credit"]
Whole = Literal["line", "invoice"]
DELIMITERS = {";": ";", ",": ",", "|": "|", "tab": "\t", "blank": " "}
"""What a delimiter is called -> the character; `blank` stands for columns padded with blanks."""
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "encoding": ("utf-8", "utf-16", "cp1252", "latin-1", "cp850"),
    "delimiter": tuple(DELIMITERS),
    "decimal": (",", "."),
    "dates": ("dmy", "mdy"),
    "discount": ("percent", "fraction"),
    "sale": ("debit", "credit"),
    "amounts": ("line", "invoice"),
    "duplicates": ("keep", "drop"),
}
_FORMS: Mapping[str, tuple[str, Text]] = {
    "header": (r"\d{1,9}", Text("die Nummer einer Zeile, oder 0", "the number of a line, or 0")),
    "currency": ("[A-Z]{3}", Text("drei Buchstaben wie EUR", "three letters such as EUR")),
}
"""Options whose values are too many to be listed -> what each looks like."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to read a file. None leaves it to the file; `header` is a physical line, 0 says that there is none.

    `decimal` and `dates` settle what values leave open, `currency` what lines are in that name none. `discount` says
    what 0.5 is, half a per cent or a half; `sale` which side of an account is the sale; `amounts` whether a line has an
    amount of its own or repeats that of its invoice. `duplicates` drop leaves out lines that repeat another exactly.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header: int | None = None
    sheet: str | None = None
    decimal: Mark | None = None
    dates: Order | None = None
    duplicates: Literal["keep", "drop"] = "keep"
    currency: str | None = None
    discount: Scale | None = None
    sale: Side | None = None
    amounts: Whole | None = None

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "ImportOptions":
        """Read options from texts, as a session or a command line has them; raise UsageError for an impossible one."""
        known = {field.name for field in fields(cls)}
        for name, value in texts.items():
            allowed = _CHOICES.get(name, ())
            has_form = name not in _FORMS or re.fullmatch(_FORMS[name][0], value, re.ASCII)
            if name not in known or (allowed and value not in allowed) or not has_form:
                raise _impossible(name, value, allowed)
        return cls(**{name: int(value) if name == "header" else value for name, value in texts.items()})  # type: ignore[arg-type]

    def texts(self) -> dict[str, str]:
        """Return what differs from the default, as a session keeps it."""
        return {name: str(value) for name, value in asdict(self).items() if value != getattr(DEFAULT, name)}

    @property
    def separator(self) -> str | None:
        """The character between cells; None where the file decides."""
        return None if self.delimiter is None else DELIMITERS[self.delimiter]


DEFAULT = ImportOptions()


def _impossible(name: str, value: str, allowed: tuple[str, ...]) -> UsageError:
    message = Text("{name} = {value!r} ist nicht möglich", "{name} = {value!r} is not possible")
    possible = ", ".join(allowed) or (_FORMS[name][1] if name in _FORMS else None)
    hint = POSSIBLE if possible else Text("`kw import --help`", "`kw import --help`")
    return UsageError(message.format(name=name, value=value), hint.format(all=possible))
