"""Two made-up languages: what a `Text` says is written in letters of its own, so that all else shows."""

import re
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from unittest.mock import patch

from kw_tui.vocabulary.texts import Lang, Text

CAPITALS = {"de": 0x1D5A0, "en": 0x1D670}
"""Where the capital letters of each language begin: without serifs for German, as on a typewriter for English."""
_PLAIN = {"Ä": "A", "Ö": "O", "Ü": "U", "ä": "a", "ö": "o", "ü": "u", "ß": "s", "é": "e"}
_KEPT = re.compile(r"(\{[^{}]*\}|<[a-z_]+\.[a-z_.]+>)")
"""Places to be filled in later: a field, or the id of a key."""

_WORD = re.compile(r"[A-Za-zÄÖÜäöüß_]{3,}")


class Spoken(Text):
    """A text that is in the made-up languages already."""

    __slots__ = ()


def letters(lang: Lang) -> str:
    """All letters of a language."""
    return "".join(chr(CAPITALS[lang] + place) for place in range(52))


def strangers(lines: Iterable[str], known: Set[str]) -> set[str]:
    """Words of three letters and more that are of no made-up language, nor the beginning of a known one."""
    words = {word for line in lines for word in _WORD.findall(line)}
    return {word for word in words if not any(one.startswith(word) for one in known)}


def _said(text: str, lang: Lang) -> str:
    return "".join(part if _KEPT.fullmatch(part) else _strange(part, lang) for part in _KEPT.split(text))


def _strange(text: str, lang: Lang) -> str:
    table = {sign: _letter(_PLAIN.get(sign, sign), lang) for sign in set(text) if sign.isalpha()}
    return text.translate(str.maketrans(table))


def _letter(sign: str, lang: Lang) -> str:
    if not sign.isascii():
        return sign
    return chr(CAPITALS[lang] + (ord(sign) - ord("A") if sign.isupper() else ord(sign) - ord("a") + 26))


def _in(self: Text, lang: Lang) -> str:
    raw = self.de if lang == "de" else self.en
    return raw if isinstance(self, Spoken) else _said(raw, lang)


def _format(self: Text, **fields: object) -> Text:
    def filled(lang: Lang) -> str:
        said = {name: _in(one, lang) if isinstance(one, Text) else one for name, one in fields.items()}
        return _in(self, lang).format(**said)

    return Spoken(filled("de"), filled("en"))


@contextmanager
def tongues() -> Iterator[None]:
    """Speak them."""
    with patch.object(Text, "in_", _in), patch.object(Text, "format", _format):
        yield
