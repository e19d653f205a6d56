"""Which rows and columns of a frame are shown: `--where`, `--sort`, `--limit`, `--columns`."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.headings import Headings
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.known_columns import headings_of
from kw_tui.workbench.where import no_column, rows_where


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What was asked for; None leaves a frame as it is."""

    where: str | None = None
    sort: str | None = None
    desc: bool = False
    limit: int | None = None
    columns: str | None = None
    headings: Callable[[pl.DataFrame], Headings] | None = None
    """What the columns of a frame are called besides their ids."""

    def narrow(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Filter, sort and cut the rows; raise UsageError for what the frame does not have."""
        if self.where is not None:
            frame = rows_where(frame, self.where, Text("--where", "--where"), self._headings(frame))
        if self.sort is not None:
            frame = _sorted(frame, self.sort, self.desc, self._headings(frame))
        return frame if self.limit is None else frame.head(self.limit)

    def chosen(self, frame: pl.DataFrame, usual: tuple[str, ...]) -> list[str]:
        """Return the ids of the columns to show: those asked for, else the usual ones the frame has, else all."""
        if self.columns is None:
            return [name for name in usual if name in frame.columns] or frame.columns
        if self.columns == "all":
            return frame.columns
        known = self._headings(frame)
        return [_known(name, known, frame) for name in _listed(self.columns)]

    def _headings(self, frame: pl.DataFrame) -> Headings:
        return headings_of(frame.schema, {}) if self.headings is None else self.headings(frame)


def _sorted(frame: pl.DataFrame, spec: str, desc: bool, headings: Headings) -> pl.DataFrame:
    names = _listed(spec)
    falling = [desc != name.startswith("-") if name.startswith("-") else desc for name in names]
    known = [_known(name.removeprefix("-"), headings, frame) for name in names]
    try:
        return frame.sort(known, descending=falling, nulls_last=True, maintain_order=True)
    except pl.exceptions.InvalidOperationError:
        message = Text("Nach {sort} lässt sich nicht sortieren", "Cannot sort by {sort}").format(sort=spec)
        raise UsageError(message, Text("eine einfache Spalte nennen", "name a plain column")) from None


def _listed(spec: str) -> list[str]:
    names = [name.strip() for name in spec.split(",") if name.strip()]
    if names:
        return names
    raise UsageError(
        Text("Es ist keine Spalte genannt", "No column is named"), Text("Beispiel: -revenue", "for example -revenue")
    )


def _known(name: str, headings: Headings, frame: pl.DataFrame) -> str:
    called = headings.called(name)
    if len(called) == 1:
        return called[0]
    raise no_column(name, frame.columns, headings)
