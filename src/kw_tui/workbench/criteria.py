"""Criteria of the scoring whose column there is none of: told with the nearest, rather than left out of the score."""

from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

from kw_tui.core.metrics.metric import Metric
from kw_tui.core.metrics.told_columns import TOLD
from kw_tui.core.reduction.fact_words import FACT_WORDS
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.headings import Headings
from kw_tui.vocabulary.scoring import DEFAULT_SCORING, Criterion
from kw_tui.vocabulary.sources import CUSTOMER
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Text, printable

ALIKE = 0.8
"""From here a name is a slip in another one, even where columns may come that nobody knows yet."""


def check_criteria(
    criteria: Iterable[Criterion], metrics: Iterable[Metric], master: Collection[str], *, is_whole: bool
) -> None:
    """Raise UsageError for a criterion whose column is none of customers: no metric, no fact, none of the master.

    As long as no master is imported (not `is_whole`), a column may still come: then only a slip is told.
    """
    criteria = tuple(criteria)
    if criteria == DEFAULT_SCORING:
        return
    known = _known(metrics, master)
    for one in criteria:
        if one.column in known:
            continue
        near = known.near(one.column)
        if is_whole or any(SequenceMatcher(None, one.column, id_).ratio() >= ALIKE for id_ in near):
            message = _NO_COLUMN.format(id=one.id, column=printable(one.column)[:60])
            named = [known.told(id_) for id_ in near]
            told = Text(", ".join(name.de for name in named), ", ".join(name.en for name in named))
            raise UsageError(message, _MEANT.format(near=told) if near else _CORRECT)


def _known(metrics: Iterable[Metric], master: Collection[str]) -> Headings:
    labels = {id_: words.label for id_, words in FACT_WORDS.items()} | {one.id: one.label for one in TOLD.values()}
    facts = [Column(id_, Kind.NUMBER, label) for id_, label in labels.items()]
    own = [Column(id_, Kind.TEXT, Text(id_, id_)) for id_ in master]
    described = [Column(one.id, one.kind, one.label) for one in metrics]
    return Headings([*own, *facts, *described, *CUSTOMER.columns])


_NO_COLUMN = Text(
    "Scoring, Kriterium {id}: Spalte {column!r} gibt es nicht", "scoring, criterion {id}: there is no column {column!r}"
)
_MEANT = Text(
    "meinten Sie {near}? [[scoring]] der Sitzung berichtigen",
    "did you mean {near}? Correct [[scoring]] of the session",
)
_CORRECT = Text(
    "[[scoring]] der Sitzung berichtigen; `kw columns` zeigt alle Kennzahlen",
    "correct [[scoring]] of the session; `kw columns` shows all figures",
)
