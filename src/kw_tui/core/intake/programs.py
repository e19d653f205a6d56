"""Which program a file was exported from, told by its headers, and the columns that settles."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from kw_tui.core.intake.headers import forms, qualified
from kw_tui.vocabulary.presets import PRESETS, Preset


def recognised(headers: Sequence[str], table_id: str | None = None) -> Preset | None:
    """The export these headers are typical of; None where there is none. Of several, the one that explains most.

    `table_id` admits exports of that table only.
    """
    known = _by_key(headers)
    fits = [
        (sum(_first(known, names) is not None for names in preset.fields.values()), -order, preset)
        for order, preset in enumerate(PRESETS)
        if table_id in (None, preset.table) and all(_first(known, mark) for mark in preset.marks)
    ]
    enough = [fit for fit in fits if fit[0] >= fit[2].share * len(fit[2].fields)]
    return max(enough, key=lambda fit: fit[:2])[2] if enough else None


def paired(preset: Preset, headers: Sequence[str], empty: Collection[str] = ()) -> dict[str, str]:
    """The columns of an export: field -> header, each header once; of several for a field the first not `empty`."""
    known = _by_key(headers)
    pairs: dict[str, str] = {}
    for field, names in preset.fields.items():
        there = [known[key] for key in _keys(names) if key in known and known[key] not in pairs.values()]
        if there:
            pairs[field] = next((header for header in there if header not in empty), there[0])
    return pairs


def settled_headers(preset: Preset, headers: Sequence[str]) -> frozenset[str]:
    """Those headers that the export is known to have, whether or not they mean a field."""
    known = _by_key(headers)
    return frozenset(known[key] for key in _keys(preset.typical) if key in known)


def _by_key(headers: Sequence[str]) -> dict[str, str]:
    known: dict[str, str] = {}
    for header in headers:
        if key := _key(header):
            known.setdefault(key, header)
    return known


def _key(header: str) -> str:
    """The whole header; of `VBRP-NETWR` the name of the field."""
    found = forms(header)
    return (found[-1] if qualified(header) else found[0]) if found else ""


@lru_cache(maxsize=4096)
def _keys(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_key(name) for name in names)


def _first(known: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((known[key] for key in _keys(names) if key in known), None)
