"""RFM as a session may have it: own cuts per dimension, and the table of named segments (VALUE: RFM)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kw_tui.vocabulary.errors import not_possible
from kw_tui.vocabulary.texts import Lang, Text, printable

Points = tuple[int, int]
DIMENSIONS = ("r", "f", "m")
MOST_CUTS, MOST_SEGMENTS, LONGEST_NAME = 9, 50, 40


@dataclass(frozen=True, slots=True)
class RfmSegment:
    """A named corner of the RFM cube: first and last point of recency, frequency and monetary, in fifths."""

    id: str
    label: Text
    r: Points = (1, 5)
    f: Points = (1, 5)
    m: Points = (1, 5)

    def covers(self, *points: int) -> bool:
        """Whether recency, frequency and monetary points lie in this corner."""
        ranges = (self.r, self.f, self.m)
        return all(low <= point <= high for point, (low, high) in zip(points, ranges, strict=True))

    def said(self, lang: Lang = "en") -> str:
        """Return it as it is written: `Loyal 2-4;2-4;2-4`."""
        ranges = (f"{low}" if low == high else f"{low}-{high}" for low, high in (self.r, self.f, self.m))
        return f"{self.label.in_(lang)} {';'.join(ranges)}"


OTHERS = RfmSegment("others", Text("Übrige", "Others"))
"""Who is in no other."""
RFM_SEGMENTS: tuple[RfmSegment, ...] = (
    RfmSegment("champions", Text("Spitzenkunden", "Champions"), (5, 5), (5, 5), (5, 5)),
    RfmSegment("potential_loyalist", Text("Bald treu", "Potential Loyalist"), (3, 5), (3, 5), (2, 5)),
    RfmSegment("loyal", Text("Treu", "Loyal"), (2, 4), (2, 4), (2, 4)),
    RfmSegment("promising", Text("Vielversprechend", "Promising"), (3, 4), (1, 3), (3, 5)),
    RfmSegment("new", Text("Neu", "New"), (4, 5), (1, 3), (1, 5)),
    RfmSegment("cant_lose", Text("Nicht verlieren", "Can't Lose"), (1, 2), (3, 4), (4, 5)),
    RfmSegment("at_risk", Text("Gefährdet", "At Risk"), (1, 2), (2, 5), (4, 5)),
    RfmSegment("need_attention", Text("Braucht Aufmerksamkeit", "Need Attention"), (1, 3), (3, 5), (3, 5)),
    RfmSegment("about_to_sleep", Text("Schläft bald ein", "About To Sleep"), (2, 3), (1, 3), (1, 4)),
    RfmSegment("lost", Text("Verloren", "Lost"), (1, 1)),
    OTHERS,
)


@dataclass(frozen=True, slots=True)
class RfmRules:
    """Cuts by dimension (days, orders, revenue; none: quantiles) and the table of segments, the first match winning."""

    cuts: tuple[tuple[float, ...], ...] = ((), (), ())
    table: tuple[RfmSegment, ...] = RFM_SEGMENTS

    def of(self, dimension: str) -> tuple[float, ...]:
        """Return the cuts of a dimension, none where the quantiles decide."""
        return self.cuts[DIMENSIONS.index(dimension)]


USUAL = RfmRules()
"""Quantiles, and the table as VALUE has it."""


def parse_rfm(raw: Mapping[str, Any]) -> RfmRules:
    """Read `[rfm]` of a session: r, f, m lists of cuts, `segment` tables of name, r, f, m; raise UsageError."""
    cuts = tuple(_cuts(dimension, raw.get(dimension, ())) for dimension in DIMENSIONS)
    rows = raw.get("segment", ())
    if not isinstance(rows, list | tuple) or len(rows) > MOST_SEGMENTS:
        raise not_possible("rfm.segment", type(rows).__name__, _TABLES)
    table = tuple(map(_segment, rows))
    names = [one.id for one in table]
    if twice := {name for name in names if names.count(name) > 1}:
        raise not_possible("rfm.segment", sorted(twice)[0], Text("jeder Name einmal", "each name once"))
    return RfmRules(cuts, (*(one for one in table if one != OTHERS), OTHERS) if table else RFM_SEGMENTS)


def cuts_of(dimension: str, text: str) -> list[float]:
    """Read cuts as they are typed: `30, 90, 180`; nothing means quantiles again."""
    parts = [part for part in re.split(r"[;,\s]+", text.strip()) if part]
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        raise not_possible(f"rfm_{dimension}", text, _RISING) from None
    return list(_cuts(dimension, numbers))


def segments_of(text: str) -> list[dict[str, str]]:
    """Read a table as it is typed: `Champions 5;5;5, Loyal 2-4;2-4;2-4`; nothing means the usual table again."""
    rows = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        found = re.fullmatch(r"(.+?)\s+([^;\s]+);([^;\s]+);([^;\s]+)", part)
        if not found:
            raise not_possible("rfm_segments", part, _FORM)
        rows.append(dict(zip(("name", *DIMENSIONS), found.groups(), strict=True)))
    parse_rfm({"segment": rows})
    return rows


def said(segments: Iterable[RfmSegment]) -> str:
    """Write a table as `segments_of` reads it."""
    return ", ".join(one.said() for one in segments)


def _cuts(dimension: str, raw: object) -> tuple[float, ...]:
    if not isinstance(raw, list | tuple) or len(raw) > MOST_CUTS or not all(map(_is_cut, raw)):
        raise not_possible(f"rfm_{dimension}", raw, _RISING)
    numbers = tuple(float(one) for one in raw)
    if not all(low < high for low, high in pairwise(numbers)):
        raise not_possible(f"rfm_{dimension}", raw, _RISING)
    return numbers


def _is_cut(raw: object) -> bool:
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
    return is_number and abs(raw) < 1e12  # type: ignore[arg-type]  # which infinity and what is no number are not


def _segment(row: object) -> RfmSegment:
    if not isinstance(row, Mapping):
        raise not_possible("rfm.segment", row, _TABLES)
    name = row.get("name")
    if not isinstance(name, str) or not _is_name(name):
        allowed = Text("1 bis 40 Zeichen ohne Komma und ;", "1 to 40 characters without comma and ;")
        raise not_possible("rfm.segment name", name, allowed)
    ranges = [_points(name, dimension, row.get(dimension, "1-5")) for dimension in DIMENSIONS]
    for known in RFM_SEGMENTS:
        if name.strip().casefold() in {known.id, known.label.de.casefold(), known.label.en.casefold()}:
            return RfmSegment(known.id, known.label, *ranges)
    return RfmSegment(name.strip(), Text(name.strip(), name.strip()), *ranges)


def _is_name(text: str) -> bool:
    return 0 < len(text.strip()) <= LONGEST_NAME and printable(text) == text and not set(text) & set(",;")


def _points(name: str, dimension: str, raw: object) -> Points:
    found = re.fullmatch(r"\s*([1-5])\s*(?:-\s*([1-5])\s*)?", str(raw))
    low, high = (int(found[1]), int(found[2] or found[1])) if found else (5, 1)
    if low > high:
        allowed = Text("Punkte 1 bis 5, etwa 3 oder 3-5", "points 1 to 5, such as 3 or 3-5")
        raise not_possible(f"rfm.segment {name}: {dimension}", raw, allowed)
    return low, high


_RISING = Text(
    "bis zu 9 steigende Zahlen, etwa 30,90,180 (r in Tagen, f Aufträge, m Umsatz)",
    "up to 9 rising numbers such as 30,90,180 (r in days, f orders, m revenue)",
)
_TABLES = Text("bis zu 50 Tabellen [[rfm.segment]]", "up to 50 tables [[rfm.segment]]")
_FORM = Text("NAME R;F;M, etwa Treu 2-4;2-4;2-4", "NAME R;F;M, such as Loyal 2-4;2-4;2-4")
