"""Which rows and columns of a frame are shown: `--where`, `--sort`, `--limit`, `--columns`."""

from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from kw_tui.cli.condition import fault
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What was asked for; None leaves a frame as it is."""

    where: str | None = None
    sort: str | None = None
    desc: bool = False
    limit: int | None = None
    columns: str | None = None

    def narrow(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Filter, sort and cut the rows; raise UsageError for what the frame does not have."""
        if self.where is not None:
            frame = _where(frame, self.where)
        if self.sort is not None:
            frame = _sorted(frame, self.sort, self.desc)
        return frame if self.limit is None else frame.head(self.limit)

    def chosen(self, frame: pl.DataFrame, usual: tuple[str, ...]) -> list[str]:
        """Return the ids of the columns to show: those asked for, else the usual ones the frame has, else all."""
        if self.columns is None:
            return [name for name in usual if name in frame.columns] or frame.columns
        if self.columns == "all":
            return frame.columns
        return [_known(name, frame) for name in _listed(self.columns)]


def _where(frame: pl.DataFrame, condition: str) -> pl.DataFrame:
    """Keep the rows of a condition: what is one expression over known columns, and as such can reach nothing else."""
    if why := fault(condition):
        raise _unworkable(condition, why)
    try:
        expression = pl.sql_expr(condition)
        for name in expression.meta.root_names():
            _known(name, frame)
        # Asked of the frame rather than of `filter`, so that a text compared with a date is read as a date.
        with pl.SQLContext(rows=frame, eager=True) as context:
            return context.execute(f"SELECT * FROM rows WHERE (\n{condition}\n)")  # noqa: S608 - one expression
    except UsageError:
        raise
    except (Exception, pl.exceptions.PanicException) as error:  # the engine refuses a condition in many ways
        engine = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
        raise _unworkable(condition, Text(engine, engine)) from None


def _unworkable(condition: str, why: Text) -> UsageError:
    shown = condition if len(condition) <= 80 else f"{condition[:77]}..."
    message = Text("--where {sql!r} geht nicht: {why}", "--where {sql!r} does not work: {why}")
    hint = Text("Beispiel: \"abc = 'C' and db1 < 0\"", "for example \"abc = 'C' and db1 < 0\"")
    return UsageError(message.format(sql=shown, why=why), hint)


def _sorted(frame: pl.DataFrame, spec: str, desc: bool) -> pl.DataFrame:
    names = _listed(spec)
    falling = [desc != name.startswith("-") if name.startswith("-") else desc for name in names]
    known = [_known(name.removeprefix("-"), frame) for name in names]
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


def _known(name: str, frame: pl.DataFrame) -> str:
    if name in frame.columns:
        return name
    raise no_column(name, frame.columns)


def no_column(name: str, columns: list[str]) -> UsageError:
    """Return the error for an unknown column, with the names it may have meant."""
    near = get_close_matches(name, columns, n=3, cutoff=0.5)
    shown = ", ".join(near or columns[:8])
    message = Text("Spalte {name!r} gibt es nicht", "There is no column {name!r}").format(name=name)
    if near:
        return UsageError(message, Text("gemeint ist vielleicht {near}", "did you mean {near}?").format(near=shown))
    return UsageError(message, Text("es gibt {some} ...", "there are {some} ...").format(some=shown))
