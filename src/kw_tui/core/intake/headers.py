"""Headers of columns as keys: without case, umlauts, punctuation and units; and the unit they name."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Unit = Literal["percent", "money", "scaled"]

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_PERCENT = re.compile(r"%|\b(?:prozent|percent|percentage|pct|v\.?h\.)(?![a-z])")
_SCALED = re.compile(
    r"\bt(?:eur|euro|chf|usd|gbp|€|\$)(?![a-z])|\bk(?:eur|€)(?![a-z])|\b(?:in )?tsd\b|\bin (?:tausend|thousands|000s)\b"
    r"|\bmio\b|\bin (?:millionen|millions|cents?|ct|rappen)\b|[(\[](?:cents?|ct)[)\]]|\beurocents?\b"
)
"""Thousands, millions or hundredths of a currency."""
_CURRENCY = re.compile(r"[€$£]|\b(?:eur|euro|chf|usd|gbp)\b")
_CODES = {"€": "EUR", "$": "USD", "£": "GBP", "EURO": "EUR"}
_UNIT = re.compile(
    r"\b(?:in )?(?:eur|euro|chf|usd|gbp)\b|\b(?:in )?(?:prozent|percent|percentage|pct)\b|(?:\bin )?[€$£%]"
)
_GROSS = re.compile(r"[(\[][^)\]]*\b(?:brutto|gross|inkl|incl)")
_NET = re.compile(r"[(\[][^)\]]*\b(?:netto|net|exkl|excl|zzgl|ohne (?:mwst|ust|steuer))")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_QUALIFIED = re.compile(r"^[a-z]\w{2,}-(?P<field>[a-z]\w{2,})$")
"""`VBRP-NETWR`: a field of a table, as SAP's own people write it."""
_PATH = re.compile(r"^[a-z]\w*_ids?/(?P<field>[a-z][\w/]*)$")
"""`invoice_line_ids/price_subtotal`: a field reached through another, as Odoo exports it."""
_OWNED = re.compile(r"^[^:]+: (?P<field>[^:]+)$")
"""`Account: Industry`: a field of a related record, as Salesforce reports write it."""


def normalise_header(header: str) -> str:
    """Lower case, umlauts written out, without units, brackets and punctuation: `Kunden-Nr.` is `KundenNr`."""
    return _short(letters(header))


@lru_cache(maxsize=16_384)
def letters(header: str) -> str:
    """The letters and digits of a header, without what stands in brackets and without units."""
    return _bare(_BRACKETS.sub(" ", _folded(header)))


def unit_of(header: str) -> Unit | None:
    """The unit a header names: `Rabatt %` per cent, `Rabatt (EUR)` money, `TEUR` scaled; None where it names none."""
    folded = _folded(header)
    if _SCALED.search(folded):
        return "scaled"
    if _PERCENT.search(folded):
        return "percent"
    return "money" if _CURRENCY.search(folded) else None


def currency_of(header: str) -> str | None:
    """The currency a header names, and only one: `Netto USD` is in USD; None where it names none, or several."""
    found = {match.upper() for match in _CURRENCY.findall(_folded(header))}
    codes = {_CODES.get(name, name) for name in found}
    return codes.pop() if len(codes) == 1 else None


@lru_cache(maxsize=16_384)
def forms(header: str) -> tuple[str, ...]:
    """Keys a header may be known by, the fullest first: with its brackets, without them, without its path.

    Of brackets, `brutto` and `netto` stay: `Betrag (inkl. MwSt)` is `betragbrutto`, never `betrag`.
    """
    folded = _folded(header)
    basis = "brutto" if _GROSS.search(folded) else "netto" if _NET.search(folded) else ""
    found = [_short(_bare(folded)), _short(_bare(_BRACKETS.sub(" ", folded)) + basis)]
    plain = folded.strip()
    for pattern in (_PATH, _OWNED):
        if match := pattern.match(plain):
            found.append(_short(_bare(match["field"])))
    if name := qualified(header):
        found.append(_short(_bare(name)))
    return tuple(dict.fromkeys(form for form in found if form))


def qualified(header: str) -> str | None:
    """The field in `VBRP-NETWR`; None where the header is no such name."""
    match = _QUALIFIED.match(_folded(header).strip()) if header.isupper() else None
    return match["field"] if match else None


def _folded(header: str) -> str:
    return unicodedata.normalize("NFKC", header).casefold().translate(_UMLAUTS)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, _UNIT.sub(" ", text)))


def _short(bare: str) -> str:
    return bare.replace("nummer", "nr").replace("number", "no")
