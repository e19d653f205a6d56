"""What a setting is, and how its value is read; the kinds that come up again and again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.phrases import ALLOWED
from kw_tui.vocabulary.texts import Text

Value = float | str
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}([.,][0-9]{3})+")
"""What may be thousands as well as a fraction: 5.000."""
NOTHING = Text("–", "–")
_PER_CENT = Text("als Prozent schreiben: {allowed}", "write it as per cent: {allowed}")
_WHICH = Text("ohne Tausenderzeichen schreiben: {allowed}", "write no thousands separator: {allowed}")


@dataclass(frozen=True, slots=True)
class Setting:
    """One threshold. `choices`, in words by id, close a text setting; `low` and `high` bound a number. `source` as in
    SPEC.

    `meaning` says what the formula that reads it does with it. `is_assumption` marks a magnitude without a solid
    source: figures resting on it say so until it is confirmed.
    """

    id: str
    default: Value
    unit: str
    label: Text
    meaning: Text
    low: float = 0.0
    high: float = 1.0
    choices: Mapping[str, Text] = field(default_factory=dict, hash=False)
    source: str = "SPEC"
    is_assumption: bool = False

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole, told and typed in per cent."""
        return not self.choices and self.unit in {"", "a year"} and self.high <= 1

    def parse(self, raw: object) -> Value:
        """Return `raw` as a legal value; raise UsageError naming the setting and its bounds otherwise."""
        return self._choice(raw) if self.choices else self._number(raw)

    def _choice(self, raw: object) -> str:
        if raw in self.choices:
            return str(raw)
        raise self._refusal(raw, ", ".join(self.choices))

    def _number(self, raw: object) -> float:
        bounds = self._bounds()
        text = str(raw).strip()
        is_percent = text.endswith("%") and self.high <= 1
        try:
            value = float((text[:-1] if is_percent else text).replace(",", "."))
        except ValueError:
            raise self._refusal(raw, bounds) from None
        value = round(value / 100, 12) if is_percent else value
        if not self.low <= value <= self.high:
            is_meant = self.is_share and not is_percent and value > 1 and self.low <= value / 100 <= self.high
            if is_meant:  # 12 for 12 %
                raise self._refusal(raw, f"{text} %", _PER_CENT)
            raise self._refusal(raw, bounds)
        if isinstance(raw, str) and _THOUSANDS.fullmatch(text) and int(bare := re.sub("[.,]", "", text)) <= self.high:
            raise self._refusal(raw, bare, _WHICH)
        return value

    def _bounds(self) -> str:
        if self.is_share:
            return f"{self.low * 100:g} % .. {self.high * 100:g} %"
        return f"{self.low:g} .. {self.high:g} {self.unit}".rstrip()

    def _refusal(self, raw: object, allowed: str, hint: Text = ALLOWED) -> UsageError:
        message = Text("Einstellung {id} = {raw!r} ist nicht möglich", "Setting {id} = {raw!r} is not possible")
        return UsageError(message.format(id=self.id, raw=raw), hint.format(allowed=allowed))


def choice(id_: str, default: str, label: Text, meaning: Text, choices: Mapping[str, Text]) -> Setting:
    """One of several, by definition."""
    return Setting(id_, default, "", label, meaning, choices=choices)


def share(id_: str, default: float, label: Text, meaning: Text, source: str = "SPEC") -> Setting:
    """A part of a whole, from a source."""
    return Setting(id_, default, "", label, meaning, source=source)


def limit(id_: str, label: Text, meaning: Text, default: float = 0, source: str = "SPEC") -> Setting:
    """An amount of money; 0 mostly stands for none."""
    return Setting(id_, default, "EUR", label, meaning, high=1e12, source=source)


def assumed(
    id_: str, default: float, unit: str, label: Text, meaning: Text, low: float = 0.0, high: float = 1.0
) -> Setting:
    """A magnitude nobody has published."""
    return Setting(id_, default, unit, label, meaning, low, high, source="assumption", is_assumption=True)


def assumed_share(id_: str, default: float, label: Text, meaning: Text) -> Setting:
    """A part of a whole nobody has published."""
    return assumed(id_, default, "", label, meaning)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the session that is set like a threshold. `allowed` says what may be typed, `unset` what holds where
    nothing is."""

    id: str
    label: Text
    meaning: Text
    allowed: Text
    unset: Text = NOTHING


Item = Setting | Field


@dataclass(frozen=True, slots=True)
class Group:
    """What is set about one subject."""

    id: str
    label: Text
    items: tuple[Item, ...]

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The thresholds among them."""
        return tuple(item for item in self.items if isinstance(item, Setting))
