"""How pictures write figures: exactly under a cursor, briefly at an axis, and in both languages where it is a name."""

from collections.abc import Callable
from typing import Any

from kw_tui.tui import figures
from kw_tui.vocabulary.texts import Lang, Text

LANGS: tuple[Lang, Lang] = ("de", "en")


def both(write: Callable[[Lang], str]) -> Text:
    """Write something in both languages."""
    return Text(*(write(lang) for lang in LANGS))


def money(currency: str) -> Callable[[Any, Lang], str]:
    """Return what writes an amount exactly; one that is not known has no currency."""
    return lambda value, lang: (
        figures.UNKNOWN if value is None else f"{figures.amount(value, lang, 2)} {currency}".rstrip()
    )


def short(value: Any, lang: Lang) -> str:
    """Write an amount briefly, as an axis does."""
    return figures.short(value, lang, "")


def whole(value: Any, lang: Lang) -> str:
    """Write a share as whole per cent."""
    return figures.ratio(value, lang, 0)


def exact(value: Any, lang: Lang) -> str:
    """Write a share with a place."""
    return figures.ratio(value, lang, 1)
