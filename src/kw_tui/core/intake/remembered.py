"""Mappings a person has settled, kept for the next file with the same headers. Where they are kept is not said here."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from kw_tui.core.intake.headers import forms
from kw_tui.core.intake.mapping import Mapping as Proposal
from kw_tui.core.intake.mapping import mapped
from kw_tui.core.intake.matching import Confidence
from kw_tui.vocabulary.table import Table

_LENGTH = 16


def header_set_key(headers: Iterable[str], table_id: str = "") -> str:
    """A short text that is the same for the same headers, however they are ordered, spaced and cased."""
    names = sorted({_key(header) for header in headers})
    return hashlib.sha256("\x00".join((table_id, *names)).encode()).hexdigest()[:_LENGTH]


def recalled(proposed: Proposal, remembered: Mapping[str, str], headers: Sequence[str], table: Table) -> Proposal:
    """The proposal as it was settled before: remembered columns under their fields, no others.

    `remembered` belongs to this set of headers. What it does not name was left out, and stays out; fields this program
    or headers this file does not know are passed over.
    """
    there = _by_key(headers)
    pairs = {
        field: there[key] for field, header in remembered.items() if field in table and (key := _key(header)) in there
    }
    if not pairs:
        return proposed
    confidence: dict[str, Confidence] = dict.fromkeys(pairs, "given")
    return mapped(pairs, confidence, headers, table, proposed.program)


def _by_key(headers: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for header in headers:
        found.setdefault(_key(header), header)
    return {key: header for key, header in found.items() if key}


def _key(header: str) -> str:
    found = forms(header)
    return found[0] if found else header.strip()
