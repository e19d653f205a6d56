"""An amount as a person types it."""

import re
from decimal import Decimal

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text

_AMOUNT = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,2})?")


def read_amount(raw: str) -> Decimal:
    """Read `12000` or `12000,50`; raise UsageError otherwise: `12.000` could be either."""
    plain = raw.strip()
    if raw.isascii() and _AMOUNT.fullmatch(plain) and Decimal(plain.replace(",", ".")) > 0:
        return Decimal(plain.replace(",", "."))
    message = Text("Betrag {raw!r} ist nicht lesbar", "Amount {raw!r} cannot be read").format(raw=raw)
    raise UsageError(message, Text("ohne Tausenderzeichen: 12000,50", "without thousands separators: 12000.50"))
