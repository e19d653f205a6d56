"""`kw model`: the lifetime models side by side, how well they foretold, and how they follow what came."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kw_tui.cli import words
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import FormatOption, OutputOption, SessionOption, voice_of
from kw_tui.cli.output import Sink
from kw_tui.cli.tree import KwCommand
from kw_tui.vocabulary.texts import Text, grouped

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.cli.voice import Voice
    from kw_tui.vocabulary.table import Column
    from kw_tui.workbench import Workbench

ErrorsOption = Annotated[bool, typer.Option("--errors", help=words.MODEL_ERRORS.en, show_default=False)]
TrackOption = Annotated[bool, typer.Option("--track", help=words.MODEL_TRACK.en, show_default=False)]
_NONE = Text("kw: kein Modell: {why}", "kw: no model: {why}")
_TOO_SHORT = Text("die Käufe reichen nicht über 180 Tage", "orders do not reach over 180 days")
_COHORT = Text(
    "kw: Kaufabstände aller zusammen: k = {k} (1 zufällig, darüber regelmäßig; Wheat/Morrison, {n} Kunden)",
    "kw: gaps between orders of all together: k = {k} (1 random, above regular; Wheat/Morrison, {n} customers)",
)
_RELATED = Text(
    "kw: DB I je Kauf und Zahl der Käufe hängen zusammen (Korrelation {r}), was Gamma-Gamma nicht kennt",
    "kw: DB I per order and number of orders are related (correlation {r}), which Gamma-Gamma does not know",
)
_COMPARED = (
    "name", "k", "r", "alpha", "a", "b", "s", "beta", "p", "q", "gamma", "log_likelihood", "aic", "converged", "error",
    "used",
)  # fmt: skip


def add_model(app: typer.Typer) -> None:
    """Add the command."""
    app.command("model", cls=KwCommand, help=words.MODEL.en)(_model)


def _model(
    ctx: typer.Context,
    session: SessionOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    errors: ErrorsOption = False,
    track: TrackOption = False,
) -> None:
    from kw_tui.cli.columns import labelled
    from kw_tui.cli.target import check_target

    voice = voice_of(ctx)
    bench = open_session(session, voice)
    check_target(output, form, bench)
    tell_notice(bench, voice)
    sink = Sink(voice, form, output)
    if why := bench.why_no_model():
        voice.say(_NONE.format(why=why))
    elif not (errors or track):
        _tell_regularity(bench, voice)
    found = bench.model_errors() if errors else bench.model_tracking() if track else bench.models()
    if found is not None and not (errors or track):
        _tell_related(found, voice)
    if found is None:
        voice.say(_NONE.format(why=_TOO_SHORT))
    elif sink.form == "json" and not (errors or track):
        sink.json([_nested(row) for row in found.rows(named=True)])
    else:
        sink.frame(found, _called(labelled(bench, found)), () if errors or track else _told(found))


def _tell_regularity(bench: "Workbench", voice: "Voice") -> None:
    k, customers = bench.cohort_regularity()
    if k is not None:
        shape, count = grouped(k, 2, voice.lang), grouped(customers, 0, voice.lang)
        voice.say(_COHORT.format(k=shape, n=count))


def _tell_related(models: "pl.DataFrame", voice: "Voice") -> None:
    """Warn where what an order leaves goes with the number of orders, which Gamma-Gamma takes to be unrelated."""
    for r in models.filter("used", "related")["correlation"]:
        voice.say(_RELATED.format(r=grouped(r, 2, voice.lang)))


def _called(columns: "list[Column]") -> "list[Column]":
    """Parameters bear the letters of the literature, which elsewhere may mean something else."""
    from kw_tui.core.lifetime.fits import PARAMETERS
    from kw_tui.vocabulary.table import Column, Kind

    return [Column(one.id, Kind.NUMBER, Text(one.id, one.id)) if one.id in PARAMETERS else one for one in columns]


def _told(models: "pl.DataFrame") -> list[str]:
    """The columns a screen shows: parameters that no model has are left out."""
    return [name for name in _COMPARED if models[name].count()]


def _nested(row: dict[str, Any]) -> dict[str, Any]:
    """A model as an object: its parameters by name, one below the other."""
    from kw_tui.core.lifetime.fits import PARAMETERS

    parameters = {name: row[name] for name in PARAMETERS if row[name] is not None}
    head = {"name": row["name"], "k": row["k"], "parameters": parameters}
    return head | {name: value for name, value in row.items() if name not in {*head, *PARAMETERS}}
