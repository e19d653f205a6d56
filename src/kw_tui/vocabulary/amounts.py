"""An amount, or a share, as a person types it."""

import re
from decimal import Decimal

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text

_AMOUNT = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,2})?")


_PER_CENT = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,6})?)\s*%?")


def read_share(raw: str) -> float:
    """Read a share in per cent (`10`, `10 %`, `2,5`) as a ratio from 0 to 1; raise UsageError otherwise."""
    plain = _PER_CENT.fullmatch(raw.strip()) if raw.isascii() else None
    per_cent = float(plain[1].replace(",", ".")) if plain else -1.0
    if 0 <= per_cent <= 100:
        return per_cent / 100
    message = Text("Anteil {raw!r} ist nicht möglich", "Share {raw!r} is not possible").format(raw=raw)
    raise UsageError(message, Text("in Prozent angeben: 10 heißt 10 %", "give it in per cent: 10 means 10 %"))


def read_amount(raw: str) -> Decimal:
    """Read `12000` or `12000,50`; raise UsageError otherwise: `12.000` could be either."""
    plain = raw.strip()
    if raw.isascii() and _AMOUNT.fullmatch(plain) and Decimal(plain.replace(",", ".")) > 0:
        return Decimal(plain.replace(",", "."))
    message = Text("Betrag {raw!r} ist nicht lesbar", "Amount {raw!r} cannot be read").format(raw=raw)
    raise UsageError(message, Text("ohne Tausenderzeichen: 12000,50", "without thousands separators: 12000.50"))
