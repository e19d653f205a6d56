"""Where a figure of one customer comes from: the figures, facts, settings and models it reads, down to the tables."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kw_tui.core.like_for_like.paid import COMPARED
from kw_tui.core.metrics.metric import Metric
from kw_tui.core.metrics.scoring import OWN, POINTS, WEIGHT
from kw_tui.core.metrics.told_columns import TOLD, Teller
from kw_tui.core.metrics.value_words import CHOICE_WORDS, VALUE_WORDS, in_words
from kw_tui.core.reduction.fact_words import FACT_WORDS
from kw_tui.core.reduction.reduce import FACTS
from kw_tui.vocabulary.origins import unit_text
from kw_tui.vocabulary.settings import Settings, setting_by_id
from kw_tui.vocabulary.sources import CUSTOMER, table_by_id
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

Nature = Literal["metric", "fact", "master", "setting", "criterion"] | Teller
NATURES: Mapping[str, Text] = {
    "metric": Text("Kennzahl", "Figure"),
    "fact": Text("Summe aus den Tabellen", "Sum of the tables"),
    "master": Text("Kundenstamm", "Customer master"),
    "setting": Text("Einstellung", "Setting"),
    "criterion": Text("Kriterium", "Criterion"),
    "clock": Text("Zeitraum", "Period"),
    "model": Text("Modell", "Model"),
    "claim": Text("Aussage", "Claim"),
    "comparison": Text("Vergleich", "Comparison"),
    "scoring": Text("Scoring", "Scoring"),
}
NOT_TOLD = Text("nicht in den importierten Tabellen", "not part of the imported tables")
NOT_SAID = Text("nicht angegeben", "not given")
_UNITS: Mapping[Kind, Text] = {
    Kind.RATIO: Text("Anteil", "share"),
    Kind.COUNT: Text("Anzahl", "count"),
    Kind.DATE: Text("Datum", "date"),
    Kind.FLAG: Text("ja oder nein", "yes or no"),
    Kind.CATEGORY: Text("Name", "name"),
    Kind.TEXT: Text("Text", "text"),
    Kind.ID: Text("Nummer", "number"),
    Kind.NUMBER: Text("Zahl", "number"),
    Kind.SCORE: Text("Zahl", "number"),
}


@dataclass(frozen=True, slots=True)
class Traced:
    """One node: what it is called, its value with unit, what it means and where it comes from, and what it reads.

    `said` is the value in words where it is an id; `reason` tells why there is none; `note` what else is to be known:
    the parameters of a model, an assumption nobody has confirmed. `table` is that of a fact, whose rows can be shown.
    """

    id: str
    nature: Nature
    label: Text
    kind: Kind
    value: Any
    unit: Text
    meaning: Text
    source: str = ""
    needs: tuple[Text, ...] = ()
    said: Text | None = None
    reason: Text | None = None
    note: Text | None = None
    inputs: tuple["Traced", ...] = ()
    is_assumed: bool = False

    @property
    def has_rows(self) -> bool:
        """Whether it is made of rows, which can be shown."""
        return self.nature == "fact" or self.id in COMPARED


@dataclass(frozen=True, slots=True)
class Ground:
    """What figures are traced on: a row of the portfolio with the days of the session, and how they are computed.

    `assumed` are the metrics that rest on settings nobody has confirmed; `notes` say more of a column, such as the
    parameters of its model; `criteria` are the nodes of the scoring.
    """

    row: Mapping[str, Any]
    metrics: Mapping[str, Metric]
    settings: Settings
    currency: str
    assumed: Collection[str] = ()
    notes: Mapping[str, Text] = field(default_factory=dict)
    criteria: tuple[Traced, ...] = ()


def trace(metric_id: str, ground: Ground) -> Traced:
    """The tree of a metric down to facts and settings; KeyError if there is no such metric."""
    metric = ground.metrics[metric_id]
    inputs = [read(id_, ground, metric_id) for id_ in _ordered(metric, ground)]
    return _metric(metric, ground, (*inputs, *(_setting(id_, ground) for id_ in metric.settings)))


def figures(ground: Ground) -> list[Traced]:
    """Every metric without its inputs, in the order they are shown."""
    return [_metric(metric, ground, ()) for metric in ground.metrics.values()]


def below(node: Traced) -> Iterable[Traced]:
    """The node and all it reads, directly or not."""
    yield node
    for one in node.inputs:
        yield from below(one)


def unit_of(kind: Kind, unit: Text | None, currency: str) -> Text:
    """What a value is measured in."""
    return unit or (Text(currency, currency) if kind is Kind.MONEY else _UNITS[kind])


def _ordered(metric: Metric, ground: Ground) -> list[str]:
    """The inputs of a metric: metrics in the order they are shown, then facts in theirs, then whatever else."""
    places = [*ground.metrics, *FACTS, *TOLD]
    order = {id_: place for place, id_ in reversed(list(enumerate(places)))}
    return sorted(metric.inputs, key=lambda id_: (order.get(id_, len(places)), id_))


def read(id_: str, ground: Ground, of: str = "") -> Traced:
    """A column that is read: of the metric `of`, or of a criterion."""
    if id_ in ground.metrics and id_ != of:
        return trace(id_, ground)
    if id_ in TOLD:
        return _told(id_, ground)
    return _column(id_, ground)


def _metric(metric: Metric, ground: Ground, inputs: tuple[Traced, ...]) -> Traced:
    value = ground.row.get(metric.id)
    return Traced(
        metric.id,
        "metric",
        metric.label,
        metric.kind,
        value,
        unit_of(metric.kind, metric.unit, ground.currency),
        metric.meaning,
        metric.source,
        tuple(table_by_id(table).label for table in metric.needs),
        in_words(VALUE_WORDS, metric.id, value),
        metric.absent if value is None else None,
        _AGAINST_ALL if metric.is_compared else None,
        inputs,
        metric.id in ground.assumed,
    )


_AGAINST_ALL = Text("im Vergleich mit allen Kunden", "compared with all customers")


def _column(id_: str, ground: Ground) -> Traced:
    """A column of the facts or of the customer master."""
    value = ground.row.get(id_)
    if id_ in FACT_WORDS:
        words, kind = FACT_WORDS[id_], FACTS[id_]
        reason = NOT_TOLD if value is None else None
        unit = unit_of(kind, None, ground.currency)
        return Traced(id_, "fact", words.label, kind, value, unit, words.meaning, reason=reason)
    name = id_.removeprefix(OWN)
    label, kind = Text(name, name), Kind.TEXT
    if id_ in CUSTOMER:
        label, kind = CUSTOMER[id_].label, CUSTOMER[id_].kind
    meaning = Text("Aus dem Kundenstamm.", "From the customer master.")
    reason = NOT_SAID if value is None else None
    return Traced(id_, "master", label, kind, value, unit_of(kind, None, ground.currency), meaning, reason=reason)


def _told(id_: str, ground: Ground) -> Traced:
    told, value = TOLD[id_], ground.row.get(id_)
    return Traced(
        id_,
        told.teller,
        told.label,
        told.kind,
        value,
        unit_of(told.kind, None, ground.currency),
        told.meaning,
        said=in_words(VALUE_WORDS, id_, value),
        reason=_SILENT[told.teller] if value is None else None,
        note=ground.notes.get(id_),
        inputs=ground.criteria if id_ in {POINTS, WEIGHT} else (),
    )


_SILENT: Mapping[str, Text] = {
    "clock": Text("ohne Anfang", "without a start"),
    "fact": NOT_TOLD,
    "model": Text("das Modell sagt hier nichts", "the model tells nothing here"),
    "claim": Text("keine Aussage, die gilt oder fällig war", "no claim that stands or was due"),
    "comparison": Text("nichts zu vergleichen", "nothing to compare"),
    "scoring": Text("kein Kriterium bekannt", "no criterion known"),
}


def _setting(id_: str, ground: Ground) -> Traced:
    setting, value = setting_by_id(id_), ground.settings[id_]
    is_assumed = ground.settings.is_unconfirmed(id_)
    kind = Kind.CATEGORY if setting.choices else Kind.RATIO if setting.is_share else Kind.SCORE
    state = _ASSUMED if is_assumed else _SET if id_ in ground.settings.overrides else _DEFAULT
    return Traced(
        id_,
        "setting",
        setting.label,
        kind,
        value,
        unit_text(setting.unit),
        Text("{meaning} {state}", "{meaning} {state}").format(meaning=setting.meaning, state=state),
        setting.source,
        said=in_words(CHOICE_WORDS, id_, value),
        is_assumed=is_assumed,
    )


_ASSUMED = Text("Annahme, die niemand bestätigt hat.", "An assumption nobody has confirmed.")
_SET = Text("In der Sitzung gesetzt.", "Set in the session.")
_DEFAULT = Text("Vorgabe.", "The default.")


def criterion(label: Text, weight: float, points: float | None, given_for: Traced) -> Traced:
    """A criterion of the scoring: its points, and the column they are given for."""
    meaning = Text("Punkte von 0 bis 100, mit Gewicht {weight}.", "Points from 0 to 100, of weight {weight}.")
    said = Text(f"{weight:g}".replace(".", ","), f"{weight:g}")
    reason = Text("unbekannt, zählt nicht mit", "unknown, does not count") if points is None else None
    unit = Text("Punkte", "points")
    return Traced(
        given_for.id,
        "criterion",
        label,
        Kind.SCORE,
        points,
        unit,
        meaning.format(weight=said),
        reason=reason,
        inputs=(given_for,),
    )
