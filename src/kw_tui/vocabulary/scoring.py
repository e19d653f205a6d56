"""The scoring model: weighted criteria, each a column mapped to 0-100 by a band table (SPEC 4). Data of the session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text, printable

BEST = 100.0
_TOLERANCE = 1e-6
_LARGEST = 1e15
LONGEST_NAME = 60
MOST_CRITERIA = 100
_KNOWN = ("criterion", "column", "weight", "label", "bands", "values", "other")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One column of a customer and its points.

    `bands` are (from, points) by rising limit: the last limit reached counts, below the first there are no points.
    `values` are the points of names, `other` those of any name besides (None: unknown). Without both it is unknown.
    """

    id: str
    column: str
    weight: float
    label: Text
    bands: tuple[tuple[float, float], ...] = ()
    values: Mapping[str, float] = field(default_factory=dict)
    other: float | None = None
    unknown: Mapping[str, Any] = field(default_factory=dict)

    def to_mapping(self) -> dict[str, Any]:
        """Return it as a table of the session file; what a newer program wrote stays."""
        told = {
            "criterion": self.id,
            "column": self.column,
            "weight": self.weight,
            "label": self.label.de,
            "bands": [list(band) for band in self.bands],
            "values": dict(self.values),
            "other": self.other,
        }
        return {name: value for name, value in told.items() if value not in (None, [], {})} | dict(self.unknown)


def _own(id_: str, column: str, weight: float, label: Text, bands: Mapping[float, float] | None = None) -> Criterion:
    return Criterion(id_, column, weight, label, tuple((bands or {}).items()))


_SIZE = {0.0: 10.0, 10.0: 30.0, 50.0: 60.0, 250.0: 100.0}
_SITES = {0.0: 20.0, 2.0: 60.0, 5.0: 100.0}
_SUPPLIED_BY_US = {0.0: 100.0, 20.0: 70.0, 50.0: 40.0, 80.0: 10.0}
_GROWTH = {-100.0: 0.0, -5.0: 30.0, 0.0: 50.0, 5.0: 75.0, 15.0: 100.0}
_CROSS_SELLING = {0.0: 20.0, 250.0: 60.0, 1000.0: 100.0}
_SERVICE_SHARE = {-1000.0: 100.0, 0.1: 75.0, 0.25: 40.0, 0.5: 10.0}

DEFAULT_SCORING: tuple[Criterion, ...] = (
    _own("geography", "region", 0.10, Text("Lage", "Geography")),
    _own("size", "employees", 0.20, Text("Größe", "Size"), _SIZE),
    _own("industry", "industry", 0.10, Text("Branche", "Industry")),
    _own("sites", "sites", 0.05, Text("Standorte", "Sites"), _SITES),
    _own("decision_path", "decision_path", 0.05, Text("Entscheidungsweg", "Decision path")),
    _own("competition", "supply_share", 0.10, Text("Wettbewerb", "Competition"), _SUPPLIED_BY_US),
    _own("growth", "growth", 0.15, Text("Wachstum", "Growth"), _GROWTH),
    _own("cross_selling", "cross_sell_value", 0.10, Text("Cross-Selling", "Cross-selling"), _CROSS_SELLING),
    _own("service_effort", "service_share", 0.15, Text("Serviceaufwand", "Service effort"), _SERVICE_SHARE),
)
"""Assumptions, all of them. What points a region, an industry or a way to decide deserves, only the company knows:
these criteria count once the session says."""


def parse_scoring(raw: Sequence[Any]) -> tuple[Criterion, ...]:
    """Read the criteria of a session file; raise UsageError naming the criterion and what is wrong with it."""
    if len(raw) > MOST_CRITERIA:
        message = Text("Scoring: mehr als {n} Kriterien", "scoring: more than {n} criteria").format(n=MOST_CRITERIA)
        raise UsageError(message, Text("[[scoring]] der Sitzung kürzen", "shorten [[scoring]] of the session"))
    criteria = tuple(_criterion(entry, place) for place, entry in enumerate(raw, 1))
    ids = [one.id for one in criteria]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise _wrong(id_, Text("kommt zweimal vor", "is there twice"))
    total = sum(one.weight for one in criteria)
    if abs(total - 1) > _TOLERANCE:
        message = Text("Scoring: die Gewichte ergeben {total}, nicht 1", "scoring: the weights sum to {total}, not 1")
        raise UsageError(message.format(total=f"{total:g}"), Text("Gewichte anpassen", "change the weights"))
    return criteria


def _criterion(entry: Any, place: int) -> Criterion:
    if not isinstance(entry, Mapping) or not all(isinstance(entry.get(name), str) for name in ("criterion", "column")):
        raise _wrong(str(place), Text("braucht die Texte criterion und column", "needs the texts criterion and column"))
    id_ = entry["criterion"]
    known = next((one.label for one in DEFAULT_SCORING if one.id == id_), Text(id_, id_))
    label = entry.get("label", known.de)
    if not (_is_name(id_) and isinstance(label, str) and _is_name(label)):
        wanted = Text("1 bis {n} Zeichen auf einer Zeile", "1 to {n} characters on one line").format(n=LONGEST_NAME)
        raise _wrong(
            printable(id_)[:LONGEST_NAME],
            Text("criterion, label: {wanted}", "criterion, label: {wanted}").format(wanted=wanted),
        )
    bands = entry.get("bands", [])
    if not isinstance(bands, list) or not all(isinstance(band, list) and len(band) == 2 for band in bands):
        raise _wrong(id_, Text("bands sind Paare [ab, Punkte]", "bands are pairs [from, points]"))
    limits = [_number(limit, id_, "bands") for limit, _ in bands]
    if limits != sorted(set(limits)):
        raise _wrong(id_, Text("die Grenzen müssen steigen", "limits have to rise"))
    values = entry.get("values", {})
    if not isinstance(values, Mapping) or (values and bands):
        raise _wrong(id_, Text("entweder bands oder eine Tabelle values", "either bands or a table values"))
    other = entry.get("other")
    return Criterion(
        id_,
        entry["column"],
        _number(entry.get("weight"), id_, "weight", 1),
        known if label == known.de else Text(label, label),
        tuple(zip(limits, (_points(points, id_) for _, points in bands), strict=True)),
        {name: _points(points, id_) for name, points in values.items()},
        None if other is None else _points(other, id_),
        {name: value for name, value in entry.items() if name not in _KNOWN},
    )


def _is_name(text: str) -> bool:
    return 0 < len(text.strip()) <= LONGEST_NAME and printable(text) == text


def _points(raw: object, id_: str) -> float:
    return _number(raw, id_, "points", BEST)


def _number(raw: object, id_: str, name: str, most: float | None = None) -> float:
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
    low, high = (-_LARGEST, _LARGEST) if most is None else (0, most)  # in neither lies what is no number, or infinite
    if is_number and low <= raw <= high:  # type: ignore[operator]
        return float(raw)  # type: ignore[arg-type]
    allowed = Text("eine Zahl", "a number") if most is None else Text(f"0 bis {most:g}", f"0 to {most:g}")
    message = Text("{name} = {raw!r}, erlaubt: {allowed}", "{name} = {raw!r}, allowed: {allowed}")
    raise _wrong(id_, message.format(name=name, raw=raw, allowed=allowed))


def _wrong(id_: str, why: Text) -> UsageError:
    message = Text("Scoring, Kriterium {id}: {why}", "scoring, criterion {id}: {why}").format(id=id_, why=why)
    return UsageError(message, Text("[[scoring]] der Sitzung berichtigen", "correct [[scoring]] of the session"))
