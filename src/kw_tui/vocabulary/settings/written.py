"""How the value of a setting reads in each language, how it is typed, and what it may be."""

from kw_tui.vocabulary.origins import unit_text
from kw_tui.vocabulary.settings.setting import Setting, Value
from kw_tui.vocabulary.texts import Lang, grouped, percent, printable

ENDLESS = 1e9
"""A bound so high that nobody is told of it."""


def written(setting: Setting, value: Value, lang: Lang, currency: str = "EUR") -> str:
    """Write a value with its unit: a choice in words, a share in per cent."""
    if setting.choices:
        known = setting.choices.get(str(value))
        return printable(str(value)) if known is None else known.in_(lang)
    return f"{figure(setting, float(value), lang)} {unit(setting, lang, currency)}".rstrip()


def figure(setting: Setting, value: float, lang: Lang) -> str:
    """Write a number without its unit, to as many places as it has, two at most of what is no share."""
    if setting.is_share:
        return percent(value, lang, _places(value * 100, 2))
    places = _places(value, 2)
    return grouped(value, 2 if places and "EUR" in setting.unit else places, lang)


def typed(setting: Setting, value: Value, lang: Lang) -> str:
    """Write a value as a person would type it: exact, without thousands marks; a choice by its id."""
    if setting.choices:
        return str(value)
    number = round(float(value) * 100, 10) if setting.is_share else float(value)
    text = str(int(number)) if number.is_integer() else f"{number:.12g}"
    text = text.replace(".", ",") if lang == "de" else text
    return f"{text} %" if setting.is_share else text


def bounds(setting: Setting, lang: Lang, currency: str = "EUR") -> str:
    """Say what a value may be: its choices in words, or the least and the most."""
    if setting.choices:
        return ", ".join(text.in_(lang) for text in setting.choices.values())
    low, high = (figure(setting, bound, lang) for bound in (setting.low, setting.high))
    said = f"{'ab' if lang == 'de' else 'from'} {low}" if setting.high >= ENDLESS else f"{low} .. {high}"
    return f"{said} {unit(setting, lang, currency)}".rstrip()


def unit(setting: Setting, lang: Lang, currency: str = "EUR") -> str:
    """Say the unit, money in the currency of the session; nothing where there is none."""
    return unit_text(setting.unit).in_(lang).replace("EUR", currency)


def _places(value: float, most: int) -> int:
    return next((places for places in range(most) if abs(value - round(value, places)) < 1e-9), most)
